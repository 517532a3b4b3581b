"""The expressions of one form read in their places: names resolved, types inferred, canonical text given back."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from daumoi.surveys.xlsform.outline import Entry, Outline, Table
from daumoi.surveys.xlsform.problems import Log, Refusal
from daumoi.surveys.xlsform.sheets import Row, Sheet
from daumoi.surveys.xlsform.translate import NO, YES, Piece, Scope, Target, finished, is_blank, translate
from daumoi.surveys.xlsform.xpath import Constant, Function, Node, parse_xpath, references
from daumoi_calc.expressions import (
    BOOLEAN,
    TEXT,
    Compiled,
    CycleError,
    Environment,
    ExpressionError,
    Type,
    rows_of,
    topological_order,
)


@dataclass
class Names:
    """What the names of a form mean, seen from one question (or from outside all repeats)."""

    outline: Outline
    types: dict[str, Type]
    table: Table | None
    used: dict[str, Type] = field(default_factory=dict)

    def resolve(self, name: str) -> Target:
        """The meaning of `${name}`; `Refusal` with the nearest known name."""
        entry = self.outline.entries.get(name)
        if entry is not None:
            return self.entry(entry)
        table = self.outline.tables.get(name)
        if table is not None and table.columns:
            return self.keep(
                f"{table.code}.{column_code(table.columns[0])}", rows_of(self.type_of(table.columns[0]))
            )
        close = difflib.get_close_matches(name, [*self.outline.entries, *self.outline.tables], n=1)
        raise Refusal(
            f"Không có câu hỏi “{name}”.",
            f"Có phải ${{{close[0]}}}?"
            if close
            else "Kiểm tra cột name; nhóm (group) không dùng làm giá trị được.",
        )

    def entry(self, entry: Entry, own: bool = False) -> Target:
        """The meaning of a question from here: itself, a cell of the same row, or a whole column."""
        kind = self.type_of(entry)
        if entry.roster is None:
            return self.keep(entry.code, kind, own)
        if entry.roster is self.table:
            return self.keep(f"row.{column_code(entry)}", kind, own)
        return self.keep(f"{entry.roster.code}.{column_code(entry)}", rows_of(kind))

    def type_of(self, entry: Entry) -> Type:
        """The type of a question; `Refusal` while that of a calculation could not be found."""
        if entry.name not in self.types:
            raise Refusal(
                f"Câu “{entry.name}” đang có lỗi nên chưa dùng được ở đây.",
                f"Sửa dòng {entry.row.number} trước.",
            )
        return self.types[entry.name]

    def keep(self, name: str, kind: Type, own: bool = False) -> Target:
        """Remember a name that is used, so that the expression is checked against exactly what it needs."""
        self.used[name] = kind
        return Target(name, kind, own)


def column_code(entry: Entry) -> str:
    """The code of a column within its table."""
    return entry.row.text("daumoi_code") or entry.code


class Formulas:
    """Reads expressions for one form; a fault is logged with sheet, row and column, and gives an empty text."""

    def __init__(self, outline: Outline, sheet: Sheet, log: Log) -> None:
        self.outline = outline
        self.sheet = sheet
        self.log = log
        self.types: dict[str, Type] = {}

    def fault(self, refusal: Refusal, row: Row, column: str) -> None:
        """Log a refusal at its cell."""
        heading = self.sheet.headings.get(column, column)
        self.log.problem(
            refusal.message, refusal.remedy, sheet=self.sheet.name, row=row.number, column=heading
        )

    def read(
        self,
        text: str,
        row: Row,
        column: str,
        *,
        table: Table | None = None,
        expects: Type | None = BOOLEAN,
        own: Entry | None = None,
        attributes: Mapping[str, Type] | None = None,
    ) -> Compiled | None:
        """One expression, checked; `None` when it was refused."""
        try:
            return self.compiled(parse_xpath(text), table, expects, own, attributes)
        except Refusal as refusal:
            self.fault(refusal, row, column)
            return None

    def compiled(
        self,
        node: Node,
        table: Table | None,
        expects: Type | None,
        own: Entry | None = None,
        attributes: Mapping[str, Type] | None = None,
    ) -> Compiled:
        """A parsed expression, checked. Raises `Refusal`."""
        names = Names(self.outline, self.types, table)
        scope = Scope(names.resolve, names.entry(own, True) if own else None, attributes or {})
        piece: Piece = translate(node, scope, expects)
        given = {f"choice.{name}": kind for name, kind in (attributes or {}).items()}
        try:
            environment = Environment({**names.used, **given}, imported=True)
        except ExpressionError as fault:
            raise Refusal(f"{fault.message_vi}.", fault.remedy_vi) from fault
        return finished(piece.source, environment, expects)

    def condition(self, conditions: list[tuple[str, Row]], table: Table | None, extra: str = "") -> str:
        """Conditions that must all hold, as one; `extra` is a further one in the language of the house."""
        found = [self.read(text, row, "relevant", table=table) for text, row in conditions]
        sources = [one.canonical() for one in found if one is not None] + ([extra] if extra else [])
        return sources[0] if len(sources) == 1 else " && ".join(_bracketed(source) for source in sources)

    def infer(self, entries: list[Entry]) -> dict[str, tuple[str, str]]:
        """Settle the types of calculations, each after those it needs; by name the calculation and its condition.

        A calculation `if(c, x, '')` becomes x, shown when c.
        """
        nodes: dict[str, Node] = {}
        by_name = {entry.name: entry for entry in entries}
        for entry in entries:
            try:
                nodes[entry.name] = parse_xpath(entry.row.text("calculation"))
            except Refusal as refusal:
                self.fault(refusal, entry.row, "calculation")
        try:
            order = topological_order(
                needs={name: references(node) & set(nodes) for name, node in nodes.items()}
            )
        except CycleError as cycle:
            path = " → ".join(f"{name} (dòng {by_name[name].row.number})" for name in cycle.path)
            self.fault(
                Refusal(
                    f"Các câu tính phụ thuộc vòng tròn: {path}.", "Bỏ ít nhất một tham chiếu trên đường vòng."
                ),
                by_name[cycle.path[0]].row,
                "calculation",
            )
            return {}
        results: dict[str, tuple[str, str]] = {}
        for name in order:
            try:
                results[name] = self.calculation(by_name[name], nodes[name])
            except Refusal as refusal:
                self.fault(refusal, by_name[name].row, "calculation")
        return results

    def calculation(self, entry: Entry, node: Node) -> tuple[str, str]:
        """The calculation of one entry and the condition it implies; its type becomes known."""
        condition = ""
        wanted = entry.row.text("daumoi_type")
        if isinstance(node, Function) and node.name == "if":
            test, then, otherwise = node.arguments
            if is_blank(otherwise) or is_blank(then):
                test = test if is_blank(otherwise) else Function("not", (test,))
                condition = self.compiled(test, entry.roster, BOOLEAN).canonical()
                node = then if is_blank(otherwise) else otherwise
            elif wanted == "boolean" and (_says(then), _says(otherwise)) == (YES, NO):
                node = test
        found = self.compiled(node, entry.roster, None)
        kind = found.type
        if kind.codes is not None and wanted == "text":
            kind = TEXT
        self.types[entry.name] = kind
        return found.canonical(), condition


def _says(node: Node) -> str:
    return node.value if isinstance(node, Constant) and not node.is_number else ""


def _bracketed(source: str) -> str:
    return f"({source})" if "||" in source or "?" in source else source
