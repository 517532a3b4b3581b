"""`daumoi demo council`: a letter to 22 bodies, their answers, a session, its papers; every file it leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from daumoi.config.demo import desks, government, letters, people, session
from daumoi.config.demo.people import principal
from daumoi.config.demo.replying import moment
from daumoi.council import queries
from daumoi.council.presenters.papers import opinions_paper
from daumoi.council.presenters.sheets import opinions_workbook
from daumoi.documents.models import FileRole, Message, MessageWay, Paper, PaperFile, Side
from daumoi.documents.rendering import render_report
from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.foundation.principal import acting


@dataclass(frozen=True)
class Chain:
    """What stands after the story was played."""

    sent: letters.Sent
    held: session.Held
    arrived: int
    asked: int


def build() -> Chain:
    """Play what is missing of the story on the simulated government; the second time nothing changes."""
    with operating("dựng mô phỏng") as by:
        places = government.build(by=by, today=today())
        people.build(by=by, places=places)
        desks.build(by=by, places=places)
        sent = letters.build(places=places)
        held = session.build(places=places, sent=sent)
        return Chain(
            sent=sent,
            held=held,
            arrived=Paper.objects.filter(guid=sent.letter.guid, side=Side.IN).count(),
            asked=len(government.BODIES),
        )


def write_files(*, chain: Chain, folder: Path) -> Iterator[Path]:
    """The letter and the notice as PDF, the messages of the exchange, the table of opinions as PDF and workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    by = principal("dieuphoi", session.HELD)
    with operating("ghi tệp mô phỏng"), acting(by):
        for paper in (chain.sent.letter, chain.held.notice):
            file = PaperFile.objects.filter(paper=paper, role=FileRole.PDF).latest("id")
            yield _kept(folder / file.name, bytes(file.content))
        for message in Message.objects.filter(way=MessageWay.OUT, paper=chain.sent.letter).order_by(
            "to_organ"
        ):
            yield _kept(folder / f"{message.to_organ}.edxml", bytes(message.content))
        view = queries.session_view(principal=by, session=chain.held.session, day=session.HELD)
        pdf = render_report(
            opinions_paper(view, day=session.HELD), at=moment(session.HELD, 17), fonts=settings.FONTS
        )
        yield _kept(folder / "bang-y-kien.pdf", pdf)
        yield _kept(folder / "bang-y-kien.xlsx", opinions_workbook(view, day=session.HELD))


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
