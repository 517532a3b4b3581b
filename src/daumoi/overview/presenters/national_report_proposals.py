"""Sections VI to IX of the national report: difficulties, the two recommendations, proposals, what was explained."""

from collections.abc import Iterable

from daumoi.documents.charts import as_figure
from daumoi.documents.rendering.model import (
    Block,
    Column,
    Heading,
    Items,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
)
from daumoi.overview.national_report_queries import NationalReport
from daumoi.overview.presenters.national_report_findings import Draw
from daumoi.overview.presenters.national_report_notes import FigureNotes, shortened, small
from daumoi.surveys.queries.analysis import Addressed, pictures
from daumoi.ui.formats import written_number as written

FORM, WISH, PHASE = "don_vi.hinh_thuc", "de_xuat.hinh_thuc", "de_xuat.phuong_an"
REASON, POSTS = "de_xuat.ly_do", "de_xuat.nguon_bien_che"


def difficulties(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """What the ministries say in their own words, counted by the codebook, with quotes."""
    found = report.difficulties
    yield Heading(1, "Khó khăn, vướng mắc qua ý kiến của các cơ quan")
    if not found.coded:
        yield Paragraph((f"Có {len(found.texts)} ý kiến viết; các ý kiến chưa được phân nhóm.",))
        return
    coders = f"{len(found.coders)} người" if len(found.coders) > 1 else "một người"
    agreement = (
        f" Mức thống nhất: kappa Cohen {written(round(found.kappa, 2))}, alpha Krippendorff {written(round(found.alpha, 2))}."
        if found.kappa is not None and found.alpha is not None
        else ""
    )
    yield Paragraph(
        (
            f"{len(found.coded)} ý kiến được {coders} phân nhóm độc lập theo một bảng mã; một ý kiến có thể thuộc nhiều nhóm,"
            f" chỉ tính khi mọi người mã hóa cùng gán.{agreement}",
        )
    )
    simulated = report.round.is_simulated
    yield as_figure(draw(pictures.difficulties_chart(found, asked=report.reading.asked, simulated=simulated)))
    columns = (
        Column("Nhóm ý kiến", width="3fr"),
        Column("Số cơ quan", align="centre"),
        Column("Số ý kiến", align="right"),
        Column("Kappa", align="right"),
    )
    ordered = sorted(found.entries, key=lambda entry: -entry.figure.numerator)
    rows = tuple(
        Row(
            (
                entry.entry.label,
                notes.cell(entry.figure),
                str(entry.texts),
                written(round(entry.kappa, 2)) if entry.kappa is not None else "–",
            )
        )
        for entry in ordered
    )
    yield Table(columns, rows, caption="Ý kiến theo nhóm")
    quoted: set[object] = set()
    for entry in ordered:
        fresh = [one for one in entry.quotes if one[0].source not in quoted]
        for text, quote in fresh[:1]:
            quoted.add(text.source)
            yield Quote(
                f"… {quote} …",
                (
                    f"{text.voice.name}, {small(report.reading.place(text.source))}, {small(entry.entry.label)}",
                ),
            )


def recommendations(report: NationalReport, notes: FigureNotes) -> Iterable[Block]:
    """The two recommendations of the letter of 08/9/2011, body by body."""
    yield Heading(1, "Hai kiến nghị tại công văn số 2723/BTTTT-ƯDCNTT ngày 08/9/2011")
    for number, title, what in (
        (1, "Cơ quan đã có Cục", "xem xét kiện toàn cơ cấu tổ chức, chức năng, nhiệm vụ"),
        (2, "Cơ quan chưa có Cục", "xem xét củng cố, kiện toàn theo hướng thành lập Cục"),
    ):
        group = [one for one in report.addressed if one.recommendation == number]
        yield Heading(2, f"Kiến nghị {number}: {title.lower()} – {what}")
        if group:
            yield _addressed_table(report, group, number)
        else:
            yield Paragraph(("Không có cơ quan nào thuộc nhóm này.",))


def _addressed_table(report: NationalReport, group: list[Addressed], number: int) -> Table:
    reading = report.reading
    columns = (
        Column("Cơ quan", width="1.2fr"),
        Column("Hiện nay", width="1.4fr"),
        Column("Đề xuất", width="2fr"),
        Column("Phương án", width="1fr"),
        Column("Nhiệm vụ chưa giao" if number == 1 else "Nguồn biên chế", width="2fr"),
    )
    rows = tuple(
        Row(
            (
                one.voice.name,
                one.words(reading, FORM) or "chưa có đơn vị",
                one.words(reading, WISH),
                one.words(reading, PHASE).split(":")[0],
                (", ".join(one.lacking) or "không") if number == 1 else one.words(reading, POSTS) or "–",
            )
        )
        for one in group
    )
    return Table(columns, rows, caption=f"Kiến nghị {number}: {len(rows)} cơ quan đã trả lời", dense=True)


def proposals(report: NationalReport, notes: FigureNotes, draw: Draw) -> Iterable[Block]:
    """What the ministries propose, summed, with reasons and what they ask guidance on."""
    yield Heading(1, "Đề xuất của các cơ quan")
    phases = list(report.reading.element_labels(PHASE).values())
    if report.wishes:
        yield as_figure(
            draw(pictures.wishes_chart(report.wishes, phases, simulated=report.round.is_simulated))
        )
        columns = (
            Column("Mô hình mong muốn", width="3fr"),
            *(Column(phase.split(":")[0], align="centre") for phase in phases),
            Column("Cộng", align="centre"),
        )
        rows = tuple(
            Row(
                (
                    label,
                    *(notes.cell(figure) for figure in figures),
                    str(sum(figure.numerator for figure in figures)),
                )
            )
            for label, figures in report.wishes
        )
        yield Table(columns, rows, caption="Mô hình mong muốn theo phương án")
        yield Items(
            tuple((Strong(phase.split(":")[0] + ":"), phase.split(":", 1)[-1] + ".") for phase in phases)
        )
    if report.guidance:
        yield Heading(2, "Nội dung đề nghị hướng dẫn")
        yield Items(tuple((f"{voice.name}: {shortened(text, 300)}",) for voice, _, text in report.guidance))


def explained(report: NationalReport) -> Iterable[Block]:
    """Notes: the figures that looked odd, with the explanation of the body that gave them."""
    reading = report.reading
    lines = []
    for voice in reading.arrived:
        known = {(one.check_code, one.row): one for one in voice.explanations}
        for violation in voice.content.soft if voice.content is not None else ():
            explanation = known.get((violation.code, violation.row))
            if explanation is not None:
                lines.append((Strong(f"{voice.name}, {violation.place}: "), shortened(explanation.text, 240)))
    yield Heading(1, "Giải trình của các cơ quan về số liệu khác thường")
    if lines:
        yield Items(tuple(lines), marker="number")
    else:
        yield Paragraph(("Không có số liệu nào phải giải trình.",))
