"""Readers of editions: the list with what waits on whom, one edition with its bodies, one sheet, the appeals."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q

from daumoi.facts.models import Element
from daumoi.foundation.principal import Principal, Scope
from daumoi.indices.access import IndexPermission, may, open_versions
from daumoi.indices.definition import Cell, Outline, Pillar, outline_of
from daumoi.indices.models import (
    Appeal,
    Edition,
    EditionState,
    Entry,
    EntryState,
    Evidence,
    Index,
    IndexVersion,
    MarkKind,
    Sheet,
    SheetState,
)
from daumoi.organisations.models import Organisation
from daumoi.organisations.queries import names_as_of

HEAVY = ("inputs", "result", "intervals")
"""Columns of an edition that lists leave in the database."""

WITH_BODY = frozenset({SheetState.OPEN, SheetState.CLARIFY})


@dataclass(frozen=True)
class EditionRow:
    """One edition of the list. Counts are 0 where the reader sees no sheets of it."""

    edition: Edition
    states: dict[str, int]
    open_appeals: int
    own_sheets: tuple[Sheet, ...]
    may_coordinate: bool

    @property
    def sheets(self) -> int:
        """How many bodies the reader sees take part."""
        return sum(self.states.values())

    @property
    def with_bodies(self) -> int:
        """Sheets that wait on their bodies."""
        return sum(self.states.get(state, 0) for state in WITH_BODY)

    @property
    def verified(self) -> int:
        """Sheets whose verification is finished."""
        return self.states.get(SheetState.VERIFIED, 0)


@dataclass(frozen=True)
class IndexRow:
    """One index with its versions and how many published or quoted editions the reader sees."""

    index: Index
    versions: tuple[IndexVersion, ...]
    editions: int
    newest: Edition | None


def has_simulated(*, principal: Principal) -> bool:
    """Whether the reader may know of an edition of the simulated government."""
    return Edition.objects.visible_to(principal).filter(is_simulated=True).exists()


def edition_rows(*, principal: Principal, simulated: bool) -> list[EditionRow]:
    """Editions under way first, then published ones, newest first; three statements whatever the number."""
    editions = list(
        Edition.objects.visible_to(principal)
        .filter(is_simulated=simulated)
        .select_related("version__index", "owner", "corrects")
        .defer(*HEAVY, *(f"corrects__{name}" for name in HEAVY), "version__definition")
        .order_by("-year", "version__index__code", "code")
    )
    states: dict[int, Counter[str]] = defaultdict(Counter)
    own: dict[int, list[Sheet]] = defaultdict(list)
    under_way = [row.pk for row in editions if not row.is_frozen]
    for sheet in Sheet.objects.visible_to(principal).filter(edition__in=under_way).select_related("owner"):
        states[sheet.edition_id][sheet.state] += 1
        if sheet.root_id in principal.bodies:
            own[sheet.edition_id].append(sheet)
    appeals = dict(
        Appeal.objects.visible_to(principal)
        .filter(result="", sheet__edition__in=under_way)
        .order_by()
        .values_list("sheet__edition_id")
        .annotate(n=Count("pk"))
    )
    rows = [
        EditionRow(
            edition=edition,
            states=dict(states[edition.pk]),
            open_appeals=appeals.get(edition.pk, 0),
            own_sheets=tuple(own[edition.pk]),
            may_coordinate=may(principal=principal, row=edition, permission=IndexPermission.COORDINATE),
        )
        for edition in editions
    ]
    return sorted(rows, key=lambda row: row.edition.is_frozen)


def index_rows(*, principal: Principal, rows: list[EditionRow], simulated: bool) -> list[IndexRow]:
    """The real or the simulated indices with the versions the reader may see; `rows` are the editions of the same realm."""
    versions = open_versions(principal=principal).defer("definition").order_by("first_year", "version")
    indexes = Index.objects.filter(is_simulated=simulated).prefetch_related(Prefetch("versions", versions))
    shown: dict[int, list[Edition]] = defaultdict(list)
    for row in rows:
        if row.edition.is_published:
            shown[row.edition.version.index_id].append(row.edition)
    found = []
    for index in indexes.order_by("name"):
        if not index.versions.all():
            continue
        editions = shown[index.pk]
        newest = editions[0] if editions else None
        found.append(IndexRow(index, tuple(index.versions.all()), len(editions), newest))
    return found


def keeping_organisations(*, principal: Principal) -> list[Organisation]:
    """The organisations for which the principal may coordinate an edition."""
    ids = [
        grant.organisation_id
        for grant in principal.grants
        if IndexPermission.COORDINATE in grant.permissions and grant.scope is not Scope.UNIT
    ]
    return list(Organisation.objects.select_related("body").filter(pk__in=ids).order_by("pk"))


def usable_versions(*, simulated: bool) -> list[IndexVersion]:
    """Versions an edition can be opened with, newest first."""
    rows = IndexVersion.objects.select_related("index").filter(index__is_simulated__in={False, simulated})
    return list(rows.order_by("-index__is_simulated", "index__name", "-first_year"))


# One edition ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SheetLine:
    """One body of an edition: how far its sheet is."""

    sheet: Sheet
    name: str
    confirmed: int
    total: int
    verified: int
    differing: int
    open_appeals: int

    @property
    def is_full(self) -> bool:
        """Whether every cell is said and confirmed."""
        return self.confirmed == self.total


@dataclass(frozen=True)
class EditionView:
    """One edition under way, for whoever sees it."""

    edition: Edition
    outline: Outline
    lines: tuple[SheetLine, ...]
    own: tuple[SheetLine, ...]
    may_coordinate: bool

    def in_states(self, *states: str) -> tuple[SheetLine, ...]:
        """The lines whose sheet is in one of the states."""
        return tuple(line for line in self.lines if line.sheet.state in states)

    @property
    def open_appeals(self) -> int:
        """Appeals that wait for an answer."""
        return sum(line.open_appeals for line in self.lines)


def edition_view(*, principal: Principal, edition: Edition) -> EditionView:
    """One edition with the bodies the reader may see; four statements."""
    outline = outline_of(edition.version.definition)
    differing = ~Q(entries__verified_kind="") & (
        ~Q(entries__verified_kind=F("entries__self_kind"))
        | Q(entries__verified_kind=MarkKind.VALUE) & ~Q(entries__verified_value=F("entries__self_value"))
    )
    sheets = list(
        Sheet.objects.visible_to(principal)
        .filter(edition=edition)
        .select_related("owner")
        .annotate(
            total=Count("entries"),
            confirmed=Count("entries", filter=Q(entries__state=EntryState.CONFIRMED)),
            verified=Count("entries", filter=~Q(entries__verified_kind="")),
            differing=Count("entries", filter=differing),
        )
        .order_by("owner__number", "owner__code")
    )
    names = names_as_of(ids={sheet.owner_id for sheet in sheets}, day=edition.cut_off)
    appeals = Counter(
        Appeal.objects.visible_to(principal)
        .filter(sheet__edition=edition, result="")
        .order_by()
        .values_list("sheet_id", flat=True)
    )
    lines = tuple(
        SheetLine(
            sheet=sheet,
            name=names.get(sheet.owner_id, sheet.owner.code),
            confirmed=getattr(sheet, "confirmed", 0),
            total=getattr(sheet, "total", 0),
            verified=getattr(sheet, "verified", 0),
            differing=getattr(sheet, "differing", 0),
            open_appeals=appeals[sheet.pk],
        )
        for sheet in sheets
    )
    return EditionView(
        edition=edition,
        outline=outline,
        lines=lines,
        own=tuple(line for line in lines if line.sheet.root_id in principal.bodies),
        may_coordinate=may(principal=principal, row=edition, permission=IndexPermission.COORDINATE),
    )


# One sheet -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CellRow:
    """One cell of a sheet with its evidence and appeals."""

    cell: Cell
    entry: Entry
    evidence: tuple[Evidence, ...]
    appeals: tuple[Appeal, ...]


@dataclass(frozen=True)
class PillarBlock:
    """The cells of one pillar and what they add up to; None where points are not known for all."""

    pillar: Pillar
    rows: tuple[CellRow, ...]
    self_points: float | None
    verified_points: float | None


@dataclass(frozen=True)
class SheetView:
    """The sheet of one body. Verified marks are shown to the body once appeals are open."""

    sheet: Sheet
    edition: Edition
    outline: Outline
    name: str
    blocks: tuple[PillarBlock, ...]
    elements: dict[str, str]
    may_fill: bool
    may_coordinate: bool

    @property
    def rows(self) -> tuple[CellRow, ...]:
        """Every cell in order."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def is_writable(self) -> bool:
        """Whether the body may write now."""
        return self.may_fill and self.sheet.is_with_body and self.edition.takes_marks

    @property
    def shows_verified(self) -> bool:
        """Whether this reader sees verified marks."""
        return self.may_coordinate or self.edition.state in {EditionState.APPEALS, EditionState.PUBLISHED}

    @property
    def takes_appeals(self) -> bool:
        """Whether the body may ask for another look now."""
        return self.may_fill and self.edition.state == EditionState.APPEALS

    def count(self, *states: str) -> int:
        """Cells in one of the states."""
        return sum(row.entry.state in states for row in self.rows)


def sheet_view(*, principal: Principal, sheet: Sheet, edition: Edition) -> SheetView:
    """One sheet with everything on it; four statements."""
    outline = outline_of(edition.version.definition)
    found = Entry.objects.visible_to(principal).filter(sheet=sheet)
    proofs = Prefetch("evidence", Evidence.objects.defer("content").order_by("id"))
    found = found.prefetch_related(proofs).prefetch_related(
        Prefetch("appeals", Appeal.objects.order_by("number"))
    )
    entries = {entry.column: entry for entry in found}
    blocks = []
    for pillar in outline.pillars:
        rows = tuple(
            CellRow(
                cell, entry := entries[cell.column], tuple(entry.evidence.all()), tuple(entry.appeals.all())
            )
            for cell in pillar.cells
            if cell.column in entries
        )
        blocks.append(
            PillarBlock(
                pillar,
                rows,
                _added(row.entry.self_score for row in rows if row.cell.is_own),
                _added(row.entry.verified_score for row in rows if row.cell.is_own),
            )
        )
    names = names_as_of(ids={sheet.owner_id}, day=edition.cut_off)
    return SheetView(
        sheet=sheet,
        edition=edition,
        outline=outline,
        name=names.get(sheet.owner_id, sheet.owner.code),
        blocks=tuple(blocks),
        elements=_element_names(outline),
        may_fill=may(principal=principal, row=sheet, permission=IndexPermission.FILL),
        may_coordinate=may(principal=principal, row=edition, permission=IndexPermission.COORDINATE),
    )


def cells_of(*, edition: Edition) -> tuple[Cell, ...]:
    """The cells of every sheet of an edition."""
    return outline_of(edition.version.definition).cells


def _element_names(outline: Outline) -> dict[str, str]:
    """What the dictionary of facts calls the columns that are no criterion of their own (denominators)."""
    columns = [cell.column for cell in outline.cells if not cell.is_own]
    return {row.code: str(row) for row in Element.objects.filter(code__in=columns)} if columns else {}


def _added(points: Iterable[object]) -> float | None:
    """The sum of the points known; None where none is."""
    known = [float(str(value)) for value in points if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class AppealLine:
    """One appeal with the words of its criterion and its body."""

    appeal: Appeal
    cell: Cell
    body: str
    age: int

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.appeal.result


def appeal_lines(*, principal: Principal, edition: Edition, day: date) -> list[AppealLine]:
    """The appeals of an edition the reader may see, those that wait first, oldest first."""
    rows = list(
        Appeal.objects.visible_to(principal)
        .filter(sheet__edition=edition)
        .select_related("entry", "sheet__owner")
        .order_by("raised_on", "id")
    )
    cells = {cell.column: cell for cell in outline_of(edition.version.definition).cells}
    names = names_as_of(ids={row.sheet.owner_id for row in rows}, day=edition.cut_off)
    lines = [
        AppealLine(
            row,
            cells[row.entry.column],
            names.get(row.sheet.owner_id, row.sheet.owner.code),
            ((row.answered_on or day) - row.raised_on).days,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def open_sheets_of(*, principal: Principal, edition: Edition) -> list[Sheet]:
    """The sheets of the principal's own bodies in an edition."""
    rows = Sheet.objects.visible_to(principal).filter(edition=edition, root_id__in=principal.bodies)
    return list(rows.select_related("owner").order_by("owner__number"))
