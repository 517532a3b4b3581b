"""What staff figures and the steps towards a Cục may say."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.ui.formats import written_date

MOST_PEOPLE = 100_000
"""No unit of a ministry comes near this; a larger figure is a slip of the keyboard."""

DONE = "xong"
STATES_WITH_A_DAY = frozenset({"da_trinh", DONE})
"""States of a step that happened on a day and rest on a paper."""


def check_counts(counts: Mapping[tuple[str, str], int], *, on: date, today: date, document: str) -> None:
    """Figures by (kind, measure) on a day: at least one, within reason, not of the future, from a named paper."""
    if not counts:
        raise Invalid(
            "organisations.staff_empty",
            _("Chưa ghi số liệu nào."),
            remedy=_("Ghi ít nhất một ô; ô để trống được hiểu là chưa có số liệu, không phải bằng 0."),
        )
    wrong = next((number for number in counts.values() if not 0 <= number <= MOST_PEOPLE), None)
    if wrong is not None:
        raise Invalid(
            "organisations.staff_number",
            _("Số người %(number)s không hợp lý.") % {"number": wrong},
            remedy=_("Ghi số nguyên từ 0 đến 100.000."),
        )
    if on > today:
        raise Invalid(
            "organisations.staff_future",
            _("Ngày %(day)s chưa tới, chưa thể có số liệu.") % {"day": written_date(on)},
            remedy=_("Ghi ngày chốt số liệu trong văn bản."),
        )
    if not document.strip():
        raise Invalid(
            "organisations.staff_document",
            _("Chưa ghi văn bản làm căn cứ của số liệu."),
            remedy=_("Ghi số, ký hiệu, ngày của quyết định giao hoặc báo cáo."),
        )


def check_step(*, name: str, state: str, on: date | None, document: str, today: date) -> None:
    """A step that is sent or done names its day and paper; a step not begun has none."""
    if state in STATES_WITH_A_DAY:
        if on is None or not document.strip():
            raise Invalid(
                "organisations.step_proof",
                _("Bước “%(step)s” đã trình hoặc đã xong thì phải có ngày và văn bản.") % {"step": name},
                remedy=_("Ghi ngày và số, ký hiệu văn bản của bước này."),
            )
        if on > today:
            raise Invalid(
                "organisations.step_future",
                _("Bước “%(step)s” ghi ngày %(day)s chưa tới.") % {"step": name, "day": written_date(on)},
                remedy=_("Chỉ ghi đã trình, đã xong khi việc đã làm."),
            )
    elif on is not None and on > today:
        raise Invalid(
            "organisations.step_future",
            _("Bước “%(step)s” ghi ngày %(day)s chưa tới.") % {"step": name, "day": written_date(on)},
            remedy=_("Bỏ trống ngày khi chưa có."),
        )


def stands(states: Sequence[str], *, steps: int) -> bool:
    """Whether all steps are done: only then does the Cục stand."""
    return len(states) == steps and all(state == DONE for state in states)
