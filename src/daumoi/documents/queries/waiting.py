"""What following and arriving papers need to offer: papers that asked, papers that may be answers."""

from datetime import date

from django.db.models import Q

from daumoi.documents.models import Addressee, Counter, Paper, PaperState, Series, Side
from daumoi.documents.queries.followed import FollowedPaper, lines_of
from daumoi.foundation.principal import Principal


def papers_asking(*, principal: Principal, most: int = 100) -> list[Paper]:
    """Issued papers of the principal's desks with somebody who has not answered, newest first."""
    open_lines = Addressee.objects.visible_to(principal).filter(expects_answer=True, answered_on__isnull=True)
    rows = Paper.objects.visible_to(principal).filter(
        side=Side.OUT, state=PaperState.ISSUED, pk__in=open_lines.values("paper")
    )
    return list(rows.select_related("kind").order_by("-pk")[:most])


def possible_answers(*, principal: Principal, line: Addressee, most: int = 60) -> list[Paper]:
    """Arrived papers that may answer a line: those of the addressee first, then the newest since the paper left."""
    rows = Paper.objects.visible_to(principal).filter(
        side=Side.IN, root_id=line.root_id, is_secret_stub=False
    )
    if line.paper.issued_date is not None:
        rows = rows.filter(Q(issued_date__gte=line.paper.issued_date) | Q(response_to=line.paper.guid))
    found = list(rows.select_related("kind").order_by("-pk")[:most])
    return sorted(found, key=lambda one: one.organ_name != line.organ_name)


def followed_paper(*, paper: Paper, day: date) -> FollowedPaper:
    """One paper with those of its lines that were asked to answer."""
    lines = lines_of(paper=paper, day=day)
    return FollowedPaper(paper=paper, lines=tuple(line for line in lines if line.addressee.expects_answer))


def last_given(*, series: list[Series], year: int) -> dict[int, int]:
    """The last number that each series gave in a year; a series that gave none is absent."""
    rows = Counter.objects.filter(series__in=series, year=year)
    return dict(rows.values_list("series_id", "last"))


def line_answered_by(*, paper: Paper) -> Addressee | None:
    """The line of a paper of ours that an arrived paper closed."""
    return Addressee.objects.filter(answer=paper).select_related("paper", "paper__kind").first()
