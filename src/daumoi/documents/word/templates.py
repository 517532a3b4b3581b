"""Users' own Word templates: checked before they are kept, filled in without running anything.

A template may hold named places only, ``{{ trich_yeu }}``; whatever else the template language knows
(statements, filters, arithmetic, attributes) is refused by the checker before the engine sees the file,
and the engine itself runs in its sandbox. What is filled in is text: it is never read as a template again.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from daumoi.documents.intake import open_docx
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose import compose_paper
from daumoi.documents.word.bold import with_bold
from daumoi.documents.word.package import repacked
from daumoi.documents.word.placeholders import BODIES, PLACEHOLDERS
from daumoi.documents.word.writer import write_composed
from daumoi.foundation.errors import Invalid

_TAG = re.compile(r"\{\{(?P<inner>.*?)\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\s*([a-z_]+)\s*")
_LEFT_OVER = re.compile(r"\{\{|\{%|\{#|%\}|#\}")
_MARKUP = re.compile(r"<[^>]*>")
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\ud800-\udfff]")
_PARAGRAPH = "\a"  # docxtpl begins a new paragraph of the same look here
_SHOWN = 40  # letters of a line shown as its place
_WRITTEN = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|docProps/core\.xml"
)
_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template cannot be used: what is wrong, where, and what to do."""

    code: str
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}"


def check_template(template: bytes) -> list[Problem]:
    """Everything that keeps the file from being a template; an empty list when it is fine.

    :raises Invalid: the file is no safe Word file at all (macros, encrypted, a bomb…).
    """
    open_docx(template, name="mau.docx")
    problems: list[Problem] = []
    found: set[str] = set()
    for place, text in _lines(template):
        names, wrong = _read_tags(text, place)
        found |= names
        problems += wrong
    if not problems:
        problems += _hidden(template)
    wanted = [name for name, placeholder in PLACEHOLDERS.items() if placeholder.mandatory]
    wanted += [] if found & set(BODIES) else BODIES[:1]
    return problems + [_missing(name) for name in wanted if name not in found]


def _missing(name: str) -> Problem:
    message = _("Mẫu thiếu chỗ bắt buộc {tag}.").format(tag=f"{{{{ {name} }}}}")
    remedy = _("Thêm chỗ ấy vào mẫu: {meaning}").format(meaning=PLACEHOLDERS[name].meaning)
    return Problem("documents.template.missing", _("Toàn mẫu"), message, remedy)


def render_template(template: bytes, *, values: Mapping[str, Sequence[str] | str]) -> bytes:
    """The template with its places filled in; lines of a value become paragraphs of the same look.

    A paragraph that holds nothing but a place without value disappears.
    :param values: name of a place → its lines; what is not named is empty (see
        :func:`~daumoi.documents.word.placeholders.values_of`).
    :raises Invalid: the template has a problem, or a value has a name that is no place.
    """
    problems = check_template(template)
    if problems:
        first = problems[0]
        raise Invalid(first.code, first.message, place=first.place, remedy=first.remedy)
    unknown = sorted(set(values) - set(PLACEHOLDERS))
    if unknown:
        message = _("Không có chỗ tên “{name}” trong mẫu văn bản.").format(name=unknown[0])
        raise Invalid("documents.template.value", message, remedy=_("Dùng đúng tên trong danh sách."))
    filled = {name: _joined(values.get(name, ())) for name in PLACEHOLDERS}
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    _drop_empty(document, filled)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(filled, jinja_env=environment, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return repacked(with_bold(target.getvalue()))


def starting_template(*, name: str, family: model.Layout, fonts: Path) -> bytes:
    """A template to begin with: our own layout of the kind, with named places instead of words.

    :param name: the kind as printed ("Tờ trình"); :param family: its family of layout.
    :param fonts: a folder filled by :func:`daumoi.documents.fonts.build_fonts`.
    """
    signature = model.Signature("{{ chuc_vu }}", "{{ ho_ten }}")
    paper = model.Paper(
        issuer=model.Issuer("{{ co_quan }}", "{{ co_quan_chu_quan }}"),
        kind=name,
        subject="{{ trich_yeu }}",
        notation="",
        addressees=("{{ kinh_gui }}",),
        blocks=(model.Paragraph(("{{ noi_dung }}",)),),
        signature=signature,
        drafter="{{ ky_hieu_soan_thao }}",
        content_code="{{ ma_noi_dung }}",
        address="{{ dia_chi }}" if family == "letter" else "",
    )
    # The words of a family (who is invited, when) come with the body: a template needs their place only.
    plain: model.Layout = "letter" if family == "letter" else "named"
    data = compose_paper(paper, kind_layout=plain, at=_MOMENT)
    data["title"] = name
    data["author"] = ""
    data["head"] |= {"number": "Số: {{ so_ky_hieu }}", "draft": "{{ du_thao }}"}
    data["head"]["place_date"] = "{{ dia_danh }}, {{ ngay_ban_hanh }}" if family != "minutes" else ""
    data["blocks"] = [
        {"kind": "paragraph", "style": "ground", "runs": ["{{ can_cu }}"]},
        {"kind": "paragraph", "style": "body", "runs": ["{{ noi_dung_chinh }}"]},
    ]
    if family == "decision":
        data["blocks"].insert(0, {"kind": "formula", "text": "{{ tham_quyen }}"})
        data["blocks"].insert(2, {"kind": "formula", "text": "{{ menh_lenh }}"})
    data["foot"]["signature"]["lines"] = ["{{ quyen_han }}", "{{ chuc_vu }}"]
    data["foot"]["recipients"] = ["{{ noi_nhan }}"]
    if family == "minutes":
        # Minutes carry no date in the head; the place stays, as the officer may want it elsewhere.
        data["blocks"].insert(0, {"kind": "paragraph", "style": "centre", "runs": ["{{ ngay_ban_hanh }}"]})
        empty = {"other": "", "remark": ""}
        data["foot"]["cosignature"] = {"lines": ["Thư ký"], "name": "{{ thu_ky }}", **empty}
        data["foot"]["below"] = True
    if family not in ("letter", "named", "routing", "telegram", "personal"):
        data["opening"] = None
    return write_composed(data, at=_MOMENT, fonts=fonts)


def _lines(template: bytes) -> Iterator[tuple[str, str]]:
    """Every paragraph of every part that the engine fills in, with its place."""
    word = DocxTemplate(io.BytesIO(template))
    word.init_docx()
    parts = [(_("Đoạn"), word.docx.element.body)]
    for number, section in enumerate(word.docx.sections, start=1):
        for title, part in (
            (_("Đầu trang"), section.header),
            (_("Đầu trang thứ nhất"), section.first_page_header),
            (_("Chân trang"), section.footer),
            (_("Chân trang thứ nhất"), section.first_page_footer),
        ):
            if not part.is_linked_to_previous:
                parts.append((f"{title} {_('phần')} {number}, {_('đoạn')}", part._element))
    for title, element in parts:
        for number, paragraph in enumerate(element.iter(qn("w:p")), start=1):
            text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            if "{" in text or "}" in text:
                yield f"{title} {number}: “{text.strip()[:_SHOWN]}”", text


def _read_tags(text: str, place: str) -> tuple[set[str], list[Problem]]:
    names: set[str] = set()
    problems: list[Problem] = []
    for tag in _TAG.finditer(text):
        name = _NAME.fullmatch(tag["inner"]) if tag["inner"] is not None else None
        if name is None:
            message = _("Không dùng được “{tag}”: mẫu chỉ nhận tên chỗ, không nhận câu lệnh, phép tính.")
            problems.append(
                Problem(
                    "documents.template.statement",
                    place,
                    message.format(tag=tag[0][:_SHOWN]),
                    _("Thay bằng một tên trong danh sách, ví dụ {{ noi_dung }}."),
                )
            )
        elif name[1] not in PLACEHOLDERS:
            message = _("Không có chỗ tên “{name}”.").format(name=name[1])
            remedy = _("Dùng một trong: {names}.").format(names=", ".join(PLACEHOLDERS))
            problems.append(Problem("documents.template.unknown", place, message, remedy))
        else:
            names.add(name[1])
    if _LEFT_OVER.search(_TAG.sub("", text)):
        message = _("Dấu {{ hoặc {% mở mà không đóng trong cùng đoạn, hoặc ngược lại.")
        remedy = _("Viết trọn {{ tên }} trong một đoạn.")
        problems.append(Problem("documents.template.unclosed", place, message, remedy))
    return names, problems


def _hidden(template: bytes) -> list[Problem]:
    """Signs of the template language where no reader sees them: the engine would read them all the same."""
    word = DocxTemplate(io.BytesIO(template))
    word.init_docx()
    problems: list[Problem] = []
    for part in word.docx.part.package.iter_parts():
        name = str(part.partname).lstrip("/")
        if not _WRITTEN.fullmatch(name):
            continue
        source = str(word.patch_xml(part.blob.decode("utf-8", errors="replace")))
        known = [tag for tag in _TAG.finditer(source) if tag["inner"] is not None and _known(tag["inner"])]
        rest = source
        for tag in known:
            rest = rest.replace(tag[0], "", 1)
        if _LEFT_OVER.search(rest):
            message = _("Có dấu lệnh ở chỗ không nhìn thấy (chú thích hình, thuộc tính, ghi chú).")
            remedy = _("Chép phần chữ sang một tệp Word mới rồi chèn lại các tên.")
            problems.append(Problem("documents.template.hidden", name, message, remedy))
    return problems


def _known(inner: str) -> bool:
    name = _NAME.fullmatch(_MARKUP.sub("", inner))
    return name is not None and name[1] in PLACEHOLDERS


def _joined(lines: Sequence[str] | str) -> str:
    found = [lines] if isinstance(lines, str) else list(lines)
    return _PARAGRAPH.join(_CONTROL.sub("", line).replace("\n", " ") for line in found)


def _drop_empty(document: DocxTemplate, filled: Mapping[str, str]) -> None:
    """Paragraphs that hold only an empty place go; a cell keeps its last one, as Word demands."""
    body: Any = document.docx.element.body
    for paragraph in list(body.iter(qn("w:p"))):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t"))).strip()
        tag = _TAG.fullmatch(text)
        name = _NAME.fullmatch(tag["inner"] or "") if tag else None
        if name is None or filled.get(name[1]):
            continue
        parent = paragraph.getparent()
        siblings = parent.findall(qn("w:p"))
        if parent.tag == qn("w:tc") and len(siblings) == 1:
            continue
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            parent.remove(paragraph)
