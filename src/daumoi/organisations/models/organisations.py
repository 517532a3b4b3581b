from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.folding import FoldedField, SortKeyField
from daumoi.foundation.periods import DatedQuerySet
from daumoi.history.models import tracked
from daumoi.law.models import Confidence, Sourced


class Level(models.TextChoices):
    """Where an organisation stands."""

    MINISTRY = "ministry", _("bộ, cơ quan ngang bộ")
    UNIT = "unit", _("đơn vị thuộc bộ")


class Kind(models.TextChoices):
    """Kinds of body."""

    MINISTRY = "bo", _("Bộ")
    AGENCY = "co_quan_ngang_bo", _("Cơ quan ngang bộ")
    NONE = "", _("không áp dụng")


class Form(models.TextChoices):
    """Organisational form of a unit. `UNKNOWN` is an answer: the sources do not say."""

    DEPARTMENT = "cuc", _("Cục")
    ADVISORY = "vu", _("Vụ")
    CENTRE = "trung_tam", _("Trung tâm")
    OFFICE = "van_phong", _("Văn phòng")
    DIVISION = "phong", _("Phòng")
    OTHER = "khac", _("hình thức khác")
    UNKNOWN = "chua_xac_dinh", _("chưa xác định")
    NONE = "", _("không áp dụng")


class UnitRole(models.TextChoices):
    """Whether a unit serves its own ministry, manages a sector for the State, or both."""

    INTERNAL = "noi_bo", _("phục vụ nội bộ bộ")
    STATE = "quan_ly_nha_nuoc", _("quản lý nhà nước")
    BOTH = "ca_hai", _("cả hai")
    UNKNOWN = "", _("chưa xác định")


@tracked
class Organisation(models.Model):
    """A body or a unit as a lasting identity. What it is called and where it stands is dated (`OrganisationState`).

    `body` is the body whose people may act for a unit today (None: the organisation is itself a body).
    """

    code = models.CharField(max_length=80, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    body = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    is_it_unit = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)
    number = models.IntegerField(default=0)
    """Place in the official list of bodies; 0 where no list gives one."""
    unit_note = models.TextField(blank=True, default="")
    """What is and is not known of a body's IT unit, in words; shown where the register cannot name one."""
    from_pack = models.BooleanField(default=False)
    """Whether the pack brought it: only then may a later version of the pack change or remove it."""

    class Meta:
        ordering = ("number", "code")
        indexes = [
            models.Index(
                fields=["is_simulated", "number", "id"],
                condition=Q(level=Level.MINISTRY) | Q(is_it_unit=True),
                name="organisations_listed",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(level=Level.MINISTRY, body__isnull=True) | Q(level=Level.UNIT, body__isnull=False)
                ),
                name="organisations_unit_has_body",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def root_pk(self) -> int:
        """The body that this organisation belongs to (itself, for a body)."""
        return self.body_id or self.pk


@tracked
class OrganisationState(Sourced):
    """Name, form and parent of an organisation during `[valid_from, valid_to)`.

    `from_known` is False when the start is only the first time a source names the state; `to_known` is False
    while no source says when it ended. `opened_by` and `closed_by` are the acts that began and ended it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="states")
    parent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="child_states"
    )
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=150, blank=True)
    abbreviation = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True, default="")
    form = models.CharField(max_length=20, choices=Form.choices, blank=True, default="")
    role = models.CharField(max_length=20, choices=UnitRole.choices, blank=True, default="")
    is_public_service_unit = models.BooleanField(null=True)
    basis = models.ForeignKey(
        "law.Instrument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    from_known = models.BooleanField(default=True)
    to_known = models.BooleanField(default=False)
    opened_by = models.ForeignKey(
        "organisations.Reorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opened_states",
    )
    closed_by = models.ForeignKey(
        "organisations.Reorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_states",
    )
    name_folded = FoldedField(source="name")
    name_sort = SortKeyField(source="name")

    objects = DatedQuerySet["OrganisationState"].as_manager()

    class Meta:
        ordering = ("organisation_id", "valid_from")
        indexes = [
            models.Index(
                fields=["parent", "valid_from"],
                include=["valid_to", "organisation"],
                name="organisations_children",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="organisations_state_period",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("organisation")),
                name="organisations_not_own_parent",
            ),
            ExclusionConstraint(
                name="organisations_state_no_overlap",
                expressions=[
                    (
                        Func(
                            F("organisation_id"),
                            F("organisation_id"),
                            function="int8range",
                            template="%(function)s(%(expressions)s, '[]')",
                        ),
                        "&&",
                    ),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            function="daterange",
                            template="%(function)s(%(expressions)s, '[)')",
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def basis_text(self) -> str:
        """What the state rests on in one line: its source, else the instrument, else the act that opened it."""
        if self.source_id is not None:
            return self.source_text
        if self.basis is not None:
            return str(self.basis)
        return self.opened_by.basis_text if self.opened_by is not None else ""

    @property
    def display_short(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class StateCorrection(models.Model):
    """A state had been recorded wrongly: what the register said, what it says now, and why. Written once."""

    state = models.ForeignKey(OrganisationState, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="organisations_correction_has_reason")
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}"


class Attestation(models.Model):
    """A dated place where a source names an organisation as in this state."""

    state = models.ForeignKey(OrganisationState, on_delete=models.CASCADE, related_name="attestations")
    on = models.DateField()
    source = models.ForeignKey("law.Source", on_delete=models.PROTECT, null=True, related_name="+")
    locator = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence.choices, default=Confidence.UNVERIFIED)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.state}"
