from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.scheme.models.schemes import Scheme


class EventKind(models.TextChoices):
    """What happens to a scheme on its way. Each is its own act: submitting is not deciding."""

    CONSULTED = "lay_y_kien", _("gửi lấy ý kiến")
    OPINION = "y_kien", _("nhận ý kiến")
    SUBMITTED = "trinh", _("trình")
    RETURNED = "tra_lai", _("trả lại, đề nghị hoàn thiện")
    RESUBMITTED = "trinh_lai", _("trình lại")
    UNANSWERED = "chua_co_ket_qua", _("xác nhận chưa có kết quả")
    DECIDED = "ban_hanh", _("ban hành quyết định")
    STOPPED = "thoi", _("thôi, không trình")
    VOIDED = "go", _("gỡ một dòng ghi nhầm")


class OpinionField(models.TextChoices):
    """From which field a body speaks. Two fields must have spoken before a scheme on organisation goes up."""

    ORGANISATION = "to_chuc", _("tổ chức bộ máy, biên chế (Bộ Nội vụ)")
    FINANCE = "tai_chinh", _("tài chính, ngân sách (Bộ Tài chính)")
    OTHER = "khac", _("lĩnh vực khác")


class Verdict(models.TextChoices):
    """How a body stands to the scheme."""

    AGREES = "nhat_tri", _("nhất trí")
    REMARKS = "co_y_kien", _("nhất trí, có ý kiến")
    DIFFERS = "khac", _("có ý kiến khác")


class SubmissionEvent(Owned):
    """One line of the dated log of a scheme's way. Written once; a mistake is voided by a later line that says why.

    `body_name` is who spoke, returned or decided; `document` the number and day of the paper as cited; `paper` the
    same paper in the register of the desk, where it is one; `words` the opinion, the reason or what to complete.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="way")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    on = models.DateField()
    body_name = models.CharField(max_length=300, blank=True, default="")
    field = models.CharField(max_length=10, choices=OpinionField.choices, blank=True, default="")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default="")
    document = models.CharField(max_length=300, blank=True, default="")
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True, default="")
    voids = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voided_by"
    )
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    objects = HomeQuerySet["SubmissionEvent"].as_manager()

    class Meta:
        ordering = ("scheme_id", "on", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="y_kien") | (~Q(body_name="") & ~Q(verdict="") & ~Q(field="")),
                name="scheme_opinion_says_whose",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["tra_lai", "thoi", "go"]) | ~Q(words=""),
                name="scheme_event_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["trinh", "trinh_lai", "ban_hanh"]) | ~Q(document=""),
                name="scheme_event_names_paper",
            ),
            models.CheckConstraint(
                condition=Q(kind="go", voids__isnull=False) | (~Q(kind="go") & Q(voids__isnull=True)),
                name="scheme_void_names_line",
            ),
            models.CheckConstraint(
                condition=Q(voids__isnull=True) | ~Q(voids=F("id")), name="scheme_void_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
