"""The status report as an official paper: what is known, how surely, by which source; absence is said."""

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec

from daumoi.documents.rendering.model import (
    Annex,
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
    Issuer,
    Items,
    Paragraph,
    Reference,
    Row,
    Runs,
    Strong,
    Table,
)
from daumoi.mandates.models import Duty, Group
from daumoi.mandates.queries import Coverage, Standing
from daumoi.organisations.queries import Certainty, UnitRow
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.presenters.status_report_notes import Notes
from daumoi.overview.status_report_queries import StatusChange, StatusReport, UnitLine
from daumoi.ui.formats import written_date

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that looks like another


def status_document(*, report: StatusReport, issuer: str) -> Document:
    """The report as a paper. The same content gives the same paper, with the same content code."""
    notes = Notes()
    blocks: list[Block] = [
        *_summary(report, notes),
        *_published(report, notes),
        *_units(report, notes),
        *_changes(report, notes),
        *_coverage(report, notes),
        *_law(report, notes),
        *_limits(report),
    ]
    annexes = tuple(_matrix(report.coverage)) if _has_cells(report.coverage) else ()
    paper = Document(
        issuer=Issuer(name=issuer),
        kind="BÁO CÁO",
        subject=f"Hiện trạng {report.unit_words} của các bộ, cơ quan ngang bộ",
        notation="BC-ĐM",
        place="Chốt số liệu",
        issued=report.day,
        blocks=tuple(blocks),
        annexes=annexes,
        sources=notes.all,
        simulated=report.simulated,
        as_of=report.day,
        journal_head=report.journal_head[:16],
    )
    return msgspec.structs.replace(paper, content_code=content_code(paper))


def content_code(paper: Document) -> str:
    """Twelve letters that stand for the content: another word anywhere gives other letters."""
    digest = int.from_bytes(hashlib.sha256(msgspec.json.encode(paper)).digest()[:8], "big") >> 4
    letters = "".join(_CODE_LETTERS[(digest >> (5 * place)) & 31] for place in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


# I. Summary --------------------------------------------------------------------------------------------


def _summary(report: StatusReport, notes: Notes) -> Iterable[Block]:
    yield Heading(1, "Tóm tắt")
    yield Paragraph((Strong(words.summary_sentence(report)), *_body_sources(report, notes)))
    if report.named:
        yield Paragraph((words.certainty_sentence(report),))
    for row in report.published:
        cited: list[Inline] = [*notes.statement(row.aggregate)]
        if row.aggregate.instrument is not None:
            cited.append(notes.instrument(row.aggregate.instrument))
        yield Paragraph((words.published_sentence(row), *cited))
    yield Paragraph((words.coverage_sentence(report), *_set_sources(report, notes)))
    change = words.change_sentence(report)
    if change:
        yield Paragraph((change,))
    yield Callout(
        (
            "Báo cáo này trích từ sổ đăng ký, không phải văn bản phát hành; ngày ghi ở đầu trang là ngày chốt số liệu. "
            "Mỗi nhận định mang số của nguồn trong phụ lục cuối. Chỗ nguồn không nói, báo cáo ghi “chưa xác định” hoặc “chưa "
            "có số liệu”, không suy ra từ chỗ khác.",
        ),
        title="Cách đọc",
    )


def _body_sources(report: StatusReport, notes: Notes) -> tuple[Reference, ...]:
    """Where the list of bodies of the day was read, each place once."""
    found: dict[str, Reference] = {}
    for row in report.bodies:
        stated = [one for one in row.state.attestations.all() if one.on <= report.day]
        cited = notes.attestation(stated[-1]) if stated else notes.statement(row.state)
        found.update({reference.source: reference for reference in cited})
    return tuple(found.values())


def _set_sources(report: StatusReport, notes: Notes) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for duty in report.coverage.duties:
        for provision in report.provisions.get(duty.pk, ())[:1]:
            reference = notes.provision(provision)
            found[reference.source] = reference
    return tuple(found.values())[:3]


# II. Published counts beside the register --------------------------------------------------------------


def _published(report: StatusReport, notes: Notes) -> Iterable[Block]:
    yield Heading(1, "Số đã công bố và số sổ đăng ký nêu được")
    rows = [
        Row(
            (
                Cell((row.aggregate.statement, *notes.statement(row.aggregate))),
                written_date(row.aggregate.on),
                f"{row.aggregate.numerator}/{row.aggregate.denominator}",
                f"{row.named}/{row.bodies}: {words.counted_forms(row.forms)}",
            )
        )
        for row in report.published
    ]
    rows.append(
        Row(
            (
                f"Số cơ quan nêu được tên {report.unit_words} vào ngày chốt số liệu",
                written_date(report.day),
                Cell(("nguồn không công bố",), tone="muted"),
                f"{report.named}/{len(report.bodies)}: {words.counted_forms(report.forms)}",
            )
        )
    )
    yield Table(
        columns=(
            Column("Nội dung", width="1.5fr"),
            Column("Ngày", align="centre", width="2.3cm"),
            Column("Nguồn công bố", align="centre", width="2.7cm"),
            Column("Sổ đăng ký nêu được", width="1.2fr"),
        ),
        rows=tuple(rows),
        caption="Số đã công bố đặt cạnh số sổ đăng ký nêu được",
        note=("Một cơ quan có hai đơn vị thuộc hai hình thức được đếm ở cả hai hình thức.",),
    )


# III. Body by body -------------------------------------------------------------------------------------


def _units(report: StatusReport, notes: Notes) -> Iterable[Block]:
    yield Heading(1, "Đơn vị chuyên trách của từng bộ, cơ quan ngang bộ")
    numbers = {row.organisation.pk: str(index) for index, row in enumerate(report.bodies, start=1)}
    yield Table(
        columns=(
            Column("TT", align="right", width="0.9cm"),
            Column("Bộ, cơ quan", width="1fr"),
            Column("Đơn vị chuyên trách", width="1.45fr"),
            Column("Hình thức", width="2.1cm"),
            Column("Mức chắc chắn", width="3.1cm"),
            Column("Nguồn", align="centre", width="1.35cm"),
        ),
        rows=tuple(_unit_row(line, numbers, notes, report) for line in report.lines),
        caption=f"Đơn vị chuyên trách tính đến ngày {written_date(report.day)}",
        dense=True,
    )


def _unit_row(line: UnitLine, numbers: dict[int, str], notes: Notes, report: StatusReport) -> Row:
    unit, organisation = line.unit, line.body.organisation
    number = numbers[organisation.pk] if line.is_first else ""
    name = line.body.state.name if line.is_first else ""
    if not line.is_known:
        absent = Cell(("chưa xác định",), tone="soon")
        return Row((number, name, absent, Cell(("chưa xác định",), tone="soon"), absent, ""))
    return Row(
        (
            number,
            name,
            unit.name,
            words.form_words(unit.form),
            words.certainty_words(unit),
            Cell(unit_sources(unit, notes, report)),
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


def _changes(report: StatusReport, notes: Notes) -> Iterable[Block]:
    change = report.change
    if change is None:
        return
    yield Heading(1, f"Thay đổi so với ngày {written_date(change.since)}")
    yield Paragraph((words.change_sentence(report),))
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
            Column("Nguồn", align="centre", width="1.35cm"),
        ),
        rows=tuple(
            Row(
                (
                    line.before,
                    str(line.link.get_kind_display()),
                    line.after,
                    written_date(line.link.on),
                    Cell(
                        (
                            *notes.statement(line.link),
                            *((notes.instrument(line.link.instrument),) if line.link.instrument else ()),
                        )
                    ),
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
            Column("Nguồn", align="centre", width="1.35cm"),
        ),
        rows=tuple(
            Row(
                (
                    row.body.state.name,
                    _names(row.before),
                    _names(row.after),
                    Cell(
                        tuple(
                            reference for unit in row.after for reference in unit_sources(unit, notes, report)
                        )
                    ),
                )
            )
            for row in change.units
        ),
        caption="Đơn vị chuyên trách ghi khác giữa hai ngày",
        dense=True,
    )


def _names(units: tuple[UnitRow, ...]) -> str | Cell:
    if not units:
        return Cell(("chưa xác định",), tone="soon")
    return "; ".join(f"{unit.name} ({words.form_words(unit.form)})" for unit in units)


# V. Duties ---------------------------------------------------------------------------------------------


def _coverage(report: StatusReport, notes: Notes) -> Iterable[Block]:
    found = report.coverage
    yield Heading(1, "Nhiệm vụ theo pháp luật của ngày này và mức độ giao")
    yield Paragraph((words.coverage_sentence(report),))
    if not found.duties:
        return
    rows: list[Row] = []
    for block in found.groups:
        rows.append(Row((str(Group(block.group).label),), role="group"))
        rows += [_duty_row(duty, found, report, notes) for duty in block.duties]
    yield Table(
        columns=(
            Column("Nhiệm vụ", width="1.5fr"),
            Column("Văn bản", width="1fr"),
            Column("Mức độ giao", width="3.6cm"),
            Column("Nguồn", align="centre", width="1.6cm"),
        ),
        rows=tuple(rows),
        caption=f"Nhiệm vụ có hiệu lực ngày {written_date(report.day)} và mức độ giao ở các cơ quan",
        note=("Xếp nhiệm vụ vào bốn nhóm là cách sắp xếp của gói dữ liệu, không phải của văn bản.",),
        dense=True,
    )


def _duty_row(duty: Duty, found: Coverage, report: StatusReport, notes: Notes) -> Row:
    name: Runs = (duty.name,)
    if duty.set.is_proposal:
        name = (duty.name, " ", Emphasis("(đề xuất, không phải quy định)"))
    provisions = report.provisions.get(duty.pk, ())
    return Row(
        (
            Cell(name),
            duty.set.name,
            _standing_counts(duty, found),
            Cell(tuple(notes.provision(provision) for provision in provisions[:2])),
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


def _has_cells(found: Coverage) -> bool:
    return any(line.has_data for line in found.bodies)


def _matrix(found: Coverage) -> Iterable[Annex]:
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


# VI. Law -----------------------------------------------------------------------------------------------


def _law(report: StatusReport, notes: Notes) -> Iterable[Block]:
    law = report.law
    yield Heading(1, "Pháp luật về đơn vị chuyên trách vào ngày này")
    if law.period is None:
        yield Callout(
            ("Sổ căn cứ pháp lý chưa nghiên cứu thời kỳ này.",), title="Chưa có số liệu", tone="absence"
        )
        return
    yield Paragraph((f"{law.period.title}.", *notes.statement(law.period)))
    if law.period.authority:
        yield Paragraph((f"Cơ quan có thẩm quyền: {law.period.authority}.",))
    yield Items(
        tuple(
            (
                Strong(f"{row.instrument}"),
                f" – {row.instrument.title}" if row.instrument.title and row.instrument.number else "",
                notes.instrument(row.instrument),
            )
            for row in law.instruments
        )
    )
    for label, other in (("Trước đó", law.before), ("Sau đó", law.after)):
        if other is not None:
            yield Paragraph((f"{label}: {other.title}.", *notes.statement(other)))


# VII. Limits -------------------------------------------------------------------------------------------


def _limits(report: StatusReport) -> Iterable[Block]:
    yield Heading(1, "Giới hạn của số liệu")
    unknown = [line.body.state.name for line in report.lines if not line.is_known]
    items: list[Runs] = []
    if unknown:
        items.append(
            (f"Chưa xác định đơn vị chuyên trách của {len(unknown)} cơ quan: {', '.join(unknown)}.",)
        )
    presumed = report.certainty(Certainty.PRESUMED)
    if presumed:
        items.append((f"{presumed} đơn vị ghi “suy đoán” cần cơ quan xác nhận trước khi dùng làm căn cứ.",))
    items.append(
        (
            "Độ tin cậy của nguồn: A đã đọc nguyên văn; B trang chính thức, báo lớn hoặc văn bản khác nêu; C nguồn thứ cấp; "
            "? chưa kiểm chứng.",
        )
    )
    items.append((f"Gói dữ liệu: {'; '.join(report.packs) or 'chưa nạp'}.",))
    yield Items(tuple(items))
