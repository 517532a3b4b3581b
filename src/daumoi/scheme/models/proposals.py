from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import M, Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked
from daumoi.organisations.models import StaffKind
from daumoi.scheme.models.limits import MoneySource
from daumoi.scheme.models.schemes import Phase, Scheme
from daumoi.scheme.rules import Autonomy


class ProposedForm(models.TextChoices):
    """What a body proposes for its unit: a form (as in the register), or what becomes of the present one."""

    KEEP = "giu_nguyen", _("giữ nguyên")
    STRENGTHEN = "cung_co", _("củng cố, kiện toàn")
    DEPARTMENT = "cuc", _("Cục")
    ADVISORY = "vu", _("Vụ")
    CENTRE = "trung_tam", _("Trung tâm")
    MERGE = "sap_nhap", _("sáp nhập")


class SecurityPlace(models.TextChoices):
    """Where network security stands."""

    UNKNOWN = "", _("chưa nêu")
    INSIDE = "trong_don_vi", _("trong đơn vị chuyên trách")
    SEPARATE = "tach_rieng", _("đơn vị riêng")


AUTONOMY_WORDS = {
    Autonomy.FULL: _("tự bảo đảm chi thường xuyên và chi đầu tư"),
    Autonomy.RECURRENT: _("tự bảo đảm chi thường xuyên"),
    Autonomy.PART: _("tự bảo đảm một phần chi thường xuyên"),
    Autonomy.STATE: _("Nhà nước bảo đảm chi thường xuyên"),
}


class Origin(models.TextChoices):
    """How a proposal came."""

    REPLY = "reply", _("từ trả lời khảo sát")
    MINISTRY = "ministry", _("bộ nhập")
    PAPER = "paper", _("nhập từ công văn giấy")
    CENTRE = "centre", _("phương án gợi ý của cơ quan điều phối")


class ProposalState(models.TextChoices):
    """The way of a proposal. The centre takes it into its sums; it neither accepts nor rejects."""

    DRAFT = "draft", _("bộ đang soạn")
    SENT = "sent", _("đã gửi")
    TAKEN = "taken", _("đã tổng hợp")
    WITHDRAWN = "withdrawn", _("bộ đã rút")


STANDING_STATES = frozenset({ProposalState.SENT, ProposalState.TAKEN})
"""States in which a proposal counts in sums and plans."""


def _hidden_drafts(principal: Principal, prefix: str) -> Q:
    """Drafts that a body still writes: overseeing the network does not open them."""
    if principal.system:
        return Q(pk__in=[])
    homes = sorted(principal.homes)
    return Q(**{f"{prefix}state": ProposalState.DRAFT}) & ~Q(**{f"{prefix}root_id__in": homes})


class ProposalQuerySet(OwnedQuerySet["Proposal"]):
    """Proposals: a body sees its own, the coordinator all that were sent."""

    def visible_to(self, principal: Principal) -> Self:
        """See the class."""
        return super().visible_to(principal).exclude(_hidden_drafts(principal, ""))

    def standing(self) -> Self:
        """Those that count: sent or taken into the sums."""
        return self.filter(state__in=STANDING_STATES)


class OfProposalQuerySet(OwnedQuerySet[M]):
    """What hangs on a proposal."""

    def visible_to(self, principal: Principal) -> Self:
        """As the proposal itself."""
        return super().visible_to(principal).exclude(_hidden_drafts(principal, "proposal__"))


@tracked
class Proposal(Owned):
    """One “Phương án” of one body: `owner` is the body that proposes, `root` the same body.

    `option` is 1, 2 or 3. `unit` is the present specialised unit, where the register knows it; `unit_name` what
    the unit would be called. `merge_with` are, in words, the units it would be merged with. `self_financing` is
    the rate of self-financing of a public service unit, in percent of its recurrent spending; `autonomy` the level
    it declared itself. `people_more` is how many more people the body says it needs, where it does not say of which
    kind.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="proposals")
    option = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=15, choices=ProposedForm.choices)
    unit = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_name = models.CharField(max_length=300, blank=True, default="")
    merge_with = models.CharField(max_length=300, blank=True, default="")
    security = models.CharField(max_length=15, choices=SecurityPlace.choices, blank=True, default="")
    security_unit = models.CharField(max_length=300, blank=True, default="")
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    reason = models.TextField(blank=True, default="")
    legal_basis = models.TextField(blank=True, default="")
    self_financing = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    autonomy = models.CharField(
        max_length=25,
        choices=[(level.value, words) for level, words in AUTONOMY_WORDS.items()],
        blank=True,
        default="",
    )
    people_more = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    reply = models.ForeignKey(
        "surveys.Reply", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("scheme_id", "root_id", "option", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "root", "option"],
                condition=~Q(state="withdrawn"),
                name="scheme_proposal_once",
            ),
            models.CheckConstraint(condition=Q(option__gte=1, option__lte=3), name="scheme_proposal_option"),
            models.CheckConstraint(
                condition=Q(self_financing__isnull=True) | Q(self_financing__gte=0, self_financing__lte=100),
                name="scheme_self_financing_percent",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="scheme_withdrawal_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(sent_at__isnull=False),
                name="scheme_sent_has_time",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "state"], name="scheme_proposal_state")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.unit_name}".strip()

    @property
    def stands(self) -> bool:
        """Whether it counts in sums and plans."""
        return self.state in STANDING_STATES


@tracked
class ProposalPost(Owned):
    """Posts of one kind that a proposal needs, beside those present (None: not known).

    `given_up` posts come from another unit of the same body (`giver`, or `giver_text` in words). What the body
    grows by is `needed - present - given_up`. `is_suggested`: the coordinator reckoned the need, the body has not
    confirmed it yet.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=25, choices=StaffKind.choices)
    needed = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    given_up = models.PositiveIntegerField(default=0)
    giver = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    giver_text = models.CharField(max_length=500, blank=True, default="")
    is_suggested = models.BooleanField(default=False)

    objects = OfProposalQuerySet["ProposalPost"].as_manager()

    class Meta:
        ordering = ("proposal_id", "kind")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind"], name="scheme_post_once"),
            models.CheckConstraint(
                condition=Q(given_up=0) | Q(giver__isnull=False) | ~Q(giver_text=""),
                name="scheme_given_up_names_giver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.needed}"


@tracked
class ProposalMoney(Owned):
    """Money of a proposal from one source in one year, in đồng (None: not said).

    `present` is what the unit has as it stands, `running` what the proposal asks for on top of it, `one_off` the cost
    of the change itself.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="money")
    source = models.CharField(max_length=15, choices=MoneySource.choices)
    year = models.PositiveSmallIntegerField()
    present = models.BigIntegerField(null=True, blank=True)
    running = models.BigIntegerField(null=True, blank=True)
    one_off = models.BigIntegerField(null=True, blank=True)

    objects = OfProposalQuerySet["ProposalMoney"].as_manager()

    class Meta:
        ordering = ("proposal_id", "year", "source")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "source", "year"], name="scheme_money_once"),
            models.CheckConstraint(
                condition=(Q(running__isnull=True) | Q(running__gte=0))
                & (Q(one_off__isnull=True) | Q(one_off__gte=0))
                & (Q(present__isnull=True) | Q(present__gte=0)),
                name="scheme_money_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.year}"


class DutyHolder(models.TextChoices):
    """Which unit of the body would hold a duty."""

    UNIT = "unit", _("đơn vị được đề xuất")
    SECURITY = "security", _("đơn vị riêng về an toàn, an ninh mạng")
    OTHER = "other", _("đơn vị khác")


@tracked
class ProposalDuty(Owned):
    """A duty of the catalogue that would be held once the proposal stands, and by which unit of the body."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="duties")
    duty = models.ForeignKey("mandates.Duty", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=10, choices=DutyHolder.choices, default=DutyHolder.UNIT)
    holder_text = models.CharField(max_length=300, blank=True, default="")

    objects = OfProposalQuerySet["ProposalDuty"].as_manager()

    class Meta:
        ordering = ("proposal_id", "duty_id")
        constraints = [models.UniqueConstraint(fields=["proposal", "duty"], name="scheme_duty_once")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.get_holder_display()}"


class Skill(models.TextChoices):
    """What the people of a unit can do, as the questionnaires ask for it."""

    OPERATIONS = "quan_tri", _("quản trị hệ thống, mạng")
    SOFTWARE = "phan_mem", _("phát triển phần mềm, dữ liệu")
    SECURITY = "an_toan", _("an toàn thông tin")
    MANAGEMENT = "quan_ly", _("quản lý dự án, chính sách CNTT")


@tracked
class ProposalSkill(Owned):
    """People of one skill that a proposal needs, beside those present (None: not known)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=10, choices=Skill.choices)
    needed = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)

    objects = OfProposalQuerySet["ProposalSkill"].as_manager()

    class Meta:
        ordering = ("proposal_id", "skill")
        constraints = [models.UniqueConstraint(fields=["proposal", "skill"], name="scheme_skill_once")]

    def __str__(self) -> str:
        return f"{self.get_skill_display()}: {self.needed}"


@tracked
class ProposalSource(Owned):
    """Which fact of a survey reply a field of a proposal came from (`posts.cong_chuc.present` names a cell)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sources")
    field = models.CharField(max_length=80)
    fact = models.ForeignKey("facts.Fact", on_delete=models.PROTECT, related_name="+")

    objects = OfProposalQuerySet["ProposalSource"].as_manager()

    class Meta:
        ordering = ("proposal_id", "field")
        constraints = [models.UniqueConstraint(fields=["proposal", "field"], name="scheme_source_once")]

    def __str__(self) -> str:
        return self.field


@tracked
class ProposalQuestion(Owned):
    """What the coordinator asks a body to clarify (đề nghị làm rõ), and the body's answer."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfProposalQuerySet["ProposalQuestion"].as_manager()

    class Meta:
        ordering = ("proposal_id", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="scheme_question_is_said"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="scheme_answer_is_said"
            ),
        ]

    def __str__(self) -> str:
        return self.text
