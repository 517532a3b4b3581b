"""The sheet of proposals: bodies × Phương án 1, 2, 3, and one proposal with where each figure came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from daumoi.facts.models import Fact
from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.history.models import Act
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.scheme.access import may_coordinate, may_propose
from daumoi.scheme.models import (
    Proposal,
    ProposalPost,
    ProposalQuestion,
    ProposalState,
    ProposedForm,
    Scheme,
)
from daumoi.scheme.queries.financing import regimes
from daumoi.scheme.queries.present import Present, bodies_of
from daumoi.scheme.queries.replied import places
from daumoi.scheme.rules import (
    Autonomy,
    Financing,
    PostLine,
    Regime,
    Sum,
    financing_of,
    net_by_kind,
)

OPTIONS = (1, 2, 3)


def line_of(row: ProposalPost) -> PostLine:
    """A row as the rules reckon with it."""
    return PostLine(row.kind, row.needed, row.present, row.given_up)


def net_of(row: ProposalPost) -> int | None:
    """By how many posts the body grows through this row; None where something is not known."""
    return line_of(row).net


@dataclass(frozen=True)
class SheetCell:
    """One Phương án of one body."""

    proposal: Proposal
    nets: Mapping[str, Sum]
    questions: int

    @property
    def lacks_figures(self) -> bool:
        """Whether posts were left open, so that it cannot be planned."""
        return any(one.unknown for one in self.nets.values())

    @property
    def is_suggested(self) -> bool:
        """Whether some of its posts were reckoned by the coordinator and not yet confirmed."""
        return any(row.is_suggested for row in self.proposal.posts.all())


@dataclass(frozen=True)
class SheetRow:
    """One body with its three places."""

    present: Present
    cells: tuple[SheetCell | None, SheetCell | None, SheetCell | None]
    may_propose: bool

    @property
    def proposed(self) -> tuple[SheetCell, ...]:
        """The places that are filled."""
        return tuple(cell for cell in self.cells if cell is not None)

    @property
    def has_sent(self) -> bool:
        """Whether something of the body counts in the sums."""
        return any(cell.proposal.stands for cell in self.proposed)

    @property
    def first(self) -> SheetCell | None:
        """What the body wishes before all else among what it sent."""
        return next((cell for cell in self.proposed if cell.proposal.stands), None)


@dataclass(frozen=True)
class Sheet:
    """Every body of the scheme that the reader may see, in the official order."""

    scheme: Scheme
    rows: tuple[SheetRow, ...]

    @property
    def sent(self) -> tuple[SheetRow, ...]:
        """Bodies that proposed."""
        return tuple(row for row in self.rows if row.has_sent)

    @property
    def silent(self) -> tuple[SheetRow, ...]:
        """Bodies that have not proposed yet."""
        return tuple(row for row in self.rows if not row.has_sent)

    def wishing(self, form: str) -> tuple[SheetRow, ...]:
        """Bodies whose first wish is the form."""
        return tuple(row for row in self.rows if row.first is not None and row.first.proposal.form == form)

    @property
    def departments(self) -> tuple[SheetRow, ...]:
        """Bodies whose first wish is a Cục."""
        return self.wishing(ProposedForm.DEPARTMENT)

    @property
    def incomplete(self) -> tuple[SheetCell, ...]:
        """Sent proposals that leave posts open."""
        return tuple(
            cell for row in self.rows for cell in row.proposed if cell.proposal.stands and cell.lacks_figures
        )

    @property
    def questions(self) -> int:
        """Questions that wait for an answer."""
        return sum(cell.questions for row in self.rows for cell in row.proposed)

    @property
    def untaken(self) -> int:
        """Sent proposals that the coordinator has not taken into its sums."""
        return sum(
            1
            for row in self.rows
            for cell in row.proposed
            if cell.proposal.state == ProposalState.SENT and not cell.questions
        )


def sheet(*, principal: Principal, scheme: Scheme) -> Sheet:
    """The sheet as the reader may see it: the coordinator every body, a body its own row. Five statements."""
    proposals: dict[int, dict[int, Proposal]] = {}
    for row in (
        Proposal.objects.visible_to(principal)
        .filter(scheme=scheme)
        .exclude(state=ProposalState.WITHDRAWN)
        .select_related("phase")
        .prefetch_related("posts")
        .annotate(open_questions=Count("questions", filter=Q(questions__answered_at__isnull=True)))
    ):
        proposals.setdefault(row.root_id, {})[row.option] = row
    everybody = may_coordinate(principal=principal, scheme=scheme)
    rows = []
    for present in bodies_of(scheme=scheme):
        mine = may_propose(principal=principal, body_id=present.body.pk)
        if not (everybody or mine or present.body.pk in proposals):
            continue
        held = proposals.get(present.body.pk, {})
        first, second, third = (_cell(held.get(option)) for option in OPTIONS)
        rows.append(SheetRow(present, (first, second, third), mine))
    return Sheet(scheme, tuple(rows))


def _cell(proposal: Proposal | None) -> SheetCell | None:
    if proposal is None:
        return None
    nets = net_by_kind(line_of(row) for row in proposal.posts.all())
    return SheetCell(proposal, nets, getattr(proposal, "open_questions", 0))


@dataclass(frozen=True)
class Cited:
    """Where a field came from: the fact, the place on the paper, the variable of the questionnaire."""

    fact: Fact
    place: str
    variable: str


@dataclass(frozen=True)
class ProposalView:
    """One Phương án whole."""

    proposal: Proposal
    body_name: str
    present: Present | None
    nets: Mapping[str, Sum]
    cited: Mapping[str, Cited]
    financing: Financing
    regime: Regime | None
    questions: tuple[ProposalQuestion, ...]
    acts: tuple[Act, ...]
    may_write: bool
    may_ask: bool

    @property
    def open_questions(self) -> tuple[ProposalQuestion, ...]:
        """What waits for an answer."""
        return tuple(one for one in self.questions if one.answered_at is None)


def proposal_view(*, principal: Principal, proposal: Proposal) -> ProposalView:
    """A proposal obtained through `access`, with its tables, sources, questions and acts."""
    scheme = proposal.scheme
    row = organisations.body_row(organisation=proposal.owner, day=scheme.as_of)
    present = next((one for one in bodies_of(scheme=scheme) if one.body.pk == proposal.root_id), None)
    financing, regime = financing_on(proposal=proposal, present=present)
    return ProposalView(
        proposal=proposal,
        body_name=row.state.display_short if row is not None else proposal.owner.code,
        present=present,
        nets=net_by_kind(line_of(one) for one in proposal.posts.all()),
        cited=_cited(principal, proposal),
        financing=financing,
        regime=regime,
        questions=tuple(proposal.questions.all()),
        acts=tuple(history.acts_about(principal=principal, thing=proposal, limit=10)),
        may_write=scheme.is_open and may_propose(principal=principal, body_id=proposal.root_id),
        may_ask=scheme.is_open and may_coordinate(principal=principal, scheme=scheme),
    )


def held_proposal(
    *, principal: Principal, scheme: Scheme, body: Organisation, option: int
) -> Proposal | None:
    """What stands in one place of the sheet, with its tables; None while it is empty."""
    return (
        Proposal.objects.visible_to(principal)
        .filter(scheme=scheme, root=body, option=option)
        .exclude(state=ProposalState.WITHDRAWN)
        .select_related("phase")
        .prefetch_related("posts", "money", "duties", "skills")
        .first()
    )


def body_name(*, scheme: Scheme, body: Organisation) -> str:
    """What a body is called on the scheme's day."""
    return organisations.names_as_of(ids={body.pk}, day=scheme.as_of).get(body.pk, body.code)


def financing_on(*, proposal: Proposal, present: Present | None) -> tuple[Financing, Regime | None]:
    """By what the proposed unit would live when its phase begins (else on the scheme's day), and that regime."""
    day: date = proposal.phase.starts if proposal.phase is not None else proposal.scheme.as_of
    day = max(day, proposal.scheme.as_of)
    keeps = proposal.form in (ProposedForm.KEEP, ProposedForm.STRENGTHEN, ProposedForm.MERGE)
    known = regimes()
    answer = financing_of(
        form=present.form if keeps and present is not None else proposal.form,
        is_public_service_unit=present.is_public_service_unit if keeps and present is not None else None,
        self_financing_rate=proposal.self_financing,
        autonomy=Autonomy(proposal.autonomy) if proposal.autonomy else None,
        day=day,
        regimes=known,
    )
    return answer, answer.regime


def _cited(principal: Principal, proposal: Proposal) -> dict[str, Cited]:
    if proposal.reply is None:
        return {}
    known = places(round_=proposal.reply.round)
    rows: Iterable[tuple[str, Fact]] = (
        (one.field, one.fact) for one in proposal.sources.select_related("fact__element")
    )
    found = {}
    for name, fact in rows:
        variable, place = known.get(fact.element.code, ("", fact.source_text))
        found[name] = Cited(fact, place, variable)
    return found
