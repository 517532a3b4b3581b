"""Writing all replies of a large round as a workbook."""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from daumoi.surveys.exchange.bulk import write_workbook

REPLIES, QUESTIONS = 10_000, 200


def _lines(columns: list[str]) -> Iterator[dict[str, object]]:
    """Seeded replies: 100 numbers, 60 texts, 40 codes; one cell in ten blank."""
    chance = random.Random(2016)
    for number in range(REPLIES):
        line: dict[str, object] = {"Cơ quan": f"Cơ quan {number}"}
        for place, column in enumerate(columns[1:]):
            if chance.random() < 0.1:
                line[column] = None
            elif place < 100:
                line[column] = chance.randrange(100_000)
            elif place < 160:
                line[column] = f"Trả lời bằng chữ số {chance.randrange(5000)}, có dấu tiếng Việt"
            else:
                line[column] = f"ma_{chance.randrange(8)}"
        yield line


def run() -> list[dict[str, object]]:
    """CPU seconds and extra memory of a 10,000 x 200 workbook."""
    columns = ["Cơ quan", *(f"c{number}" for number in range(QUESTIONS))]
    started = time.process_time()
    for _ in _lines(columns):
        pass
    making = time.process_time() - started
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "tra-loi.xlsx"
        started = time.process_time()
        write_workbook(target=target, columns=columns, lines=_lines(columns))
        seconds = time.process_time() - started - making
        size = target.stat().st_size / 2**20
    extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    note = f"{size:.1f} MB; making the values themselves took {making:.1f} s more"
    return [
        {
            "name": "xlsx_export_10000x200",
            "value": round(seconds, 2),
            "unit": "CPU s",
            "budget": 4,
            "ok": seconds <= 4,
            "note": note,
        },
        {
            "name": "xlsx_export_memory",
            "value": round(extra, 1),
            "unit": "MB",
            "budget": 40,
            "ok": extra <= 40,
            "note": "peak over the start",
        },
    ]
