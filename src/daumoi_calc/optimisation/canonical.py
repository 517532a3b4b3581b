"""One written form per problem: the same problem gives the same text, digest and plan however it was listed."""

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from daumoi_calc.optimisation.plan import Plan
from daumoi_calc.optimisation.problem import Problem
from daumoi_calc.optimisation.validation import ProblemError, check

_Known = TypeVar("_Known", Problem, Plan)
_IN_TIME_ORDER = frozenset({"phases", "proposal_points", "limits", "per_phase", "years"})
_FORMAT = 1


def canonical(problem: Problem) -> Problem:
    """The same problem with every list in the order of its codes, except those whose order has a meaning."""
    ordered: Problem = _ordered(problem)
    return ordered


def to_json(thing: Problem | Plan) -> str:
    """Canonical JSON of a problem or a plan: UTF-8 text, keys sorted, no spaces, a format number inside."""
    return _written(canonical(thing) if isinstance(thing, Problem) else thing)


def problem_from_json(text: str) -> Problem:
    """The problem written in `text`. Raises `ProblemError` when it cannot be read or does not hold together."""
    problem = _read(text, Problem)
    check(problem)
    return problem


def plan_from_json(text: str) -> Plan:
    """The plan written in `text`. Raises `ProblemError` when it cannot be read."""
    return _read(text, Plan)


def digest(thing: Problem | Plan) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(thing).encode()).hexdigest()


def digest_of_canonical(problem: Problem) -> str:
    """The same for a problem that `canonical` returned, without ordering it once more."""
    return hashlib.sha256(_written(problem).encode()).hexdigest()


def _written(thing: Problem | Plan) -> str:
    return json.dumps(
        {"format": _FORMAT, "value": msgspec.to_builtins(thing)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _read(text: str, kind: type[_Known]) -> _Known:
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != _FORMAT:
            raise ProblemError((f"tệp không ghi dạng {_FORMAT} của bài toán phương án",))
        return msgspec.convert(data.get("value"), type=kind)
    except (json.JSONDecodeError, msgspec.ValidationError) as error:
        raise ProblemError((f"không đọc được bài toán: {error}",)) from error


def _ordered(value: Any) -> Any:
    """Dataclasses with their tuples sorted by written form, from the inside out."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for name in _names(type(value)):
        content = getattr(value, name)
        if isinstance(content, tuple) and content:
            inner = tuple(map(_ordered, content))
            if len(inner) > 1 and name not in _IN_TIME_ORDER:
                inner = tuple(sorted(inner, key=_key))
            if inner != content:
                changed[name] = inner
    return replace(value, **changed) if changed else value


@lru_cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _key(item: Any) -> str:
    if hasattr(item, "code"):
        return str(item.code)
    return item if isinstance(item, str) else repr(item)
