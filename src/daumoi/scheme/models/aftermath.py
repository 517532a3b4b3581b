from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked
from daumoi.scheme.models.schemes import Phase, Scheme


class FollowTaskKind(models.TextChoices):
    """What a decided scheme asks of one body."""

    DESIGNATE = "chi_dinh", _("Chỉ định đơn vị chuyên trách")
    OWN_SCHEME = "de_an_rieng", _("Hoàn thành đề án riêng của bộ")
    FUNCTIONS = "chuc_nang", _("Ban hành quyết định chức năng, nhiệm vụ, cơ cấu tổ chức")
    POSTS = "bien_che", _("Điều chuyển biên chế theo phương án")


@tracked
class FollowTask(Owned):
    """One piece of work that the decision on a scheme gives a body (`owner`), with its day and its result.

    `decision` cites the decision it follows from; `form` is what the chosen plan foresees for the body. Done when a
    paper of the body says so: `document`, dated `done_on`.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="tasks")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=15, choices=FollowTaskKind.choices)
    form = models.CharField(max_length=15)
    due_on = models.DateField()
    decision = models.CharField(max_length=300)
    done_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=300, blank=True, default="")
    done_by = models.CharField(max_length=200, blank=True, default="")
    is_simulated = models.BooleanField(default=False)

    objects = OwnedQuerySet["FollowTask"].as_manager()

    class Meta:
        ordering = ("scheme_id", "due_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "owner", "kind"], name="scheme_task_once"),
            models.CheckConstraint(condition=~Q(decision=""), name="scheme_task_names_decision"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, document="") | (Q(done_on__isnull=False) & ~Q(document="")),
                name="scheme_task_done_by_paper",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "done_on"], name="scheme_task_open")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
