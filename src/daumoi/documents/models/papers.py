import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models.kinds import Kind
from daumoi.documents.models.series import Series
from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.history.models import tracked


class Side(models.TextChoices):
    """Where a paper stands in the body's registers."""

    OUT = "out", _("văn bản đi")
    IN = "in", _("văn bản đến")


class PaperState(models.TextChoices):
    """The way of a paper. The five acts of the chain lie between draft and issued."""

    DRAFT = "draft", _("dự thảo")
    SUBMITTED = "submitted", _("đang trình")
    SIGNED = "signed", _("đã ký, chờ số")
    ISSUED = "issued", _("đã ban hành")
    ARRIVED = "arrived", _("đã đến")
    ASSIGNED = "assigned", _("đã giao xử lý")
    DONE = "done", _("đã giải quyết")
    RECALLED = "recalled", _("đã thu hồi")
    CANCELLED = "cancelled", _("đã huỷ")


class Urgency(models.IntegerChoices):
    """Marks of urgency, with the codes of the exchange."""

    NORMAL = 0, _("thường")
    URGENT = 1, _("khẩn")
    VERY_URGENT = 2, _("thượng khẩn")
    IMMEDIATE = 3, _("hoả tốc")


class Steering(models.IntegerChoices):
    """What a paper is to its addressees, with the codes of the exchange (`SteeringType`)."""

    NONE = 1, _("không thuộc chỉ đạo, điều hành")
    DIRECTIVE = 2, _("giao việc, chờ trả lời")
    REPORT = 3, _("báo cáo kết quả việc được giao")


class Folder(Owned):
    """A file (hồ sơ) with the fields of Annex VI: its papers in order, kept until it goes to the archive."""

    organ_id = models.CharField(max_length=13, blank=True)
    file_catalog = models.PositiveSmallIntegerField()
    file_notation = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    maintenance = models.CharField(max_length=30, blank=True)
    rights = models.CharField(max_length=30, blank=True)
    creator = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=50, default="Tiếng Việt")
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    handover_due = models.DateField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    description = models.CharField(max_length=500, blank=True)

    objects = HomeQuerySet["Folder"].as_manager()

    class Meta:
        ordering = ("-file_catalog", "file_notation", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "file_catalog", "file_notation"], name="documents_folder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_notation} · {self.title}"


@tracked
class Paper(Owned):
    """An official document of one body: a draft on its way, one it issued, or one that came in.

    Names and lengths of the described fields follow Annex VI of Decree 30/2020/NĐ-CP, so that an export needs no
    translation. `guid` is what the exchange calls DocumentId; the copy that an addressee registers carries the same
    one, which is how an answer finds the paper it answers (`response_to`). `about_*` names the thing of another room
    that the paper speaks for (a survey round, a session).
    """

    guid = models.CharField(max_length=120, default=uuid.uuid4)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.OUT)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="papers")
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")

    code_number = models.CharField(max_length=11, blank=True)
    code_notation = models.CharField(max_length=30, blank=True)
    issued_date = models.DateField(null=True, blank=True)
    organ_id = models.CharField(max_length=13, blank=True)
    organ_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=500)
    language = models.CharField(max_length=30, default="Tiếng Việt")
    page_amount = models.PositiveSmallIntegerField(default=0)
    description = models.CharField(max_length=500, blank=True)
    signer_position = models.CharField(max_length=100, blank=True)
    signer_full_name = models.CharField(max_length=50, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    issued_amount = models.PositiveSmallIntegerField(default=0)
    due_date = models.DateField(null=True, blank=True)
    arrival_date = models.DateField(null=True, blank=True)
    arrival_number = models.PositiveIntegerField(null=True, blank=True)
    to_places = models.CharField(max_length=1000, blank=True)
    doc_ordinal = models.PositiveSmallIntegerField(null=True, blank=True)

    steering = models.PositiveSmallIntegerField(choices=Steering.choices, default=Steering.NONE)
    response_to = models.CharField(max_length=120, blank=True)
    is_secret_stub = models.BooleanField(default=False)
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(default=0)
    about_address = models.CharField(max_length=200, blank=True)
    is_simulated = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    assigned_unit = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verification_code = models.CharField(max_length=24, blank=True, db_index=True)
    state_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = HomeQuerySet["Paper"].as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["guid", "owner", "side"], name="documents_paper_guid_once"),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(code_number="") & Q(issued_date__isnull=False)),
                name="documents_issued_paper_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(side="in") | Q(arrival_date__isnull=False),
                name="documents_arrived_paper_has_date",
            ),
            models.CheckConstraint(
                condition=Q(is_secret_stub=False) | Q(subject=""), name="documents_secret_stub_says_nothing"
            ),
        ]
        indexes = [
            models.Index(fields=["root", "side", "-issued_date", "-id"], name="documents_register"),
            models.Index(fields=["root", "state", "-id"], name="documents_by_state"),
            models.Index(fields=["guid"], name="documents_guid"),
            models.Index(fields=["about_kind", "about_id"], name="documents_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}".strip() if self.code_number else f"{self.kind}: {self.subject}"

    @property
    def code(self) -> str:
        """Number and notation as printed ("17/TTr-BTTTT"); the notation alone while there is no number."""
        return f"{self.code_number}/{self.code_notation}" if self.code_number else self.code_notation

    @property
    def is_editable(self) -> bool:
        """Whether its words may still change."""
        return self.side == Side.OUT and self.state == PaperState.DRAFT


class PaperWords(Owned):
    """What a paper is found by: its folded words apart from the paper, so that row history does not repeat them.

    The stored vector also holds whose paper it is, so that the index answers within one body however common the words
    are; and it gives the planner statistics: rare words come from the index, common ones from the newest rows.
    """

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, primary_key=True, related_name="words")
    folded = models.TextField()
    vector = models.GeneratedField(
        expression=SearchVector(
            Concat(
                "folded",
                *(Value(" xroot"), Cast("root_id", models.TextField())),
                *(Value(" xunit"), Cast("owner_id", models.TextField())),
                output_field=models.TextField(),
            ),
            config="simple",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = HomeQuerySet["PaperWords"].as_manager()

    class Meta:
        ordering = ("-paper_id",)
        indexes = [
            GinIndex("vector", name="documents_words"),
            models.Index(fields=["root", "-paper"], name="documents_words_newest"),
        ]

    def __str__(self) -> str:
        return self.folded[:80]


class LinkKind(models.TextChoices):
    """How one paper stands to another."""

    ANSWERS = "answers", _("trả lời")
    REMINDS = "reminds", _("đôn đốc")
    BASED_ON = "based_on", _("căn cứ")
    REPLACES = "replaces", _("thay thế")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    ANNEX_OF = "annex_of", _("kèm theo")
    SUBMITTED_WITH = "submitted_with", _("trình kèm")


class Link(Owned):
    """One paper of a body points to another of the same body."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)

    objects = HomeQuerySet["Link"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["paper", "target", "kind"], name="documents_link_once"),
            models.CheckConstraint(condition=~Q(paper=models.F("target")), name="documents_no_self_link"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.kind} {self.target_id}"


class FileRole(models.TextChoices):
    """What a file is to its paper."""

    PDF = "pdf", _("bản PDF")
    WORD = "word", _("bản Word để chỉnh sửa")
    SIGNED = "signed", _("bản đã ký")
    ANNEX = "annex", _("phụ lục, tài liệu kèm theo")
    SCAN = "scan", _("bản quét")


class PaperFile(Owned):
    """A file of a paper, kept in the database with its hash and never changed."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=10, choices=FileRole.choices)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    signature_words = models.TextField(blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = HomeQuerySet["PaperFile"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
