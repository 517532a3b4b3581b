"""Re-validation of a whole reply, 200 questions and 400 rules, and the same rules under cel-python.

The reply is converted from plain values, its calculated cells are computed and all its rules evaluated: what
the server does at submission. Another measurement runs only what both languages spell and mean alike, so that
the ratio compares like with like; every outcome is compared too.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from daumoi_calc.expressions import (
    BOOLEAN,
    NAMED_PATTERNS,
    NUMBER,
    TEXT,
    Environment,
    LinearPattern,
    Outcome,
    RuleSet,
    Type,
    choice,
    rows_of,
)

BUDGET_MS = 50.0
NUMBERS, FLAGS, TEXTS, CHOICES = 150, 20, 15, 15
FORMS = ("cuc", "vu", "trung_tam", "van_phong")


def run() -> list[dict[str, Any]]:
    """The measurements, one dictionary each."""
    shared = _shared_rules()
    own_ms, outcomes = _own(shared)
    return [*_realistic(), _ratio(shared, own_ms, outcomes), _named_patterns(), _pattern()]


def _line(
    name: str, value: float, unit: str, note: str, *, budget: float | None = None, ok: bool = True
) -> dict[str, Any]:
    return {"name": name, "value": round(value, 3), "unit": unit, "budget": budget, "ok": ok, "note": note}


def _within(name: str, spent_ms: float, budget_ms: float, note: str) -> dict[str, Any]:
    return _line(name, spent_ms, "ms CPU", note, budget=budget_ms, ok=spent_ms <= budget_ms)


def _median_ms(work: Callable[[], object], times: int) -> float:
    """Median CPU milliseconds of ``work``; wall time would measure the neighbours."""
    work()
    spent: list[float] = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def _types() -> dict[str, Type]:
    types = {f"n{place}": NUMBER for place in range(NUMBERS)}
    types |= {f"b{place}": BOOLEAN for place in range(FLAGS)}
    types |= {f"t{place}": TEXT for place in range(TEXTS)}
    return types | {f"c{place}": choice(*FORMS) for place in range(CHOICES)}


def _values() -> dict[str, object]:
    values: dict[str, object] = {f"n{place}": Decimal((place * 37) % 97 + 1) for place in range(NUMBERS)}
    values |= {f"b{place}": place % 3 == 0 for place in range(FLAGS)}
    values |= {f"t{place}": f"Cục Công nghệ thông tin, phòng {place}" for place in range(TEXTS)}
    return values | {f"c{place}": FORMS[place % len(FORMS)] for place in range(CHOICES)}


def _shared_rules() -> dict[str, str]:
    """400 rules in what CEL spells and means alike (decimals written out, nothing missing)."""
    rules: dict[str, str] = {}
    for place in range(400):
        a, b, c, d = (f"n{(place * step + step) % NUMBERS}" for step in (1, 3, 7, 11))
        flag, text, form = f"b{place % FLAGS}", f"t{place % TEXTS}", f"c{place % CHOICES}"
        shapes = (
            f"{a} <= {b}",
            f"{a} + {b} + {c} >= {d}",
            f"{flag} ? {a} >= 15.0 : true",
            f"{a} > 10.0 && {b} + {c} <= {d} || {form} in ['cuc', 'vu']",
            f"!({flag} && {a} > {b}) || {c} / {d} <= 1.5",
            f"{form} == 'cuc' ? {a} * 100.0 / {b} <= 120.0 : {c} >= 0.0",
            f"size({text}) <= 200 && {a} - {b} < {c}",
            f"{a} != {b} && ({c} < {d} || {flag})",
        )
        rules[f"r{place}"] = shapes[place % len(shapes)]
    return rules


def _realistic() -> list[dict[str, Any]]:
    """The whole language: 360 shared rules, 40 on tables, formats, missing values, 40 calculated cells."""
    types = _types() | {"ngan_sach.so_tien": rows_of(NUMBER), "ngan_sach.nguon": rows_of(TEXT)}
    types |= {f"tong{place}": NUMBER for place in range(40)}
    values = _values() | {"ngan_sach.so_tien": [Decimal(f"{place}.5") for place in range(30)]}
    values |= {"ngan_sach.nguon": ["Ngân sách nhà nước"] * 29 + [None]}
    cells = {
        f"tong{place}": " + ".join(f"n{(place * 5 + step) % NUMBERS}" for step in range(8))
        for place in range(40)
    }
    rules = dict(list(_shared_rules().items())[:360])
    for place in range(10):
        rules[f"bang{place}"] = f"sum(ngan_sach.so_tien) <= tong{place} * 1000"
        rules[f"ty_le{place}"] = f"round(n{place} * 100 / tong{place}, 1) <= 100"
        rules[f"thieu{place}"] = f"is_missing(t{place}) || !matches(t{place}, 'email')"
        rules[f"nguon{place}"] = f"count(ngan_sach.nguon) + {place} <= size(ngan_sach.nguon) + n{place}"
    environment = Environment(types)
    form = RuleSet(environment=environment, rules=rules, calculations=cells)
    verdict, affected = form.check(values), form.affected_by(["n3"])
    whole = _median_ms(lambda: form.check(values), 21)
    part = _median_ms(lambda: form.recheck(values, changed=["n3"], previous=verdict), 51)
    publish = _median_ms(lambda: RuleSet(environment=environment, rules=rules, calculations=cells), 5)
    settled = f"{len(verdict.violated)} quy tắc bị vi phạm, {len(verdict.unknown)} chưa kiểm được"
    touched = f"{len(affected.rules)} quy tắc và {len(affected.calculations)} ô tính đọc câu vừa sửa"
    note = "đọc, kiểm kiểu và dựng 400 quy tắc, 40 ô tính; một lần cho mỗi phiên bản biểu mẫu"
    return [
        _within("expressions_revalidate_200x400", whole, BUDGET_MS, f"40 ô tính, bảng 30 dòng; {settled}"),
        _within("expressions_recheck_one_answer", part, BUDGET_MS / 10, touched),
        _line("expressions_publish_400_rules", publish, "ms CPU", note),
    ]


def _own(rules: Mapping[str, str]) -> tuple[float, Mapping[str, Outcome]]:
    form = RuleSet(environment=Environment(_types()), rules=rules)
    values = _values()
    return _median_ms(lambda: form.check(values), 21), form.check(values).outcomes


def _ratio(rules: Mapping[str, str], own_ms: float, outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
    """How many times the CPU of ours cel-python takes for the same 400 rules and the same outcomes."""
    name, unit = "expressions_times_faster_than_cel_python", "times"
    try:
        import celpy
        from celpy import celtypes
    except ImportError:
        return _line(name, 0, unit, f"chưa cài cel-python nên không so; Đầu Mối: {own_ms:.2f} ms")
    environment = celpy.Environment()
    programs = {rule: environment.program(environment.compile(source)) for rule, source in rules.items()}
    makers: dict[str, Callable[[Any], Any]] = {
        "n": celtypes.DoubleType,
        "b": celtypes.BoolType,
        "t": celtypes.StringType,
        "c": celtypes.StringType,
    }
    context = {variable: makers[variable[0]](value) for variable, value in _values().items()}
    peer_ms = _median_ms(lambda: [program.evaluate(context) for program in programs.values()], 3)
    said = {rule: bool(program.evaluate(context)) for rule, program in programs.items()}
    different = [rule for rule, outcome in outcomes.items() if said[rule] is not (outcome is Outcome.HOLDS)]
    times = peer_ms / own_ms
    note = f"cel-python {peer_ms:.0f} ms, Đầu Mối {own_ms:.2f} ms; {len(different)} kết quả khác nhau"
    return _line(name, times, unit, note, ok=times >= 10 and not different)


def _named_patterns() -> dict[str, Any]:
    """The slowest published pattern on the longest text it takes, made of pieces that invite backtracking."""
    pieces = ("a", "a.", "0", "0 ", "A", "A-", "Đ", "a-", "1/", "https://a.", "-")
    slowest, worst = "", 0.0
    for name, pattern in NAMED_PATTERNS.items():
        for piece in pieces:
            text = (piece * pattern.longest)[: pattern.longest - 1] + "!"
            spent = _median_ms(partial(pattern.matches, text), 5)
            slowest, worst = max((slowest, worst), (name, spent), key=lambda one: one[1])
    return _within("named_patterns_hostile_text", worst, BUDGET_MS / 10, f"chậm nhất là {slowest}")


def _pattern() -> dict[str, Any]:
    """The pattern that hangs a backtracking engine, and the same on a text ten times longer."""
    pattern = LinearPattern("(a+)+$")
    short, long = "a" * 10_000 + "!", "a" * 100_000
    spent = _median_ms(lambda: pattern.fullmatch(short), 5)
    longer = _median_ms(lambda: pattern.fullmatch(long), 3)
    note = f"(a+)+$ trên 10.001 ký tự không khớp; 100.000 ký tự mất {longer:.1f} ms"
    return _within("linear_pattern_10k_characters", spent, BUDGET_MS, note)
