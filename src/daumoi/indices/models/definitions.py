from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daumoi.history.models import tracked


class Presentation(models.TextChoices):
    """How results may be shown. Where the owner of an index asks for groups, no league places appear."""

    RANKS = "ranks", _("xếp hạng")
    GROUPS = "groups", _("xếp nhóm")


@tracked
class Index(models.Model):
    """A composite index as a lasting identity; how it is computed lies in its versions."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    owner_text = models.CharField(max_length=300)
    presentation = models.CharField(max_length=6, choices=Presentation.choices, default=Presentation.RANKS)
    is_simulated = models.BooleanField(default=False)
    from_pack = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


def _point(name: str) -> tuple[Func, str]:
    """An id as a range of one, for exclusion without an extension of the database."""
    template = "%(function)s(%(expressions)s, '[]')"
    return Func(F(name), F(name), function="int8range", template=template), "&&"


def _years() -> tuple[Func, str]:
    template = "%(function)s(%(expressions)s, '[)')"
    return Func(F("first_year"), F("end_year"), function="int4range", template=template), "&&"


@tracked
class IndexVersion(models.Model):
    """One definition of an index: its text, the years it was or is in force, and a digest of the text.

    `first_year` up to but not including `end_year` (None: still in force). Results of different versions are
    never joined by a line. A version that an edition used does not change (the database keeps that).
    """

    index = models.ForeignKey(Index, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    definition = models.TextField()
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    from_pack = models.BooleanField(default=False)

    class Meta:
        ordering = ("index_id", "first_year", "version")
        constraints = [
            models.UniqueConstraint(fields=["index", "version"], name="indices_version_once"),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True)
                | Q(first_year__isnull=True)
                | Q(end_year__gt=F("first_year")),
                name="indices_version_years",
            ),
            ExclusionConstraint(
                name="indices_version_no_overlap",
                expressions=[_point("index_id"), _years()],
                condition=Q(first_year__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index} ({self.version})"

    @property
    def key(self) -> str:
        """Index and version in one word, for choosing."""
        return f"{self.index.code}:{self.version}"
