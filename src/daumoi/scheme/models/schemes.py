from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import M, Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked


class SchemeState(models.TextChoices):
    """The way of a scheme, in the words of practice. Submitting is not deciding: many wait without an answer."""

    DRAFTING = "drafting", _("đang soạn")
    CONSULTING = "consulting", _("lấy ý kiến")
    SUBMITTED = "submitted", _("đã trình")
    RETURNED = "returned", _("trả lại, đề nghị hoàn thiện")
    UNANSWERED = "unanswered", _("đã trình, chưa có kết quả")
    DECIDED = "decided", _("đã ban hành quyết định")
    STOPPED = "stopped", _("thôi, không trình")


OPEN_STATES = frozenset({SchemeState.DRAFTING, SchemeState.CONSULTING, SchemeState.RETURNED})
"""States in which proposals, ceilings and plans may still change."""


@tracked
class Scheme(Owned):
    """A scheme (Đề án) on the organisation of the network. `owner` is the coordinating unit that writes it.

    `title_then` is an earlier or later title of the same scheme, kept beside `title` because letters and
    submissions cite either. `duty_set` is the list of duties that the scheme wants every body to hold. `as_of` is
    the day whose organisations, figures and law it starts from. Once opened to the bodies (`is_published`) they may
    read it and propose until `due_on`.
    """

    code = models.CharField(max_length=60, unique=True)
    title = models.TextField()
    title_then = models.TextField(blank=True, default="")
    purpose = models.TextField(blank=True, default="")
    round = models.ForeignKey(
        "surveys.Round", on_delete=models.PROTECT, null=True, blank=True, related_name="schemes"
    )
    duty_set = models.ForeignKey(
        "mandates.DutySet", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    as_of = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=12, choices=SchemeState.choices, default=SchemeState.DRAFTING)
    is_published = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Scheme"].as_manager()

    class Meta:
        ordering = ("-as_of", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gt=F("as_of")), name="scheme_due_after_as_of"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="scheme_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether proposals, ceilings, rules and plans may still change."""
        return self.state in OPEN_STATES


class PartQuerySet(OwnedQuerySet[M]):
    """What belongs to a scheme and opens with it."""

    def visible_to(self, principal: Principal) -> Self:
        """The coordinator's rows, and those of schemes that were opened to the bodies."""
        if principal.sees_network:
            return self
        return super().visible_to(principal) | self.filter(scheme__is_published=True)


@tracked
class Phase(Owned):
    """A period of the scheme: `[starts, ends)`, whole calendar years, in the order of `number`.

    `most_changes` is how many units may change in it at most (None: any number), with its `basis`.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    most_changes = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=500, blank=True, default="")

    objects = PartQuerySet["Phase"].as_manager()

    class Meta:
        ordering = ("scheme_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_phase_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="scheme_phase_period"),
            models.CheckConstraint(
                condition=Q(starts__day=1, starts__month=1, ends__day=1, ends__month=1),
                name="scheme_phase_whole_years",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that lie in the phase."""
        return tuple(range(self.starts.year, self.ends.year))
