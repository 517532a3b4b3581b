"""Report 2: what the replies of a round say together, as an official paper with the cells behind every figure."""

from collections.abc import Iterable

import msgspec

from daumoi.documents.rendering.model import (
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Issuer,
    Paragraph,
    Row,
    Table,
)
from daumoi.overview.national_report_queries import NationalReport
from daumoi.overview.presenters import national_report_findings as findings
from daumoi.overview.presenters import national_report_proposals as proposals
from daumoi.overview.presenters.national_report_findings import Draw
from daumoi.overview.presenters.national_report_notes import FigureNotes, value
from daumoi.overview.presenters.status_report import content_code
from daumoi.ui.formats import written_date


def national_document(*, report: NationalReport, draw: Draw) -> Document:
    """The report as a paper; the same replies give the same paper, with the same content code.

    `draw` makes the pictures for the ground the paper will stand on.
    """
    notes = FigureNotes(report.reading)
    blocks: list[Block] = [
        *findings.summary(report, notes),
        *findings.answers(report, notes),
        *findings.forms(report, notes, draw),
        *findings.coverage(report, notes, draw),
        *findings.people(report, notes, draw),
        *findings.money(report, notes, draw),
        *proposals.difficulties(report, notes, draw),
        *proposals.recommendations(report, notes),
        *proposals.proposals(report, notes, draw),
        *proposals.explained(report),
    ]
    round_ = report.round
    paper = Document(
        issuer=Issuer(name=report.issuer.upper(), parent=report.issuer_parent.upper()),
        kind="BÁO CÁO",
        subject=f"Tổng hợp kết quả đợt “{round_.title}”",
        notation="BC-ĐM",
        place="Chốt trả lời",
        issued=report.settled_at.date(),
        grounds=_grounds(report),
        blocks=tuple(blocks),
        annexes=(_replies_annex(report), _cells_annex(notes)),
        sources=notes.sources,
        simulated=round_.is_simulated,
        as_of=round_.cutoff_on,
        journal_head=report.journal_head[:16],
    )
    return msgspec.structs.replace(paper, content_code=content_code(paper))


def _grounds(report: NationalReport) -> tuple[str, ...]:
    round_ = report.round
    signed = f" ngày {written_date(round_.letter_date)}" if round_.letter_date is not None else ""
    return (
        f"Căn cứ công văn số {round_.letter_number}{signed} về việc khảo sát",
        f"Căn cứ trả lời của {len(report.reading.arrived)} bộ, cơ quan ngang bộ",
    )


def _replies_annex(report: NationalReport) -> Annex:
    """Which paper stands behind each body's answers."""
    columns = (
        Column("Cơ quan", width="1.5fr"),
        Column("Văn bản xác nhận", width="2fr"),
        Column("Người ký, phê duyệt", width="3fr"),
        Column("Ngày gửi", align="centre"),
        Column("Mã nội dung", align="centre", width="2.2fr"),
        Column("Trạng thái", width="1.3fr"),
    )
    rows = []
    for voice in report.reading.voices:
        reply = voice.reply
        sent = written_date(reply.sent_at.date()) if reply.sent_at is not None else "–"
        if reply.is_from_paper:
            sent += " (bản giấy)"
        state = reply.get_state_display()
        rows.append(
            Row(
                (
                    voice.name,
                    voice.letter or "–",
                    reply.approved_by_text or "–",
                    sent,
                    reply.approved_code or "–",
                    state,
                )
            )
        )
    return Annex(
        title="Trả lời của các cơ quan",
        blocks=(Table(columns, tuple(rows), dense=True),),
        orientation="landscape",
    )


def _cells_annex(notes: FigureNotes) -> Annex:
    """The table of source cells: every figure with its number, its questions and the answers it was made of."""
    columns = (
        Column("Số liệu", width="2.4fr"),
        Column("Câu hỏi", width="2.2fr"),
        Column("Câu trả lời – cơ quan", width="5fr"),
    )
    blocks: Iterable[Block] = (
        Paragraph(("Công văn xác nhận của từng cơ quan ở phụ lục trước.",)),
        Table(columns, tuple(_cell_rows(notes)), dense=True),
    )
    return Annex(title="Bảng ô nguồn", blocks=tuple(blocks), orientation="landscape")


def _cell_rows(notes: FigureNotes) -> Iterable[Row]:
    for figure in list(notes.figures.values()):
        for index, (place, answers) in enumerate(notes.cells(figure)):
            head = Cell((f"{figure.label}: {value(figure)}", notes.cite(figure))) if index == 0 else ""
            yield Row((head, place, answers))
