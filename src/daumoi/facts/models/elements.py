from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ValueType(models.TextChoices):
    """What kind of value an element takes."""

    NUMBER = "number", _("số")
    TEXT = "text", _("văn bản")
    BOOLEAN = "boolean", _("có/không")
    DATE = "date", _("ngày")
    CHOICE = "choice", _("chọn một")
    CHOICES = "choices", _("chọn nhiều")


class Aggregation(models.TextChoices):
    """How values of several organisations may be put together."""

    SUM = "sum", _("cộng")
    COUNT = "count", _("đếm theo giá trị")
    NONE = "none", _("không cộng")


class Element(models.Model):
    """One thing that can be asked: it keeps its code while wording and questionnaires change."""

    code = models.CharField(max_length=120, unique=True)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    value_type = models.CharField(max_length=10, choices=ValueType.choices)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    codes = models.JSONField(default=list, blank=True)
    aggregation = models.CharField(max_length=10, choices=Aggregation.choices, default=Aggregation.NONE)
    definition = models.TextField(blank=True)
    provision = models.ForeignKey(
        "law.Provision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name
