"""The set of a scheme's papers as a whole: which stand, what people wrote on them, what the data say otherwise today."""

from dataclasses import dataclass

from daumoi.documents.models import Consultation, Figure, Version
from daumoi.documents.queries import drafts
from daumoi.documents.queries.versions import Change
from daumoi.documents.rules.content import Content
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.scheme.models import PaperRole, Scheme, SchemePaper
from daumoi.scheme.queries.papers_figures import (
    OPINION_FIGURE,
    SCHEME_FIGURE,
    SURVEY_ASKED,
    SURVEY_FIGURE,
    readings,
)

_OURS = frozenset({SCHEME_FIGURE, OPINION_FIGURE, SURVEY_FIGURE, SURVEY_ASKED})


@dataclass(frozen=True)
class SetRow:
    """One place of the set. `changed` counts figures that read otherwise today; None where the paper was signed."""

    role: PaperRole
    held: SchemePaper | None
    newest: Version | None
    figures: int
    changed: int | None
    consultation: Consultation | None

    @property
    def is_written_on(self) -> bool:
        """Whether people changed the words that the program composed."""
        return (
            self.held is not None and self.newest is not None and self.newest.digest != self.held.drawn_digest
        )


@dataclass(frozen=True)
class PaperSet:
    """The six places in the order in which one paper grows out of another."""

    scheme: Scheme
    rows: tuple[SetRow, ...]

    @property
    def drafted(self) -> tuple[SetRow, ...]:
        """Places with a paper."""
        return tuple(row for row in self.rows if row.held is not None)

    @property
    def next_role(self) -> PaperRole | None:
        """The first place without a paper."""
        return next((row.role for row in self.rows if row.held is None), None)


def paper_set(*, principal: Principal, scheme: Scheme) -> PaperSet:
    """The set as it stands. Figures of drafts are compared with today's readings, all asked at once."""
    held = {
        one.role: one
        for one in SchemePaper.objects.visible_to(principal)
        .filter(scheme=scheme, ended_at__isnull=True)
        .select_related("paper__kind")
    }
    ids = [one.paper_id for one in held.values()]
    newest: dict[int, Version] = {}
    for version in Version.objects.filter(paper__in=ids).defer("content").order_by("paper_id", "number"):
        newest[version.paper_id] = version
    asked: dict[int, Consultation] = {}
    for round_ in (
        Consultation.objects.visible_to(principal).filter(paper__in=ids).defer("parts").order_by("round")
    ):
        asked[round_.paper_id] = round_
    figures: dict[int, list[Figure]] = {}
    for figure in Figure.objects.filter(paper__in=ids):
        figures.setdefault(figure.paper_id, []).append(figure)
    has_drafts = any(one.paper.is_editable for one in held.values())
    today = readings(principal=principal, scheme=scheme) if has_drafts else {}
    rows = []
    for role in PaperRole:
        one = held.get(role.value)
        if one is None:
            rows.append(SetRow(role, None, None, 0, None, None))
            continue
        mine = figures.get(one.paper_id, [])
        changed = sum(not _reads_same(figure, today) for figure in mine) if one.paper.is_editable else None
        rows.append(SetRow(role, one, newest.get(one.paper_id), len(mine), changed, asked.get(one.paper_id)))
    return PaperSet(scheme, tuple(rows))


def _reads_same(figure: Figure, today: dict[tuple[str, str], str]) -> bool:
    """Whether a figure reads today as the text says; one that people added by another query is left to its own page."""
    key = (figure.query, figure.parameters.get("code", ""))
    return figure.query not in _OURS or today.get(key) == figure.value


def held_paper(*, principal: Principal, scheme: Scheme, role: str) -> SchemePaper:
    """The standing paper of a role in the set of a scheme obtained through `access`."""
    found = (
        SchemePaper.objects.visible_to(principal)
        .filter(scheme=scheme, role=role, ended_at__isnull=True)
        .select_related("paper__kind", "paper__owner", "scheme__owner", "scheme__root")
        .first()
    )
    if found is None:
        raise NotFound(
            "scheme.paper",
            "Hồ sơ trình chưa có văn bản này.",
            remedy="Mở trang hồ sơ trình của đề án rồi soạn.",
        )
    return found


@dataclass(frozen=True)
class Redrawing:
    """What composing anew would change, line beside line, against the newest version."""

    newest: Version
    changes: tuple[Change, ...]
    is_written_on: bool

    @property
    def differing(self) -> tuple[Change, ...]:
        """The lines that differ."""
        return tuple(one for one in self.changes if one.is_changed)


def redrawing(*, held: SchemePaper, content: Content) -> Redrawing:
    """The newest version beside words that were not kept yet."""
    newest = Version.objects.filter(paper=held.paper).latest("number")
    changes = tuple(drafts.changes_to_words(before=newest, content=content))
    return Redrawing(newest, changes, newest.digest != held.drawn_digest)
