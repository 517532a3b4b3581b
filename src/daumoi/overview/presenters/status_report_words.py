"""The sentences of the status report, said once for page, paper and workbook. The report is always Vietnamese."""

from daumoi.mandates.queries import Standing
from daumoi.organisations.models import Form, UnitRole
from daumoi.organisations.queries import Certainty, UnitRow
from daumoi.overview.status_report_queries import Published, StatusReport
from daumoi.ui.formats import written_date

FORM_WORDS: dict[Form, str] = {
    Form.DEPARTMENT: "Cục",
    Form.ADVISORY: "Vụ",
    Form.CENTRE: "Trung tâm",
    Form.OFFICE: "Văn phòng",
    Form.DIVISION: "Phòng",
    Form.OTHER: "hình thức khác",
    Form.UNKNOWN: "đơn vị chưa rõ hình thức",
}

CERTAINTY_WORDS: dict[Certainty, str] = {
    Certainty.CONFIRMED: "có nguồn xác nhận",
    Certainty.PRESUMED: "suy đoán",
    Certainty.NOT_KNOWN: "chưa xác định",
}

STANDING_WORDS = {
    Standing.LEAD: "chủ trì",
    Standing.PARTIAL: "một phần",
    Standing.NONE: "không giao",
    Standing.ELSEWHERE: "đơn vị khác giữ",
    Standing.NO_DATA: "chưa có số liệu",
}


def form_words(form: str) -> str:
    """A form as the report names it."""
    return FORM_WORDS.get(Form(form), "") or "chưa xác định"


def counted_forms(forms: dict[Form, int]) -> str:
    """Forms with their counts: “7 Cục, 4 Trung tâm”; “không đơn vị nào” when there are none."""
    return ", ".join(f"{count} {FORM_WORDS[form]}" for form, count in forms.items()) or "không đơn vị nào"


def certainty_words(unit: UnitRow) -> str:
    """How sure a unit's state is on the day; a presumed one with the last day a source speaks of it."""
    if unit.state is None:
        return CERTAINTY_WORDS[Certainty.NOT_KNOWN]
    said = CERTAINTY_WORDS[unit.certainty]
    if unit.certainty is Certainty.PRESUMED and unit.last_stated is not None:
        return f"{said} từ nguồn ngày {written_date(unit.last_stated)}"
    return said


def summary_sentence(report: StatusReport) -> str:
    """How things stand, in one or two sentences."""
    total, named = len(report.bodies), report.named
    sentence = (
        f"Ngày {written_date(report.day)} có {total} bộ, cơ quan ngang bộ; sổ đăng ký nêu được tên "
        f"{report.unit_words} của {named} cơ quan ({counted_forms(report.forms)})"
    )
    rest = total - named
    return f"{sentence}, {rest} cơ quan chưa xác định." if rest else f"{sentence}."


def certainty_sentence(report: StatusReport) -> str:
    """How many of the named units are confirmed, and how many presumed."""
    confirmed, presumed = (
        report.certainty(certainty) for certainty in (Certainty.CONFIRMED, Certainty.PRESUMED)
    )
    return (
        f"Trong số đơn vị nêu được, {confirmed} đơn vị có nguồn xác nhận vào ngày này, {presumed} đơn vị là suy đoán: "
        "nguồn gần nhất nói về ngày trước đó và chưa thấy nguồn nào nói đã thay đổi."
    )


def published_sentence(row: Published) -> str:
    """A published count beside what the register can name on that day; the two are never added."""
    aggregate = row.aggregate
    return (
        f"Nguồn công bố ngày {written_date(aggregate.on)}: {aggregate.statement} "
        f"({aggregate.numerator}/{aggregate.denominator}), không nêu tên. Sổ đăng ký nêu được tên ở {row.named}/"
        f"{row.bodies} cơ quan vào chính ngày đó ({counted_forms(row.forms)}). Hai con số đặt cạnh nhau, không "
        "cộng vào nhau."
    )


def coverage_sentence(report: StatusReport) -> str:
    """What the law of the day asks the bodies to see done, and how much is known of it."""
    found = report.coverage
    law = [duty for duty in found.duties if not duty.set.is_proposal]
    proposed = len(found.duties) - len(law)
    sets = "; ".join(dict.fromkeys(str(duty.set) for duty in law)) or "không có"
    sentence = f"Theo pháp luật của ngày này có {len(law)} nhiệm vụ ({sets})"
    if proposed:
        sentence += f"; thêm {proposed} nhiệm vụ mới được đề xuất, không phải quy định"
    silent, total = len(found.without_data), len(found.bodies)
    if silent == total:
        return f"{sentence}. Chưa có số liệu về việc giao nhiệm vụ ở cả {total} cơ quan; cần khảo sát."
    return f"{sentence}. {total - silent}/{total} cơ quan đã có số liệu về việc giao nhiệm vụ."


def change_sentence(report: StatusReport) -> str:
    """What the register shows differently since the key day before; nothing for the first one."""
    change = report.change
    if change is None:
        return ""
    now = len(report.bodies)
    bodies = (
        f"số bộ, cơ quan ngang bộ vẫn là {now}"
        if now == change.bodies_before
        else f"số bộ, cơ quan ngang bộ từ {change.bodies_before} còn {now}"
        if now < change.bodies_before
        else f"số bộ, cơ quan ngang bộ từ {change.bodies_before} thành {now}"
    )
    units = len(change.units)
    return (
        f"So với ngày {written_date(change.since)}, {bodies}; sổ đăng ký ghi khác về đơn vị chuyên trách của "
        f"{units} cơ quan."
    )


def role_words(unit: UnitRow) -> str:
    """What a unit is for, where sources say that it manages a sector for the State; empty otherwise."""
    managing = unit.state is not None and unit.state.role == UnitRole.STATE
    return "quản lý nhà nước" if managing else ""
