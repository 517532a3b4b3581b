"""The whole computation: peer groups apart, every stage kept, ranks inside the group."""

import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import scipy
from numpy.typing import NDArray

from daumoi_calc.indices.canonical import DIGITS
from daumoi_calc.indices.definition import Definition, Node
from daumoi_calc.indices.faults import Problem, TableFault
from daumoi_calc.indices.levels import Levels, score_levels
from daumoi_calc.indices.ranking import ranks_of
from daumoi_calc.indices.result import STAGES, Recipe, Result, WeightLine
from daumoi_calc.indices.sample import Sample, enough_data, first_stage, further_stages
from daumoi_calc.indices.table import GIVEN, MISSING, NOT_APPLICABLE, Floats, Table
from daumoi_calc.indices.trail import AuditLine, Notice

Rows = NDArray[np.intp]


def compute(*, definition: Definition, table: Table) -> Result:
    """The index of every unit of `table`, with all stages.

    Raises `TableFault` for columns or peer groups that are not there, `ComputeFault` where a method of the definition
    has no meaning on the data. Units are computed in order of their code, so the order of rows cannot change a digit.
    """
    problems = list(table_problems(definition=definition, table=table))
    if problems:
        raise TableFault(problems)
    work = _Work(definition, table)
    for group, rows in _groups(definition, table):
        work.group(group, rows)
    return work.result()


def table_problems(*, definition: Definition, table: Table) -> Iterator[Problem]:
    """What of the definition the table does not have: columns of numbers, columns of words, known peer groups."""
    if not table.units:
        yield Problem("bảng", "không có đơn vị nào.")
    for column in definition.columns:
        if column not in table.columns:
            yield Problem(f"cột “{column}”", "không có trong bảng.", "Thêm cột, để trống ô chưa có số liệu.")
    for column in definition.text_columns:
        if column not in table.texts:
            yield Problem(f"cột “{column}”", "không có trong bảng.", "Thêm cột ghi nhóm của từng đơn vị.")
    peers = definition.peers
    if peers is not None and peers.column in table.texts:
        for unit, word in zip(table.units, table.texts[peers.column], strict=True):
            if word not in peers.groups:
                yield Problem(
                    f"đơn vị “{unit}”, cột “{peers.column}”",
                    f"nhóm “{word}” không có trong định nghĩa.",
                    f"Chọn một trong: {', '.join(peers.groups)}.",
                )


def _groups(definition: Definition, table: Table) -> Iterable[tuple[str, Rows]]:
    """Rows of every peer group, in order of unit code."""
    order = np.argsort(np.array(table.units), kind="stable")
    if definition.peers is None:
        return [("", order)]
    words = np.array(table.texts[definition.peers.column])
    found = [(code, order[words[order] == code]) for code in definition.peers.groups]
    return [(code, rows) for code, rows in found if len(rows)]


@dataclass(eq=False)
class _Work:
    definition: Definition
    table: Table
    stages: dict[str, Floats] = field(default_factory=dict)
    weights: list[WeightLine] = field(default_factory=list)
    audit: list[AuditLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        units, indicators = len(self.table.units), len(self.definition.indicators)
        self.stages = {name: np.full((units, indicators), np.nan) for name in STAGES}
        self.states = np.full((units, indicators), MISSING, dtype=np.int8)
        self.scores = np.full((units, len(self.definition.nodes)), np.nan)
        self.ranks = np.full(self.scores.shape, np.nan)
        self.peer_groups = [""] * units

    def group(self, group: str, rows: Rows) -> None:
        for row in rows:
            self.peer_groups[row] = group
        sample = first_stage(definition=self.definition, table=self.table.take(rows))
        self.states[rows] = sample.states
        self.stages["denominated"][rows] = sample.stages["denominated"]
        kept = enough_data(definition=self.definition, sample=sample)
        self._screened(group, sample, kept)
        if not kept.all():
            # Shares of the best peer are counted among the units that stay.
            rows = rows[kept]
            if not len(rows):
                return
            sample = first_stage(definition=self.definition, table=self.table.take(rows))
        words = self.table.texts.get(self.definition.imputation.group, ("",) * len(self.table.units))
        further_stages(
            definition=self.definition, sample=sample, groups=[words[row] for row in rows], peer_group=group
        )
        self._keep(group, rows, sample)

    def _keep(self, group: str, rows: Rows, sample: Sample) -> None:
        for name in STAGES:
            self.stages[name][rows] = sample.stages[name]
        levels = score_levels(
            definition=self.definition,
            leaves=sample.leaves(self.definition.indicators),
            units=sample.units,
            peer_group=group,
        )
        presentation = self.definition.presentation
        for place, node in enumerate(self.definition.nodes):
            self.scores[rows, place] = levels.scores[node.code]
            if presentation.form == "ranks":
                self.ranks[rows, place] = ranks_of(
                    scores=levels.scores[node.code], ties=presentation.ties, rounding=self.definition.rounding
                )
        self.weights += _weight_lines(self.definition.tree, levels, group, 1.0)
        self.audit += sample.audit
        self.notices += [*sample.notices, *levels.notices]
        self._unscored(group, rows)

    def _screened(self, group: str, sample: Sample, kept: NDArray[np.bool_]) -> None:
        for row in np.flatnonzero(~kept):
            given = int((sample.states[row] == GIVEN).sum())
            asked = int((sample.states[row] != NOT_APPLICABLE).sum())
            self.audit.append(
                AuditLine("screened", sample.units[row], "", "availability", asked, given, group)
            )
            self.notices.append(
                Notice(
                    "too_few_data",
                    sample.units[row],
                    f"{sample.units[row]}: có số liệu của {given}/{asked} chỉ số, dưới ngưỡng, không tính điểm.",
                    group,
                )
            )

    def _unscored(self, group: str, rows: Rows) -> None:
        for row in rows[np.isnan(self.scores[rows, -1])]:
            unit = self.table.units[row]
            self.notices.append(Notice("no_score", unit, f"{unit}: chưa đủ số liệu để có điểm chung.", group))

    def result(self) -> Result:
        definition, table = self.definition, self.table
        return Result(
            definition=definition,
            units=table.units,
            names=table.names or table.units,
            peer_groups=tuple(self.peer_groups),
            indicators=tuple(part.code for part in definition.indicators),
            nodes=tuple(node.code for node in definition.nodes),
            stages=self.stages,
            applies=self.states != NOT_APPLICABLE,
            scores=self.scores,
            ranks=self.ranks,
            weights=tuple(self.weights),
            audit=tuple(self.audit),
            flags=tuple(self.notices),
            recipe=recipe_of(definition=definition, table=table),
        )


def recipe_of(*, definition: Definition, table: Table) -> Recipe:
    """The recipe of computing `definition` on `table` here and now."""
    return Recipe(
        definition_code=definition.code,
        definition_version=definition.version,
        definition_digest=definition.digest,
        data_digest=table.digest(columns=definition.columns, texts=definition.text_columns),
        significant_digits=DIGITS,
        versions={
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
    )


def _weight_lines(node: Node, levels: Levels, group: str, above: float) -> Iterator[WeightLine]:
    weights = levels.weights[node.code]
    # Only units with a score tell how the parts weigh; where none has one, nothing can be said.
    used = weights[np.nan_to_num(weights).any(axis=1)]
    for place, child in enumerate(node.children):
        column = used[:, place]
        mean = float(column.mean()) if len(column) else float("nan")
        low, high = (float(column.min()), float(column.max())) if len(column) else (mean, mean)
        yield WeightLine(node.code, child.code, mean, low, high, above * mean, group)
        if isinstance(child, Node):
            yield from _weight_lines(child, levels, group, above * mean)
