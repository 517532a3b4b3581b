from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked
from daumoi.law.models import Sourced
from daumoi.organisations.models.organisations import Organisation


class ReorganisationKind(models.TextChoices):
    """What a reorganisation does."""

    ESTABLISH = "establish", _("thành lập")
    RENAME = "rename", _("đổi tên")
    UPGRADE = "upgrade", _("nâng cấp, đổi hình thức")
    MERGE = "merge", _("hợp nhất, sáp nhập")
    SPLIT = "split", _("chia, tách")
    TRANSFER = "transfer", _("chuyển cơ quan chủ quản")
    DISSOLVE = "dissolve", _("giải thể")


@tracked
class Reorganisation(Sourced):
    """An act that changed states of organisations on a day, resting on an instrument (or a text naming one)."""

    kind = models.CharField(max_length=10, choices=ReorganisationKind.choices)
    on = models.DateField()
    instrument = models.ForeignKey("law.Instrument", on_delete=models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=200, blank=True)
    from_pack = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(instrument__isnull=False) | ~Q(document=""),
                name="organisations_reorganisation_has_basis",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"

    @property
    def basis_text(self) -> str:
        """The instrument the act rests on, in words."""
        return str(self.instrument) if self.instrument is not None else self.document


class ReorganisationPart(models.Model):
    """An organisation taking part in a reorganisation: as it was before, or as it came out."""

    class Side(models.TextChoices):
        BEFORE = "before", _("trước")
        AFTER = "after", _("sau")

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reorganisation_parts"
    )
    side = models.CharField(max_length=6, choices=Side.choices)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "organisation", "side"], name="organisations_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_side_display()})"


class Succession(Sourced):
    """What became of an organisation: merged into, renamed as, split into, or gave functions to another.

    `inherits`: from that day the successor's people read the papers of the predecessor.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("hợp nhất vào")
        TRANSFER = "transfer_of_functions", _("chuyển một phần chức năng sang")
        RENAME = "rename", _("đổi tên thành")
        SPLIT = "split", _("chia thành")

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=25, choices=Kind.choices)
    on = models.DateField()
    inherits = models.BooleanField(default=False)
    instrument = models.ForeignKey("law.Instrument", on_delete=models.PROTECT, null=True, related_name="+")
    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.CASCADE, null=True, related_name="successions"
    )
    from_pack = models.BooleanField(default=False)

    class Meta:
        ordering = ("on", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisations_not_own_successor"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind"], name="organisations_succession_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


@tracked
class EstablishmentStep(Owned):
    """One of the steps that make a Cục of `owner`, with its state; a decision on a scheme alone makes none.

    A ministry's steps are its own working papers until the Cục stands: only its people and the coordinator see them.
    """

    class Step(models.TextChoices):
        SCHEME = "de_an", _("đề án thành lập")
        APPRAISAL = "tham_dinh", _("thẩm định của Bộ Nội vụ")
        DECREE = "nghi_dinh", _("nghị định về cơ cấu tổ chức của bộ")
        FUNCTIONS = "quyet_dinh_chuc_nang", _("quyết định của bộ trưởng về chức năng, nhiệm vụ")
        POSTS = "bien_che", _("quyết định giao biên chế")
        PEOPLE = "bo_nhiem", _("bổ nhiệm lãnh đạo")

    class State(models.TextChoices):
        TO_DO = "chua", _("chưa thực hiện")
        DOING = "dang", _("đang thực hiện")
        SENT = "da_trinh", _("đã trình, chưa có kết quả")
        DONE = "xong", _("đã xong")
        UNKNOWN = "chua_ro", _("chưa có số liệu")

    step = models.CharField(max_length=25, choices=Step.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNKNOWN)
    on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)

    objects = OwnedQuerySet["EstablishmentStep"].as_manager()

    class Meta:
        ordering = ("owner_id", "id")
        constraints = [models.UniqueConstraint(fields=["owner", "step"], name="organisations_step_once")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.get_step_display()} — {self.get_state_display()}"


class Aggregate(Sourced):
    """A published count that names nobody (“8 of 22 bodies had a Cục”): shown beside the register, never mixed in."""

    code = models.CharField(max_length=80, unique=True)
    statement = models.TextField()
    statement_en = models.TextField(blank=True)
    numerator = models.IntegerField()
    denominator = models.IntegerField()
    on = models.DateField()
    form = models.CharField(max_length=20, blank=True)
    instrument = models.ForeignKey("law.Instrument", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("on", "code")

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}: {self.display_statement}"

    @property
    def display_statement(self) -> str:
        """The statement in the reader's language."""
        return self.statement_en if get_language() == "en" and self.statement_en else self.statement
