"""All replies of a round as one table: a workbook or CSV, one line a reply, one column a question."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import rustpy_xlsxwriter

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_workbook(
    *, target: Path, columns: Sequence[str], lines: Iterable[Mapping[str, object]], simulated: bool = False
) -> None:
    """Write lines as they come, so that ten thousand replies cost no more memory than one.

    Each line maps column → value (text, number or None). Texts are written as texts: a reply that begins with
    “=” stays a reply. The sheet of a simulated round says so in its name.
    """
    rustpy_xlsxwriter.write_worksheet(
        ({column: line.get(column) for column in columns} for line in lines),
        str(target),
        sheet_name="Trả lời – MÔ PHỎNG" if simulated else "Trả lời",
        freeze_row=1,
        freeze_col=1,
        bold_headers=True,
    )


def workbook(
    *, columns: Sequence[str], lines: Iterable[Mapping[str, object]], simulated: bool = False
) -> bytes:
    """The same workbook as bytes, for a page that offers it."""
    with TemporaryDirectory(prefix="daumoi-") as folder:
        target = Path(folder) / "so-lieu.xlsx"
        write_workbook(target=target, columns=columns, lines=lines, simulated=simulated)
        return target.read_bytes()


def write_csv(*, columns: Sequence[str], lines: Iterable[Mapping[str, object]]) -> bytes:
    """The same table as CSV (UTF-8 with the mark that Excel needs); texts that Excel would run are quoted with '."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_inert(line.get(column)) for column in columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _inert(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
