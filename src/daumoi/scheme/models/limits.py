from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked
from daumoi.organisations.models import StaffKind
from daumoi.scheme.models.schemes import Phase, Scheme


class MoneySource(models.TextChoices):
    """Where money comes from, as the questionnaires ask for it."""

    RECURRENT = "thuong_xuyen", _("ngân sách nhà nước, chi thường xuyên")
    INVESTMENT = "dau_tu", _("ngân sách nhà nước, chi đầu tư phát triển")
    INCOME = "nguon_thu", _("nguồn thu sự nghiệp được để lại")
    OTHER = "khac", _("nguồn khác (ODA, tài trợ, hợp tác)")


class CeilingKind(models.TextChoices):
    """What a ceiling limits."""

    POSTS = "posts", _("biên chế, số người")
    MONEY = "money", _("kinh phí")


class CeilingQuerySet(OwnedQuerySet["Ceiling"]):
    """Ceilings: those over all bodies open with the scheme, those of one body only to that body."""

    def visible_to(self, principal: Principal) -> Self:
        """See the class."""
        if principal.sees_network:
            return self
        opened = Q(scheme__is_published=True) & (Q(body__isnull=True) | Q(body_id__in=principal.bodies))
        return super().visible_to(principal) | self.filter(opened)


@tracked
class Ceiling(Owned):
    """A limit over all bodies, or over one `body`.

    Posts of one kind: the net change at the end of every phase is at most `amount` (0: must not grow, negative:
    must shrink). Money of one source and year: the spending is at most `amount`, in đồng.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="ceilings")
    kind = models.CharField(max_length=5, choices=CeilingKind.choices)
    post_kind = models.CharField(max_length=25, choices=StaffKind.choices, blank=True, default="")
    source = models.CharField(max_length=15, choices=MoneySource.choices, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount = models.BigIntegerField()
    basis = models.CharField(max_length=500)

    objects = CeilingQuerySet.as_manager()

    class Meta:
        ordering = ("scheme_id", "-kind", "post_kind", "source", "year", "body_id")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "post_kind", "source", "year", "body"],
                name="scheme_ceiling_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=(
                    (Q(kind="posts", source="", year__isnull=True) & ~Q(post_kind=""))
                    | (Q(kind="money", post_kind="", year__isnull=False, amount__gte=0) & ~Q(source=""))
                ),
                name="scheme_ceiling_is_one_thing",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="scheme_ceiling_has_basis"),
        ]

    def __str__(self) -> str:
        subject = self.get_post_kind_display() if self.post_kind else self.get_source_display()
        return f"{subject} {self.year}" if self.year else str(subject)


class RuleKind(models.TextChoices):
    """What a rule demands of a plan."""

    REQUIRES = "requires", _("kéo theo: bên thứ nhất chọn thì bên thứ hai cũng phải chọn")
    EXCLUDES = "excludes", _("loại trừ: không cùng chọn")
    SAME_PHASE = "same_phase", _("cùng giai đoạn")
    BEFORE = "before", _("làm trước: bên thứ nhất xong trước bên thứ hai ít nhất một giai đoạn")
    FORCED = "forced", _("bắt buộc chọn")
    FORBIDDEN = "forbidden", _("không được chọn")
    REQUIRED_DUTY = "required_duty", _("bộ phận cứng: mỗi bộ phải có đơn vị giữ nhiệm vụ")
    DESIGNATED = "designated", _("mỗi bộ chỉ định đúng một đơn vị giữ nhiệm vụ")


PAIR_KINDS = frozenset({RuleKind.REQUIRES, RuleKind.EXCLUDES, RuleKind.SAME_PHASE, RuleKind.BEFORE})
"""Kinds that tie two bodies to each other."""
DUTY_KINDS = frozenset({RuleKind.REQUIRED_DUTY, RuleKind.DESIGNATED})
"""Kinds that demand a duty of every body."""


@tracked
class Rule(Owned):
    """A rule of the scheme: what a plan must respect, in a sentence for people, with its basis.

    `first` and `second` are bodies, their forms what they would choose (blank: any change of the present state).
    `phase` narrows a forced or forbidden choice to one phase.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="rules")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=RuleKind.choices)
    first = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_form = models.CharField(max_length=15, blank=True, default="")
    second = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_form = models.CharField(max_length=15, blank=True, default="")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.ForeignKey(
        "mandates.Duty", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sentence = models.TextField()
    basis = models.CharField(max_length=500)
    is_active = models.BooleanField(default=True)

    objects = OwnedQuerySet["Rule"].as_manager()

    class Meta:
        ordering = ("scheme_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_rule_once"),
            models.CheckConstraint(
                condition=~Q(sentence="") & ~Q(basis=""), name="scheme_rule_is_said_and_based"
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        kind__in=sorted(PAIR_KINDS),
                        first__isnull=False,
                        second__isnull=False,
                        duty__isnull=True,
                    )
                    | Q(
                        kind__in=["forced", "forbidden"],
                        first__isnull=False,
                        second__isnull=True,
                        duty__isnull=True,
                    )
                    | Q(
                        kind__in=sorted(DUTY_KINDS),
                        first__isnull=True,
                        second__isnull=True,
                        duty__isnull=False,
                    )
                ),
                name="scheme_rule_names_its_parts",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=models.F("first")), name="scheme_rule_ties_two"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


class WeightCode(models.TextChoices):
    """What gives a plan points. Shown to everybody who reads a plan: a value without its scale says nothing."""

    DUTY = "nhiem_vu", _("mỗi nhiệm vụ có đơn vị giữ, mỗi giai đoạn")
    CORE = "bo_phan_cung", _("mỗi bộ phận cứng (quản lý CNTT, an toàn thông tin), mỗi giai đoạn")
    OPTION_1 = "nguyen_vong_1", _("đúng phương án bộ đề nghị trước nhất")
    OPTION_2 = "nguyen_vong_2", _("đúng phương án bộ đề nghị thứ hai")
    OPTION_3 = "nguyen_vong_3", _("đúng phương án bộ đề nghị thứ ba")
    COST = "chi_phi", _("trừ đi cho mỗi tỷ đồng chi thêm trong cả thời kỳ")


@tracked
class Weight(Owned):
    """How many points one thing is worth in this scheme, and why."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="weights")
    code = models.CharField(max_length=15, choices=WeightCode.choices)
    points = models.PositiveIntegerField()
    basis = models.CharField(max_length=500, blank=True, default="")

    objects = OwnedQuerySet["Weight"].as_manager()

    class Meta:
        ordering = ("scheme_id", "id")
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="scheme_weight_once")]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.points}"
