"""`daumoi demo scheme`: from the replies of 2016 to a signed draft decision; every paper it leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from daumoi.config.demo import desks, government, people, round_2016, scheme, scheme_papers
from daumoi.config.demo.people import principal
from daumoi.config.demo.replying import moment
from daumoi.documents import actions as documents
from daumoi.documents.composition import print_paper
from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.foundation.principal import acting
from daumoi.scheme.models import Scheme, SchemePaper
from daumoi.scheme.queries import chosen_plan, figures


@dataclass(frozen=True)
class Played:
    """What stands after the story was played: how many bodies proposed, how many become a Cục in the chosen plan."""

    scheme: Scheme
    proposed: int
    changing: int
    papers: int
    tasks: int


def build() -> Played:
    """Play what is missing of the story on the simulated government; the second time nothing changes."""
    with operating("dựng mô phỏng") as by:
        places = government.build(by=by, today=today())
        people.build(by=by, places=places)
        desks.build(by=by, places=places)
        made = scheme.build(round_=round_2016.build(places=places), places=places)
        went = scheme_papers.build(scheme=made, places=places)
        reader = principal("dieuphoi", today())
        with acting(reader):
            plan = chosen_plan(principal=reader, scheme=went.scheme)
            told = figures(principal=reader, scheme=went.scheme)
        return Played(
            scheme=went.scheme,
            proposed=told["da_de_xuat"].value or 0,
            changing=sum(one.line.changes for one in plan),
            papers=went.papers,
            tasks=went.tasks,
        )


def write_files(*, played: Played, folder: Path) -> Iterator[Path]:
    """Every paper of the set as PDF, as it stands now; yields each file as it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    with operating("ghi tệp mô phỏng"), acting(principal("dieuphoi", today())):
        held = SchemePaper.objects.filter(scheme=played.scheme, ended_at=None).select_related("paper__kind")
        for one in held.order_by("id"):
            content = documents.newest_content(paper=one.paper)
            printed = print_paper(paper=one.paper, content=content, at=moment(today()), fonts=settings.FONTS)
            path = folder / f"{one.role.replace('_', '-')}.pdf"
            path.write_bytes(printed.pdf)
            yield path
