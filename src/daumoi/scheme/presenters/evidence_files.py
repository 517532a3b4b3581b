"""Files of a comparison: everything that went in and came out, so that anybody can compute it again."""

import csv
import io
import json
from dataclasses import asdict
from importlib.metadata import version
from math import isfinite
from typing import Any

from daumoi.scheme.presenters import evidence_words as words
from daumoi.scheme.queries.evidence import Answer
from daumoi.scheme.queries.evidence_labels import Side
from daumoi.scheme.queries.evidence_upgrades import Series, Studied, panel_digest

METHODS = (
    (
        "difference",
        "Exact permutation of the difference in means (R. A. Fisher, The Design of Experiments, 1935)",
    ),
    ("ranks", "Exact Mann-Whitney U; with ties every labelling is enumerated"),
    ("delta", "Cliff's delta, interval by method 5 of R. G. Newcombe, Statistics in Medicine 25:559 (2006)"),
    ("shift", "Hodges-Lehmann shift with its exact interval (Ann. Math. Stat. 34:598, 1963)"),
    ("several", "S. Holm, Scand. J. Statistics 6:65 (1979)"),
    ("covariates", "Freedman-Lane permutation (J. Business & Economic Statistics 1:292, 1983)"),
    ("weights", "each weight times a uniform factor 1 ± 25 % at every level, 10,000 draws"),
)
"""How each figure is computed, by name."""


def record(answer: Answer) -> dict[str, Any]:
    """Question, coding table, inputs, figures and sentences as plain JSON values."""
    edition, found = answer.edition, answer.findings
    statements = {
        "main": words.main(answer),
        "with_and_without": words.both_versions(answer),
        "one_label_wrong": words.one_label(answer),
        "several_outcomes": words.several(answer),
        "within_peer_groups": words.within_strata(answer),
        "covariates_fixed": words.held_fixed(answer),
    }
    return {
        "edition": {
            "index": edition.version.index.code,
            "version": edition.version.version,
            "edition": edition.code,
            "year": edition.year,
            "result_sha256": edition.digest,
            "simulated": edition.is_simulated,
        },
        "question": answer.question.as_json(),
        "inputs_sha256": answer.digest,
        "seed": found.seed,
        "bodies": [
            {
                "code": row.label.code,
                "name": row.label.name,
                "unit": row.label.unit_name,
                "form": row.label.form,
                "certainty": row.label.certainty.value,
                "source": row.label.source,
                "side": row.side.value,
                "reason_left_out": row.reason,
                "score": row.score,
            }
            for row in answer.rows
        ],
        "inputs": _plain(asdict(answer.inputs)),
        "outputs": {
            "comparison": _plain(asdict(found.comparison)),
            "contamination": None if found.contamination is None else _plain(asdict(found.contamination)),
            "one_label_wrong": [_plain(asdict(row)) for row in found.labels.rows],
            "outcomes": [
                {"code": one.code, "comparison": _plain(asdict(each)), "p_holm": p}
                for one, each, p in found.outcomes
            ],
            "stratified": None if found.stratified is None else _plain(asdict(found.stratified)),
            "adjusted": None if found.adjusted is None else _plain(asdict(found.adjusted)),
            "weights": None if answer.weights is None else _plain(asdict(answer.weights)),
        },
        "sentences": {
            name: list(one.sentences) or [one.refusal] for name, one in statements.items() if one is not None
        },
        "methods": dict(METHODS),
        "libraries": {name: version(name) for name in ("numpy", "scipy")},
    }


def as_json(answer: Answer) -> bytes:
    """The record as a JSON file."""
    return (json.dumps(record(answer), ensure_ascii=False, indent=1) + "\n").encode()


def changes_as_json(series: Series, studied: Studied, forms: tuple[str, ...]) -> bytes:
    """Panel, changes of form, figures and sentences of the years around a change, as a JSON file."""
    form = words.speakable_form(forms)
    statements = {
        "main": words.of_changes(series, studied, form),
        "without_marked": words.of_changes_without(series, studied, form),
    }
    found = {
        "index": series.index.code,
        "form": list(forms),
        "panel_sha256": panel_digest(series.panel) if series.panel is not None else "",
        "seed": studied.seed,
        "codes": list(series.codes),
        "panel": None if series.panel is None else _plain(asdict(series.panel)),
        "panel_without_marked": None if series.without is None else _plain(asdict(series.without)),
        "breaks": [{"year": year, "reason": reason} for year, reason in series.breaks],
        "set_aside": dict(series.set_aside),
        "changes": [
            {
                "body": one.body_code,
                "unit": one.unit_code,
                "on": one.on.isoformat(),
                "day_known": one.is_dated,
                "year": one.year,
                "from": one.from_form,
                "basis": one.basis,
            }
            for one in series.changes
        ],
        "study": None if studied.study is None else _plain(asdict(studied.study)),
        "study_without_marked": None if studied.without is None else _plain(asdict(studied.without)),
        "sentences": {
            name: list(one.sentences) or [one.refusal] for name, one in statements.items() if one is not None
        },
        "libraries": {name: version(name) for name in ("numpy", "scipy")},
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(answer: Answer) -> bytes:
    """One line for each body: label, side, every outcome, the outcome without marked indicators, covariates."""
    inputs = answer.inputs
    places = {code: place for place, code in enumerate(inputs.codes)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    without = [one for one in inputs.outcomes if one.without]
    writer.writerow(
        [
            *("code", "name", "unit", "form", "certainty", "source", "side", "reason_left_out"),
            *(one.code for one in inputs.outcomes),
            *(f"{one.code} (without marked)" for one in without),
            *(name for name, _values in inputs.covariates),
        ]
    )
    for row in answer.rows:
        label, place = row.label, places.get(row.label.code)
        figures: list[float | str] = []
        if place is not None and row.side is not Side.LEFT_OUT:
            figures = [one.scores[place] for one in inputs.outcomes]
            figures += [one.without[place] for one in without]
            figures += [values[place] for _name, values in inputs.covariates]
        head = (label.code, label.name, label.unit_name, label.form, label.certainty.value, label.source)
        writer.writerow([*map(_safe, head), row.side.value, _safe(row.reason), *figures])
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text


def _plain(value: Any) -> Any:
    """JSON has no infinity: an open end is told as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return "inf" if value > 0 else "-inf"
    return value.item() if hasattr(value, "item") else value
