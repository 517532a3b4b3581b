"""Ceilings, rules and weights: what a plan must respect, and what it is worth."""

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid, NotFound
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty
from daumoi.organisations.models import Organisation, StaffKind
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, require_open, said
from daumoi.scheme.models import (
    DUTY_KINDS,
    PAIR_KINDS,
    Ceiling,
    CeilingKind,
    MoneySource,
    Phase,
    Rule,
    RuleKind,
    Scheme,
    Weight,
    WeightCode,
)


@transaction.atomic
def set_post_ceiling(
    *,
    by: Principal,
    scheme: Scheme,
    kind: str,
    amount: int,
    basis: str,
    body: Organisation | None = None,
) -> Ceiling:
    """Posts of one kind may grow by at most `amount` (0: not at all), over all bodies or in one.

    A ceiling of the same kind and body is replaced; the journal keeps the earlier figure.
    """
    if kind not in StaffKind:
        raise Invalid("scheme.ceiling.kind", _("Chưa chọn loại biên chế."), place=_("Loại biên chế"))
    return _write_ceiling(
        by, scheme, {"post_kind": kind, "source": "", "year": None, "body": body}, amount, basis
    )


@transaction.atomic
def set_money_ceiling(
    *,
    by: Principal,
    scheme: Scheme,
    source: str,
    year: int,
    amount: int,
    basis: str,
    body: Organisation | None = None,
) -> Ceiling:
    """At most `amount` đồng from one source in one year, over all bodies or in one."""
    if source not in MoneySource:
        raise Invalid("scheme.ceiling.source", _("Chưa chọn nguồn kinh phí."), place=_("Nguồn"))
    if amount < 0:
        raise Invalid(
            "scheme.ceiling.negative",
            _("Trần kinh phí không được âm."),
            place=_("Mức trần"),
            remedy=_("Ghi 0 nếu không được chi thêm."),
        )
    return _write_ceiling(
        by, scheme, {"post_kind": "", "source": source, "year": year, "body": body}, amount, basis
    )


def _write_ceiling(
    by: Principal, scheme: Scheme, which: dict[str, object], amount: int, basis: str
) -> Ceiling:
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    basis = said(
        basis,
        place=_("Căn cứ"),
        message=_("Chưa nêu căn cứ của mức trần."),
        remedy=_("Ghi văn bản giao biên chế, dự toán hoặc yêu cầu không tăng."),
    )
    held = Ceiling.objects.select_for_update().filter(scheme=scheme, **which).first()
    before = held.amount if held is not None else None
    if held is None:
        kind = CeilingKind.POSTS if which["post_kind"] else CeilingKind.MONEY
        held = Ceiling(scheme=scheme, owner_id=scheme.owner_id, root_id=scheme.root_id, kind=kind, **which)
    held.amount, held.basis = amount, basis
    held.save()
    journal(
        by,
        "scheme.ceiling.set",
        held,
        of=scheme,
        document=basis,
        details={"before": before, "amount": amount},
    )
    return held


@transaction.atomic
def remove_ceiling(*, by: Principal, scheme: Scheme, number: int, reason: str) -> None:
    """Take a ceiling away, with the reason."""
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    reason = said(reason, place=_("Lý do"), message=_("Chưa nêu lý do bỏ trần."))
    held = Ceiling.objects.filter(scheme=scheme, pk=number).first()
    if held is None:
        raise NotFound("scheme.ceiling", _("Trần này không còn."), remedy=_("Mở lại trang trần."))
    label, amount = str(held), held.amount
    held.delete()
    journal(
        by,
        "scheme.ceiling.removed",
        scheme,
        of=scheme,
        label=label,
        reason=reason,
        details={"amount": amount},
    )


@transaction.atomic
def add_rule(
    *,
    by: Principal,
    scheme: Scheme,
    kind: str,
    sentence: str,
    basis: str,
    first: Organisation | None = None,
    first_form: str = "",
    second: Organisation | None = None,
    second_form: str = "",
    phase: Phase | None = None,
    duty: Duty | None = None,
) -> Rule:
    """A rule in words, with its basis and the parts that its kind needs.

    :raises Invalid: a part that the kind needs is missing, or one that it cannot have is given.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    if kind not in RuleKind:
        raise Invalid("scheme.rule.kind", _("Chưa chọn loại ràng buộc."), place=_("Loại ràng buộc"))
    _check_parts(RuleKind(kind), first, second, duty)
    last = Rule.objects.filter(scheme=scheme).order_by("-number").values_list("number", flat=True).first()
    paired, choosing = kind in PAIR_KINDS, kind in (RuleKind.FORCED, RuleKind.FORBIDDEN)
    made = Rule.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        number=(last or 0) + 1,
        kind=kind,
        first=first if paired or choosing else None,
        first_form=first_form if paired or choosing else "",
        second=second if paired else None,
        second_form=second_form if paired else "",
        phase=phase if choosing else None,
        duty=duty if kind in DUTY_KINDS else None,
        sentence=said(
            sentence, place=_("Viết thành câu"), message=_("Chưa viết ràng buộc thành một câu dễ hiểu.")
        ),
        basis=said(basis, place=_("Căn cứ"), message=_("Chưa nêu căn cứ của ràng buộc.")),
    )
    journal(by, "scheme.rule.added", made, of=scheme, label=made.sentence, document=made.basis)
    return made


def _check_parts(
    kind: RuleKind, first: Organisation | None, second: Organisation | None, duty: Duty | None
) -> None:
    if kind in DUTY_KINDS:
        if duty is None:
            raise Invalid(
                "scheme.rule.duty",
                _("Loại ràng buộc này cần một nhiệm vụ."),
                place=_("Nhiệm vụ"),
                remedy=_("Chọn trong danh mục nhiệm vụ."),
            )
        return
    if first is None:
        raise Invalid("scheme.rule.first", _("Chưa chọn bộ."), place=_("Bộ thứ nhất"))
    if kind in PAIR_KINDS and (second is None or second.pk == first.pk):
        raise Invalid(
            "scheme.rule.second",
            _("Ràng buộc giữa hai bộ cần bộ thứ hai, khác bộ thứ nhất."),
            place=_("Bộ thứ hai"),
        )


@transaction.atomic
def suspend_rule(*, by: Principal, scheme: Scheme, number: int, reason: str, active: bool = False) -> Rule:
    """Leave a rule out of the computations, or (with `active`) take it in again; it stays on the list."""
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    reason = said(reason, place=_("Lý do"), message=_("Chưa nêu lý do."))
    held = Rule.objects.select_for_update(of=("self",)).filter(scheme=scheme, number=number).first()
    if held is None:
        raise NotFound("scheme.rule", _("Đề án không có ràng buộc số %d.") % number)
    held.is_active = active
    held.save()
    code = "scheme.rule.resumed" if active else "scheme.rule.suspended"
    journal(by, code, held, of=scheme, label=held.sentence, reason=reason)
    return held


@transaction.atomic
def set_weights(*, by: Principal, scheme: Scheme, points: dict[str, int], basis: str) -> None:
    """How many points each thing is worth, with the reason; runs made before keep the weights they had."""
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    basis = said(basis, place=_("Lý do"), message=_("Chưa nêu vì sao chọn các điểm này."))
    before = {}
    for weight in Weight.objects.select_for_update().filter(scheme=scheme):
        wanted = points.get(weight.code)
        if wanted is None or wanted == weight.points:
            continue
        if wanted < 0:
            raise Invalid(
                "scheme.weight.negative",
                _("Điểm không được âm."),
                place=str(WeightCode(weight.code).label),
                remedy=_("Ghi 0 để không tính điểm này."),
            )
        before[weight.code] = weight.points
        weight.points, weight.basis = wanted, basis
        weight.save()
    if before:
        journal(
            by,
            "scheme.weights.set",
            scheme,
            of=scheme,
            label=scheme.title,
            reason=basis,
            details={"before": before, "now": {code: points[code] for code in before}},
        )
