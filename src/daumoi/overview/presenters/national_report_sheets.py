"""The annexes of the national report as a workbook: figures, source cells, bodies, opinions."""

from datetime import datetime

from daumoi.overview.national_report_queries import NationalReport
from daumoi.overview.presenters.national_report_proposals import FORM, PHASE, POSTS, REASON, WISH
from daumoi.surveys.queries.analysis import Figure
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, Value, write_workbook

_HOLDINGS = (("lead", "Chủ trì"), ("partial", "Một phần"), ("none", "Không"), ("elsewhere", "Đơn vị khác"))


def national_workbook(*, report: NationalReport) -> bytes:
    """The workbook; the same replies give the same bytes."""
    sheets = [
        _replies(report),
        _figures(report),
        _duties(report),
        _bodies(report),
        _opinions(report),
        _cells(report),
    ]
    created: datetime = report.settled_at
    return write_workbook(sheets=sheets, created=created, simulated=report.round.is_simulated)


def every_figure(report: NationalReport) -> list[Figure]:
    """All figures of the report in its order."""
    found = report.response
    figures = [
        found.arrived,
        found.on_time,
        found.late,
        found.missing,
        found.clarifying,
        found.closed,
        *report.forms,
    ]
    for group in report.groups:
        figures += [group.full, group.partial, group.nothing]
    for gap in report.gaps:
        figures += [gap.assigned, gap.done, gap.unasked, gap.undone]
    for staff in report.staff:
        figures += [staff.assigned, staff.present]
    for core in report.cores:
        figures += [core.present, core.absent, core.people]
    for money in report.money:
        figures += [money.years[year] for year in sorted(money.years)]
    figures += [entry.figure for entry in report.difficulties.entries]
    return figures + [figure for _, row in report.wishes for figure in row]


def _sheet(
    report: NationalReport, name: str, title: str, columns: tuple[SheetColumn, ...], rows: list[SheetRow]
) -> Sheet:
    round_ = report.round
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=rows,
        as_of=round_.cutoff_on,
        source=f"{round_.title}; công văn số {round_.letter_number}",
    )


def _replies(report: NationalReport) -> Sheet:
    columns = (
        SheetColumn("Mã", width=9),
        SheetColumn("Cơ quan", width=18),
        SheetColumn("Trạng thái", width=16),
        SheetColumn("Ngày gửi", "date"),
        SheetColumn("Số ngày muộn", "whole"),
        SheetColumn("Văn bản xác nhận", width=22),
        SheetColumn("Người ký, phê duyệt", width=40),
        SheetColumn("Mã nội dung", width=17),
        SheetColumn("Từ bản giấy", width=10),
    )
    rows = []
    for voice in report.reading.voices:
        reply = voice.reply
        sent = reply.sent_at.date() if reply.sent_at is not None else None
        late = voice.lateness.days if voice.has_arrived else None
        state = reply.get_state_display()
        rows.append(
            SheetRow(
                (
                    voice.code,
                    voice.name,
                    state,
                    sent,
                    late,
                    voice.letter,
                    reply.approved_by_text,
                    reply.approved_code,
                    reply.is_from_paper,
                )
            )
        )
    return _sheet(report, "Trả lời", "Trả lời của các cơ quan", columns, rows)


def _figures(report: NationalReport) -> Sheet:
    columns = (
        SheetColumn("Mã số liệu", width=34),
        SheetColumn("Số liệu", width=70),
        SheetColumn("Giá trị", "decimal"),
        SheetColumn("Đơn vị tính", width=12),
        SheetColumn("Số cơ quan", "whole"),
        SheetColumn("Được hỏi", "whole"),
    )
    rows = [
        SheetRow((one.code, one.label, one.value, one.unit or "cơ quan", one.numerator, one.denominator))
        for one in every_figure(report)
    ]
    return _sheet(report, "Số liệu", "Số liệu của báo cáo, có tử số và mẫu số", columns, rows)


def _duties(report: NationalReport) -> Sheet:
    titles = (("giao", "Đang được giao"), ("thuc_te", "Thực tế thực hiện"), ("de_nghi", "Đề nghị giao"))
    columns = [SheetColumn("Nhiệm vụ", width=60)]
    columns += [SheetColumn(word, "whole", 11, group=title) for _, title in titles for _, word in _HOLDINGS]
    columns.append(SheetColumn("Chênh lệch thực tế − được giao", "whole", 14))
    rows = []
    for gap in report.gaps:
        values: list[Value] = [gap.duty.name]
        values += [
            gap.duty.figures[column, holding].numerator for column, _ in titles for holding, _ in _HOLDINGS
        ]
        rows.append(SheetRow((*values, gap.balance)))
    return _sheet(report, "Nhiệm vụ", "Số cơ quan theo từng nhiệm vụ", tuple(columns), rows)


def _bodies(report: NationalReport) -> Sheet:
    columns = (
        SheetColumn("Cơ quan", width=16),
        SheetColumn("Kiến nghị 2011", "whole", 10),
        SheetColumn("Hình thức hiện nay", width=28),
        SheetColumn("Mô hình mong muốn", width=36),
        SheetColumn("Phương án", width=40),
        SheetColumn("Lý do", width=60),
        SheetColumn("Nguồn biên chế", width=40),
        SheetColumn("Nhiệm vụ chưa giao cho ai", width=40),
    )
    reading = report.reading
    rows = [
        SheetRow(
            (
                one.voice.name,
                one.recommendation,
                one.words(reading, FORM) or "chưa có đơn vị",
                *(one.words(reading, element) for element in (WISH, PHASE, REASON, POSTS)),
                ", ".join(one.lacking),
            )
        )
        for one in report.addressed
    ]
    return _sheet(report, "Từng cơ quan", "Đề xuất của từng cơ quan", columns, rows)


def _opinions(report: NationalReport) -> Sheet:
    found = report.difficulties
    labels = {entry.entry.code: entry.entry.label for entry in found.entries}
    columns = (
        SheetColumn("Cơ quan", width=14),
        SheetColumn("Câu", width=12),
        SheetColumn("Ý kiến", width=90),
        SheetColumn("Nhóm (mọi người cùng gán)", width=40),
        SheetColumn("Nhóm còn khác nhau", width=40),
    )
    rows = [
        SheetRow(
            (
                text.voice.name,
                report.reading.place(text.source),
                text.text,
                "; ".join(labels[code] for code in sorted(text.settled)),
                "; ".join(labels[code] for code in sorted(text.disputed)),
            )
        )
        for text in found.texts
    ]
    return _sheet(report, "Ý kiến", "Ý kiến của các cơ quan và cách phân nhóm", columns, rows)


def _cells(report: NationalReport) -> Sheet:
    columns = (
        SheetColumn("Mã số liệu", width=32),
        SheetColumn("Cơ quan", width=14),
        SheetColumn("Câu hỏi", width=50),
        SheetColumn("Câu trả lời", width=50),
        SheetColumn("Văn bản xác nhận", width=22),
    )
    reading = report.reading
    rows = [
        SheetRow(
            (
                figure.code,
                reading.by_code[source.organisation].name,
                reading.place(source),
                reading.words(source),
                reading.by_code[source.organisation].letter,
            )
        )
        for figure in every_figure(report)
        for source in figure.cells
    ]
    return _sheet(report, "Ô nguồn", "Bảng ô nguồn: mỗi số liệu được làm ra từ những ô nào", columns, rows)
