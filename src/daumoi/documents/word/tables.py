"""Tables of figures in Word: the same columns, titles, marks and notes as in the PDF, the header repeated."""

from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell

from daumoi.documents.word.grids import Place, add_row, new_grid
from daumoi.documents.word.lines import add_runs, add_words
from daumoi.documents.word.metrics import width_mm
from daumoi.documents.word.sheet import plain

Composed = dict[str, Any]
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": _CENTRE, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_TONES = {"held": "1D4E89", "overdue": "B3261E", "soon": "7A4900", "done": "2F7D4F", "muted": "5C5F66"}
_MARKS = {
    "lead": ("●", "chủ trì"),
    "partial": ("◐", "tham gia, một phần"),
    "none": ("○", "không được giao"),
    "elsewhere": ("↗", "giao đơn vị khác"),
    "no_data": ("?", "chưa có số liệu"),
    "not_applicable": ("–", "không thuộc phạm vi"),
    "unconfirmed": ("~", "chưa xác nhận"),
}
_TINT = "F4F2EC"
_WIDEST_AUTO = 45.0  # mm
_SOURCES = (14.0, 116.0, 30.0)


def write_table(document: WordDocument, entry: Composed, *, room: float, fonts: Path) -> None:
    """Caption, legend, table, note and sources of one composed table in ``room`` millimetres."""
    size = 9.5 if entry["dense"] else 11.5
    if entry["caption"]:
        caption = plain(document.add_paragraph(), align=_CENTRE)
        caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(6), Pt(4)
        caption.paragraph_format.keep_with_next = True
        add_words(caption, f"{entry['label']}. {entry['caption']}", bold=True)
        add_runs(caption, [{"kind": "reference", "number": number} for number in entry["sources"]])
    if entry["marks"]:
        legend = plain(document.add_paragraph(), align=_CENTRE)
        legend.paragraph_format.keep_with_next = True
        add_words(
            legend, "   ".join(f"{_MARKS[name][0]} {_MARKS[name][1]}" for name in entry["marks"]), size=10
        )
    widths = _widths(entry, room=room, size=size, fonts=fonts)
    grid = new_grid(document, widths, ruled=True, inset=(1.1, 0.6) if entry["dense"] else (1.6, 1.1))
    _titles(grid, entry, widths, size)
    for row in entry["rows"]:
        _row(grid, row, entry["columns"], widths, size)
    _notes(document, entry)


def write_sources(document: WordDocument, sources: list[Composed], *, room: float) -> None:
    """The table of sources: number, title and place, date."""
    widths = tuple(width * room / sum(_SOURCES) for width in _SOURCES)
    grid = new_grid(document, widths, ruled=True, inset=(1.4, 1))
    heads = add_row(grid, (Place(fill=_TINT),) * 3, widths, header=True)
    for cell, words in zip(heads, ("Số", "Nguồn, vị trí", "Ngày"), strict=True):
        add_words(plain(cell.paragraphs[0], align=_CENTRE), words, size=11, bold=True)
    for source in sources:
        number, title, dated = add_row(grid, (Place(),) * 3, widths)
        add_words(plain(number.paragraphs[0], align=_CENTRE), f"[{source['number']}]", size=11)
        words = ", ".join(part for part in (source["title"], source["locator"]) if part)
        grade = f" (độ tin cậy {source['confidence']})" if source["confidence"] else ""
        add_words(plain(title.paragraphs[0]), words + grade, size=11)
        if source["url"]:
            link = {"kind": "link", "text": source["url"], "url": source["url"]}
            add_runs(plain(title.add_paragraph()), [link], size=9)
        add_words(plain(dated.paragraphs[0]), source["dated"], size=11)


def _widths(entry: Composed, *, room: float, size: float, fonts: Path) -> list[float]:
    """Millimetres of each column: lengths as given, "auto" by the longest words, shares of what is left."""
    widths: list[float] = []
    for index, column in enumerate(entry["columns"]):
        unit, value = column["width"]["unit"], column["width"]["value"]
        if unit == "auto":
            widths.append(_longest(entry, index, size=size, fonts=fonts))
        else:
            widths.append({"cm": value * 10, "mm": value, "fr": 0.0}[unit])
    shares = [
        column["width"]["value"] if column["width"]["unit"] == "fr" else 0 for column in entry["columns"]
    ]
    left = room - sum(widths)
    if sum(shares) and left > 0:
        return [width + left * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    widths = [max(width, 8.0) for width in widths]
    return [width * room / sum(widths) for width in widths]


def _longest(entry: Composed, index: int, *, size: float, fonts: Path) -> float:
    texts = [*entry["columns"][index]["title"].split(), f"({entry['columns'][index]['unit']})"]
    for row in entry["rows"][:200]:
        if row["role"] != "group" and index < len(row["cells"]):
            texts.append(_text(row["cells"][index]))
    widest = max(width_mm(text[:80], size=size, bold=True, fonts=fonts) for text in texts)
    return min(max(widest + 4, 10.0), _WIDEST_AUTO)


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return "".join(run if isinstance(run, str) else run.get("text", "") for run in cell["runs"])


def _titles(grid: Table, entry: Composed, widths: list[float], size: float) -> None:
    columns = entry["columns"]
    if entry["groups"]:
        places, titles = [], []
        for group in entry["groups"]:
            count = 1 if group["title"] else group["span"]
            span = group["span"] if group["title"] else 1
            places += [Place(span=span, merge="" if group["title"] else "restart", fill=_TINT)] * count
            titles += [group["title"]] * count
        above = add_row(grid, places, widths, header=True)
        column = 0
        for cell, place, title in zip(above, places, titles, strict=True):
            if title:
                add_words(plain(cell.paragraphs[0], align=_CENTRE), title, size=size, bold=True)
            else:
                _title(cell, columns[column], size)
            column += place.span
    merged = [bool(entry["groups"]) and not column["group"] for column in columns]
    places = [Place(merge="continue" if hidden else "", fill=_TINT) for hidden in merged]
    for cell, spec, hidden in zip(add_row(grid, places, widths, header=True), columns, merged, strict=True):
        if hidden:
            add_words(plain(cell.paragraphs[0]), "", size=size)
        else:
            _title(cell, spec, size)


def _title(cell: _Cell, column: Composed, size: float) -> None:
    paragraph = plain(cell.paragraphs[0], align=_CENTRE)
    add_words(paragraph, column["title"], size=size, bold=True)
    if column["unit"]:
        unit = plain(cell.add_paragraph(), align=_CENTRE)
        add_words(unit, f"({column['unit']})", size=size * 0.88 // 0.5 * 0.5, italic=True)
    if column["vertical"]:
        _turn(cell)


def _turn(cell: _Cell) -> None:
    """Words from bottom to top, as the narrow columns of a matrix need."""
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    properties: Any = cell._tc.get_or_add_tcPr()
    direction = properties.makeelement(f"{name}textDirection", {f"{name}val": "btLr"})
    properties.append(direction)
    row = cell._tc.getparent()
    assert row is not None
    height = row.find(f"{name}trPr/{name}trHeight")
    if height is None:
        properties = row.find(f"{name}trPr")
        properties.append(
            properties.makeelement(f"{name}trHeight", {f"{name}val": "1400", f"{name}hRule": "atLeast"})
        )


def _row(grid: Table, row: Composed, columns: list[Composed], widths: list[float], size: float) -> None:
    if row["role"] == "group":
        (cell,) = add_row(grid, (Place(span=len(columns), fill=_TINT),), widths)
        _fill(cell, row["cells"][0], "left", size, bold=True)
        return
    places = [Place(span=1 if isinstance(cell, str) else cell["span"]) for cell in row["cells"]]
    column = 0
    for cell, place, content in zip(
        add_row(grid, places, widths, whole=not row["long"]), places, row["cells"], strict=True
    ):
        _fill(cell, content, columns[column]["align"], size, bold=row["role"] == "total")
        column += place.span


def _fill(cell: _Cell, content: Any, align: str, size: float, *, bold: bool) -> None:
    paragraph = plain(cell.paragraphs[0], align=_ALIGN[align])
    if isinstance(content, str):
        add_words(paragraph, content, size=size, bold=bold)
        return
    if content["mark"]:
        add_words(paragraph, _MARKS[content["mark"]][0] + (" " if content["runs"] else ""), size=size)
    add_runs(paragraph, content["runs"], size=size, bold=bold or content["strong"])
    if content["tone"] in _TONES:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(_TONES[content["tone"]])


def _notes(document: WordDocument, entry: Composed) -> None:
    if entry["note"]:
        note = plain(document.add_paragraph())
        note.paragraph_format.space_before = Pt(3)
        add_runs(note, entry["note"], size=10, italic=True)
    if entry["sources"]:
        numbers = ", ".join(f"[{number}]" for number in entry["sources"])
        add_words(plain(document.add_paragraph()), f"Nguồn: {numbers}.", size=10, italic=True)
