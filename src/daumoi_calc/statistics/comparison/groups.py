"""Units with a score each, divided into those of one organisational form and the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from daumoi_calc.statistics.refusals import Incomparable

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Groups:
    """One score for each unit and whether the unit has the form in question.

    ``units``, ``scores`` and ``of_form`` have one entry for each unit. ``peers`` may name the peer group of each
    unit: units of different peer groups (such as agencies with and without public services) are never compared
    with each other, so more than one is refused. A unit stands once: another year of the same ministry is not a
    new observation.

    :raises Incomparable: a unit stands twice, two peer groups meet, a score is not a number, or one of the two
        sides is empty.
    """

    units: tuple[str, ...]
    scores: tuple[float, ...]
    of_form: tuple[bool, ...]
    peers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.units) == len(self.scores) == len(self.of_form):
            raise ValueError("units, scores and of_form must have one entry for each unit")
        if self.peers and len(self.peers) != len(self.units):
            raise ValueError("peers must have one entry for each unit, or none at all")
        self._refuse_repeated_units()
        self._refuse_mixed_peers()
        for unit, score in zip(self.units, self.scores, strict=True):
            if not isfinite(score):
                raise Incomparable(f"{unit}: chưa có điểm. Bỏ đơn vị này khỏi cả hai nhóm hoặc nhập điểm.")
        if not 0 < sum(self.of_form) < len(self.units):
            raise Incomparable("Một trong hai nhóm không có đơn vị nào. Kiểm tra lại cột hình thức tổ chức.")

    def _refuse_repeated_units(self) -> None:
        seen: set[str] = set()
        for unit in self.units:
            if unit in seen:
                raise Incomparable(
                    f"{unit} có hai dòng. Mỗi đơn vị chỉ được tính một lần; chọn một năm để so sánh."
                )
            seen.add(unit)

    def _refuse_mixed_peers(self) -> None:
        kinds = sorted(set(self.peers))
        if len(kinds) > 1:
            raise Incomparable(
                f"Không so sánh lẫn các nhóm {', '.join(kinds)}. Tách thành từng phép so sánh."
            )

    @property
    def all_scores(self) -> Floats:
        """Scores of all units in the order of ``units``."""
        return np.asarray(self.scores, dtype=np.float64)

    @property
    def mask(self) -> NDArray[np.bool_]:
        """True where the unit has the form."""
        return np.asarray(self.of_form, dtype=np.bool_)

    @property
    def first(self) -> Floats:
        """Scores of the units of the form."""
        return self.all_scores[self.mask]

    @property
    def others(self) -> Floats:
        """Scores of all other units."""
        return self.all_scores[~self.mask]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many units have the form, how many have not."""
        count = sum(self.of_form)
        return count, len(self.units) - count

    def recoded(self, *, position: int) -> "Groups":
        """The same units with the label of one of them turned round."""
        turned = tuple(label != (place == position) for place, label in enumerate(self.of_form))
        return Groups(self.units, self.scores, turned, self.peers)

    def with_scores(self, *, scores: Sequence[float]) -> "Groups":
        """The same units and labels with another outcome."""
        return Groups(self.units, tuple(float(score) for score in scores), self.of_form, self.peers)


def two_groups(*, first: Sequence[float], others: Sequence[float]) -> Groups:
    """Two lists of scores as groups of anonymous units, numbered from 1."""
    count = len(first) + len(others)
    return Groups(
        units=tuple(str(number + 1) for number in range(count)),
        scores=tuple(float(score) for score in (*first, *others)),
        of_form=(True,) * len(first) + (False,) * len(others),
    )
