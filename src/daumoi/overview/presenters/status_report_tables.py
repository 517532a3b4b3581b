"""The tables of the status report: body by body, what changed, what the law asks and who holds it."""

from collections.abc import Iterable
from typing import Literal

from daumoi.documents.rendering.model import (
    Annex,
    Block,
    Callout,
    Cell,
    Column,
    Emphasis,
    Heading,
    Inline,
    Row,
    Runs,
    Table,
)
from daumoi.mandates.models import Duty, Group
from daumoi.mandates.queries import Coverage, Standing
from daumoi.organisations.queries import UnitRow
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.presenters.status_report_notes import Notes
from daumoi.overview.status_report_queries import StatusChange, StatusReport, UnitLine
from daumoi.ui.formats import written_date

# III. Body by body -------------------------------------------------------------------------------------


def units(report: StatusReport, notes: Notes) -> Iterable[Block]:
    """Every body with its units, how sure each is, and which source says so."""
    yield Heading(1, "Đơn vị chuyên trách của từng bộ, cơ quan ngang bộ")
    numbers = {row.organisation.pk: str(index) for index, row in enumerate(report.bodies, start=1)}
    yield Table(
        columns=(
            Column("TT", align="right", width="0.9cm"),
            Column("Bộ, cơ quan", width="1fr"),
            Column("Đơn vị chuyên trách", width="1.35fr"),
            Column("Hình thức", width="2.4cm"),
            Column("Mức chắc chắn", width="4.1cm"),
        ),
        rows=tuple(_unit_row(line, numbers, notes, report) for line in report.lines),
        caption=f"Đơn vị chuyên trách tính đến ngày {written_date(report.day)}",
        note=(
            "“Suy đoán”: nguồn nói về ngày trước đó và chưa thấy nguồn nào nói đã thay đổi. ",
            "“Chưa xác định”: chưa có nguồn nào nêu đơn vị của cơ quan cho ngày này.",
        ),
        dense=True,
    )


def _unit_row(line: UnitLine, numbers: dict[int, str], notes: Notes, report: StatusReport) -> Row:
    unit, organisation = line.unit, line.body.organisation
    number = numbers[organisation.pk] if line.is_first else ""
    name = line.body.state.name if line.is_first else ""
    if not line.is_known:
        return Row((number, name, Cell(("chưa xác định",), tone="soon", span=3)))
    role = words.role_words(unit)
    named: Runs = (unit.name, Emphasis(f" ({role})")) if role else (unit.name,)
    return Row(
        (
            number,
            name,
            Cell((*named, *unit_sources(unit, notes, report))),
            words.form_words(unit.form),
            words.certainty_words(unit),
        )
    )


def unit_sources(unit: UnitRow, notes: Notes, report: StatusReport) -> Runs:
    """The places that speak of a unit: the last before the day and the first after it."""
    if unit.state is None:
        return ()
    stated = list(unit.state.attestations.all())
    before = [one for one in stated if one.on <= report.day][-1:]
    after = [one for one in stated if one.on > report.day][:1]
    cited = [reference for one in (*before, *after) for reference in notes.attestation(one)]
    return tuple(cited or notes.statement(unit.state))


# IV. Since the key day before --------------------------------------------------------------------------


def changes(report: StatusReport, notes: Notes) -> Iterable[Block]:
    """What the register shows differently since the key day before; nothing for the first one."""
    change = report.change
    if change is None:
        return
    yield Heading(1, f"Thay đổi so với ngày {written_date(change.since)}")
    if change.successions:
        yield _succession_table(change, notes)
    if change.units:
        yield _unit_change_table(change, notes, report)
    yield Callout(
        (
            "Chỗ ngày trước ghi “chưa xác định” mà nay có tên nghĩa là nguồn cho ngày này nói rõ hơn, "
            "không có nghĩa là đơn vị mới được lập.",
        ),
        title="Lưu ý",
    )


def _succession_table(change: StatusChange, notes: Notes) -> Table:
    return Table(
        columns=(
            Column("Từ", width="1fr"),
            Column("Việc", width="3.4cm"),
            Column("Sang", width="1fr"),
            Column("Ngày", align="centre", width="2.2cm"),
        ),
        rows=tuple(
            Row(
                (
                    line.before,
                    str(line.link.get_kind_display()),
                    Cell(
                        (
                            line.after,
                            *notes.statement(line.link),
                            *((notes.instrument(line.link.instrument),) if line.link.instrument else ()),
                        )
                    ),
                    written_date(line.link.on),
                )
            )
            for line in change.successions
        ),
        caption="Sắp xếp lại các bộ, cơ quan ngang bộ",
        dense=True,
    )


def _unit_change_table(change: StatusChange, notes: Notes, report: StatusReport) -> Table:
    return Table(
        columns=(
            Column("Bộ, cơ quan", width="1fr"),
            Column(f"Ngày {written_date(change.since)}", width="1.3fr"),
            Column(f"Ngày {written_date(report.day)}", width="1.3fr"),
        ),
        rows=tuple(
            Row(
                (
                    row.body.state.name,
                    Cell(_names(row.before, notes, report)),
                    Cell(_names(row.after, notes, report)),
                )
            )
            for row in change.units
        ),
        caption="Đơn vị chuyên trách ghi khác giữa hai ngày",
        dense=True,
    )


def _names(units: tuple[UnitRow, ...], notes: Notes, report: StatusReport) -> Runs:
    if not units:
        return ("chưa xác định",)
    runs: list[Inline] = []
    for unit in units:
        runs += ["; " if runs else "", f"{unit.name} ({words.form_words(unit.form)})"]
        runs += unit_sources(unit, notes, report)
    return tuple(runs)


# V. Duties ---------------------------------------------------------------------------------------------


_GROUP_NUMBERS = {
    Group.PLAN: "1",
    Group.DELIVER: "2",
    Group.INSPECT: "3",
    Group.SECURE: "4",
    Group.OTHER: "khác",
}


def duties(report: StatusReport, notes: Notes) -> Iterable[Block]:
    """The duties of the day by group, each with how many bodies hold it how."""
    found = report.coverage
    yield Heading(1, "Nhiệm vụ theo pháp luật của ngày này và mức độ giao")
    if not found.duties:
        yield Callout(("Danh mục không có nhiệm vụ nào có hiệu lực vào ngày này.",), tone="absence")
        return
    rows = [_duty_row(duty, found, report, notes) for duty in found.duties]
    yield Table(
        columns=(
            Column("Nhóm", align="centre", width="1.3cm"),
            Column("Nhiệm vụ", width="1.6fr"),
            Column("Văn bản", width="1fr"),
            Column("Mức độ giao", width="3.8cm"),
        ),
        rows=tuple(rows),
        caption=f"Nhiệm vụ có hiệu lực ngày {written_date(report.day)} và mức độ giao ở các cơ quan",
        note=(
            "Nhóm 1 kế hoạch, hướng dẫn; 2 triển khai; 3 kiểm tra, đánh giá; 4 an toàn, an ninh mạng. ",
            "Xếp nhóm là cách sắp xếp của gói dữ liệu, không phải của văn bản.",
        ),
        dense=True,
    )


def _duty_row(duty: Duty, found: Coverage, report: StatusReport, notes: Notes) -> Row:
    name: Runs = (duty.name,)
    if duty.set.is_proposal:
        name = (duty.name, " ", Emphasis("(đề xuất, không phải quy định)"))
    provisions = report.provisions.get(duty.pk, ())
    return Row(
        (
            _GROUP_NUMBERS[Group(duty.group)],
            Cell((*name, *(notes.provision(provision) for provision in provisions[:2]))),
            duty.set.name,
            _standing_counts(duty, found),
        )
    )


def _standing_counts(duty: Duty, found: Coverage) -> str | Cell:
    place = found.duties.index(duty)
    counts = {
        standing: sum(line.cells[place].standing is standing for line in found.bodies)
        for standing in Standing
    }
    if counts[Standing.NO_DATA] == len(found.bodies):
        return Cell((f"chưa có số liệu ({len(found.bodies)}/{len(found.bodies)})",), tone="soon")
    return ", ".join(
        f"{count} {words.STANDING_WORDS[standing]}" for standing, count in counts.items() if count
    )


def has_cells(found: Coverage) -> bool:
    """Whether the matrix has anything to show."""
    return any(line.has_data for line in found.bodies)


def matrix(found: Coverage) -> Iterable[Annex]:
    """The matrix as an annex: bodies down, duties across, a drawn mark in each cell."""
    mark: dict[Standing, Literal["lead", "partial", "none", "elsewhere", "no_data"]] = {
        Standing.LEAD: "lead",
        Standing.PARTIAL: "partial",
        Standing.NONE: "none",
        Standing.ELSEWHERE: "elsewhere",
        Standing.NO_DATA: "no_data",
    }
    columns = [Column("Bộ, cơ quan", width="3.2cm")]
    columns += [
        Column(duty.short, align="centre", width="1fr", group=str(Group(duty.group).label), vertical=True)
        for duty in found.duties
    ]
    rows = tuple(
        Row((line.row.state.display_short, *(Cell(mark=mark[cell.standing]) for cell in line.cells)))
        for line in found.bodies
    )
    table = Table(tuple(columns), rows, dense=True, explain_marks=True)
    yield Annex("Nhiệm vụ theo bốn nhóm, từng cơ quan", (table,), orientation="landscape")
