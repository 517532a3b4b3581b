"""Findings that can be put into words. A finding that may not be said cannot be built.

There is no finding for ranks without an interval, for a trend across a change of method, for a cause, for
equality, or for a comparison without its minimal detectable effect: the types have no place for them.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isfinite

from daumoi_calc.statistics.comparison import (
    Adjusted,
    Comparison,
    Contamination,
    Detectable,
    OneLabelWrong,
    Pairs,
    SignUnderWeights,
    Stratified,
    holm,
)
from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.sentences.statement import checked_name
from daumoi_calc.statistics.upgrades import Upgrades


class Scale(StrEnum):
    """What the outcome is measured in. Ranks are no outcome: they move when other units move.

    RELATIVE scores (divided by the best unit, or min-max of the units compared) may be stated, with a warning.
    """

    RAW = "raw"
    GOALPOSTS = "goalposts"
    RELATIVE = "relative"


@dataclass(frozen=True)
class Source:
    """Where figures come from: the index, the version of its definition, the year of the edition.

    ``decimals`` is how many are printed of differences in score points.
    """

    index: str
    version: str
    year: int
    scale: Scale
    decimals: int = 2

    def __post_init__(self) -> None:
        checked_name(self.index)
        checked_name(self.version)
        if not 1900 <= self.year <= 2200 or not 0 <= self.decimals <= 8:
            raise ValueError("the year has four digits, decimals are 0 … 8")


@dataclass(frozen=True)
class GroupFinding:
    """One form against all other units, in one edition, and how the sign held when the weights were varied."""

    source: Source
    form: str
    comparison: Comparison
    weights: SignUnderWeights | None = None

    def __post_init__(self) -> None:
        checked_name(self.form)
        _check_comparison(self.comparison)


@dataclass(frozen=True)
class AdjustedFinding:
    """The same with one or two named covariates held fixed; ``detectable`` comes from the plain comparison."""

    source: Source
    form: str
    adjusted: Adjusted
    covariates: tuple[str, ...]
    detectable: Detectable | None

    def __post_init__(self) -> None:
        for name in (self.form, *self.covariates):
            checked_name(name)
        if len(self.covariates) != self.adjusted.covariates:
            raise ValueError("each covariate has a name")


@dataclass(frozen=True)
class StratifiedFinding:
    """The same within strata (``kind`` names what the strata are, such as the size of the ministry)."""

    source: Source
    form: str
    kind: str
    stratified: Stratified

    def __post_init__(self) -> None:
        checked_name(self.form)
        checked_name(self.kind)


@dataclass(frozen=True)
class PairsFinding:
    """Matched pairs, one unit of the form in each."""

    source: Source
    form: str
    pairs: Pairs

    def __post_init__(self) -> None:
        checked_name(self.form)


@dataclass(frozen=True)
class LabelFinding:
    """What becomes of a comparison when any one label is wrong."""

    source: Source
    form: str
    labels: OneLabelWrong

    def __post_init__(self) -> None:
        for name in (self.form, *(row.unit for row in self.labels.rows)):
            checked_name(name)


@dataclass(frozen=True)
class ContaminationFinding:
    """The comparison with and without the indicators that the form itself defines; always both."""

    source: Source
    form: str
    contamination: Contamination

    def __post_init__(self) -> None:
        for name in (self.form, *self.contamination.removed):
            checked_name(name)
        _check_comparison(self.contamination.everything)
        _check_comparison(self.contamination.without)


@dataclass(frozen=True)
class OutcomesFinding:
    """Several outcomes asked at once, each as (name, comparison); p-values are adjusted by Holm."""

    source: Source
    form: str
    outcomes: tuple[tuple[str, Comparison], ...]

    def __post_init__(self) -> None:
        for name in (self.form, *(name for name, _ in self.outcomes)):
            checked_name(name)
        if len(self.outcomes) < 2 or len({name for name, _ in self.outcomes}) < len(self.outcomes):
            raise Incomparable("Cần từ hai kết quả trở lên, mỗi kết quả một tên.")
        if len({(comparison.first, comparison.others) for _, comparison in self.outcomes}) > 1:
            raise Incomparable("Các kết quả phải so cùng hai nhóm đơn vị.")
        for _, comparison in self.outcomes:
            _check_comparison(comparison)

    @property
    def adjusted(self) -> tuple[float, ...]:
        """Holm's p-values in the order of the outcomes."""
        return holm(p_values=[comparison.means.reference.p for _, comparison in self.outcomes])


@dataclass(frozen=True)
class UpgradeFinding:
    """An event study. Its windows lie within one method, because a study across a break cannot be computed."""

    source: Source
    form: str
    study: Upgrades

    def __post_init__(self) -> None:
        checked_name(self.form)
        if self.source.scale is Scale.RELATIVE:
            raise Incomparable(
                "Diễn biến quanh năm nâng cấp cần điểm gốc hoặc điểm theo mốc cố định, "
                "vì điểm chuẩn hóa theo đơn vị khác thay đổi khi đơn vị khác thay đổi."
            )


@dataclass(frozen=True)
class Trend:
    """The score of one unit over the years of one version of an index.

    ``points`` are (year, score); ``breaks`` the first years of a new method, which the caller must state even when
    there are none.

    :raises Incomparable: a change of method lies between the first and the last year, or the score depends on
        other units.
    """

    unit: str
    source: Source
    points: tuple[tuple[int, float], ...]
    breaks: tuple[int, ...]

    def __post_init__(self) -> None:
        checked_name(self.unit)
        years = [year for year, _ in self.points]
        if len(years) < 2 or any(one >= other for one, other in pairwise(years)):
            raise Incomparable("Cần ít nhất hai năm, xếp tăng dần.")
        if not all(isfinite(score) for _, score in self.points):
            raise Incomparable(f"{self.unit}: có năm chưa có điểm. Bỏ năm đó khỏi dãy.")
        crossed = [year for year in self.breaks if years[0] < year <= years[-1]]
        if crossed:
            raise Incomparable(
                f"{self.unit}: chỉ số đổi phương pháp năm {crossed[0]}; "
                f"điểm trước và từ năm {crossed[0]} không so được với nhau. Tách thành hai dãy."
            )
        if self.source.scale is Scale.RELATIVE:
            raise Incomparable("Điểm chuẩn hóa theo đơn vị khác không nói lên diễn biến của một đơn vị.")


@dataclass(frozen=True)
class RankStatement:
    """The place of one unit with its interval over ``draws`` ways of computing the index, at ``level``.

    :raises Incomparable: the interval is missing, does not hold the rank, or leaves the list.
    """

    unit: str
    source: Source
    rank: int
    low: int
    high: int
    of_units: int
    level: float
    draws: int

    def __post_init__(self) -> None:
        checked_name(self.unit)
        if not 1 <= self.low <= self.rank <= self.high <= self.of_units:
            raise Incomparable(f"{self.unit}: hạng phải đi kèm khoảng hạng chứa nó.")
        if self.draws < 100 or not 0.5 <= self.level < 1:
            raise Incomparable("Khoảng hạng cần ít nhất 100 lần thay đổi cách tính và mức từ 50 %.")


Finding = (
    GroupFinding
    | AdjustedFinding
    | StratifiedFinding
    | PairsFinding
    | LabelFinding
    | ContaminationFinding
    | OutcomesFinding
    | UpgradeFinding
    | Trend
    | RankStatement
)
"""Everything that can be said."""


def _check_comparison(comparison: Comparison) -> None:
    """A comparison put together by hand must at least hold together."""
    delta = comparison.delta
    if not -1 <= delta.low <= delta.value <= delta.high <= 1 or delta.low == delta.high:
        raise ValueError("delta needs an interval that holds it")
    if not 0 < comparison.means.reference.p <= 1:
        raise ValueError("p lies between 0 and 1 and is never 0")
