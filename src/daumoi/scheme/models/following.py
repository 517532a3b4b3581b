from django.db import models

from daumoi.law.models import Sourced


class Recommendation(Sourced):
    """A letter that recommended forms of organisation, as data of the pack: whom it addressed, what it wished.

    `days` are the days (ISO) on which the register is asked how bodies stand; the first is the day of the letter.
    `clauses` is a list of `{number, provision, text, had: [forms], wants: [forms]}`: a clause addresses the bodies
    whose unit had one of the forms `had` on the first day (an empty list: all others).
    """

    code = models.CharField(max_length=80, unique=True)
    title = models.TextField()
    title_en = models.TextField(blank=True, default="")
    instrument = models.ForeignKey(
        "law.Instrument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    days = models.JSONField(default=list)
    clauses = models.JSONField(default=list)

    class Meta:
        ordering = ("on", "code")

    def __str__(self) -> str:
        return self.title
