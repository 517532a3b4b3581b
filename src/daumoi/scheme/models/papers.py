from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.history.models import tracked
from daumoi.scheme.models.schemes import Scheme


class PaperRole(models.TextChoices):
    """What a paper is in the set that goes to the Prime Minister, in the order in which one grows out of another."""

    REPORT = "bao_cao_khao_sat", _("Báo cáo kết quả khảo sát")
    SCHEME = "de_an", _("Đề án")
    EXPLANATION = "tiep_thu", _("Báo cáo tiếp thu, giải trình ý kiến")
    SUBMISSION = "to_trinh", _("Tờ trình")
    DECISION = "quyet_dinh", _("Dự thảo Quyết định")
    IMPACT = "tac_dong", _("Phiếu đánh giá tác động")


@tracked
class SchemePaper(Owned):
    """A paper of the scheme's set in the register of documents. It stays at the desk that writes the scheme.

    `drawn_digest` names the words that the program composed last: where the newest version has another digest, people
    have written on it since. `ended_at` is set once the paper was given up and another took its place.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="papers")
    role = models.CharField(max_length=20, choices=PaperRole.choices)
    paper = models.OneToOneField("documents.Paper", on_delete=models.PROTECT, related_name="+")
    drawn_digest = models.CharField(max_length=64)
    drawn_version = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet["SchemePaper"].as_manager()

    class Meta:
        ordering = ("scheme_id", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "role"],
                condition=Q(ended_at__isnull=True),
                name="scheme_paper_one_stands",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())
