"""The fixed sentences of the kinds that have some: before the text, and after it.

Their order is that of models 1.1–1.3 and 1.6–1.10 in Annex III to Decree 30/2020/NĐ-CP.
"""

from daumoi.documents.errors import RenderingError
from daumoi.documents.rendering import model
from daumoi.documents.rendering.compose.composer import Composed
from daumoi.documents.rendering.compose.provisions import Provisions
from daumoi.ui import wording

_ENACTING = {"NGHỊ QUYẾT": "QUYẾT NGHỊ:", "QUYẾT ĐỊNH": "QUYẾT ĐỊNH:"}
_BLANK = "……"


def before_body(paper: model.Paper, layout: model.Layout) -> list[Composed]:
    """Grounds, and what the family says first."""
    match layout:
        case "decision":
            return _decision(paper)
        case "invitation":
            return [*_grounds(paper), *_invitation(paper, _meeting(paper, layout))]
        case "minutes":
            return [*_grounds(paper), *_minutes(_meeting(paper, layout))]
        case "introduction":
            return [*_grounds(paper), *_introduction(paper)]
        case "leave":
            return [*_grounds(paper), *_leave(paper)]
    return _grounds(paper)


def after_body(paper: model.Paper, layout: model.Layout) -> list[Composed]:
    """What the family says last."""
    match layout:
        case "minutes":
            return [_sentence(f"Cuộc họp kết thúc vào {_ended(_meeting(paper, layout))}.")]
        case "introduction":
            until = wording.long_date(paper.valid_until) if paper.valid_until else f"ngày {_BLANK}"
            return [
                _sentence("Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
                _sentence(f"Giấy này có giá trị đến hết {until}."),
            ]
        case "leave" if paper.leave:
            counted = f"Số ngày nghỉ phép nêu trên được tính vào thời gian {paper.leave.counted_as}."
            return [_sentence(counted)]
    return []


def _decision(paper: model.Paper) -> list[Composed]:
    """Who decides, on what grounds, and the line that begins the ruling part."""
    kind = paper.kind.strip().upper()
    formula = paper.enacting or _ENACTING.get(kind, f"{kind}:")
    authority = [{"kind": "formula", "text": paper.authority.upper()}] if paper.authority else []
    return [*authority, *_grounds(paper), {"kind": "formula", "text": formula.upper()}]


def _grounds(paper: model.Paper) -> list[Composed]:
    lines = wording.enumerated(paper.grounds)
    return [{"kind": "paragraph", "style": "ground", "runs": [line]} for line in lines]


def _invitation(paper: model.Paper, meeting: model.Meeting) -> list[Composed]:
    several = len(paper.addressees) > 1
    greeting = f"{paper.issuer.name} trân trọng kính mời:"
    guests: list[Composed] = []
    if several:
        lines = [{"marker": "-", "runs": [line]} for line in wording.enumerated(paper.addressees)]
        guests = [{"kind": "items", "items": lines}]
    elif paper.addressees:
        greeting = f"{greeting} {paper.addressees[0].rstrip('.;')}."
    rows = [_detail("Tới dự", meeting.about), _detail("Chủ trì", meeting.chair)]
    rows += [_detail("Thời gian", meeting.starts), _detail("Địa điểm", meeting.place)]
    return [_sentence(greeting), *guests, {"kind": "details", "rows": rows}]


def _minutes(meeting: model.Meeting) -> list[Composed]:
    place = [_detail("Thời gian bắt đầu", meeting.starts), _detail("Địa điểm", meeting.place)]
    chairs = [_detail("Chủ trì (chủ tọa)", meeting.chair)]
    if meeting.secretary:
        chairs.append(_detail("Thư ký (người ghi biên bản)", meeting.secretary))
    present: list[Composed] = []
    if meeting.attendance:
        present = [
            {"kind": "details", "rows": [{"label": "Thành phần tham dự", "runs": []}]},
            Provisions(list).compose(model.Attendance(meeting.attendance)),
        ]
    about = {"kind": "details", "rows": [{"label": "Nội dung (theo diễn biến cuộc họp)", "runs": []}]}
    return [{"kind": "details", "rows": place}, *present, {"kind": "details", "rows": chairs}, about]


def _introduction(paper: model.Paper) -> list[Composed]:
    bearer = _bearer(paper, "giấy giới thiệu")
    rows = [_detail(bearer.title or "Ông (bà)", bearer.name)]
    if bearer.position:
        rows.append(_detail("Chức vụ", bearer.position))
    rows += [_detail("Được cử đến", "; ".join(paper.addressees) or _BLANK), _detail("Về việc", paper.subject)]
    greeting = _sentence(f"{paper.issuer.name} trân trọng giới thiệu:")
    return [greeting, {"kind": "details", "rows": rows}]


def _leave(paper: model.Paper) -> list[Composed]:
    bearer, leave = _bearer(paper, "giấy nghỉ phép"), paper.leave
    if leave is None:
        raise _missing("giấy nghỉ phép", "thời gian, nơi nghỉ")
    who = f"{(bearer.title or 'ông (bà)').lower()} {bearer.name}"
    period = f"kể từ {wording.long_date(leave.starts)} đến hết {wording.long_date(leave.ends)}"
    rows = [_detail(bearer.title or "Ông (bà)", bearer.name)]
    if bearer.position:
        rows.append(_detail("Chức vụ", bearer.position))
    return [
        _sentence(f"Xét Đơn đề nghị nghỉ phép {wording.long_date(leave.applied)} của {who},"),
        _sentence(f"{paper.issuer.name} cấp cho:"),
        {"kind": "details", "rows": rows},
        _sentence(f"Được nghỉ phép trong thời gian {leave.days:02d} ngày {period} tại {leave.place}."),
    ]


def _meeting(paper: model.Paper, layout: model.Layout) -> model.Meeting:
    if paper.meeting is None:
        raise _missing("giấy mời" if layout == "invitation" else "biên bản", "thời gian, địa điểm cuộc họp")
    return paper.meeting


def _bearer(paper: model.Paper, kind: str) -> model.Person:
    if paper.bearer is None:
        raise _missing(kind, "họ tên người được cấp")
    return paper.bearer


def _missing(kind: str, what: str) -> RenderingError:
    message = f"Thiếu {what}."
    return RenderingError(
        "documents.part_missing", message, place=kind.capitalize(), remedy="Hãy bổ sung rồi in lại."
    )


def _ended(meeting: model.Meeting) -> str:
    blank = f"{_BLANK} giờ {_BLANK}, ngày {_BLANK} tháng {_BLANK} năm {_BLANK}"
    return meeting.ends.rstrip(" .") or blank


def _detail(label: str, text: str) -> Composed:
    return {"label": label, "runs": [text]}


def _sentence(text: str) -> Composed:
    return {"kind": "paragraph", "style": "body", "runs": [text]}
