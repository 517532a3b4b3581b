from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.folding import FoldedField
from daumoi.foundation.periods import DatedQuerySet
from daumoi.history.models import tracked
from daumoi.law.models.regimes import Subject
from daumoi.law.models.sources import Sourced


class InstrumentKind(models.TextChoices):
    """Kinds of instrument the packs use."""

    LAW = "luat", _("Luật")
    RESOLUTION = "nghi_quyet", _("Nghị quyết")
    DECREE = "nghi_dinh", _("Nghị định")
    DECISION = "quyet_dinh", _("Quyết định")
    CIRCULAR = "thong_tu", _("Thông tư")
    DIRECTIVE = "chi_thi", _("Chỉ thị")
    LETTER = "cong_van", _("Công văn")
    SUBMISSION = "to_trinh", _("Tờ trình")
    STANDARD = "tieu_chuan", _("Tiêu chuẩn quốc gia")
    REGULATION = "quy_chuan", _("Quy chuẩn kỹ thuật")
    OTHER = "khac", _("Văn bản khác")


_KIND_WORDS = dict(InstrumentKind.choices)
"""Looked up here: `get_kind_display` makes this table anew at each call, and lists name an instrument in every row."""

NAMED_BY_NUMBER = frozenset({InstrumentKind.STANDARD, InstrumentKind.REGULATION, InstrumentKind.OTHER})
"""Kinds whose number already says what they are (“TCVN 11930:2017”): the kind is not put before it."""


class InstrumentStatus(models.TextChoices):
    """What the pack says of an instrument's force on the day its sources were read."""

    IN_FORCE = "in_force", _("còn hiệu lực")
    EXPIRED = "expired", _("hết hiệu lực")
    SUPERSEDED = "superseded", _("đã được thay thế")
    NOT_YET = "not_yet", _("chưa có hiệu lực")
    HISTORICAL = "historical", _("văn bản điều hành, không đặt hiệu lực")
    UNKNOWN = "unknown", _("chưa xác định")


@tracked
class Instrument(Sourced):
    """A law, decree, circular, decision, letter or submission, with its numbers as normalised and as printed.

    `effective_to` is the first day on which it is no longer in force; None where it has no end, or where no
    source gives one (`status` and `note` say which).
    """

    code = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=InstrumentKind.choices)
    number = models.CharField(max_length=120, blank=True)
    number_as_printed = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issuer_code = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    title_as_printed = models.TextField(blank=True)
    issued = models.DateField(null=True)
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    status = models.CharField(
        max_length=12, choices=InstrumentStatus.choices, default=InstrumentStatus.UNKNOWN
    )
    not_before = models.DateField(null=True)
    """Derived when a pack is loaded: the first day of the latest year that its number carries."""
    named_until = models.DateField(null=True)
    """Derived when a pack is loaded: the first day on which no sourced regime names it any more."""
    subjects = models.ManyToManyField(Subject, related_name="instruments")
    search_text = models.TextField(blank=True, default="")
    search_folded = FoldedField(source="search_text")

    objects = models.Manager["Instrument"]()

    class Meta:
        ordering = (F("issued").desc(nulls_last=True), "code")
        indexes = [
            models.Index(F("issued").desc(nulls_last=True), F("code"), name="law_instrument_newest"),
            GinIndex(SearchVector("search_folded", config="simple"), name="law_instrument_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gt=F("effective_from")),
                name="law_instrument_period",
            )
        ]

    def __str__(self) -> str:
        if not self.number:
            return self.display_title
        if self.kind in NAMED_BY_NUMBER:
            return self.number
        return f"{_KIND_WORDS.get(self.kind, self.kind)} {self.number}"

    def get_absolute_url(self) -> str:
        """The instrument's page."""
        return reverse("law:instrument", args=[self.code])

    @property
    def display_title(self) -> str:
        """The title in the reader's language (Vietnamese when no translation exists)."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


@tracked
class InstrumentRelation(Sourced):
    """What one instrument does to another: replaces, amends, guides, repeals, rests on, answers.

    `provision` is the code of the provision that says so, or a place in words where the pack holds no text.
    """

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("thay thế")
        AMENDS = "amends", _("sửa đổi, bổ sung")
        GUIDES = "guides", _("hướng dẫn")
        REPEALS = "repeals", _("bãi bỏ")
        BASED_ON = "based_on", _("căn cứ")
        ANSWERS = "answers", _("trả lời")

    subject = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="relations_to")
    on = models.DateField(null=True)
    provision = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "target"], name="law_relation_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.target}"


@tracked
class Provision(Sourced):
    """An article or clause, in our own words, with the time it holds (by default its instrument's).

    Its code is the instrument's code, “#” and a place (`nd-64-2007-nd-cp#d46k1`); the place is also the
    anchor on the instrument's page. `valid_from` is None where no source says since when it holds.
    """

    code = models.CharField(max_length=150, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="provisions")
    place = models.CharField(max_length=120)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    number = models.IntegerField(default=0)
    """Order within the pack."""

    objects = DatedQuerySet["Provision"].as_manager()

    class Meta:
        ordering = ("instrument_id", "number")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="law_provision_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.place}"

    def get_absolute_url(self) -> str:
        """The provision's own page; the instrument's page carries it at the anchor `anchor`."""
        instrument, _separator, anchor = self.code.partition("#")
        return reverse("law:provision", args=[instrument, anchor])

    @property
    def anchor(self) -> str:
        """The provision's place on its instrument's page."""
        return self.code.partition("#")[2]

    @property
    def display_text(self) -> str:
        """The paraphrase in the reader's language."""
        return self.text_en if get_language() == "en" and self.text_en else self.text
