"""The status report as an official paper: what is known, how surely, by which source; absence is said."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from daumoi.documents.charts import as_figure, render_chart
from daumoi.documents.rendering.model import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
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
from daumoi.organisations.queries import Certainty
from daumoi.overview.presenters import status_report_tables as tables
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.presenters.status_report_chart import status_chart
from daumoi.overview.presenters.status_report_notes import Notes
from daumoi.overview.status_report_queries import StatusReport
from daumoi.ui.formats import written_date

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that looks like another


def status_document(*, report: StatusReport, issuer: str, fonts: Path, cache: Path | None = None) -> Document:
    """The report as a paper. The same content gives the same paper, with the same content code.

    `fonts` holds the typefaces of the picture, `cache` the pictures already drawn.
    """
    notes = Notes()
    chart = render_chart(status_chart(report), fonts=fonts, variant="print", cache=cache)
    blocks: list[Block] = [
        *_summary(report, notes),
        *_published(report, notes),
        *tables.units(report, notes),
        as_figure(chart, width=0.9),
        *tables.changes(report, notes),
        *tables.duties(report, notes),
        *_law(report, notes),
        *_limits(report),
    ]
    annexes = tuple(tables.matrix(report.coverage)) if tables.has_cells(report.coverage) else ()
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
    managing = sum(bool(words.role_words(line.unit)) for line in report.lines)
    if managing:
        items.append(
            (
                f"{managing} đơn vị ghi “quản lý nhà nước” làm chức năng trên cả nước; nguồn chưa nói đơn vị nào phục vụ "
                "nội bộ của chính bộ đó.",
            )
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
