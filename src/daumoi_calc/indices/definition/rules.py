"""How an indicator's points come from facts. A rule reads one or two columns of the table and gives points.

Columns left empty mean the column of the indicator itself. Missing facts give a missing score, facts that do not
apply a score that does not apply; `sum_of` and `best_of` count a missing part as 0 when another part is known.
"""

from typing import Literal

import msgspec


class Rule(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="rule",
):
    """What all rules share."""

    column: str = ""


class Raw(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="raw"):
    """The number as it is; the indicator is imputed, treated and normalised."""


class Points(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="points"):
    """The column already holds points."""


class Share(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="share"):
    """Ratio × `points`: `column` is a ratio 0–1, or is divided by the column `per` and held at 1."""

    points: float
    per: str = ""


class PeerShare(
    Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="peer_share"
):
    """x / (largest x among the peers) × `points`; x is divided by the column `per` first, if given."""

    points: float
    per: str = ""


class Step(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """One case of tiers: from `at_least` on (or strictly `above`), so many points."""

    points: float
    at_least: float | None = None
    above: float | None = None


class Tiers(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="tiers"):
    """The highest case that holds; none holds, 0 points. x is divided by the column `per` first, if given."""

    steps: tuple[Step, ...]
    per: str = ""


class Count(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="count"):
    """`each` points for every one counted, `at_most` in all."""

    each: float
    at_most: float


class YesNo(Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="yes_no"):
    """`points` for a 1 (yes), 0 for a 0 (no)."""

    points: float


class Combined(
    Rule, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="combined"
):
    """Several rules together: their sum or the best of them, held at `at_most`."""

    take: Literal["sum", "best"]
    parts: tuple["AnyRule", ...]
    at_most: float | None = None


AnyRule = Raw | Points | Share | PeerShare | Tiers | Count | YesNo | Combined


def columns_of(rule: AnyRule, *, own: str) -> tuple[str, ...]:
    """The columns of the table that `rule` reads, `own` being the indicator's column, each once, in order."""
    if isinstance(rule, Combined):
        found = [name for part in rule.parts for name in columns_of(part, own=own)]
    else:
        found = [rule.column or own]
        if isinstance(rule, (Share, PeerShare, Tiers)) and rule.per:
            found.append(rule.per)
    return tuple(dict.fromkeys(found))


def most_points(rule: AnyRule) -> float | None:
    """The most points `rule` can give; None where the rule itself does not say (raw numbers, plain points)."""
    match rule:
        case Share() | PeerShare() | YesNo():
            return rule.points
        case Count():
            return rule.at_most
        case Tiers():
            return max((step.points for step in rule.steps), default=0.0)
        case Combined():
            return _most_combined(rule)
        case _:
            return None


def _most_combined(rule: Combined) -> float | None:
    parts = [most_points(part) for part in rule.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return rule.at_most
    most = sum(known) if rule.take == "sum" else max(known, default=0.0)
    return most if rule.at_most is None else min(most, rule.at_most)
