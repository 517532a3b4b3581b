"""A well-formed letter and report as PDF, typeset from a template of the tests' own so that one thing can be
spoilt: it shares nothing with the templates of the room, whose output is checked separately."""

from pathlib import Path
from typing import Any

import typst

_LETTER: dict[str, str] = {
    "paper": 'paper: "a4"',
    "margin": "top: 20mm, bottom: 20mm, left: 30mm, right: 20mm",
    "number": "align(center, text(size: 13pt, str(counter(page).get().first())))",
    "first_number": "none",
    "text": 'font: "Tinos", size: 14pt, lang: "vi"',
    "parent": "#text(size: 12pt)[BỘ DỮ LIỆU MÔ PHỎNG]",
    "agency": '#text(size: 12pt, weight: "bold")[CỤC TIN HỌC HÓA]',
    "agency_line": "line(length: 20mm, stroke: 0.6pt)",
    "national": '#text(size: 12pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]',
    "motto": '#text(size: 13pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]',
    "motto_line": "line(length: 58.2mm, stroke: 0.6pt)",
    "code": "#text(size: 13pt)[Số: 05/BTTDL-THH]",
    "about": "#text(size: 12pt)[V/v khảo sát hiện trạng đơn vị chuyên trách]",
    "date": '#text(size: 13pt, style: "italic")[Hà Nội, ngày 08 tháng 02 năm 2026]',
    "title": "",
    "grounds": "",
    "par": "justify: true, leading: 0.7em, spacing: 1.2em, first-line-indent: (amount: 1cm, all: true)",
    "body": "",
    "recipients_heading": '#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:]',
    "recipients": "#text(size: 11pt)[\\- Như trên; \\ - Bộ trưởng (để báo cáo); \\ - Lưu: VT, THH.]",
    "titles": '#text(size: 14pt, weight: "bold")[KT. BỘ TRƯỞNG \\ THỨ TRƯỞNG]',
    "name": '#text(size: 14pt, weight: "bold")[Lê Thị Mẫu]',
    "annex": "",
}
_SENTENCE = (
    "Thực hiện kế hoạch công tác năm, đề nghị quý cơ quan cung cấp hiện trạng và yêu cầu của đơn vị chuyên "
    "trách theo phiếu gửi kèm, trong đó nêu rõ nhiệm vụ đang được giao, thực tế thực hiện và đề nghị giao; "
    "trường hợp không phát sinh số liệu, đề nghị ghi rõ để thuận tiện cho việc tổng hợp."
)
_REPORT = {
    "code": "#text(size: 13pt)[Số: 17/BC-THH]",
    "about": "",
    "title": '#align(center)[#text(weight: "bold")[BÁO CÁO] \\ #text(weight: "bold")[Tổng hợp kết quả khảo sát]]',
    "grounds": "#emph[Căn cứ nghị định quy định chức năng, nhiệm vụ của Bộ;]\n\n#emph[Căn cứ kết quả khảo sát.]",
    "titles": '#text(size: 14pt, weight: "bold")[CỤC TRƯỞNG]',
}
_TEMPLATE = """
#set page(%(paper)s, margin: (%(margin)s), header-ascent: 5mm, header: context {
  if counter(page).get().first() > 1 { %(number)s } else { %(first_number)s }
})
#set text(%(text)s)
#let plain(body) = { set par(justify: false, first-line-indent: 0pt, leading: 0.5em, spacing: 0.6em); body }
#plain(grid(columns: (2fr, 3.1fr), column-gutter: 3mm, row-gutter: 10pt, align: center + top,
  [%(parent)s \\ %(agency)s #v(-7pt) #%(agency_line)s],
  [%(national)s \\ %(motto)s #v(-7pt) #%(motto_line)s],
  [%(code)s \\ %(about)s],
  [%(date)s],
))
#v(16pt)
#set par(%(par)s)
%(title)s

%(grounds)s

%(body)s

#v(16pt)
#plain(block(breakable: false, width: 100%%, grid(columns: (1fr, 1.1fr), column-gutter: 5mm,
  [%(recipients_heading)s \\ %(recipients)s],
  align(center)[%(titles)s #v(60pt) %(name)s],
)))
%(annex)s
"""


def printed_letter(fonts: Path, *, paragraphs: int = 3, **spoilt: str) -> bytes:
    """A letter of so many paragraphs; each keyword replaces one part of the template."""
    return _printed(fonts, paragraphs, {}, spoilt)


def printed_report(fonts: Path, *, paragraphs: int = 14, **spoilt: str) -> bytes:
    """A report that reaches a second page."""
    return _printed(fonts, paragraphs, _REPORT, spoilt)


def body(paragraphs: int, *, sentence: str = _SENTENCE) -> str:
    """So many paragraphs of running text."""
    return "\n\n".join([sentence] * paragraphs)


def _printed(fonts: Path, paragraphs: int, kind: dict[str, str], spoilt: dict[str, str]) -> bytes:
    parts = {**_LETTER, **kind, "body": body(paragraphs), **spoilt}
    unknown = set(parts) - set(_LETTER)
    assert not unknown, unknown
    faces: Any = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)])
    compiler = typst.Compiler((_TEMPLATE % parts).encode(), font_paths=faces)
    pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)
    return pdf
