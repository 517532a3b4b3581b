"""How much processor time the rendering of official papers costs.

The budget comes from the house's table of budgets: a Vietnamese report of twenty pages in at most 0.6 CPU
seconds, all threads counted. Every run typesets other words, so that nothing is answered from the
typesetter's memory of the run before.
"""

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from pypdf import PdfReader

from daumoi.documents.charts import Series, Stack, render_chart, stacked_bars
from daumoi.documents.fonts import build_fonts
from daumoi.documents.layout import check_pdf, read_rules
from daumoi.documents.rendering import render_many, render_report
from daumoi.documents.tests.kinds.daily import LETTER
from daumoi.documents.tests.samples import AT, BODIES, report
from daumoi.documents.word import render_docx
from daumoi.ui.spreadsheets import Sheet, SheetColumn, write_workbook

PROJECT = Path(__file__).resolve().parents[1]
RUNS = 5
_LEAST_PAGES = 20
_LETTERS = 200


def _fonts() -> Path:
    target = PROJECT / "var" / "fonts"
    build_fonts(target=target, node_modules=PROJECT / "node_modules")
    return target


def _processor_seconds(work: Callable[[int], object]) -> list[float]:
    seconds = []
    for number in range(RUNS):
        start = time.process_time()
        work(number)
        seconds.append(time.process_time() - start)
    return seconds


def _line(name: str, value: float, *, unit: str, budget: float, note: str, ok: bool = True) -> dict[str, Any]:
    met = ok and value <= budget
    return {"name": name, "value": round(value, 3), "unit": unit, "budget": budget, "ok": met, "note": note}


def _report(fonts: Path) -> list[dict[str, Any]]:
    made: list[bytes] = []

    def work(number: int) -> None:
        paper = report(chapters=9, subject=f"Tổng hợp khảo sát, lần dựng thứ {number}")
        made.append(render_report(paper, at=AT, fonts=fonts))

    seconds = _processor_seconds(work)
    pages = len(PdfReader(BytesIO(made[0])).pages)
    enough = pages >= _LEAST_PAGES
    note = f"{pages} pages, {len(made[0]) // 1024} KB, PDF/A-2a and PDF/UA-1, 11 tables, 9 figures"
    first = _line(
        "documents.report_20_pages_first", seconds[0], unit="CPU s", budget=0.6, note=note, ok=enough
    )
    median = statistics.median(seconds[1:])
    return [first, _line("documents.report_20_pages", median, unit="CPU s", budget=0.6, note=note, ok=enough)]


def _chart(fonts: Path) -> list[dict[str, Any]]:
    series = (Series("Công chức", "held"), Series("Viên chức", "held_3"))

    def work(number: int) -> None:
        rows = [
            Stack(body, {"Công chức": 20 + number, "Viên chức": 7 + row}) for row, body in enumerate(BODIES)
        ]
        render_chart(stacked_bars(title="x", rows=rows, series=series, unit="người"), fonts=fonts)

    median = statistics.median(_processor_seconds(work)[1:])
    return [
        _line("documents.chart_svg", median, unit="CPU s", budget=0.3, note="22 stacks, not from the cache")
    ]


def _workbook() -> list[dict[str, Any]]:
    columns = tuple(SheetColumn(f"Cột {number}", "whole" if number % 2 else "text") for number in range(20))

    def work(number: int) -> None:
        values = tuple(row if row % 2 else f"Bộ {row}" for row in range(number, number + 20))
        sheet = Sheet(name="Số liệu", title="Số liệu", columns=columns, rows=[values] * 1000)
        write_workbook(sheets=[sheet], created=AT, simulated=True)

    median = statistics.median(_processor_seconds(work)[1:])
    return [
        _line("documents.workbook_20k_cells", median, unit="CPU s", budget=0.8, note="styled, 1,000 x 20")
    ]


def _merged(fonts: Path, result: Any) -> None:
    """The whole merge in a process of its own, so that its memory is its own."""
    letters = (
        (
            msgspec.structs.replace(
                LETTER, addressees=(f"{BODIES[number % 22]}, đơn vị {number}",), number=number
            ),
            f"https://kiemtra.example.vn/v/{number}",
        )
        for number in range(1, _LETTERS + 1)
    )
    start = time.process_time()
    sizes = [len(pdf) for pdf in render_many(letters, kind_layout="letter", at=AT, fonts=fonts)]
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.put((seconds, peak, len(sizes), sum(sizes)))


def _merge(fonts: Path) -> list[dict[str, Any]]:
    context = multiprocessing.get_context("spawn")
    result = context.Queue()
    process = context.Process(target=_merged, args=(fonts, result))
    process.start()
    seconds, peak, count, size = result.get(timeout=600)
    process.join()
    note = f"{count} letters of 3 pages with QR code, {size // 1024 // count} KB each"
    ok = count == _LETTERS
    return [
        _line("documents.merge_200_letters", seconds, unit="CPU s", budget=20, note=note, ok=ok),
        _line(
            "documents.merge_200_letters_memory",
            peak,
            unit="MB",
            budget=400,
            note="peak of the process",
            ok=ok,
        ),
    ]


def _word(fonts: Path) -> list[dict[str, Any]]:
    def work(number: int) -> None:
        paper = msgspec.structs.replace(LETTER, number=number + 1)
        render_docx(paper, kind_layout="letter", at=AT, fonts=fonts)

    median = statistics.median(_processor_seconds(work)[1:])
    note = "a letter with two annexes, editable"
    return [_line("documents.word_letter", median, unit="CPU s", budget=0.5, note=note)]


def _layout(fonts: Path) -> list[dict[str, Any]]:
    rules = read_rules(PROJECT / "packs" / "vietnam", on=AT.date())

    def work(number: int) -> None:
        check_pdf(papers[number], rules=rules)

    papers = [
        render_report(report(chapters=8, subject=f"Kiểm tra lần {number}"), at=AT, fonts=fonts)
        for number in range(RUNS)
    ]
    median = statistics.median(_processor_seconds(work)[1:])
    note = "every rule of layout on a report of some twenty pages"
    return [_line("documents.layout_20_pages", median, unit="CPU s", budget=3, note=note)]


def run() -> list[dict[str, Any]]:
    """One line for each measurement; ``ok`` is false when its budget is broken."""
    fonts = _fonts()
    return [*_report(fonts), *_merge(fonts), *_word(fonts), *_layout(fonts), *_chart(fonts), *_workbook()]
