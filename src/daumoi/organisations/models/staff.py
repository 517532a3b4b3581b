from django.db import models
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.history.models import tracked


class StaffKind(models.TextChoices):
    """The four kinds of staff, which may not be added up into “biên chế”."""

    CIVIL_SERVANT = "cong_chuc", _("biên chế công chức")
    SALARIED = "vien_chuc_ngan_sach", _("số người làm việc hưởng lương từ ngân sách")
    SELF_FUNDED = "vien_chuc_nguon_thu", _("viên chức hưởng lương từ nguồn thu")
    CONTRACT = "hop_dong", _("hợp đồng lao động")


class StaffMeasure(models.TextChoices):
    """Assigned posts and people present are two different figures."""

    ASSIGNED = "giao", _("được giao")
    PRESENT = "co_mat", _("có mặt")


@tracked
class StaffCount(Owned):
    """Staff of a unit (`owner`) of one kind on a day, assigned or present, with the paper that says so."""

    on = models.DateField()
    kind = models.CharField(max_length=25, choices=StaffKind.choices)
    measure = models.CharField(max_length=10, choices=StaffMeasure.choices)
    people = models.PositiveIntegerField()
    document = models.CharField(max_length=200, blank=True)

    objects = OwnedQuerySet["StaffCount"].as_manager()

    class Meta:
        ordering = ("owner_id", "on", "kind", "measure")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "on", "kind", "measure"], name="organisations_staff_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_measure_display()}: {self.people}"
