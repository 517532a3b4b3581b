"""The sentences of the status report, said once for page, paper and workbook.

They are translatable for the page; papers are made with Vietnamese switched on (`status_report_actions`).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daumoi.mandates.queries import Standing
from daumoi.organisations.models import Form, UnitRole
from daumoi.organisations.queries import Certainty, UnitRow
from daumoi.overview.status_report_queries import Published, StatusReport
from daumoi.ui.formats import written_date

FORM_WORDS: dict[Form, str | Promise] = {
    Form.DEPARTMENT: gettext_lazy("Cục"),
    Form.ADVISORY: gettext_lazy("Vụ"),
    Form.CENTRE: gettext_lazy("Trung tâm"),
    Form.OFFICE: gettext_lazy("Văn phòng"),
    Form.DIVISION: gettext_lazy("Phòng"),
    Form.OTHER: gettext_lazy("hình thức khác"),
    Form.UNKNOWN: gettext_lazy("đơn vị chưa rõ hình thức"),
}

CERTAINTY_WORDS: dict[Certainty, str | Promise] = {
    Certainty.CONFIRMED: gettext_lazy("có nguồn xác nhận"),
    Certainty.PRESUMED: gettext_lazy("suy đoán"),
    Certainty.NOT_KNOWN: gettext_lazy("chưa xác định"),
}

STANDING_WORDS: dict[Standing, str | Promise] = {
    Standing.LEAD: gettext_lazy("chủ trì"),
    Standing.PARTIAL: gettext_lazy("một phần"),
    Standing.NONE: gettext_lazy("không giao"),
    Standing.ELSEWHERE: gettext_lazy("đơn vị khác giữ"),
    Standing.NO_DATA: gettext_lazy("chưa có số liệu"),
}


def form_words(form: str) -> str:
    """A form as the report names it."""
    return str(FORM_WORDS.get(Form(form), _("chưa xác định")))


def counted_forms(forms: dict[Form, int]) -> str:
    """Forms with their counts: “7 Cục, 4 Trung tâm”; “không đơn vị nào” when there are none."""
    return ", ".join(f"{count} {FORM_WORDS[form]}" for form, count in forms.items()) or _("không đơn vị nào")


def certainty_words(unit: UnitRow) -> str:
    """How sure a unit's state is on the day; a presumed one with the last day a source speaks of it."""
    if unit.state is None:
        return str(CERTAINTY_WORDS[Certainty.NOT_KNOWN])
    if unit.certainty is Certainty.PRESUMED and unit.last_stated is not None:
        return _("suy đoán từ nguồn ngày %s") % written_date(unit.last_stated)
    return str(CERTAINTY_WORDS[unit.certainty])


def role_words(unit: UnitRow) -> str:
    """What a unit is for, where sources say that it manages a sector for the State; empty otherwise."""
    managing = unit.state is not None and unit.state.role == UnitRole.STATE
    return _("quản lý nhà nước") if managing else ""


def summary_sentence(report: StatusReport) -> str:
    """How things stand, in one sentence."""
    total, named = len(report.bodies), report.named
    values = {
        "day": written_date(report.day),
        "total": total,
        "units": report.unit_words,
        "named": named,
        "forms": counted_forms(report.forms),
        "rest": total - named,
    }
    if total == named:
        return (
            _(
                "Ngày %(day)s có %(total)d bộ, cơ quan ngang bộ; sổ đăng ký nêu được tên %(units)s của cả "
                "%(named)d cơ quan (%(forms)s)."
            )
            % values
        )
    return (
        _(
            "Ngày %(day)s có %(total)d bộ, cơ quan ngang bộ; sổ đăng ký nêu được tên %(units)s của %(named)d cơ "
            "quan (%(forms)s), %(rest)d cơ quan chưa xác định."
        )
        % values
    )


def certainty_sentence(report: StatusReport) -> str:
    """How many of the named units are confirmed, and how many presumed."""
    values = {
        "confirmed": report.certainty(Certainty.CONFIRMED),
        "presumed": report.certainty(Certainty.PRESUMED),
    }
    return (
        _(
            "Trong số đơn vị nêu được, %(confirmed)d đơn vị có nguồn xác nhận vào ngày này, %(presumed)d đơn vị "
            "là suy đoán: nguồn gần nhất nói về ngày trước đó và chưa thấy nguồn nào nói đã thay đổi."
        )
        % values
    )


def published_sentence(row: Published) -> str:
    """A published count beside what the register can name on that day; the two are never added."""
    aggregate = row.aggregate
    values = {
        "day": written_date(aggregate.on),
        "statement": aggregate.display_statement,
        "numerator": aggregate.numerator,
        "denominator": aggregate.denominator,
        "named": row.named,
        "bodies": row.bodies,
        "forms": counted_forms(row.forms),
    }
    return (
        _(
            "Nguồn công bố ngày %(day)s: %(statement)s (%(numerator)d/%(denominator)d), không nêu tên. Sổ đăng "
            "ký nêu được tên ở %(named)d/%(bodies)d cơ quan vào chính ngày đó (%(forms)s). Hai con số đặt cạnh "
            "nhau, không cộng vào nhau."
        )
        % values
    )


def coverage_sentence(report: StatusReport) -> str:
    """What the law of the day asks the bodies to see done, and how much is known of it."""
    found = report.coverage
    law = [duty for duty in found.duties if not duty.set.is_proposal]
    sets = "; ".join(dict.fromkeys(str(duty.set) for duty in law)) or _("không có")
    sentence = _("Theo pháp luật của ngày này có %(count)d nhiệm vụ (%(sets)s)") % {
        "count": len(law),
        "sets": sets,
    }
    proposed = len(found.duties) - len(law)
    if proposed:
        sentence += _("; thêm %d nhiệm vụ mới được đề xuất, không phải quy định") % proposed
    silent, total = len(found.without_data), len(found.bodies)
    if silent == total:
        known = _("Chưa có số liệu về việc giao nhiệm vụ ở cả %d cơ quan; cần khảo sát.") % total
    else:
        known = _("%(known)d/%(total)d cơ quan đã có số liệu về việc giao nhiệm vụ.") % {
            "known": total - silent,
            "total": total,
        }
    return f"{sentence}. {known}"


def change_sentence(report: StatusReport) -> str:
    """What the register shows differently since the key day before; nothing for the first one."""
    change = report.change
    if change is None:
        return ""
    values = {
        "since": written_date(change.since),
        "before": change.bodies_before,
        "now": len(report.bodies),
        "units": len(change.units),
    }
    if change.bodies_before == len(report.bodies):
        text = _(
            "So với ngày %(since)s, số bộ, cơ quan ngang bộ vẫn là %(now)d; sổ đăng ký ghi khác về đơn vị chuyên "
            "trách của %(units)d cơ quan."
        )
    else:
        text = _(
            "So với ngày %(since)s, số bộ, cơ quan ngang bộ từ %(before)d nay là %(now)d; sổ đăng ký ghi khác về "
            "đơn vị chuyên trách của %(units)d cơ quan."
        )
    return text % values
