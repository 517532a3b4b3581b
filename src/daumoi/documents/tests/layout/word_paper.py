"""A well-formed letter and report as Word files, for tests that then spoil one thing."""

from collections.abc import Callable, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
BODY = (
    "Thực hiện kế hoạch công tác năm, đề nghị quý cơ quan cung cấp hiện trạng và yêu cầu của đơn vị chuyên "
    "trách theo phiếu gửi kèm, trong đó nêu rõ nhiệm vụ đang được giao, thực tế thực hiện và đề nghị giao.",
    "Báo cáo gửi về đầu mối tổng hợp trước thời hạn nêu trên; trường hợp không phát sinh số liệu, đề nghị "
    "ghi rõ để thuận tiện cho việc tổng hợp và không phải hỏi lại.",
)
GROUNDS = (
    "Căn cứ nghị định quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ;",
    "Căn cứ kết quả khảo sát.",
)


def word_letter(spoil: Callable[[WordDocument], object] = lambda paper: None) -> bytes:
    """A công văn: "V/v" below the number, addressee, body, foot."""
    paper = _blank()
    _head(paper, number="Số: 05/BTTDL-THH", about="V/v khảo sát hiện trạng đơn vị chuyên trách")
    _line(paper.add_paragraph(), "Kính gửi: Các bộ, cơ quan ngang bộ", size=14, align=CENTRE)
    _bodies(paper, BODY)
    _foot(paper, titles=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), name="Lê Thị Mẫu")
    return _saved(paper, spoil)


def word_report(spoil: Callable[[WordDocument], object] = lambda paper: None) -> bytes:
    """A named paper with grounds, two annexes and a foot."""
    paper = _blank()
    _head(paper, number="Số: 17/BC-THH")
    _line(paper.add_paragraph(), "BÁO CÁO", size=14, bold=True, align=CENTRE)
    _line(paper.add_paragraph(), "Tổng hợp kết quả khảo sát", size=14, bold=True, align=CENTRE)
    for ground in GROUNDS:
        _body(paper, ground, italic=True)
    _bodies(paper, BODY)
    _foot(paper, titles=("CỤC TRƯỞNG",), name="Nguyễn Văn Mẫu")
    for number in ("I", "II"):
        annex = paper.add_paragraph()
        annex.paragraph_format.page_break_before = True
        _line(annex, f"Phụ lục {number}", size=14, bold=True, align=CENTRE)
        _body(paper, BODY[0])
    return _saved(paper, spoil)


def paragraph(paper: WordDocument, start: str) -> Paragraph:
    """The paragraph, in a table or not, that begins with these words."""
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    everything: list[Paragraph] = [*paper.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in everything if one.text.startswith(start))


def rewrite(paper: WordDocument, start: str, text: str) -> None:
    """Put other words into the first run of a paragraph, keeping its look."""
    paragraph(paper, start).runs[0].text = text


def resize(paper: WordDocument, start: str, size: float) -> None:
    """Set the size of type of a whole paragraph."""
    for run in paragraph(paper, start).runs:
        run.font.size = Pt(size)


def _saved(paper: WordDocument, spoil: Callable[[WordDocument], object]) -> bytes:
    spoil(paper)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _blank() -> WordDocument:
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:hAnsi"), "Times New Roman")
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    header._p.append(field)
    return paper


def _head(paper: WordDocument, *, number: str, about: str = "") -> None:
    table = paper.add_table(rows=2, cols=2)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(62), Mm(98)
    left = table.cell(0, 0)
    _line(left.paragraphs[0], "BỘ DỮ LIỆU MÔ PHỎNG", size=12, align=CENTRE)
    _line(left.add_paragraph(), "CỤC TIN HỌC HÓA", size=12, bold=True, align=CENTRE)
    _ruled(left.paragraphs[-1])
    right = table.cell(0, 1)
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=CENTRE)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align=CENTRE)
    _ruled(right.paragraphs[-1])
    _line(table.cell(1, 0).paragraphs[0], number, size=13, align=CENTRE)
    if about:
        _line(table.cell(1, 0).add_paragraph(), about, size=12, align=CENTRE)
    date = table.cell(1, 1).paragraphs[0]
    _line(date, "Hà Nội, ngày 08 tháng 02 năm 2026", size=13, italic=True, align=CENTRE)


def _foot(paper: WordDocument, *, titles: Sequence[str], name: str) -> None:
    table: Table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for entry in ("- Như trên;", "- Bộ trưởng (để báo cáo);", "- Lưu: VT, THH."):
        _line(left.add_paragraph(), entry, size=11)
    _line(right.paragraphs[0], titles[0], size=14, bold=True, align=CENTRE)
    for title in titles[1:]:
        _line(right.add_paragraph(), title, size=14, bold=True, align=CENTRE)
    for _blank_line in range(3):
        right.add_paragraph()
    _line(right.add_paragraph(), name, size=14, bold=True, align=CENTRE)


def _bodies(paper: WordDocument, texts: Sequence[str]) -> None:
    for text in texts:
        _body(paper, text)


def _body(paper: WordDocument, text: str, *, italic: bool = False) -> None:
    one = paper.add_paragraph()
    _line(one, text, size=14, italic=italic, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    one.paragraph_format.first_line_indent = Mm(10)
    one.paragraph_format.space_before = Pt(6)
    one.paragraph_format.line_spacing = 1.15


def _line(
    one: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    run = one.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    run.italic = italic
    if align is not None:
        one.alignment = align


def _ruled(one: Paragraph) -> None:
    """A drawn line, anchored in the paragraph, as Word's "Shapes" makes it."""
    drawing = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        '<v:line style="position:absolute" from="50pt,15pt" to="110pt,15pt"/></w:pict></w:r>'
    )
    one._p.append(parse_xml(drawing))
