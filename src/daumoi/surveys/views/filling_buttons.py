"""The buttons inside a section's form: rows, “không phát sinh”, confirming, declaring a part finished.

Each is a plain submit button, so that it works without script: the form is saved first, then the button acts.
What a button asks and is refused stands as a message; what was saved before stays saved.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.foundation import clock
from daumoi.foundation.errors import DomainError, Invalid
from daumoi.surveys import actions
from daumoi.surveys.actions.takeover import add_filled_rows
from daumoi.surveys.definition import Section
from daumoi.surveys.forms.filling import SectionInput, read_block
from daumoi.surveys.presenters.filling_cells import Typed, cell_id
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.views.filling_door import read_again
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class Pressed:
    """Where the page should stand afterwards, and whether the button already said what happened."""

    anchor: str = ""
    says: bool = False


def press(request: PageRequest, sheet: ReplySheet, part: Section, *, entered: SectionInput) -> Pressed:
    """Do what the pressed button asks; nothing for the plain save buttons."""
    for name, act in _BUTTONS.items():
        value = request.POST.get(name, "")
        if value:
            try:
                return act(request, sheet, part, value, entered)
            except DomainError as error:
                messages.error(request, str(error))
                return Pressed(says=True)
    return Pressed()


def _add_row(
    request: PageRequest, sheet: ReplySheet, part: Section, table: str, entered: SectionInput
) -> Pressed:
    number = actions.add_row(by=request.principal, reply=sheet.reply, roster=table)
    first = next(name for name in sheet.compiled.variables if name.startswith(f"{table}."))
    return Pressed(cell_id((first, number)))


def _remove_row(
    request: PageRequest, sheet: ReplySheet, part: Section, value: str, entered: SectionInput
) -> Pressed:
    table, _colon, row = value.partition(":")
    if not row.isdecimal():
        raise Invalid("surveys.roster.row", _("Không có dòng này."), remedy=_("Tải lại trang."))
    actions.remove_row(by=request.principal, reply=sheet.reply, roster=table, row=int(row))
    for key in [key for key in entered.typed if key[0].startswith(f"{table}.") and key[1] == int(row)]:
        del entered.typed[key]
    messages.success(request, _("Đã xóa dòng khỏi bảng %(table)s.") % {"table": table.upper()})
    return Pressed(f"bang-{table}", says=True)


def _not_arisen(
    request: PageRequest, sheet: ReplySheet, part: Section, table: str, entered: SectionInput
) -> Pressed:
    actions.declare_not_arisen(by=request.principal, reply=sheet.reply, roster=table)
    messages.success(request, _("Đã ghi bảng %(table)s không phát sinh.") % {"table": table.upper()})
    return Pressed(f"bang-{table}", says=True)


def _confirm(
    request: PageRequest, sheet: ReplySheet, part: Section, value: str, entered: SectionInput
) -> Pressed:
    """“Xác nhận đúng” for one value, or for all that a table or page shows (names parted by blanks)."""
    names = [name for name in value.split() if name in sheet.compiled.variables]
    count = actions.confirm_prefill(by=request.principal, reply=sheet.reply, variables=names)
    words = ngettext("Đã xác nhận %(n)d giá trị điền sẵn.", "Đã xác nhận %(n)d giá trị điền sẵn.", count)
    messages.success(request, words % {"n": count})
    return Pressed(cell_id((names[0], 0)) if names else "", says=True)


def _paste(
    request: PageRequest, sheet: ReplySheet, part: Section, table: str, entered: SectionInput
) -> Pressed:
    variables = {
        name: one
        for name, one in sheet.compiled.variables.items()
        if one.roster == table and not one.field.calculation
    }
    rows = read_block(request.POST.get(f"paste:{table}", ""), variables, sheet)
    if not rows:
        raise Invalid(
            "surveys.paste.empty",
            _("Chưa có dòng nào để thêm."),
            remedy=_("Sao chép các dòng trong Excel rồi dán vào ô dưới bảng."),
            place=f"Bảng {table.upper()}",
        )
    good = [{name: one for name, one in row.items() if isinstance(one, actions.NewAnswer)} for row in rows]
    numbers = add_filled_rows(
        by=request.principal, reply=sheet.reply, roster=table, rows=good, at=clock.now()
    )
    for number, row in zip(numbers, rows, strict=True):
        entered.typed |= {(name, number): one for name, one in row.items() if isinstance(one, Typed)}
    words = ngettext("Đã thêm %(n)d dòng.", "Đã thêm %(n)d dòng.", len(numbers))
    messages.success(request, words % {"n": len(numbers)})
    return Pressed(f"bang-{table}", says=True)


def _mark(
    request: PageRequest, sheet: ReplySheet, part: Section, value: str, entered: SectionInput
) -> Pressed:
    """Declare the part finished, as long as nothing in it is open; or open it again."""
    if sheet.parts:
        return _finish_part(request, sheet, part)
    done = value == "done"
    progress = read_again(request, sheet).evaluation.section_progress[part.code]
    if done and (not progress.is_complete or entered.problems):
        raise Invalid(
            "surveys.section.open",
            _(
                "Phần %(code)s chưa đủ để đánh dấu xong: còn %(left)d câu, %(hard)d lỗi, %(open)d giá trị chưa xác nhận."
            )
            % {
                "code": part.code.upper(),
                "left": progress.expected - progress.answered,
                "hard": progress.hard + len(entered.problems),
                "open": progress.unconfirmed,
            },
            remedy=_("Điền nốt rồi đánh dấu, hoặc để sau."),
        )
    actions.mark_section(by=request.principal, reply=sheet.reply, section=part.code, done=done)
    said = _("Đã đánh dấu xong phần %(code)s.") if done else _("Đã mở lại phần %(code)s.")
    messages.success(request, said % {"code": part.code.upper()})
    return Pressed(says=True)


def _finish_part(request: PageRequest, sheet: ReplySheet, part: Section) -> Pressed:
    """“Đã xong phần được giao”, of somebody of the unit."""
    for one in sheet.parts:
        if one.section == part.code and one.done_at is None:
            actions.finish_handover(by=request.principal, handover=one, at=clock.now())
    messages.success(
        request, _("Đã báo xong phần %(code)s cho đầu mối của bộ.") % {"code": part.code.upper()}
    )
    return Pressed(says=True)


_BUTTONS: dict[str, Callable[[PageRequest, ReplySheet, Section, str, SectionInput], Pressed]] = {
    "add_row": _add_row,
    "remove_row": _remove_row,
    "not_arisen": _not_arisen,
    "confirm": _confirm,
    "paste_rows": _paste,
    "mark": _mark,
}
