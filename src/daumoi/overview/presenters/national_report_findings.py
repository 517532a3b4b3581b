"""Sections I to V of the national report: response, form, coverage and gap, staff, money."""

from collections.abc import Callable, Iterable

from daumoi.documents.charts import Chart, ChartSpec, as_figure
from daumoi.documents.rendering.model import (
    Block,
    Callout,
    Column,
    Heading,
    Items,
    Paragraph,
    Row,
    Runs,
    Strong,
    Table,
)
from daumoi.overview.national_report_queries import NationalReport
from daumoi.overview.presenters.national_report_notes import FigureNotes, small
from daumoi.surveys.queries.analysis import Gap, Voice, pictures
from daumoi.ui.formats import written_date

Draw = Callable[[ChartSpec], Chart]


def summary(report: NationalReport, notes: FigureNotes) -> Iterable[Block]:
    """The sentences a minister reads first."""
    response, cuc = report.response, report.has_cuc
    yield Heading(1, "Tóm tắt")
    yield Paragraph(
        (
            "Đã nhận trả lời của ",
            *notes.shown(response.arrived),
            " bộ, cơ quan ngang bộ; ",
            *notes.shown(cuc),
            " cơ quan có đơn vị chuyên trách tổ chức theo mô hình Cục.",
        )
    )
    if report.groups:
        least = min(report.groups[:-1] or report.groups, key=lambda row: row.full.numerator)
        yield Paragraph(
            (
                f"Nhóm nhiệm vụ được giao đầy đủ ở ít cơ quan nhất là “{least.title}” (",
                *notes.shown(least.full),
                ").",
            )
        )
    wanted = [
        figure
        for label, figures in report.wishes
        for figure in figures
        if figure.code.startswith("de-xuat.cuc.")
    ]
    if wanted:
        runs: list[object] = [
            f"{sum(figure.numerator for figure in wanted)} cơ quan đề xuất tổ chức theo mô hình Cục: "
        ]
        parts = [figure for figure in wanted if figure.numerator]
        for index, figure in enumerate(parts):
            runs += [
                figure.label.split(" – ")[-1] + ": ",
                *notes.shown(figure),
                "; " if index < len(parts) - 1 else ").",
            ]
        yield Paragraph(tuple(runs))  # type: ignore[arg-type]
    yield Callout(
        (
            "Số nhỏ đứng sau mỗi số liệu dẫn đến phụ lục: ở đó có câu hỏi, câu trả lời của từng cơ quan và công văn"
            " xác nhận. Mẫu số là số cơ quan được hỏi khi phát hành; cơ quan chưa trả lời không bị coi là “không có”.",
        ),
        title="Cách đọc",
    )


def answers(report: NationalReport, notes: FigureNotes) -> Iterable[Block]:
    """Who answered, when, and who did not."""
    response, round_ = report.response, report.round
    yield Heading(1, "Tình hình trả lời")
    letter = f"Công văn số {round_.letter_number}"
    if round_.letter_date is not None:
        letter += f" ngày {written_date(round_.letter_date)}"
    yield Paragraph(
        (
            f"{letter} đề nghị {report.reading.asked} cơ quan trả lời trước ngày {written_date(round_.due_on)}, số liệu"
            f" chốt đến ngày {written_date(round_.cutoff_on)}. Đúng hạn: ",
            *notes.shown(response.on_time),
            "; quá hạn: ",
            *notes.shown(response.late),
            "; chưa gửi: ",
            *notes.shown(response.missing),
            "; đang làm rõ: ",
            *notes.shown(response.clarifying),
            "; đã chốt: ",
            *notes.shown(response.closed),
            ".",
        )
    )
    lines: list[Runs] = [
        (f"{voice.name}: gửi muộn {voice.lateness.days} ngày ({_letter(voice)}).",)
        for voice in response.late_voices
    ]
    lines += [
        (f"{voice.name}: chưa gửi, đã đôn đốc; số liệu của cơ quan này không có trong báo cáo.",)
        for voice in response.missing_voices
    ]
    lines += [
        (f"{voice.name}: không phải trả lời ({voice.reply.waived_reason})",)
        for voice in report.reading.waived
    ]
    if lines:
        yield Items(tuple(lines))


def _letter(voice: Voice) -> str:
    return f"công văn số {voice.letter}" if voice.reply.letter_number else voice.letter


def forms(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """The forms of the units."""
    reading = report.reading
    yield Heading(1, "Hình thức tổ chức của đơn vị chuyên trách")
    shown = [figure for figure in report.forms if figure.numerator]
    chart = pictures.forms_chart(tuple(shown), asked=reading.asked, simulated=reading.round.is_simulated)
    yield as_figure(draw(chart))
    rows = tuple(
        Row((figure.label, notes.cell(figure), ", ".join(_bodies(report, figure.cells)))) for figure in shown
    )
    columns = (
        Column("Hình thức", width="2fr"),
        Column("Số cơ quan", align="centre"),
        Column("Gồm", width="4fr"),
    )
    yield Table(columns, rows, caption="Đơn vị chuyên trách theo hình thức")


def _bodies(report: NationalReport, cells: Iterable[object]) -> list[str]:
    by_code = report.reading.by_code
    return list(dict.fromkeys(by_code[cell.organisation].name for cell in cells))  # type: ignore[attr-defined]


def not_asked(what: str) -> Paragraph:
    """What stands in a section about something that the questionnaire of the round does not ask."""
    return Paragraph((f"Phiếu của đợt này không hỏi {what} nên không có số liệu về phần này.",))


def coverage(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """Coverage of the groups, then each duty, then the gap."""
    simulated = report.round.is_simulated
    yield Heading(1, "Bao phủ bốn nhóm nhiệm vụ")
    if not report.gaps:
        yield not_asked("từng nhiệm vụ")
        return
    yield Paragraph(
        (
            "Một nhóm được coi là đủ khi từng nhiệm vụ trong nhóm đều đã giao cho đơn vị chuyên trách chủ trì, hoặc giao"
            " rõ cho đơn vị khác (trường hợp an toàn thông tin).",
        )
    )
    yield as_figure(draw(pictures.groups_chart(report.groups, simulated=simulated)))
    head = (
        Column("Nhóm nhiệm vụ", width="3fr"),
        *(Column(title, align="centre") for title in ("Đủ", "Một phần", "Chưa có", "Chưa trả lời")),
    )
    rows = tuple(
        Row(
            (
                row.title,
                notes.cell(row.full),
                notes.cell(row.partial),
                notes.cell(row.nothing),
                str(row.unknown),
            )
        )
        for row in report.groups
    )
    yield Table(head, rows, caption="Số cơ quan theo mức được giao từng nhóm")
    yield Heading(2, "Từng nhiệm vụ")
    chart = pictures.duties_chart(report.duties, asked=report.reading.asked, simulated=simulated)
    yield as_figure(draw(chart))
    yield Heading(2, "Chênh lệch giữa thực tế và văn bản giao")
    yield Paragraph(tuple(_gap_sentence(report)))
    yield _gap_table(report.gaps, notes)


def _gap_sentence(report: NationalReport) -> Iterable[str]:
    unasked = max(report.gaps, key=lambda gap: gap.unasked.numerator)
    undone = max(report.gaps, key=lambda gap: gap.undone.numerator)
    if unasked.unasked.numerator:
        yield f"Nhiều nhất về phía làm khi chưa được giao: {small(unasked.duty.name)} ({unasked.unasked.numerator} cơ quan). "
    if undone.undone.numerator:
        yield f"Nhiều nhất về phía được giao mà chưa làm: {small(undone.duty.name)} ({undone.undone.numerator} cơ quan)."
    else:
        yield "Không cơ quan nào bỏ hẳn nhiệm vụ đã giao."


def _gap_table(gaps: tuple[Gap, ...], notes: FigureNotes) -> Table:
    columns = (
        Column("Nhiệm vụ", width="3fr"),
        Column("Được giao", align="centre"),
        Column("Thực hiện", align="centre"),
        Column("Chênh lệch", align="centre"),
        Column("Làm khi chưa giao", align="centre"),
        Column("Giao mà chưa làm", align="centre"),
    )
    rows = tuple(
        Row(
            (
                gap.duty.name,
                notes.cell(gap.assigned),
                notes.cell(gap.done),
                f"{gap.balance:+d}" if gap.balance else "0",
                notes.cell(gap.unasked),
                notes.cell(gap.undone),
            )
        )
        for gap in gaps
    )
    return Table(columns, rows, caption="Thực tế thực hiện trừ được giao (chủ trì hoặc một phần)", dense=True)


def people(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """Staff by kind and the hard cores."""
    yield Heading(1, "Nhân lực và bộ phận cứng")
    if not report.staff:
        yield not_asked("nhân lực theo loại")
        return
    yield as_figure(draw(pictures.staff_chart(report.staff, simulated=report.round.is_simulated)))
    columns = (
        Column("Loại", width="3fr"),
        Column("Được giao", align="right", unit="người"),
        Column("Có mặt", align="right", unit="người"),
        Column("Có số liệu", align="centre", unit="cơ quan"),
    )
    rows = tuple(
        Row(
            (
                row.label,
                notes.cell(row.assigned),
                notes.cell(row.present),
                f"{row.assigned.numerator}/{row.assigned.denominator}",
            ),
            role="total" if row is report.staff[-1] else "data",
        )
        for row in report.staff
    )
    yield Table(columns, rows, caption="Nhân lực của các đơn vị chuyên trách")
    core_columns = (
        Column("Bộ phận cứng", width="3fr"),
        Column("Đã có", align="centre"),
        Column("Chưa có", align="centre"),
        Column("Số người", align="right", unit="người"),
    )
    core_rows = tuple(
        Row((core.label, notes.cell(core.present), notes.cell(core.absent), notes.cell(core.people)))
        for core in report.cores
    )
    yield Table(core_columns, core_rows, caption="Bộ phận cứng về quản lý ứng dụng CNTT và an toàn thông tin")


def money(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """Money by source and year."""
    yield Heading(1, "Kinh phí")
    if not any(row.years for row in report.money):
        yield not_asked("kinh phí theo nguồn")
        return
    yield as_figure(draw(pictures.money_chart(report.money, simulated=report.round.is_simulated)))
    years = sorted({year for row in report.money for year in row.years})
    columns = (
        Column("Nguồn", width="3fr"),
        *(Column(f"Năm {year}", align="right", unit="triệu đồng") for year in years),
    )
    rows = tuple(
        Row(
            (row.label, *(notes.cell(row.years[year]) for year in years)),
            role="total" if row.is_total else "data",
        )
        for row in report.money
    )
    total = next((row for row in report.money if row.is_total), None)
    note: Runs = ()
    if total is not None:
        given = "; ".join(
            f"{year}: {total.years[year].numerator}/{total.years[year].denominator}" for year in years
        )
        note = (
            Strong("Số cơ quan có đủ số liệu để cộng: "),
            given,
            ". Cơ quan ghi “chưa có số liệu” không nằm trong tổng.",
        )
    yield Table(columns, rows, caption="Kinh phí của đơn vị chuyên trách theo nguồn", note=note)
