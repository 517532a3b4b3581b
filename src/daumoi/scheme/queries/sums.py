"""What bodies ask for in all, beside the ceilings: posts by kind, money by source and year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation, StaffKind
from daumoi.scheme.models import Ceiling, CeilingKind, MoneySource, Proposal, ProposedForm, Scheme
from daumoi.scheme.queries.sheet import line_of
from daumoi.scheme.rules import PostLine, Sum, net_by_kind, over


@dataclass(frozen=True)
class PostSum:
    """Posts of one kind over the first wishes of all bodies."""

    kind: str
    label: str
    needed: int
    present: int
    given_up: int
    net: Sum
    ceiling: Ceiling | None
    bodies: tuple[tuple[str, int], ...]
    """Code of a body and by how much it would grow, largest first; bodies that do not change are left out."""

    @property
    def limit(self) -> int | None:
        """The ceiling, where there is one."""
        return self.ceiling.amount if self.ceiling is not None else None

    @property
    def over(self) -> int:
        """By how many posts the wishes exceed the ceiling."""
        return over(self.net.total, self.limit)


@dataclass(frozen=True)
class MoneySum:
    """Money of one source in one year over the first wishes of all bodies, in đồng."""

    source: str
    label: str
    year: int
    present: int
    running: Sum
    one_off: int
    ceiling: Ceiling | None

    @property
    def asked(self) -> int:
        """Running and one-off cost together."""
        return self.running.total + self.one_off

    @property
    def limit(self) -> int | None:
        """The ceiling in đồng, where there is one."""
        return self.ceiling.amount if self.ceiling is not None else None

    @property
    def over(self) -> int:
        """By how many đồng the wishes exceed the ceiling."""
        return over(self.asked, self.limit)


@dataclass(frozen=True)
class BodySum:
    """A ceiling of one body beside what that body asks for."""

    body: Organisation
    ceiling: Ceiling
    used: int

    @property
    def over(self) -> int:
        """By how much it is exceeded."""
        return over(self.used, self.ceiling.amount)


@dataclass(frozen=True)
class Sums:
    """The first wish of every body that proposed, added up."""

    scheme: Scheme
    posts: tuple[PostSum, ...]
    money: tuple[MoneySum, ...]
    of_bodies: tuple[BodySum, ...]
    counted: int
    people_more: Sum
    """People that bodies say they need more, where they do not say of which kind."""

    @property
    def exceeded(self) -> int:
        """How many ceilings the wishes break."""
        parts: Iterable[PostSum | MoneySum | BodySum] = (*self.posts, *self.money, *self.of_bodies)
        return sum(1 for part in parts if part.over)

    @property
    def ceilings(self) -> int:
        """How many ceilings there are."""
        network: Iterable[PostSum | MoneySum] = (*self.posts, *self.money)
        return sum(1 for part in network if part.ceiling is not None) + len(self.of_bodies)

    @property
    def net_posts(self) -> int:
        """Civil-service posts that the wishes add."""
        return next((one.net.total for one in self.posts if one.kind == StaffKind.CIVIL_SERVANT), 0)


def sums(*, principal: Principal, scheme: Scheme) -> Sums:
    """Add the first standing wish of each body up, kind by kind and source by source. Four statements."""
    firsts = first_wishes(principal=principal, scheme=scheme)
    ceilings = list(Ceiling.objects.visible_to(principal).filter(scheme=scheme).select_related("body"))
    network = {_subject(row): row for row in ceilings if row.body_id is None}
    more = Sum()
    for proposal in firsts:
        if proposal.people_more is not None or proposal.form != ProposedForm.KEEP:
            more = more.plus(proposal.people_more)
    return Sums(
        scheme=scheme,
        posts=tuple(_post_sums(firsts, network)),
        money=tuple(_money_sums(firsts, network)),
        of_bodies=tuple(_body_sums(firsts, ceilings)),
        counted=len(firsts),
        people_more=more,
    )


def first_wishes(*, principal: Principal, scheme: Scheme) -> list[Proposal]:
    """The Phương án of the lowest number that each body sent, with posts and money."""
    found: dict[int, Proposal] = {}
    for proposal in (
        Proposal.objects.visible_to(principal)
        .standing()
        .filter(scheme=scheme)
        .select_related("owner", "phase")
        .prefetch_related("posts", "money")
        .order_by("option")
    ):
        found.setdefault(proposal.root_id, proposal)
    return list(found.values())


def _subject(row: Ceiling) -> tuple[str, str, int | None]:
    return row.post_kind, row.source, row.year


def _post_sums(
    firsts: list[Proposal], network: Mapping[tuple[str, str, int | None], Ceiling]
) -> Iterable[PostSum]:
    for kind, label in StaffKind.choices:
        lines: list[tuple[str, PostLine]] = [
            (proposal.owner.code, line_of(row))
            for proposal in firsts
            for row in proposal.posts.all()
            if row.kind == kind
        ]
        grown = [(code, line.net) for code, line in lines if line.net]
        yield PostSum(
            kind=kind,
            label=str(label),
            needed=sum(line.needed or 0 for _code, line in lines),
            present=sum(line.present or 0 for _code, line in lines),
            given_up=sum(line.given_up for _code, line in lines),
            net=net_by_kind(line for _code, line in lines).get(kind, Sum()),
            ceiling=network.get((kind, "", None)),
            bodies=tuple(sorted(((c, n) for c, n in grown if n is not None), key=lambda one: -one[1])),
        )


def _money_sums(
    firsts: list[Proposal], network: Mapping[tuple[str, str, int | None], Ceiling]
) -> Iterable[MoneySum]:
    rows = [row for proposal in firsts for row in proposal.money.all()]
    asked = {(row.year, row.source) for row in rows}
    asked |= {(year, source) for _kind, source, year in network if year is not None}
    order = list(MoneySource.values)
    for year, source in sorted(asked, key=lambda one: (one[0], order.index(one[1]))):
        mine = [row for row in rows if (row.year, row.source) == (year, source)]
        running = Sum()
        for row in mine:
            if row.running is not None:
                running = running.plus(row.running)
        yield MoneySum(
            source=source,
            label=str(MoneySource(source).label),
            year=year,
            present=sum(row.present or 0 for row in mine),
            running=running,
            one_off=sum(row.one_off or 0 for row in mine),
            ceiling=network.get(("", source, year)),
        )


def _body_sums(firsts: list[Proposal], ceilings: list[Ceiling]) -> Iterable[BodySum]:
    by_body = {proposal.root_id: proposal for proposal in firsts}
    for ceiling in ceilings:
        if ceiling.body is None:
            continue
        proposal = by_body.get(ceiling.body.pk)
        used = 0
        if proposal is not None and ceiling.kind == CeilingKind.POSTS:
            nets = net_by_kind(line_of(row) for row in proposal.posts.all())
            used = nets.get(ceiling.post_kind, Sum()).total
        elif proposal is not None:
            used = sum(
                (row.running or 0) + (row.one_off or 0)
                for row in proposal.money.all()
                if (row.source, row.year) == (ceiling.source, ceiling.year)
            )
        yield BodySum(ceiling.body, ceiling, used)
