from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from daumoi.council.models.keeping import Kept, KeptQuerySet, Shared
from daumoi.council.rules import QuorumRule
from daumoi.history.models import tracked
from daumoi.law.models import Sourced


def _point(name: str) -> tuple[Func, str]:
    """An id as a range of one, for exclusion without an extension of the database."""
    template = "%(function)s(%(expressions)s, '[]')"
    return Func(F(name), F(name), function="int8range", template=template), "&&"


def _days() -> tuple[Func, str]:
    template = "%(function)s(%(expressions)s, '[)')"
    return Func(F("valid_from"), F("valid_to"), function="daterange", template=template), "&&"


class CouncilKind(models.TextChoices):
    """Kinds of coordinating body."""

    COUNCIL = "hoi_dong", _("hội đồng")
    COMMITTEE = "ban_chi_dao", _("ban chỉ đạo")
    TASK_FORCE = "to_cong_tac", _("tổ công tác")


class CouncilQuerySet(KeptQuerySet["Council"]):
    """Councils the principal keeps, belongs to, or finds published."""

    through = ("",)


@tracked
class Council(Shared):
    """A coordinating body as a lasting identity; its name and its acts are dated (`CouncilState`).

    `owner` is the organisation that keeps it (the standing body). `presence` says in words whether it still works,
    where no source tells.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=15, choices=CouncilKind.choices)
    presence = models.TextField(blank=True, default="")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class CouncilStateQuerySet(KeptQuerySet["CouncilState"]):
    """Dated states of councils."""

    through = ("council__",)


@tracked
class CouncilState(Kept, Sourced):
    """Name, founding act, standing body and quorum rule of a council during `[valid_from, valid_to)`."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="states")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=150, blank=True)
    founding = models.ForeignKey(
        "law.Instrument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    founding_text = models.CharField(max_length=300, blank=True)
    statute = models.ForeignKey(
        "law.Instrument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    statute_text = models.CharField(max_length=300, blank=True)
    standing_body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    standing_text = models.CharField(max_length=300, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_denominator = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_inclusive = models.BooleanField(default=True)
    substitutes_count = models.BooleanField(default=True)
    quorum_basis = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = CouncilStateQuerySet.as_manager()

    class Meta:
        ordering = ("council_id", "valid_from")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="council_state_period",
            ),
            models.CheckConstraint(
                condition=(
                    Q(quorum_numerator__isnull=True, quorum_denominator__isnull=True)
                    | Q(quorum_numerator__gt=0, quorum_denominator__gte=F("quorum_numerator"))
                ),
                name="council_state_quorum",
            ),
            ExclusionConstraint(name="council_state_no_overlap", expressions=[_point("council_id"), _days()]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_short(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def quorum_rule(self) -> QuorumRule | None:
        """The rule as data; None while it is not recorded."""
        if self.quorum_numerator is None or self.quorum_denominator is None:
            return None
        return QuorumRule(
            self.quorum_numerator, self.quorum_denominator, self.quorum_inclusive, self.substitutes_count
        )

    @property
    def founding_words(self) -> str:
        """The act that set the body up, as one cites it."""
        return str(self.founding) if self.founding is not None else self.founding_text

    @property
    def statute_words(self) -> str:
        """The rules of procedure, as one cites them."""
        return str(self.statute) if self.statute is not None else self.statute_text


class SeatRole(models.TextChoices):
    """What a seat is for. Only the chair concludes."""

    CHAIR = "chair", _("Chủ tịch")
    VICE = "vice", _("Phó Chủ tịch")
    STANDING = "standing", _("Ủy viên thường trực")
    MEMBER = "member", _("Ủy viên")
    SECRETARY = "secretary", _("Thư ký")


class SeatQuerySet(KeptQuerySet["Seat"]):
    """Seats of councils."""

    through = ("council__",)


@tracked
class Seat(Kept, Sourced):
    """A member's seat, which belongs to an organisation (`owner`), with its holder and substitute during a term."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole.choices, default=SeatRole.MEMBER)
    number = models.PositiveSmallIntegerField(default=1)
    holder = models.CharField(max_length=150, blank=True)
    position = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    substitute = models.CharField(max_length=150, blank=True)
    substitute_position = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    from_pack = models.BooleanField(default=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("council_id", "role", "owner_id", "number")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="council_seat_term"
            ),
            ExclusionConstraint(
                name="council_seat_no_overlap",
                expressions=[_point("council_id"), _point("owner_id"), _point("number"), _days()],
            ),
            ExclusionConstraint(
                name="council_seat_one_chair",
                expressions=[_point("council_id"), _days()],
                condition=Q(role=SeatRole.CHAIR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.holder or self.owner}"

    @property
    def is_chair(self) -> bool:
        """Whether its holder concludes."""
        return self.role == SeatRole.CHAIR
