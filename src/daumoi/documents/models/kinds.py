from django.db import models
from django.utils.translation import get_language

from daumoi.law.models import Sourced


class Kind(Sourced):
    """A kind of paper (công văn, tờ trình, quyết định…). The list is data of the pack.

    `abbreviation` enters the notation of named kinds; letters and thư công have none. `family` chooses the layout;
    `parts` are the headings offered when drafting, each with a line of guidance.
    """

    code = models.CharField(max_length=40, unique=True)
    abbreviation = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=30)
    model_number = models.CharField(max_length=10, blank=True)
    is_daily = models.BooleanField(default=False)
    parts = models.JSONField(default=list)
    number = models.IntegerField(default=0)

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The kind in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter: it may ask for an answer by a day, and its notation names the drafting unit."""
        return self.family == "letter"


class Route(models.Model):
    """A signing chain of the pack: who gives an opinion, who checks, who signs, in which order.

    `steps` is a list of `{act, title, permission}`; a body may keep its own (`OwnRoute`).
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kinds = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    note = models.TextField(blank=True)
    number = models.IntegerField(default=0)

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name
