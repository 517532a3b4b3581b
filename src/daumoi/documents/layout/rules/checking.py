"""What every rule needs: the paper, its parts, the pack's row for a code, and where findings go."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from daumoi.documents.layout.anatomy import Anatomy
from daumoi.documents.layout.model import Finding, Line, Paper, Run
from daumoi.documents.layout.pack import LayoutRule, LayoutRules
from daumoi.documents.layout.text import is_capitals, mostly

_SIZE_TOLERANCE = 0.26  # points: Word stores halves, print is measured


@dataclass(slots=True)
class Checking:
    """One run over one paper: what is looked at, what is found."""

    paper: Paper
    parts: Anatomy
    rules: LayoutRules
    findings: list[Finding] = field(default_factory=list)
    checked: dict[str, str] = field(default_factory=dict)

    def rule(self, code: str) -> LayoutRule | None:
        """The pack's row for this code, noted as looked at; None when it does not hold for this kind of paper."""
        row = self.rules.get(code)
        kind = self.parts.kind
        if row is not None and kind is not None and kind.family in row.without:
            return None
        if row is not None:
            self.checked.setdefault(code, row.name)
        return row

    def report(
        self, row: LayoutRule, *, expected: str, found: str, line: Line | None = None, place: str = ""
    ) -> None:
        """Note a difference; without a line it belongs to the whole paper or to ``place``."""
        self.findings.append(
            Finding(
                code=row.code,
                place=line.where if line is not None else place or _("Toàn văn bản"),
                expected=expected,
                found=found,
                severity=row.severity,
                remedy=row.remedy,
                page=line.page if line is not None else 0,
                position=line.number if line is not None else 0,
            )
        )

    def missing(self, code: str) -> None:
        """Note that a whole component is not there."""
        if (row := self.rule(code)) is not None:
            self.report(row, expected=row.name, found=_("Không tìm thấy"), place=_("Toàn văn bản"))

    def size(self, code: str, line: Line, *, also: Iterable[Line] = ()) -> None:
        """Judge the size of type of a line, or of several told as one place."""
        row = self.rule(code)
        if row is None:
            return
        wrong = [one for one in (line, *also) if not self.fits(row, one.runs)]
        if wrong:
            self.report(row, line=wrong[0], expected=size_words(row), found=found_size(wrong[0].runs))

    def fits(self, row: LayoutRule, runs: Iterable[Run]) -> bool:
        """Whether nearly all letters have a size the row allows."""
        low = (row.low or 0.0) - _SIZE_TOLERANCE
        high = (row.high or 1_000.0) + _SIZE_TOLERANCE
        return mostly(runs, lambda run: low <= run.size <= high)

    def style(self, code: str, line: Line, *, also: Iterable[Line] = ()) -> None:
        """Judge capitals, weight and slope of a line, or of several told as one place."""
        row = self.rule(code)
        if row is None:
            return
        for one in (line, *also):
            lacking = [word for word in row.style if not _has(one, word)]
            if lacking:
                expected = _("chữ {style}").format(style=", ".join(row.style))
                self.report(row, line=one, expected=expected, found=_found_style(one))
                return


def size_words(row: LayoutRule) -> str:
    """The sizes a row allows, in words."""
    if row.low == row.high:
        return _("cỡ chữ {size}").format(size=number(row.low or 0))
    return _("cỡ chữ từ {low} đến {high}").format(low=number(row.low or 0), high=number(row.high or 0))


def range_words(row: LayoutRule) -> str:
    """The lengths a row allows, in words."""
    unit = {"dòng": _("dòng"), "phần": _("lần dòng chữ")}.get(row.unit, row.unit)
    if row.high is None:
        return _("tối thiểu {low} {unit}").format(low=number(row.low or 0), unit=unit)
    return _("từ {low} đến {high} {unit}").format(low=number(row.low or 0), high=number(row.high), unit=unit)


def found_size(runs: Iterable[Run]) -> str:
    """The sizes that stand there, the commonest first."""
    weights: dict[float, int] = {}
    for run in runs:
        if not run.raised:
            weights[round(run.size, 1)] = weights.get(round(run.size, 1), 0) + len(run.text.strip())
    sizes = sorted((size for size, weight in weights.items() if weight), key=lambda size: -weights[size])
    return _("Cỡ chữ {sizes}").format(sizes=", ".join(number(size) for size in sizes[:3]))


def number(value: float) -> str:
    """A number the Vietnamese way, without needless decimals: 13,5."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _has(line: Line, word: str) -> bool:
    if word == "hoa":
        return is_capitals(line.text)
    if word == "đậm":
        return mostly(line.runs, lambda run: run.bold)
    if word == "nghiêng":
        return mostly(line.runs, lambda run: run.italic)
    return mostly(line.runs, lambda run: not run.italic)


def _found_style(line: Line) -> str:
    words = [
        _("hoa") if is_capitals(line.text) else _("thường"),
        _("đậm") if _has(line, "đậm") else _("không đậm"),
        _("nghiêng") if _has(line, "nghiêng") else _("đứng"),
    ]
    return _("Chữ {words}").format(words=", ".join(words))
