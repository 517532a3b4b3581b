"""What a definition that somebody hands over says, and how it stands to those already here; nothing is written."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from daumoi.indices.definition import Outline, keeping_problems, outline_of
from daumoi.indices.models import Index, IndexVersion
from daumoi_calc.indices.definition import Definition, lines_of
from daumoi_calc.indices.faults import DefinitionFault, Problem


class Standing(StrEnum):
    """How a definition stands to those already here. The first two may be taken in, the third is here, the rest not."""

    NEW_INDEX = "new_index"
    NEW_VERSION = "new_version"
    SAME = "same"
    TAKEN = "taken"
    YEARS = "years"
    REALM = "realm"


@dataclass(frozen=True)
class Placed:
    """Where a definition would go: its index, and the version that is the same, stands in its way or shares its years."""

    standing: Standing
    index: Index | None
    version: IndexVersion | None

    @property
    def may_be_taken(self) -> bool:
        """Whether it may be taken in."""
        return self.standing in {Standing.NEW_INDEX, Standing.NEW_VERSION}


@dataclass(frozen=True)
class Fault:
    """One thing wrong: `line` of the file (0 where unknown), the path in it, what, and what to do."""

    line: int
    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Intake:
    """A text as it was read: with faults nothing else is known of it."""

    outline: Outline | None
    placed: Placed | None
    faults: tuple[Fault, ...]


def placed(*, definition: Definition, simulated: bool) -> Placed:
    """How a definition stands to those already here (two or three statements)."""
    index = Index.objects.filter(code=definition.code).first()
    if index is None:
        return Placed(Standing.NEW_INDEX, None, None)
    versions = IndexVersion.objects.filter(index=index).select_related("index").defer("definition")
    known = versions.filter(version=definition.version).first()
    if known is not None:
        same = known.digest == definition.digest
        return Placed(Standing.SAME if same else Standing.TAKEN, index, known)
    if index.is_simulated != simulated:
        return Placed(Standing.REALM, index, None)
    regime = definition.regime
    sharing = versions.filter(Q(end_year__isnull=True) | Q(end_year__gt=regime.first_year))
    sharing = sharing.filter(first_year__isnull=False)
    if regime.last_year is not None:
        sharing = sharing.filter(first_year__lte=regime.last_year)
    clash = sharing.order_by("first_year").first()
    return Placed(Standing.YEARS if clash is not None else Standing.NEW_VERSION, index, clash)


def read_intake(*, text: str, simulated: bool) -> Intake:
    """What a text says and how it stands, or everything that is wrong with it, by line and path."""
    try:
        outline = outline_of(text)
    except DefinitionFault as fault:
        return Intake(None, None, _faults(text, fault.problems))
    problems = keeping_problems(outline.definition)
    if problems:
        return Intake(None, None, _faults(text, problems))
    return Intake(outline, placed(definition=outline.definition, simulated=simulated), ())


def _faults(text: str, problems: tuple[Problem, ...]) -> tuple[Fault, ...]:
    lines = lines_of(text, [one.place for one in problems])
    return tuple(Fault(lines.get(one.place, 0), one.place, one.message, one.remedy) for one in problems)
