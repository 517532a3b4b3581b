"""Writing answers: one value at a time, with the version its writer saw, so that nobody overwrites unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.surveys.actions.overwriting import overwrite
from daumoi.surveys.actions.steps import require_filler
from daumoi.surveys.definition import Roster, Variable
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.models import Answer, AnswerStatus, Explanation, Reply, ReplyState, SectionMark
from daumoi.surveys.queries.definitions import compiled_of

_LAPSING = system("mã nội dung hết hiệu lực")
ABSENT = frozenset({AnswerStatus.NO_DATA, AnswerStatus.NOT_APPLICABLE, AnswerStatus.NOT_ARISEN})


class AnswerChanged(Conflict):
    """Somebody else wrote the answer in the meantime: both values are here for the writer to choose."""

    def __init__(self, *, variable: Variable, theirs: Answer, mine: object, mine_status: str) -> None:
        super().__init__(
            "surveys.answer.changed",
            f"{theirs.author_name or 'Người khác'} vừa sửa câu này.",
            remedy="Xem cả hai giá trị rồi chọn giữ giá trị nào.",
            place=variable.place,
        )
        self.theirs = theirs
        self.mine = mine
        self.mine_status = mine_status


@dataclass(frozen=True)
class NewAnswer:
    """One value to write: `seen_version` is 0 when its writer saw no answer."""

    variable: str
    value: object = None
    row: int = 0
    status: str = AnswerStatus.ANSWERED
    seen_version: int = 0


@transaction.atomic
def save_answer(*, by: Principal, reply: Reply, answer: NewAnswer, at: datetime) -> Answer:
    """Write one answer; `AnswerChanged` (409) when its writer had not seen the newest version.

    Costs a handful of statements, since it runs at every keystroke's pause: the row alone is locked.
    """
    require_filler(by, reply, answer.variable)
    compiled = compiled_of(reply)
    variable = _variable(compiled, answer.variable)
    _check_open(reply, answer.variable, answer.row)
    _check_value(compiled, variable, answer)
    written = overwrite(answer=_written(by, reply, answer)) if answer.seen_version else None
    if written is not None:
        _content_changed(reply)
        return written
    current = (
        Answer.objects.select_for_update()
        .filter(reply=reply, variable=answer.variable, row=answer.row)
        .first()
    )
    if current is None:
        return _first_answer(by, reply, variable, answer)
    if current.version != answer.seen_version:
        raise AnswerChanged(variable=variable, theirs=current, mine=answer.value, mine_status=answer.status)
    _write(current, by, answer)
    current.save()
    _content_changed(reply)
    return current


def _written(by: Principal, reply: Reply, answer: NewAnswer) -> Answer:
    """The answer as its writer saw it, with the new value in it."""
    made = Answer(reply=reply, owner_id=reply.owner_id, root_id=reply.root_id, version=answer.seen_version)
    made.variable, made.row = answer.variable, answer.row
    _write(made, by, answer)
    return made


def _first_answer(by: Principal, reply: Reply, variable: Variable, answer: NewAnswer) -> Answer:
    made = Answer(
        reply=reply,
        owner_id=reply.owner_id,
        root_id=reply.root_id,
        variable=answer.variable,
        row=answer.row,
        version=0,
    )
    _write(made, by, answer)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        theirs = Answer.objects.get(reply=reply, variable=answer.variable, row=answer.row)
        raise AnswerChanged(
            variable=variable, theirs=theirs, mine=answer.value, mine_status=answer.status
        ) from None
    _content_changed(reply)
    return made


def _write(current: Answer, by: Principal, answer: NewAnswer) -> None:
    current.status = answer.status
    current.value = None if answer.status in ABSENT else answer.value
    current.version += 1
    current.author_name = by.name
    current.source_text = ""


@transaction.atomic
def save_answers(
    *, by: Principal, reply: Reply, answers: list[NewAnswer], at: datetime, source: str = ""
) -> int:
    """Write many answers at once (a section's form, a workbook); all of them or none. Returns how many changed.

    Raises the first refusal with its place; versions are checked as in `save_answer`.
    """
    require_filler(by, reply, *(answer.variable for answer in answers))
    compiled = compiled_of(reply)
    held = {(one.variable, one.row): one for one in Answer.objects.select_for_update().filter(reply=reply)}
    made: list[Answer] = []
    changed: list[Answer] = []
    for answer in answers:
        variable = _variable(compiled, answer.variable)
        current = held.get((answer.variable, answer.row))
        if current is not None and _same(current, answer):
            continue
        _check_open(reply, answer.variable, answer.row)
        _check_value(compiled, variable, answer)
        if current is None:
            current = Answer(
                reply=reply,
                owner_id=reply.owner_id,
                root_id=reply.root_id,
                variable=answer.variable,
                row=answer.row,
                version=0,
            )
            made.append(current)
        elif current.version != answer.seen_version:
            raise AnswerChanged(
                variable=variable, theirs=current, mine=answer.value, mine_status=answer.status
            )
        else:
            changed.append(current)
        _write(current, by, answer)
        current.source_text = source
    Answer.objects.bulk_create(made)
    for one in changed:
        one.save()
    if made or changed:
        _content_changed(reply)
    return len(made) + len(changed)


def _same(current: Answer, answer: NewAnswer) -> bool:
    value = None if answer.status in ABSENT else answer.value
    return current.status == answer.status and current.value == value


@transaction.atomic
def clear_answer(*, by: Principal, reply: Reply, variable: str, row: int, seen_version: int) -> None:
    """Take an answer back to “nobody has answered”."""
    require_filler(by, reply, variable)
    _check_open(reply, variable, row)
    compiled = compiled_of(reply)
    current = Answer.objects.select_for_update().filter(reply=reply, variable=variable, row=row).first()
    if current is None:
        return
    if current.version != seen_version:
        raise AnswerChanged(
            variable=_variable(compiled, variable),
            theirs=current,
            mine=None,
            mine_status=AnswerStatus.ANSWERED,
        )
    current.delete()
    _content_changed(reply)


@transaction.atomic
def confirm_prefill(*, by: Principal, reply: Reply, variables: list[str]) -> int:
    """Say that values filled in beforehand are right; only then they count as answers."""
    require_filler(by, reply, *variables)
    confirmed = 0
    for answer in Answer.objects.select_for_update().filter(
        reply=reply, variable__in=variables, status=AnswerStatus.PREFILLED
    ):
        _check_open(reply, answer.variable, answer.row)
        answer.status, answer.version, answer.author_name = AnswerStatus.ANSWERED, answer.version + 1, by.name
        answer.save()
        confirmed += 1
    if confirmed:
        _content_changed(reply)
    return confirmed


@transaction.atomic
def add_row(*, by: Principal, reply: Reply, roster: str) -> int:
    """Open one more row of a table with open rows; returns its number."""
    item = _roster(by, reply, roster)
    rows = _rows_of(reply, item)
    if len(rows) >= item.max_rows:
        raise Invalid(
            "surveys.roster.full",
            f"Bảng {roster.upper()} đã đủ {item.max_rows} dòng.",
            remedy="Gộp các dòng cùng loại hoặc gửi phần còn lại kèm công văn.",
            place=f"Bảng {roster.upper()}",
        )
    number = max(rows, default=0) + 1
    marker = f"{roster}.{item.columns[0].code}"
    Answer.objects.filter(reply=reply, variable=roster, row=0).delete()
    Answer.objects.create(
        reply=reply,
        owner_id=reply.owner_id,
        root_id=reply.root_id,
        variable=marker,
        row=number,
        value=None,
        author_name=by.name,
    )
    _content_changed(reply)
    return number


@transaction.atomic
def remove_row(*, by: Principal, reply: Reply, roster: str, row: int) -> None:
    """Take a row out; row history keeps what stood there."""
    item = _roster(by, reply, roster)
    names = [f"{roster}.{column.code}" for column in item.columns]
    if Answer.objects.filter(reply=reply, variable__in=names, row=row).delete()[0]:
        _content_changed(reply)


@transaction.atomic
def declare_not_arisen(*, by: Principal, reply: Reply, roster: str) -> Answer:
    """“Không phát sinh” in one click: the table has no rows, and somebody says so."""
    item = _roster(by, reply, roster)
    if _rows_of(reply, item):
        raise Conflict(
            "surveys.roster.rows",
            f"Bảng {roster.upper()} đang có dòng nên không thể ghi “không phát sinh”.",
            remedy="Xóa các dòng trước.",
            place=f"Bảng {roster.upper()}",
        )
    answer, _ = Answer.objects.update_or_create(
        reply=reply,
        variable=roster,
        row=0,
        defaults={
            "owner_id": reply.owner_id,
            "root_id": reply.root_id,
            "status": AnswerStatus.NOT_ARISEN,
            "value": None,
            "author_name": by.name,
        },
    )
    _content_changed(reply)
    return answer


def _roster(by: Principal, reply: Reply, code: str) -> Roster:
    require_filler(by, reply, code)
    _check_open(reply, code, 0)
    for section in compiled_of(reply).definition.sections:
        for item in section.items:
            if isinstance(item, Roster) and item.code == code:
                return item
    raise Invalid("surveys.roster", f"Không có bảng “{code}” trong mẫu phiếu.", remedy="Tải lại trang.")


def _rows_of(reply: Reply, item: Roster) -> set[int]:
    names = [f"{item.code}.{column.code}" for column in item.columns]
    return set(Answer.objects.filter(reply=reply, variable__in=names).values_list("row", flat=True))


@transaction.atomic
def explain(*, by: Principal, reply: Reply, check_code: str, row: int, text: str) -> Explanation:
    """Say why a soft check does not hold; shown to the approver and in the report's notes."""
    require_filler(by, reply, f"check:{check_code.split('.')[0]}")
    if reply.state not in (ReplyState.OPEN, ReplyState.CLARIFY):
        _check_open(reply, check_code, row)
    if len(text.strip()) < 5:
        raise Invalid(
            "surveys.explanation",
            "Giải trình quá ngắn.",
            remedy="Ghi lý do trong một câu, ví dụ nguồn của số liệu.",
            place="Giải trình",
        )
    made, _ = Explanation.objects.update_or_create(
        reply=reply,
        check_code=check_code,
        row=row,
        defaults={
            "owner_id": reply.owner_id,
            "root_id": reply.root_id,
            "text": text.strip(),
            "author_name": by.name,
        },
    )
    _content_changed(reply)
    return made


@transaction.atomic
def mark_section(*, by: Principal, reply: Reply, section: str, done: bool) -> None:
    """Declare a section finished, or open it again."""
    require_filler(by, reply)
    if done:
        SectionMark.objects.update_or_create(
            reply=reply,
            section=section,
            defaults={"owner_id": reply.owner_id, "root_id": reply.root_id, "done_by": by.name},
        )
    else:
        SectionMark.objects.filter(reply=reply, section=section).delete()


def _variable(compiled: CompiledDefinition, name: str) -> Variable:
    found = compiled.variables.get(name)
    if found is None:
        raise Invalid("surveys.answer.variable", f"Mẫu phiếu không có câu “{name}”.", remedy="Tải lại trang.")
    return found


def _check_open(reply: Reply, variable: str, row: int) -> None:
    """Answers are open until sent; afterwards only the questions asked about."""
    if reply.state == ReplyState.OPEN:
        return
    asked = (
        reply.state == ReplyState.CLARIFY
        and reply.clarifications.filter(variable=variable, row=row, answered_at__isnull=True).exists()
    )
    if not asked:
        raise Conflict(
            "surveys.reply.locked",
            "Trả lời đã gửi nên câu này không sửa được nữa.",
            remedy="Nếu số liệu sai, gọi đầu mối của đợt khảo sát để được đề nghị bổ sung, làm rõ câu này.",
        )


def _check_value(compiled: CompiledDefinition, variable: Variable, answer: NewAnswer) -> None:
    if answer.status in ABSENT or answer.value is None:
        return
    if variable.field.calculation:
        raise Invalid(
            "surveys.answer.calculated",
            "Ô này được tính tự động.",
            remedy="Sửa các ô thành phần.",
            place=variable.place,
        )
    problem = compiled.value_problem(variable, answer.value)
    if problem:
        raise Invalid(
            "surveys.answer.value", problem, place=variable.place, remedy="Sửa giá trị rồi lưu lại."
        )


def _content_changed(reply: Reply) -> None:
    """An approval covers exactly the content it saw: any change takes the printed code out of use."""
    if reply.content_code:
        # a unit that fills a part may not write the reply itself; that its code lapses follows from what it may write
        with acting(_LAPSING):
            Reply.objects.filter(pk=reply.pk).update(content_code="")
        reply.content_code = ""


def journal_save(*, by: Principal, reply: Reply, changed: int, details: Mapping[str, object]) -> None:
    """One line of the journal for a form or workbook that changed many answers."""
    history.record(
        by=by,
        code="surveys.answers.saved",
        thing=reply,
        root_id=reply.root_id,
        owner_id=reply.owner_id,
        details={"changed": changed, **details},
    )
