"""The sheet: styles, margins, page numbers, footers of a Word file, as Annex I to Decree 30/2020/NĐ-CP lays out."""

from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

TYPEFACE = "Times New Roman"
SIZE = 14.0
WIDTH, HEIGHT = 210.0, 297.0  # mm
TOP = BOTTOM = RIGHT = 20.0
LEFT = 30.0
LINE = 1.1  # the distance of lines that the PDF has
GAP = 6.0  # points between paragraphs
INDENT = 10.0  # mm
GREY = RGBColor(0x5C, 0x5F, 0x66)
LACQUER = RGBColor(0xB3, 0x26, 0x1E)

Composed = dict[str, Any]


def new_document(data: Composed, *, at: datetime) -> WordDocument:
    """An empty file with our styles, the properties of the paper, and one section."""
    document = docx.Document()
    _defaults(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    set_typeface(normal.element.get_or_add_rPr())
    normal.font.size = Pt(SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    for level in range(1, 10):
        _heading_style(document, level)
    _properties(document, data, at)
    _modern(document)
    set_page(document.sections[0], landscape=False)
    return document


def text_width(section: Section) -> float:
    """Millimetres between the margins."""
    page = section.page_width or Mm(WIDTH)
    return float(page.mm - LEFT - RIGHT)


def set_page(section: Section, *, landscape: bool) -> None:
    """A4 with the decree's margins; number of page hidden on the first page of the section."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (Mm(HEIGHT), Mm(WIDTH)) if landscape else (Mm(WIDTH), Mm(HEIGHT))
    )
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True


def next_section(document: WordDocument, *, landscape: bool = False) -> Section:
    """A new page whose pages are counted from 1 again."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=landscape)
    numbering = section._sectPr.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        margins = section._sectPr.find(qn("w:pgMar"))
        assert margins is not None, "set_page has given the section its margins"
        margins.addnext(numbering)
    numbering.set(qn("w:start"), "1")
    return section


def furnish(section: Section, data: Composed, *, first: bool) -> None:
    """Headers and footers of the section; address and seal stand on the first page of the paper only."""
    _header(section.header, data, number=True, seal=[])
    head = data["head"] or {}
    _header(section.first_page_header, data, number=False, seal=head.get("seal", []) if first else [])
    _footer(section.footer, data, address="")
    _footer(section.first_page_footer, data, address=data["address"] if first else "")


def set_typeface(properties: Any) -> None:
    """Times New Roman for every script, whatever the theme says."""
    fonts = properties.get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)


def plain(paragraph: Paragraph, *, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    """A line of head or foot: no indent, no space around, single."""
    layout = paragraph.paragraph_format
    layout.first_line_indent = layout.left_indent = Mm(0)
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if align is not None:
        layout.alignment = align
    return paragraph


def rule(paragraph: Paragraph, *, length: float, room: float, side: str = "top", gap: float = 0.0) -> None:
    """Make an empty paragraph a line ``length`` mm long in the middle of ``room`` mm."""
    plain(paragraph)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(room - length, 0.0) / 2)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(3)
    layout.space_before = Pt(gap)
    borders: Any = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _defaults(document: WordDocument) -> None:
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        return
    set_typeface(properties)
    language = properties.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), "vi-VN")


def _heading_style(document: WordDocument, level: int) -> None:
    style = document.styles[f"Heading {level}"]
    assert isinstance(style, ParagraphStyle)
    set_typeface(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(SIZE), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(6), Pt(GAP), True
    layout.line_spacing = LINE


def _properties(document: WordDocument, data: Composed, at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author = data["title"][:255], data["author"][:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.last_modified_by, properties.language, properties.revision = "", "vi-VN", 1
    moment = at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.created = properties.modified = moment


def _modern(document: WordDocument) -> None:
    """Without this mark Word opens the file in the compatibility mode of 2007."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for found in compat.findall(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            compat.remove(found)
    mode = OxmlElement("w:compatSetting")
    mode.set(qn("w:name"), "compatibilityMode")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    mode.set(qn("w:val"), "15")
    compat.append(mode)


def _header(header: _Header, data: Composed, *, number: bool, seal: list[str]) -> None:
    header.is_linked_to_previous = False
    paragraph = plain(header.paragraphs[0], align=WD_ALIGN_PARAGRAPH.CENTER)
    if number:
        _page_number(paragraph)
    for line in seal:
        run = plain(header.add_paragraph(), align=WD_ALIGN_PARAGRAPH.RIGHT).add_run(line)
        run.font.size = Pt(10)
    if data["simulated"]:
        run = plain(header.add_paragraph(), align=WD_ALIGN_PARAGRAPH.RIGHT).add_run("DỮ LIỆU MÔ PHỎNG")
        run.font.size, run.font.bold = Pt(8), True
        run.font.color.rgb = RGBColor(0x7A, 0x49, 0x00)


def _page_number(paragraph: Paragraph) -> None:
    for kind in ("begin", "PAGE", "separate", "2", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if kind == "2":
            run.text = kind
        elif kind == "PAGE":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _footer(footer: _Footer, data: Composed, *, address: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    if address:
        rule(paragraph, length=WIDTH - LEFT - RIGHT, room=WIDTH - LEFT - RIGHT)
        run = plain(footer.add_paragraph(), align=WD_ALIGN_PARAGRAPH.CENTER).add_run(address)
        run.font.size = Pt(11)
        paragraph = footer.add_paragraph()
    run = plain(paragraph, align=WD_ALIGN_PARAGRAPH.CENTER).add_run(" · ".join(footer_parts(data)))
    run.font.size = Pt(8)
    run.font.color.rgb = GREY


def footer_parts(data: Composed) -> list[str]:
    """What the foot of every page says, as in the PDF."""
    parts = ["Dữ liệu mô phỏng, không của cơ quan nào"] if data["simulated"] else []
    if data["as_of"]:
        parts.append(f"Số liệu tính đến ngày {data['as_of']}")
    if data["content_code"]:
        parts.append(f"Mã nội dung {data['content_code']}")
    if data["journal_head"]:
        parts.append(f"Nhật ký {data['journal_head']}")
    if data["foot"]["qr"]:
        parts.append(f"Kiểm tra văn bản tại {data['foot']['qr']['url']}")
    return parts
