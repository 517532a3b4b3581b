"""Results of the index engine as files, and the engine's inputs from files. No database is touched here."""

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi_calc.indices import (
    STAGES,
    Definition,
    IndexFault,
    Result,
    Table,
    definition_to_json,
    read_definition,
    read_published,
    read_table,
)
from daumoi_calc.indices.table import Floats

MANIFEST = "manifest.json"
MAX_BYTES = 200_000_000


def definition_file(path: Path) -> Definition:
    """The definition in a YAML file; `Invalid` names the file and every problem in it."""
    try:
        return read_definition(_text(path))
    except IndexFault as fault:
        raise refusal(fault, path) from fault


def table_file(path: Path, *, definition: Definition) -> Table:
    """The data of a CSV file; `Invalid` names the file, row and column of every problem."""
    try:
        return read_table(_text(path), definition=definition)
    except IndexFault as fault:
        raise refusal(fault, path) from fault


def published_file(path: Path, *, definition: Definition) -> Table:
    """The published scores and ranks of a CSV file; `Invalid` as `table_file`."""
    try:
        return read_published(_text(path), definition=definition)
    except IndexFault as fault:
        raise refusal(fault, path) from fault


def refusal(fault: IndexFault, path: Path) -> Invalid:
    """The engine's problems as one refusal with the name of the file, one problem a line."""
    lines = [str(problem) for problem in fault.problems]
    message = lines[0] if len(lines) == 1 else "\n  " + "\n  ".join(lines)
    return Invalid("indices.file", message, place=path.name)


def result_files(result: Result) -> dict[str, str]:
    """Every file of a result by name (`stages/…` in a folder), as text: UTF-8, comma, decimal point, full precision."""
    files = {
        "scores.csv": _scores(result),
        "weights.csv": _weights(result),
        "audit.csv": _audit(result),
        "flags.csv": _flags(result),
        "definition.json": _json(definition_to_json(result.definition)),
        "recipe.json": _json({**result.recipe.as_json(), "result_sha256": result.digest()}),
        "audit.json": _json(
            [
                {
                    "stage": line.stage,
                    "unit": line.unit,
                    "code": line.code,
                    "method": line.method,
                    "before": _finite(line.before),
                    "after": _finite(line.after),
                    "peer_group": line.peer_group,
                }
                for line in result.audit
            ]
        ),
    }
    if result.definition.presentation.form == "ranks":
        files["ranks.csv"] = _by_node(result, result.ranks)
    for number, name in enumerate(STAGES, start=1):
        files[f"stages/{number}-{name}.csv"] = _stage(result, name)
    files[f"stages/{len(STAGES) + 1}-scores.csv"] = _by_node(result, result.scores)
    return files


def write_result(result: Result, folder: Path) -> list[str]:
    """Writes the files of a result and a manifest with their hashes; gives their names.

    An earlier result in the folder is replaced. Raises `Conflict` for a folder that holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise Conflict(
            "indices.folder",
            _("thư mục đã có tệp khác."),
            place=str(folder),
            remedy=_("Chọn thư mục trống hoặc thư mục của một lần tính trước."),
        )
    files = result_files(result)
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(files.items())}
    files[MANIFEST] = _json({"result_sha256": result.digest(), "files": hashes})
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    return sorted(files)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Invalid(
                "indices.file", _("tệp quá lớn."), place=path.name, remedy=_("Chia thành nhiều tệp.")
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(
            "indices.file", _("không phải mã UTF-8."), place=path.name, remedy=_("Lưu lại tệp bằng mã UTF-8.")
        ) from error
    except OSError as error:
        raise Invalid(
            "indices.file", _("không đọc được tệp."), place=str(path), remedy=_("Kiểm tra tên và quyền đọc.")
        ) from error


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _number(number: float) -> str:
    if not math.isfinite(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _scores(result: Result) -> str:
    """One row a unit: printed score, place, group; places only where the owner shows them."""
    places = result.definition.presentation.form == "ranks"
    bands = result.definition.presentation.bands
    header = ["unit", "name", "peer_group", "score", "printed"]
    header += ["rank"] if places else []
    header += ["band", "band_name"] if bands else []
    rows = []
    for row, (unit, name, group, score, text, band) in enumerate(
        zip(
            result.units,
            result.names,
            result.peer_groups,
            result.score(),
            result.printed(),
            result.bands(),
            strict=True,
        )
    ):
        line = [unit, name, group, _number(float(score)), text]
        line += [_number(float(result.rank()[row]))] if places else []
        line += [band.code, str(band.name)] if bands and band else ["", ""] if bands else []
        rows.append(line)
    return _csv(header, rows)


def _by_node(result: Result, numbers: Floats) -> str:
    rows = (
        [unit, *(_number(value) for value in line)]
        for unit, line in zip(result.units, numbers.tolist(), strict=True)
    )
    return _csv(["unit", *result.nodes], rows)


def _stage(result: Result, name: str) -> str:
    """Numbers of one stage; what does not apply to a unit is written in words, a gap is empty."""
    rows = (
        [
            unit,
            *(
                _number(value) if applies else "không áp dụng"
                for value, applies in zip(line, does, strict=True)
            ),
        ]
        for unit, line, does in zip(
            result.units, result.stages[name].tolist(), result.applies.tolist(), strict=True
        )
    )
    return _csv(["unit", *result.indicators], rows)


def _weights(result: Result) -> str:
    return _csv(
        ["peer_group", "node", "part", "used", "lowest", "highest", "effective"],
        (
            [w.peer_group, w.node, w.part, *(_number(x) for x in (w.used, w.lowest, w.highest, w.effective))]
            for w in result.weights
        ),
    )


def _audit(result: Result) -> str:
    return _csv(
        ["stage", "peer_group", "unit", "code", "method", "before", "after"],
        (
            [a.stage, a.peer_group, a.unit, a.code, a.method, _number(a.before), _number(a.after)]
            for a in result.audit
        ),
    )


def _flags(result: Result) -> str:
    return _csv(
        ["code", "peer_group", "place", "message"],
        ([flag.code, flag.peer_group, flag.place, flag.message] for flag in result.flags),
    )
