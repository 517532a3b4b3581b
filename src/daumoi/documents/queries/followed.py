"""Following answers: every line of every paper that asked for one."""

from dataclasses import dataclass
from datetime import date

from daumoi.documents.models import Addressee, Paper, PaperState
from daumoi.documents.rules.waiting import Line, Standing, standing
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class FollowedLine:
    """One addressee of a paper on a day."""

    addressee: Addressee
    standing: Standing
    days_late: int


@dataclass(frozen=True)
class FollowedPaper:
    """A paper that asked for answers, its lines, and how many stand how."""

    paper: Paper
    lines: tuple[FollowedLine, ...]

    def count(self, *wanted: Standing) -> int:
        """How many lines stand so."""
        return sum(1 for line in self.lines if line.standing in wanted)

    @property
    def asked(self) -> int:
        """How many addressees were asked."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        """How many answered, in time or late."""
        return self.count(Standing.ANSWERED, Standing.ANSWERED_LATE)

    @property
    def late(self) -> int:
        """How many are late and have not answered."""
        return self.count(Standing.LATE)


def lines_of(*, paper: Paper, day: date) -> tuple[FollowedLine, ...]:
    """The lines of one paper on a day, those that wait longest first."""
    rows = Addressee.objects.filter(paper=paper).select_related("organisation", "answer", "answer__kind")
    return tuple(_line(row, day) for row in rows)


def _line(row: Addressee, day: date) -> FollowedLine:
    how = standing(Line(row.expects_answer, row.due_date, row.answered_on), day=day)
    late = (day - row.due_date).days if how == Standing.LATE and row.due_date else 0
    return FollowedLine(addressee=row, standing=how, days_late=late)


def followed_papers(*, principal: Principal, day: date, limit: int = 100) -> list[FollowedPaper]:
    """The issued papers that asked for answers, newest first, each with its lines (two questions in all)."""
    asked = Addressee.objects.visible_to(principal).filter(expects_answer=True)
    rows = asked.filter(paper__state=PaperState.ISSUED).select_related("paper", "paper__kind", "organisation")
    grouped: dict[int, list[Addressee]] = {}
    for row in rows.order_by("-paper_id", "number")[: limit * 40]:
        grouped.setdefault(row.paper_id, []).append(row)
    return [
        FollowedPaper(paper=lines[0].paper, lines=tuple(_line(line, day) for line in lines))
        for lines in list(grouped.values())[:limit]
    ]


def late_lines(*, day: date) -> list[Addressee]:
    """Every line that is late on a day and was not answered: what reminders are drafted from."""
    rows = Addressee.objects.filter(
        expects_answer=True, answered_on__isnull=True, due_date__lt=day, paper__state=PaperState.ISSUED
    )
    return list(
        rows.select_related("paper", "paper__kind", "paper__owner", "organisation").order_by(
            "paper_id", "number"
        )
    )
