"""Who needs whom: the order in which calculated cells are computed, and what a changed answer touches."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from daumoi_calc.expressions.errors import CycleError


def topological_order(*, needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The names of ``needs``, each after all those it needs; names outside ``needs`` are plain inputs.

    Ties keep the order of ``needs``, so the same form is always computed in the same order. Raises
    ``CycleError`` with the whole path when names need one another.
    """
    order: list[str] = []
    finished: set[str] = set()
    for root in needs:
        _visit(root, needs, finished, order)
    return tuple(order)


def _visit(root: str, needs: Mapping[str, Collection[str]], finished: set[str], order: list[str]) -> None:
    """Depth first without recursion: a long chain of cells must not meet Python's stack limit."""
    path: list[str] = []
    on_path: set[str] = set()
    pending: list[tuple[str, bool]] = [(root, False)]
    while pending:
        name, leaving = pending.pop()
        if leaving:
            path.pop()
            on_path.discard(name)
            finished.add(name)
            order.append(name)
        elif name in on_path:
            raise CycleError((*path[path.index(name) :], name))
        elif name not in finished:
            path.append(name)
            on_path.add(name)
            pending.append((name, True))
            inputs = sorted(need for need in needs[name] if need in needs)
            pending.extend((need, False) for need in reversed(inputs))


@dataclass(frozen=True, slots=True)
class Affected:
    """What must be looked at again: calculated cells in order of computation, and rules in order of
    declaration.
    """

    calculations: tuple[str, ...]
    rules: tuple[str, ...]


class DependencyGraph:
    """The edges from every name to the cells and rules that read it. Raises ``CycleError`` when cells form a
    ring.
    """

    def __init__(
        self, *, calculations: Mapping[str, Collection[str]], rules: Mapping[str, Collection[str]]
    ) -> None:
        self.order = topological_order(needs=calculations)
        self._place = {name: place for place, name in enumerate(self.order)}
        self._rule_place = {name: place for place, name in enumerate(rules)}
        self._readers: dict[str, list[str]] = {}
        self._checked_by: dict[str, list[str]] = {}
        for cell, needs in calculations.items():
            for name in needs:
                self._readers.setdefault(name, []).append(cell)
        for rule, needs in rules.items():
            for name in needs:
                self._checked_by.setdefault(name, []).append(rule)

    def affected_by(self, names: Iterable[str]) -> Affected:
        """Everything that reads one of ``names``, directly or through calculated cells.

        A calculated cell among ``names`` is itself computed again, since its stored value is in doubt.
        """
        touched: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in touched:
                touched.add(name)
                pending.extend(self._readers.get(name, ()))
        cells = sorted((name for name in touched if name in self._place), key=self._place.__getitem__)
        rules = {rule for name in touched for rule in self._checked_by.get(name, ())}
        return Affected(tuple(cells), tuple(sorted(rules, key=self._rule_place.__getitem__)))
