"""One paper with everything around it."""

from dataclasses import dataclass

from daumoi.documents.models import (
    Addressee,
    ExchangeAddress,
    Figure,
    Kind,
    Link,
    Message,
    Paper,
    PaperFile,
    PaperState,
    Side,
    Step,
    StepState,
    Version,
)
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class PaperSheet:
    """A paper, its versions, chain, figures, files (without their bytes), addressees, links and messages."""

    paper: Paper
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    files: tuple[PaperFile, ...]
    addressees: tuple[Addressee, ...]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    messages: tuple[Message, ...]

    @property
    def current_step(self) -> Step | None:
        """The step that waits."""
        return next((step for step in self.steps if step.state == StepState.CURRENT), None)


def kinds() -> list[Kind]:
    """Every kind of paper: the daily ones first."""
    return sorted(Kind.objects.all(), key=lambda kind: (not kind.is_daily, kind.number))


def paper_sheet(*, principal: Principal, paper: Paper) -> PaperSheet:
    """Everything around a paper that was obtained through `access`."""
    return PaperSheet(
        paper=paper,
        versions=tuple(Version.objects.filter(paper=paper).order_by("-number")),
        steps=tuple(Step.objects.filter(paper=paper).order_by("lap", "order")),
        figures=tuple(Figure.objects.filter(paper=paper)),
        files=tuple(PaperFile.objects.filter(paper=paper).defer("content")),
        addressees=tuple(
            Addressee.objects.filter(paper=paper).select_related("organisation", "answer", "answer__kind")
        ),
        links=tuple(Link.objects.filter(paper=paper).select_related("target", "target__kind")),
        linked_from=tuple(Link.objects.filter(target=paper).select_related("paper", "paper__kind")),
        messages=tuple(Message.objects.filter(paper=paper).defer("content").order_by("id")),
    )


def papers_about(*, principal: Principal, kind: str, number: int) -> list[Paper]:
    """The papers at the principal's desks that speak for a thing of another room, newest first."""
    rows = Paper.objects.visible_to(principal).filter(about_kind=kind, about_id=number)
    return list(rows.select_related("kind").order_by("-pk"))


def paper_about(*, principal: Principal, kind: str, number: int) -> Paper | None:
    """The newest outgoing paper about a thing that was not given up."""
    rows = Paper.objects.visible_to(principal).filter(about_kind=kind, about_id=number, side=Side.OUT)
    return rows.exclude(state=PaperState.CANCELLED).select_related("kind").order_by("-pk").first()


def exchange_addresses() -> list[ExchangeAddress]:
    """The public address book."""
    return list(ExchangeAddress.objects.select_related("organisation"))
