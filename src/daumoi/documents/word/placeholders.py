"""The named places of users' own Word templates, and what stands in them for one paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose import compose_paper

Composed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A named place. ``mandatory``: a template without it is refused; ``many``: it may fill several lines."""

    name: str
    meaning: Any  # a lazily translated sentence
    mandatory: bool = False
    many: bool = False


_ALL = (
    Placeholder("co_quan_chu_quan", _("Tên cơ quan chủ quản trực tiếp, chữ in hoa; để trống khi không có.")),
    Placeholder("co_quan", _("Tên cơ quan ban hành, chữ in hoa.")),
    Placeholder("so_ky_hieu", _("Số và ký hiệu, ví dụ 05/BA-CĐS; chưa có số thì chừa chỗ."), mandatory=True),
    Placeholder("dia_danh", _("Địa danh, ví dụ Hà Nội.")),
    Placeholder("ngay_ban_hanh", _("Ngày ban hành bằng chữ: ngày 05 tháng 02 năm 2026."), mandatory=True),
    Placeholder("ten_loai", _("Tên loại văn bản, chữ in hoa; công văn để trống.")),
    Placeholder("trich_yeu", _("Trích yếu nội dung."), mandatory=True),
    Placeholder("do_khan", _("Mức độ khẩn; để trống khi không khẩn.")),
    Placeholder("du_thao", _("Chữ “DỰ THẢO” khi văn bản chưa ban hành.")),
    Placeholder("kinh_gui", _("Nơi nhận để giải quyết; nhiều nơi thì mỗi nơi một dòng."), many=True),
    Placeholder("tham_quyen", _("Thẩm quyền ban hành quyết định, nghị quyết, chữ in hoa.")),
    Placeholder("can_cu", _("Các căn cứ ban hành, mỗi căn cứ một dòng."), many=True),
    Placeholder("menh_lenh", _("Dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”.")),
    Placeholder("noi_dung_chinh", _("Lời văn không kể thẩm quyền, căn cứ; mỗi đoạn một dòng."), many=True),
    Placeholder("noi_dung", _("Toàn bộ lời văn, gồm cả thẩm quyền, căn cứ; mỗi đoạn một dòng."), many=True),
    Placeholder("quyen_han", _("Dòng quyền hạn trên chức vụ: TM., KT., TL., TUQ."), many=True),
    Placeholder("chuc_vu", _("Chức vụ người ký, chữ in hoa.")),
    Placeholder("ho_ten", _("Họ và tên người ký.")),
    Placeholder("thu_ky", _("Họ tên người ký bên trái: thư ký của biên bản, đại diện bên thứ nhất.")),
    Placeholder("noi_nhan", _("Các dòng nơi nhận, dòng cuối là dòng lưu."), many=True),
    Placeholder("ky_hieu_soan_thao", _("Ký hiệu người soạn thảo và số lượng bản.")),
    Placeholder("ma_noi_dung", _("Mã nội dung để đối chiếu bản đã ký.")),
    Placeholder("dia_chi", _("Địa chỉ, điện thoại, thư điện tử của cơ quan.")),
)
#: One of these must stand in every template: the words of the paper.
BODIES = ("noi_dung_chinh", "noi_dung")
PLACEHOLDERS: dict[str, Placeholder] = {place.name: place for place in _ALL}

_BLANK_BEFORE_DATE = ", "
#: Signs of private use around words that stay bold in the template (titles, "Điều 1."); never printed.
BOLD, PLAIN = "\ue000", "\ue001"


def values_of(
    paper: model.Paper, *, kind_layout: model.Layout, at: datetime, verify_url: str = ""
) -> dict[str, tuple[str, ...]]:
    """What each named place reads for this paper: a tuple of lines, empty when there is nothing to say.

    In the words of the body :data:`BOLD` and :data:`PLAIN` stand around what is bold. Tables come as lines
    with their cells side by side; pictures by the sentence that says what they show.

    :raises RenderingError: as :func:`daumoi.documents.rendering.render_paper`.
    """
    data = _unmarked(compose_paper(paper, kind_layout=kind_layout, at=at, verify_url=verify_url))
    copy: Composed = data["copy"] if kind_layout == "copy" else {}
    head = data["head"] or copy
    place, _comma, day = head["place_date"].partition(_BLANK_BEFORE_DATE)
    foot = copy or data["foot"]
    signature = foot["signature"] or {"lines": [""], "name": ""}
    opening = data["opening"] or {"names": []}
    marker = "- " if len(opening["names"]) > 1 else ""
    lines: dict[str, list[str]] = {
        "co_quan_chu_quan": [data["issuer"]["parent"].upper()],
        "co_quan": [data["issuer"]["name"].upper()],
        "so_ky_hieu": [head["number"].removeprefix("Số: ")],
        "dia_danh": [place],
        "ngay_ban_hanh": [day],
        "ten_loai": [copy["form"] if copy else (data["name"] or {"kind": ""})["kind"]],
        "trich_yeu": [data["subject"]],
        "do_khan": [data["urgency"]],
        "du_thao": [head.get("draft", "")],
        "kinh_gui": [f"{marker}{name}" for name in opening["names"]],
        **_body(data["blocks"], paper.authority),
        "quyen_han": [line.upper() for line in signature["lines"][:-1]],
        "chuc_vu": [signature["lines"][-1].upper()],
        "ho_ten": [signature["name"]],
        "thu_ky": [(data["foot"]["cosignature"] or {"name": ""})["name"]],
        "noi_nhan": [f"- {line}" for line in foot["recipients"]],
        "ky_hieu_soan_thao": [data["foot"]["drafter"]],
        "ma_noi_dung": [data["content_code"]],
        "dia_chi": [data["address"]],
    }
    return {name: tuple(line for line in found if line) for name, found in lines.items()}


def _unmarked(value: Any) -> Any:
    """Without signs of ours that somebody typed or pasted."""
    if isinstance(value, str):
        return value.replace(BOLD, "").replace(PLAIN, "")
    if isinstance(value, dict):
        return {key: _unmarked(item) for key, item in value.items()}
    return [_unmarked(item) for item in value] if isinstance(value, list) else value


def _strong(text: str) -> str:
    return f"{BOLD}{text}{PLAIN}" if text else ""


def _body(blocks: list[Composed], authority: str) -> dict[str, list[str]]:
    """The body in its parts and as a whole; what rules before the articles is known by its look."""
    formulas = [block["text"] for block in blocks if block["kind"] == "formula"]
    grounds = [block for block in blocks if block["kind"] == "paragraph" and block["style"] == "ground"]
    main = [block for block in blocks if block["kind"] != "formula" and block not in grounds]
    return {
        "tham_quyen": formulas[:1] if authority else [],
        "can_cu": [line for block in grounds for line in block_lines(block)],
        "menh_lenh": formulas[1:] if authority else formulas,
        "noi_dung_chinh": [line for block in main for line in block_lines(block)],
        "noi_dung": [line for block in blocks for line in block_lines(block)],
    }


def block_lines(block: Composed) -> Iterator[str]:
    """The words of a composed block, line by line."""
    match block["kind"]:
        case "heading":
            title = block["text"].upper() if block["level"] == 1 else block["text"]
            yield _strong(f"{block['number']} {title}".strip())
        case "article" | "clause" | "point":
            strong = block["kind"] == "article" or bool(block["title"])
            number = _strong(block["number"]) if strong else block["number"]
            first = _strong(block["title"]) or _plain(block["runs"])
            yield f"{number} {first}".strip()
            if block["title"] and block["runs"]:
                yield _plain(block["runs"])
        case "items":
            yield from (f"{item['marker']} {_plain(item['runs'])}" for item in block["items"])
        case "details" | "party":
            if block["kind"] == "party":
                yield _strong(f"{block['role']}: {block['name']}")
            yield from (f"{row['label']}: {_plain(row['runs'])}".rstrip() for row in block["rows"])
        case "attendance":
            for group in block["groups"]:
                yield f"{group['label']}: {group['inline']}".rstrip()
                yield from (f"- {person}" for person in group["people"])
        case _:
            yield from _other_lines(block)


def _other_lines(block: Composed) -> Iterator[str]:
    match block["kind"]:
        case "paragraph" | "callout":
            yield _plain(block["runs"])
        case "division":
            yield _strong(f"{block['number']}. {block['title'].upper()}")
        case "formula":
            yield _strong(block["text"])
        case "quote":
            yield f"“{block['text']}”"
        case "form":
            for row in block["rows"]:
                yield f"{row['label']}: " + " ".join(_plain(runs) for runs in row["paragraphs"])
        case "opinions":
            yield from (f"{row['level']}: {row['text']}".rstrip() for row in block["rows"])
        case "table":
            yield from _table_lines(block)
        case "figure":
            yield f"{block['label']}{block['caption']}".strip()
            yield block["summary"]


def _table_lines(block: Composed) -> Iterator[str]:
    if block["caption"]:
        yield f"{block['label']}. {block['caption']}"
    yield " | ".join(column["title"] for column in block["columns"])
    yield from (" | ".join(_cell(cell) for cell in row["cells"]) for row in block["rows"])


def _plain(runs: list[Any]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Any) -> str:
    if isinstance(run, str):
        return run
    text = str(run.get("text", ""))
    return _strong(text) if run["kind"] == "strong" else text


def _cell(cell: Any) -> str:
    return cell if isinstance(cell, str) else _plain(cell["runs"])
