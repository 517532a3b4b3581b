"""The demonstration from beginning to end, all of it or nothing; and the reports it is shown with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from daumoi.config.demo import (
    chain,
    coding,
    duties,
    evidence,
    government,
    indices,
    people,
    round_2016,
    round_2026,
    scheme,
    scheme_papers,
)
from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.history import queries as history
from daumoi.overview.national_report_actions import write_national_report
from daumoi.overview.status_report_actions import write_status_report
from daumoi.surveys import actions
from daumoi.surveys.models import Reply, Round

REPORT_DAYS = (date(2011, 9, 8), date(2017, 5, 31))
"""The days of the status report beside today: the letter of 2011, the session of the Council of 2017."""


@dataclass(frozen=True)
class Built:
    """What stands after building."""

    was_there: bool
    bodies: int
    replies: int
    acts: int


def build() -> Built:
    """Build what is missing. The second time nothing changes."""
    with operating("dựng mô phỏng") as by:
        was_there = Round.objects.filter(code=round_2026.CODE).exists()
        actions.load_questionnaires(folder=settings.PACKS / "vietnam", by=by)
        places = government.build(by=by, today=today())
        people.build(by=by, places=places)
        first = round_2016.build(places=places)
        coding.build(round_=first)
        duties.build(round_=first, places=places)
        round_2026.build(places=places)
        chain.build()
        indices.build(by=by, places=places)
        evidence.build(by=by, places=places)
        proposed = scheme.build(round_=first, places=places)
        scheme_papers.build(scheme=proposed, places=places)
        return Built(
            was_there=was_there,
            bodies=len(government.BODIES),
            replies=Reply.objects.filter(round__is_simulated=True).exclude(state="open").count(),
            acts=sum(chain.sequence for chain in history.heads()),
        )


def write_reports(*, folder: Path) -> Iterator[Path]:
    """Report 1 of three days on the real register, report 2 of the simulated round; yields each file as it is done."""
    with operating("lập báo cáo") as by:
        for day in (*REPORT_DAYS, today()):
            yield from write_status_report(principal=by, day=day, folder=folder)
        round_ = Round.objects.select_related("questionnaire", "owner").get(code=round_2016.CODE)
        yield from write_national_report(principal=by, round_=round_, folder=folder)
