"""A regulation put out for opinions, for tests."""

import io
from collections.abc import Sequence
from datetime import timedelta

import docx

from daumoi.documents.actions.consulting import Contact, open_consultation
from daumoi.documents.actions.deciding import Decided, close_consultation, decide_opinions
from daumoi.documents.actions.drafting import begin_paper
from daumoi.documents.actions.opinions import Said, answer_consultation
from daumoi.documents.models import Consultation, ConsultedBody, DraftOpinion, Paper
from daumoi.documents.rules.content import Content, Part
from daumoi.documents.tests.desk import AT, DAY, kind
from daumoi.foundation.principal import Principal, acting, system
from daumoi.organisations.models import Organisation
from tests.cast import Cast, appoint, make_body, make_person

DUE = DAY + timedelta(days=10)
ARTICLES = """Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc chia sẻ dữ liệu.
Điều 2. Đối tượng áp dụng
Các đơn vị thuộc Bộ.
Điều 3. Hiệu lực
Quy chế có hiệu lực từ ngày ký."""
CONTACT = Contact(name="Trần Thị B", telephone="024.1234567")


def regulation(cast: Cast, *, text: str = ARTICLES) -> Paper:
    """A draft regulation of Bộ A."""
    officer = cast.principal(cast.officer)
    with acting(officer):
        return begin_paper(
            by=officer,
            owner=cast.body_a,
            kind=kind("quyet_dinh"),
            subject="Quy chế chia sẻ dữ liệu",
            day=DAY,
            content=Content(parts=[Part(text=text)]),
        )


def put_out(
    cast: Cast, paper: Paper | None = None, *, bodies: Sequence[Organisation] = (), others: Sequence[str] = ()
) -> Consultation:
    """The regulation put out for opinions, to Bộ B unless others are named."""
    officer = cast.principal(cast.officer)
    paper = paper or regulation(cast)
    with acting(officer):
        return open_consultation(
            by=officer,
            paper=paper,
            bodies=bodies or [cast.body_b],
            others=others,
            due_on=DUE,
            contact=CONTACT,
            day=DAY,
        )


def line_of(consultation: Consultation, name: str = "Bộ B") -> ConsultedBody:
    """The line of one asked place; for use inside `acting`."""
    return ConsultedBody.objects.select_related("consultation", "organisation").get(
        consultation=consultation, name=name
    )


def answered(cast: Cast, consultation: Consultation, *said: Said) -> ConsultedBody:
    """Bộ B's officer sends opinions."""
    officer_b = cast.principal(cast.officer_b)
    with acting(officer_b):
        return answer_consultation(by=officer_b, line=line_of(consultation), said=said, at=AT)


def opinions(cast: Cast, consultation: Consultation) -> list[DraftOpinion]:
    """What the asker received."""
    with acting(cast.principal(cast.officer)):
        return list(DraftOpinion.objects.filter(consultation=consultation).order_by("line_id", "number"))


def decided(cast: Cast, consultation: Consultation, *decisions: Decided) -> int:
    """Bộ A's officer decides."""
    officer = cast.principal(cast.officer)
    with acting(officer):
        fresh = Consultation.objects.get(pk=consultation.pk)
        return decide_opinions(by=officer, consultation=fresh, decisions=decisions, at=AT)


def closed(cast: Cast, consultation: Consultation) -> Consultation:
    """The round, ended."""
    officer = cast.principal(cast.officer)
    with acting(officer):
        fresh = Consultation.objects.get(pk=consultation.pk)
        return close_consultation(by=officer, consultation=fresh, at=AT)


def table(*rows: tuple[str, str], titles: tuple[str, str] = ("Điều, khoản", "Nội dung góp ý")) -> bytes:
    """A Word file with one table."""
    document = docx.Document()
    grid = document.add_table(rows=1, cols=2)
    for cell, words in zip(grid.rows[0].cells, titles, strict=True):
        cell.text = words
    for row in rows:
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = row
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def third_body(cast: Cast) -> tuple[Organisation, Principal]:
    """A third body and its officer."""
    with acting(system("dựng vai")):
        body_c = make_body("bo-c", "Bộ C", 3)
        person = make_person("chuyenvien.c", "Đinh Chuyên Viên C")
        appoint(person, "ministry_officer", body_c)
    return body_c, cast.principal(person)
