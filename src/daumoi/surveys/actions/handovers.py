"""Giao phần phiếu cho đơn vị: the body hands sections of its reply to its units, takes them back, sees them done.

The unit may not write the row itself (row-level security keeps handing over with the body): that it is done is noted
as system work once its right was checked here.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from daumoi.foundation.clock import HANOI
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.steps import require_filler
from daumoi.surveys.definition import Section
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.models import Handover, Reply, ReplyState
from daumoi.surveys.queries.definitions import compiled_of
from daumoi.surveys.queries.handovers import own_parts, units_to_hand_to
from daumoi.surveys.queries.replies import reply_sheet

INBOX = "surveys.part"
_NOTING = system("phần phiếu được giao")


@transaction.atomic
def hand_over(
    *,
    by: Principal,
    reply: Reply,
    unit: Organisation,
    sections: Sequence[str],
    due_on: date,
    note: str = "",
    at: datetime,
) -> list[Handover]:
    """Hand sections to a unit of the body until a day; handing one again renews its day and opens it anew.

    Raises `Conflict` once the reply was sent, `Invalid` for a foreign unit, an unknown section or a day that leaves
    the body no time.
    """
    require_filler(by, reply)
    today = at.astimezone(HANOI).date()
    names = dict((one.pk, name) for one, name in units_to_hand_to(reply=reply, day=today))
    parts = _parts(reply, sections)
    _check_handing(reply, known=unit.pk in names, due_on=due_on, today=today)
    made = []
    for section in parts:
        row, _ = Handover.objects.update_or_create(
            reply=reply,
            section=section.code,
            owner=unit,
            withdrawn_at=None,
            defaults={
                "root_id": reply.root_id,
                "names": names_of(compiled=compiled_of(reply), section=section),
                "due_on": due_on,
                "note": note.strip()[:300],
                "handed_by": by.name,
                "done_by": "",
                "done_at": None,
            },
        )
        _post(reply, row, section, unit, names[unit.pk])
        _journal(by, row, "surveys.handover.handed", names[unit.pk])
        made.append(row)
    return made


def names_of(*, compiled: CompiledDefinition, section: Section) -> list[str]:
    """What belongs to a section: variables, tables (rows, “không phát sinh”), checks as “check:<code>”."""
    inside = [one for one in compiled.variables.values() if one.section.code == section.code]
    checks = [check for one in inside for check in one.field.checks]
    checks += [check for item in section.items for check in item.checks]
    names = {one.name for one in inside} | {item.code for item in section.items}
    return sorted(names | {f"check:{check.code}" for check in checks})


def _parts(reply: Reply, sections: Sequence[str]) -> list[Section]:
    chosen = set(sections)
    parts = [one for one in compiled_of(reply).sections if one.code in chosen]
    if not parts or len(parts) != len(chosen):
        raise Invalid(
            "surveys.handover.sections",
            "Chưa chọn phần nào của phiếu, hoặc có phần không thuộc mẫu phiếu.",
            remedy="Chọn ít nhất một phần trong danh sách.",
            place="Phần giao",
        )
    return parts


def _check_handing(reply: Reply, *, known: bool, due_on: date, today: date) -> None:
    if reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.handover.state",
            "Phiếu đã gửi nên không giao phần nào được nữa.",
            remedy="Khi có đề nghị làm rõ, đầu mối của bộ lấy số liệu từ đơn vị rồi trả lời từng câu.",
        )
    if not known:
        raise Invalid(
            "surveys.handover.unit",
            "Đơn vị này không thuộc cơ quan trả lời phiếu.",
            remedy="Chọn một đơn vị trong danh sách; thiếu đơn vị thì bổ sung ở Tổ chức, nhân lực.",
            place="Đơn vị",
        )
    if not today <= due_on <= max(reply.due_on, today):
        raise Invalid(
            "surveys.handover.due",
            f"Hạn của đơn vị phải từ hôm nay ({today:%d/%m/%Y}) đến hạn gửi của bộ ({reply.due_on:%d/%m/%Y}).",
            remedy="Chọn ngày sớm hơn hạn gửi để còn rà soát, trình ký.",
            place="Hạn của đơn vị",
        )


def _post(reply: Reply, row: Handover, section: Section, unit: Organisation, unit_name: str) -> None:
    inbox.post(
        kind=INBOX,
        thing_id=row.pk,
        owner=unit,
        title=f"Điền phần {section.code.upper()}. {section.title}",
        detail=f"{unit_name} · {reply.round.title}",
        document=reply.round.letter_number,
        verb="Điền",
        address=rules.part_address(
            round_code=reply.round.code, organisation_code=reply.owner.code, section=section.code
        ),
        permission=SurveyPermission.FILL,
        due_on=row.due_on,
    )


@transaction.atomic
def withdraw_handover(*, by: Principal, handover: Handover, at: datetime) -> Handover:
    """Take a part back: the unit reads and writes no more through it; what it wrote stays."""
    require_filler(by, handover.reply)
    if handover.withdrawn_at is not None:
        raise Conflict("surveys.handover.withdrawn", "Phần này đã rút lại rồi.", remedy="Tải lại trang.")
    handover.withdrawn_by, handover.withdrawn_at = by.name, at
    handover.save(update_fields=["withdrawn_by", "withdrawn_at"])
    inbox.close(kind=INBOX, thing_id=handover.pk, at=at)
    _journal(by, handover, "surveys.handover.withdrawn", str(handover.owner))
    return handover


@transaction.atomic
def finish_handover(*, by: Principal, handover: Handover, at: datetime) -> Handover:
    """“Đã xong phần được giao”: refused while something required is missing or a hard check does not hold."""
    reply = handover.reply
    if handover.pk not in {part.pk for part in own_parts(principal=by, reply=reply)}:
        require_filler(by, reply)
    if reply.state != ReplyState.OPEN or handover.withdrawn_at is not None:
        raise Conflict(
            "surveys.handover.closed",
            "Phần này không còn mở: bộ đã gửi phiếu hoặc đã rút lại.",
            remedy="Tải lại trang để xem tình trạng.",
        )
    progress = reply_sheet(principal=by, reply=reply).evaluation.section_progress[handover.section]
    left = progress.expected - progress.answered
    if left or progress.hard or progress.unconfirmed:
        raise Conflict(
            "surveys.handover.unfinished",
            f"Phần {handover.section.upper()} còn {left} câu bắt buộc chưa trả lời, {progress.hard} lỗi phải sửa, "
            f"{progress.unconfirmed} giá trị điền sẵn chưa xác nhận.",
            remedy="Điền nốt; câu chưa có số thì chọn “chưa có số liệu”.",
        )
    handover.done_by, handover.done_at = by.name, at
    with acting(_NOTING):
        handover.save(update_fields=["done_by", "done_at"])
    inbox.close(kind=INBOX, thing_id=handover.pk, at=at)
    _journal(by, handover, "surveys.handover.done", str(handover.owner))
    return handover


def close_parts(*, reply: Reply, at: datetime) -> None:
    """Nothing waits on units any more: the reply went out, or need not be answered."""
    waiting = Handover.objects.filter(reply=reply, done_at__isnull=True).values_list("pk", flat=True)
    inbox.close_all(kinds=(INBOX,), things=waiting, at=at)


def _journal(by: Principal, handover: Handover, code: str, unit_name: str) -> None:
    reply = handover.reply
    history.record(
        by=by,
        code=code,
        thing=handover,
        label=f"phần {handover.section.upper()}, {unit_name} · {reply.round.title}",
        root_id=handover.root_id,
        owner_id=handover.owner_id,
        document=reply.round.letter_number,
        details={"section": handover.section, "due_on": handover.due_on.isoformat()},
    )
