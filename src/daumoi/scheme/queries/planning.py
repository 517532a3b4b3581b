"""The rows of a scheme as a problem of the planner, and what could not be taken into it, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty, Group
from daumoi.scheme.models import (
    Ceiling,
    CeilingKind,
    MoneySource,
    Phase,
    Proposal,
    ProposedForm,
    Rule,
    RuleKind,
    Scheme,
    SecurityPlace,
    Weight,
    WeightCode,
)
from daumoi.scheme.queries.pairing import apply_rules
from daumoi.scheme.queries.present import Present, bodies_of, duties_held
from daumoi.scheme.queries.sheet import net_of
from daumoi_calc import optimisation as calc

KEEP = "hien-trang"
"""Code of the option that leaves a unit as it is."""
PARTNER = "#sap-nhap-"
"""What marks the code of a unit that only takes part in a merger."""
DUTIES, CORE = "nhiem_vu", "bo_phan_cung"
_AREAS = {Group.SECURE.value: calc.Area.SECURITY, Group.OTHER.value: calc.Area.OTHER}


@dataclass(frozen=True)
class Prepared:
    """A problem ready to solve, with the sentences on what was left out of it and why."""

    problem: calc.Problem
    notes: tuple[str, ...]

    @property
    def has_choices(self) -> bool:
        """Whether any unit has something to choose besides staying as it is."""
        return any(option.code != KEEP for unit in self.problem.units for option in unit.options)


def phase_code(phase: Phase) -> str:
    """How the planner calls a phase."""
    return f"gd{phase.number}"


def option_code(option: int) -> str:
    """How the planner calls Phương án `option`."""
    return f"pa{option}"


def prepare(*, principal: Principal, scheme: Scheme) -> Prepared:
    """Build the problem from what stands now. About a dozen statements whatever the number of bodies."""
    builder = _Builder(principal, scheme)
    problem = builder.problem()
    rules = Rule.objects.visible_to(principal).filter(scheme=scheme, is_active=True)
    rows = list(rules.select_related("first", "second", "phase", "duty"))
    problem, notes = apply_rules(problem, rows, phase_codes={p.pk: phase_code(p) for p in builder.phases})
    return Prepared(problem, (*builder.notes, *notes))


class _Builder:
    """Reads the rows once and turns them into the planner's values."""

    def __init__(self, principal: Principal, scheme: Scheme) -> None:
        self.scheme = scheme
        self.notes: list[str] = []
        self.phases = list(Phase.objects.visible_to(principal).filter(scheme=scheme))
        self.bodies = bodies_of(scheme=scheme)
        self.held = duties_held(principal=principal, scheme=scheme)
        self.weights = dict(
            Weight.objects.visible_to(principal).filter(scheme=scheme).values_list("code", "points")
        )
        self.ceilings = list(
            Ceiling.objects.visible_to(principal).filter(scheme=scheme).select_related("body")
        )
        rules = Rule.objects.visible_to(principal).filter(
            scheme=scheme, is_active=True, kind__in=[RuleKind.REQUIRED_DUTY, RuleKind.DESIGNATED]
        )
        self.demanded = {rule.duty_id: RuleKind(rule.kind) for rule in rules}
        wanted = Duty.objects.filter(pk__in=list(self.demanded))
        if scheme.duty_set is not None:
            wanted = wanted | Duty.objects.filter(set=scheme.duty_set)
        self.duties = {duty.code: duty for duty in wanted}
        self.core = {
            duty.code for duty in self.duties.values() if self.demanded.get(duty.pk) == RuleKind.REQUIRED_DUTY
        }
        self.proposals: dict[int, list[Proposal]] = {}
        for proposal in (
            Proposal.objects.visible_to(principal)
            .standing()
            .filter(scheme=scheme)
            .select_related("phase")
            .prefetch_related("posts", "money", "duties__duty")
            .order_by("option")
        ):
            self.proposals.setdefault(proposal.root_id, []).append(proposal)
        self.years = {year for phase in self.phases for year in phase.years}

    def problem(self) -> calc.Problem:
        """Everything but the rules."""
        units: list[calc.Unit] = []
        for present in self.bodies:
            units.extend(self._units(present))
        proposing = tuple(present.body.code for present in self.bodies if self.proposals.get(present.body.pk))
        points = [self.weights.get(code, 0) for code in (WeightCode.OPTION_1, WeightCode.OPTION_2)]
        return calc.Problem(
            phases=tuple(
                calc.Phase(
                    code=phase_code(phase),
                    name=phase.name,
                    years=phase.years,
                    most_changes=phase.most_changes,
                )
                for phase in self.phases
            ),
            bodies=tuple(calc.Body(code=one.body.code, name=one.name) for one in self.bodies),
            criteria=(
                calc.Criterion(
                    code=DUTIES,
                    name=_("nhiệm vụ có đơn vị giữ"),
                    weight=self.weights.get(WeightCode.DUTY, 0),
                ),
                calc.Criterion(
                    code=CORE,
                    name=_("bộ phận cứng"),
                    weight=self.weights.get(WeightCode.CORE, 0),
                ),
            ),
            units=tuple(units),
            sources=tuple(calc.Source(code=code, name=str(name)) for code, name in MoneySource.choices),
            duties=tuple(self._duty(duty, proposing) for duty in self.duties.values()),
            donors=self._donors(),
            post_ceilings=tuple(self._post_ceilings()),
            money_ceilings=tuple(self._money_ceilings()),
            proposal_points=(*points, self.weights.get(WeightCode.OPTION_3, 0)),
            cost_points=self.weights.get(WeightCode.COST, 0),
        )

    def _duty(self, duty: Duty, proposing: tuple[str, ...]) -> calc.Duty:
        covers = {
            RuleKind.REQUIRED_DUTY: calc.Cover.AT_LEAST_ONE,
            RuleKind.DESIGNATED: calc.Cover.EXACTLY_ONE,
        }
        kind = self.demanded.get(duty.pk)
        return calc.Duty(
            code=duty.code,
            name=duty.name,
            area=_AREAS.get(duty.group, calc.Area.MANAGEMENT),
            cover=covers[kind] if kind is not None else calc.Cover.FREE,
            bodies=proposing,
        )

    # Units ------------------------------------------------------------------------------------------------

    def _units(self, present: Present) -> Iterable[calc.Unit]:
        body = present.body.code
        held = sorted(self.held.get(present.body.pk, frozenset()) & set(self.duties))
        name = present.unit_name or _("(chưa có đơn vị chuyên trách)")
        keep = calc.Option(
            code=KEEP,
            name=_("giữ nguyên hiện trạng"),
            form=calc.Form.KEEP,
            scores=self._scores(held),
            duties=tuple(held),
        )
        options = []
        partners = []
        for rank, proposal in enumerate(self.proposals.get(present.body.pk, []), start=1):
            if proposal.form == ProposedForm.KEEP:
                duties = self._covered(proposal) or held
                keep = replace(
                    keep,
                    name=_("Phương án %d: giữ nguyên") % proposal.option,
                    duties=tuple(duties),
                    scores=self._scores(duties),
                    preference=rank,
                )
                continue
            option = self._option(present, proposal, rank)
            if option is None:
                continue
            options.append(option)
            if option.merge is not None:
                partners.append(self._partner(body, proposal, option.merge))
        yield calc.Unit(code=body, name=name, body=body, options=(keep, *options))
        yield from partners

    def _partner(self, body: str, proposal: Proposal, merge: str) -> calc.Unit:
        name = proposal.merge_with
        stays = calc.Option(code=KEEP, name=_("giữ nguyên hiện trạng"), form=calc.Form.KEEP)
        joins = calc.Option(
            code=option_code(proposal.option), name=_("sáp nhập"), form=calc.Form.MERGE, merge=merge
        )
        return calc.Unit(
            code=f"{body}{PARTNER}{proposal.option}", name=name, body=body, options=(stays, joins)
        )

    def _option(self, present: Present, proposal: Proposal, rank: int) -> calc.Option | None:
        """The planner's view of a proposal; None, with a note, where it says too little to be planned."""
        missing = [row.get_kind_display() for row in proposal.posts.all() if net_of(row) is None]
        if missing:
            self.notes.append(
                _(
                    "%(body)s, Phương án %(option)d: chưa nêu đủ số cần có và hiện có (%(kinds)s) nên chưa tính được."
                )
                % {"body": present.name, "option": proposal.option, "kinds": ", ".join(missing)}
            )
            return None
        body = present.body.code
        covered = self._covered(proposal)
        posts = [
            calc.PostCount(kind=calc.PostKind(row.kind), count=(row.needed or 0) - (row.present or 0))
            for row in proposal.posts.all()
        ]
        given = [
            calc.GivenUp(donor=f"{body}/{proposal.option}", kind=calc.PostKind(row.kind), count=row.given_up)
            for row in proposal.posts.all()
            if row.given_up
        ]
        form = calc.Form(proposal.form)
        return calc.Option(
            code=option_code(proposal.option),
            name=_("Phương án %(option)d: %(form)s")
            % {"option": proposal.option, "form": proposal.get_form_display()},
            form=form,
            scores=self._scores(covered),
            duties=tuple(covered),
            posts=tuple(one for one in posts if one.count),
            given_up=tuple(given),
            running=tuple(self._running(present, proposal)),
            one_off=tuple(self._one_off(proposal)),
            preference=rank,
            security=self._security(proposal, covered),
            merge=f"{body}/{proposal.option}" if form is calc.Form.MERGE else None,
            allowed_phases=self._phases_from(proposal),
        )

    def _phases_from(self, proposal: Proposal) -> tuple[str, ...] | None:
        """A change may come later than the body proposed, never earlier."""
        if proposal.phase is None:
            return None
        return tuple(phase_code(one) for one in self.phases if one.number >= proposal.phase.number)

    def _covered(self, proposal: Proposal) -> list[str]:
        return sorted({row.duty.code for row in proposal.duties.all()} & set(self.duties))

    def _security(self, proposal: Proposal, covered: list[str]) -> calc.Security | None:
        secures = any(_AREAS.get(self.duties[code].group) is calc.Area.SECURITY for code in covered)
        inside = proposal.security == SecurityPlace.INSIDE
        return calc.Security.INSIDE if inside and secures else None

    def _scores(self, duties: Iterable[str]) -> tuple[calc.Score, ...]:
        codes = list(duties)
        core = sum(1 for code in codes if code in self.core)
        return tuple(
            calc.Score(criterion=name, per_phase=(points,) * len(self.phases))
            for name, points in ((DUTIES, len(codes)), (CORE, core))
        )

    def _running(self, present: Present, proposal: Proposal) -> Iterable[calc.YearCost]:
        for row in proposal.money.all():
            if row.running and row.year in self.years:
                yield calc.YearCost(source=row.source, year=row.year, amount=row.running)
            elif row.running:
                self.notes.append(
                    _("%(body)s: kinh phí năm %(year)d nằm ngoài các giai đoạn nên không tính.")
                    % {"body": present.name, "year": row.year}
                )

    def _one_off(self, proposal: Proposal) -> Iterable[calc.OneOffCost]:
        sums: dict[str, int] = {}
        for row in proposal.money.all():
            if row.one_off:
                sums[row.source] = sums.get(row.source, 0) + row.one_off
        return (calc.OneOffCost(source=source, amount=amount) for source, amount in sorted(sums.items()))

    # Limits -----------------------------------------------------------------------------------------------

    def _donors(self) -> tuple[calc.Donor, ...]:
        """Units that give posts up. What they can spare is what the proposal says they spare."""
        names: Mapping[int, str] = {one.body.pk: one.body.code for one in self.bodies}
        found = []
        for proposals in self.proposals.values():
            for proposal in proposals:
                given = [row for row in proposal.posts.all() if row.given_up]
                body = names.get(proposal.root_id)
                if not given or body is None or proposal.form == ProposedForm.KEEP:
                    continue
                found.append(
                    calc.Donor(
                        code=f"{body}/{proposal.option}",
                        name="; ".join(dict.fromkeys(row.giver_text for row in given)),
                        body=body,
                        available=tuple(
                            calc.PostCount(kind=calc.PostKind(row.kind), count=row.given_up) for row in given
                        ),
                    )
                )
        return tuple(found)

    def _post_ceilings(self) -> Iterable[calc.PostCeiling]:
        for row in self.ceilings:
            if row.kind == CeilingKind.POSTS:
                yield calc.PostCeiling(
                    code=ceiling_code(row),
                    name=str(row),
                    kind=calc.PostKind(row.post_kind),
                    limits=(row.amount,) * len(self.phases),
                    body=row.body.code if row.body is not None else None,
                )

    def _money_ceilings(self) -> Iterable[calc.MoneyCeiling]:
        for row in self.ceilings:
            if row.kind != CeilingKind.MONEY or row.year is None:
                continue
            if row.year not in self.years:
                self.notes.append(
                    _("Trần “%s” nằm ngoài các giai đoạn nên không ràng buộc phương án nào.") % row
                )
                continue
            yield calc.MoneyCeiling(
                code=ceiling_code(row),
                name=str(row),
                source=row.source,
                year=row.year,
                limit=row.amount,
                body=row.body.code if row.body is not None else None,
            )


def ceiling_code(row: Ceiling) -> str:
    """How the planner calls a ceiling."""
    return f"tran-{row.pk}"
