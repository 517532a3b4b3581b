from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.periods import DatedQuerySet
from daumoi.law.models import Sourced


class Group(models.TextChoices):
    """The four groups of work of the 2017 scheme, and what lies outside them."""

    PLAN = "ke_hoach", _("Nhóm 1 · Kế hoạch, hướng dẫn")
    DELIVER = "trien_khai", _("Nhóm 2 · Triển khai")
    INSPECT = "kiem_tra", _("Nhóm 3 · Kiểm tra, đánh giá")
    SECURE = "an_toan", _("Nhóm 4 · An toàn, an ninh mạng")
    OTHER = "khac", _("Nhiệm vụ khác")


class Hat(models.TextChoices):
    """The legally distinct capacities one unit may act in (or several units share)."""

    TRANSFORMATION = "cds", _("đơn vị chuyên trách về chuyển đổi số")
    SECURITY = "anm", _("đơn vị chuyên trách về an ninh mạng")
    OPERATOR = "van_hanh", _("đơn vị vận hành hệ thống thông tin")
    NONE = "", _("không phân vai")


class DutySet(models.Model):
    """Where duties come from: a scheme, an article, a decree. The list is data of the pack."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    is_proposal = models.BooleanField(default=False)
    number = models.IntegerField(default=0)
    source = models.ForeignKey(
        "law.Source", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Duty(Sourced):
    """One thing that a body must see done, with the provisions it rests on and the time it holds."""

    code = models.CharField(max_length=80, unique=True)
    group = models.CharField(max_length=12, choices=Group.choices)
    set = models.ForeignKey(DutySet, on_delete=models.PROTECT, related_name="duties")
    hat = models.CharField(max_length=10, choices=Hat.choices, blank=True, default="")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    short = models.CharField(max_length=40)
    short_en = models.CharField(max_length=40, blank=True)
    provisions = models.ManyToManyField("law.Provision", related_name="duties")
    may_sit_elsewhere = models.BooleanField(default=False)
    number = models.IntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Duty"].as_manager()

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The duty in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def display_short(self) -> str:
        """The duty in a matrix header."""
        return self.short_en if get_language() == "en" and self.short_en else self.short
