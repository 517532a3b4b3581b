"""The status report as a workbook: the same figures as the paper, one sheet for each part."""

from datetime import datetime

from daumoi.mandates.models import Group
from daumoi.mandates.queries import Standing
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.presenters.status_report_notes import Notes
from daumoi.overview.presenters.status_report_tables import unit_sources
from daumoi.overview.status_report_queries import StatusReport, UnitLine
from daumoi.ui.spreadsheets import Link, Sheet, SheetColumn, SheetRow, write_workbook


def status_workbook(*, report: StatusReport, created: datetime) -> bytes:
    """All sheets of the report as XLSX."""
    sheets = [
        _summary(report),
        _units(report),
        _duties(report),
        _cells(report),
        _law(report),
        _sources(report),
    ]
    if report.change is not None:
        sheets.insert(2, _changes(report))
    return write_workbook(sheets=sheets, created=created, simulated=report.simulated)


def _sheet(
    report: StatusReport,
    name: str,
    title: str,
    columns: tuple[SheetColumn, ...],
    rows: list[SheetRow],
    *notes: str,
) -> Sheet:
    packs = "; ".join(report.packs) or "chưa nạp gói dữ liệu"
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=rows,
        as_of=report.day,
        source=f"sổ đăng ký, gói dữ liệu {packs}",
        notes=notes,
    )


def _summary(report: StatusReport) -> Sheet:
    total = len(report.bodies)
    rows = [
        SheetRow(("Bộ, cơ quan ngang bộ trong sổ", total, "", "")),
        SheetRow(("Cơ quan nêu được tên đơn vị chuyên trách", report.named, "", "")),
        SheetRow(("Cơ quan chưa xác định đơn vị chuyên trách", total - report.named, "", "")),
    ]
    rows += [
        SheetRow((f"Cơ quan có đơn vị hình thức {words.FORM_WORDS[form]}", count, "", ""))
        for form, count in report.forms.items()
    ]
    for row in report.published:
        aggregate = row.aggregate
        rows.append(
            SheetRow(
                (
                    f"Nguồn công bố ngày {aggregate.on:%d/%m/%Y}: {aggregate.statement}",
                    aggregate.numerator,
                    f"trên {aggregate.denominator}; sổ nêu được {row.named}/{row.bodies} cùng ngày",
                    aggregate.source_text,
                )
            )
        )
    columns = (
        SheetColumn("Chỉ tiêu", width=70),
        SheetColumn("Số", kind="whole", width=10),
        SheetColumn("Ghi chú", width=44),
        SheetColumn("Nguồn", width=60),
    )
    sentences = (
        words.summary_sentence(report),
        words.coverage_sentence(report),
        words.change_sentence(report),
    )
    title = f"Hiện trạng {report.unit_words} của các bộ, cơ quan ngang bộ"
    return _sheet(report, "Tóm tắt", title, columns, rows, *(text for text in sentences if text))


def _units(report: StatusReport) -> Sheet:
    columns = (
        SheetColumn("TT", kind="whole", width=6),
        SheetColumn("Bộ, cơ quan", width=34),
        SheetColumn("Đơn vị chuyên trách", width=44),
        SheetColumn("Hình thức", width=16),
        SheetColumn("Mức chắc chắn", width=18),
        SheetColumn("Nguồn nêu gần nhất", kind="date", width=14),
        SheetColumn("Nguồn", width=60),
        SheetColumn("Độ tin cậy", width=10),
        SheetColumn("Ghi chú", width=44),
    )
    numbers = {row.organisation.pk: index for index, row in enumerate(report.bodies, start=1)}
    rows = [_unit_row(line, numbers[line.body.organisation.pk]) for line in report.lines]
    return _sheet(report, "Đơn vị", "Đơn vị chuyên trách của từng bộ, cơ quan ngang bộ", columns, rows)


def _unit_row(line: UnitLine, number: int) -> SheetRow:
    unit = line.unit
    note = unit.state.note if unit.state is not None else line.body.organisation.unit_note
    return SheetRow(
        (
            number,
            line.body.state.name,
            unit.name or "chưa xác định",
            words.form_words(unit.form),
            str(words.CERTAINTY_WORDS[unit.certainty]),
            unit.last_stated,
            unit.source,
            unit.confidence if line.is_known else "",
            note,
        )
    )


def _changes(report: StatusReport) -> Sheet:
    change = report.change
    assert change is not None
    columns = (
        SheetColumn("Loại", width=26),
        SheetColumn("Cơ quan", width=34),
        SheetColumn(f"Ngày {change.since:%d/%m/%Y}", width=48),
        SheetColumn(f"Ngày {report.day:%d/%m/%Y}", width=48),
        SheetColumn("Nguồn", width=60),
    )
    rows = [
        SheetRow(
            (
                f"{line.link.get_kind_display()} ({line.link.on:%d/%m/%Y})",
                line.before,
                line.before,
                line.after,
                line.link.source_text,
            )
        )
        for line in change.successions
    ]
    for row in change.units:
        before = "; ".join(unit.name for unit in row.before) or "chưa xác định"
        after = "; ".join(unit.name for unit in row.after) or "chưa xác định"
        source = "; ".join(dict.fromkeys(unit.source for unit in row.after if unit.source))
        rows.append(SheetRow(("đơn vị chuyên trách", row.body.state.name, before, after, source)))
    title = f"Thay đổi so với ngày {change.since:%d/%m/%Y}"
    note = "“Chưa xác định” rồi có tên nghĩa là nguồn nói rõ hơn, không có nghĩa là đơn vị mới lập."
    return _sheet(report, "Thay đổi", title, columns, rows, words.change_sentence(report), note)


def _duties(report: StatusReport) -> Sheet:
    columns = [
        SheetColumn("Nhóm", width=28),
        SheetColumn("Nhiệm vụ", width=56),
        SheetColumn("Văn bản", width=30),
        SheetColumn("Tính chất", width=12),
        SheetColumn("Điều khoản", width=50),
    ]
    titles = ("Chủ trì", "Một phần", "Không giao", "Đơn vị khác giữ", "Chưa có số liệu")
    columns += [SheetColumn(title, kind="whole", width=11, group="Số cơ quan") for title in titles]
    rows = []
    for index, duty in enumerate(report.coverage.duties):
        standings = [line.cells[index].standing for line in report.coverage.bodies]
        rows.append(
            SheetRow(
                (
                    str(Group(duty.group).label),
                    duty.name,
                    duty.set.name,
                    "đề xuất" if duty.set.is_proposal else "theo luật",
                    "; ".join(str(provision) for provision in report.provisions.get(duty.pk, ())),
                    *(standings.count(standing) for standing in Standing),
                )
            )
        )
    title = "Nhiệm vụ theo pháp luật của ngày này và mức độ giao"
    return _sheet(report, "Nhiệm vụ", title, tuple(columns), rows, words.coverage_sentence(report))


def _cells(report: StatusReport) -> Sheet:
    columns = (
        SheetColumn("Cơ quan", width=34),
        SheetColumn("Nhiệm vụ", width=50),
        SheetColumn("Cách giao", width=16),
        SheetColumn("Đơn vị giữ", width=36),
        SheetColumn("Căn cứ", width=36),
        SheetColumn("Nguồn", width=44),
        SheetColumn("Độ tin cậy", width=10),
    )
    found = report.coverage
    rows = [
        SheetRow(
            (
                line.row.state.name,
                duty.name,
                str(words.STANDING_WORDS[cell.standing]),
                cell.holder,
                cell.basis,
                cell.source,
                cell.confidence,
            )
        )
        for line in found.bodies
        for duty, cell in zip(found.duties, line.cells, strict=True)
        if cell.is_known
    ]
    known = f"{len(rows)} ô có số liệu trên {len(found.bodies) * len(found.duties)} ô."
    return _sheet(report, "Ô có số liệu", "Ô của ma trận nhiệm vụ đã có số liệu", columns, rows, known)


def _law(report: StatusReport) -> Sheet:
    columns = (
        SheetColumn("Văn bản", width=30),
        SheetColumn("Tên", width=60),
        SheetColumn("Ban hành", kind="date", width=12),
        SheetColumn("Hiệu lực từ", kind="date", width=12),
        SheetColumn("Hết hiệu lực từ", kind="date", width=14),
        SheetColumn("Nguồn", width=50),
        SheetColumn("Độ tin cậy", width=10),
    )
    rows = [
        SheetRow(
            (
                str(row.instrument),
                row.instrument.title,
                row.instrument.issued,
                row.instrument.effective_from,
                row.instrument.effective_to,
                row.instrument.source_text,
                row.instrument.confidence,
            )
        )
        for row in report.law.instruments
    ]
    title = "Pháp luật về đơn vị chuyên trách vào ngày này"
    period = report.law.period
    return _sheet(report, "Pháp luật", title, columns, rows, *((period.title,) if period else ()))


def _sources(report: StatusReport) -> Sheet:
    columns = (
        SheetColumn("Nguồn", width=70),
        SheetColumn("Chỗ đọc", width=60),
        SheetColumn("Ngày", kind="date", width=12),
        SheetColumn("Độ tin cậy", width=10),
        SheetColumn("Địa chỉ", width=40),
    )
    notes = Notes()
    for line in report.lines:
        unit_sources(line.unit, notes, report)
    for row in report.published:
        notes.statement(row.aggregate)
    for provisions in report.provisions.values():
        for provision in provisions:
            notes.provision(provision)
    for regime in report.law.instruments:
        notes.instrument(regime.instrument)
    rows = [
        SheetRow(
            (
                note.title,
                note.locator,
                note.dated,
                note.confidence,
                Link("mở nguồn", note.url) if note.url else "",
            )
        )
        for note in notes.all
    ]
    legend = "A đã đọc nguyên văn; B trang chính thức, báo lớn hoặc văn bản khác nêu; C nguồn thứ cấp; ? chưa kiểm chứng."
    return _sheet(report, "Nguồn", "Nguồn của các số liệu trong báo cáo", columns, rows, legend)
