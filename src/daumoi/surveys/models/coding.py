from django.db import models
from django.utils.translation import get_language

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.surveys.models.replies import Reply
from daumoi.surveys.models.rounds import Round


class Codebook(Owned):
    """Groups of opinions for the open texts of a round. `owner` is the coordinating organisation."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="codebook")
    title = models.CharField(max_length=200)

    objects = OwnedQuerySet["Codebook"].as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class CodeEntry(Owned):
    """One group of opinions, with what belongs to it and what does not."""

    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="entries")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    definition = models.TextField(blank=True)

    objects = OwnedQuerySet["CodeEntry"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["codebook", "code"], name="surveys_code_once")]

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" and self.label_en else self.label


class Coding(Owned):
    """One coder says that a text of a reply belongs to a group of opinions, quoting the words. `owner` coordinates."""

    entry = models.ForeignKey(CodeEntry, on_delete=models.CASCADE, related_name="codings")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="codings")
    variable = models.CharField(max_length=160)
    row = models.PositiveIntegerField(default=0)
    coder = models.CharField(max_length=150)
    quote = models.TextField(blank=True)
    is_quotable = models.BooleanField(default=False)
    coded_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet["Coding"].as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "reply", "variable", "row", "coder"], name="surveys_coding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry} ← {self.variable}"
