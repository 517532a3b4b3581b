"""The coverage matrix as its page shows it: sentence, header, cells, and cards for narrow screens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daumoi.mandates.models import Group
from daumoi.mandates.presenters import words
from daumoi.mandates.presenters.cells import CellWriter
from daumoi.mandates.presenters.choice import REALM, SIMULATED, Choice
from daumoi.mandates.presenters.pages import CellView, cell_view
from daumoi.mandates.presenters.pieces import VerdictWriter, cards, column_heads, sum_rows, table_rows
from daumoi.mandates.presenters.sentence import matrix_sentence
from daumoi.mandates.queries import BodyLine, Cell, Coverage, GroupBlock
from daumoi.mandates.queries.coverage import EVERYTHING
from daumoi.mandates.rules import Standing, Verdict


@dataclass(frozen=True)
class SetOption:
    """One choice of duty set with its address."""

    title: str
    url: str
    is_chosen: bool
    is_proposal: bool


@dataclass(frozen=True)
class GroupHead:
    """A group over its columns."""

    title: str
    css: str
    span: int
    url: str
    summary: str


@dataclass(frozen=True)
class VerdictView:
    """What a group adds up to in one body, for its card."""

    title: str
    words: str
    tone: str
    css: str


@dataclass(frozen=True)
class MatrixPage:
    """Everything the page shows."""

    choice: Choice
    lead: SafeString
    options: tuple[SetOption, ...]
    groups: tuple[GroupHead, ...]
    columns: SafeString
    rows: SafeString
    cards: SafeString
    shown: int
    total: int
    filter_words: str
    crowding: str
    proposals: str
    legend: tuple[CellView, ...]
    verdicts: tuple[VerdictView, ...]
    sums: SafeString
    sources: tuple[str, ...]
    addresses: Mapping[str, str]


_MANY_COLUMNS, _CROWD_OF_COLUMNS = 12, 22


def matrix_page(*, found: Coverage, choice: Choice) -> MatrixPage:
    """Shape the matrix for its page; the choice's filter keeps the bodies asked for."""
    kept = [line for line in found.bodies if _is_kept(line, choice)]
    starts = {block.duties[0].pk for block in found.groups}
    writer, verdicts = CellWriter(found, choice, starts), VerdictWriter()
    address = _with_day(reverse("mandates:body", args=["-"]), choice)
    return MatrixPage(
        choice=choice,
        lead=matrix_sentence(found, choice),
        options=tuple(_options(found, choice)),
        groups=tuple(_group_head(block, choice) for block in found.groups),
        columns=column_heads(
            found.duties, starts=starts, address=_with_day(reverse("mandates:duty", args=["-"]), choice)
        ),
        rows=table_rows(kept, address=address, cells=writer),
        cards=cards(kept, address=address, verdicts=verdicts),
        shown=len(kept),
        total=len(found.bodies),
        filter_words=_filter_words(choice),
        crowding=_crowding(len(found.duties)),
        proposals="; ".join(
            str(one) for one in dict.fromkeys(duty.set for duty in found.duties) if one.is_proposal
        ),
        legend=tuple(cell_view(Cell(standing)) for standing in Standing),
        verdicts=tuple(_verdict(str(words.VERDICT_MEANINGS[verdict]), verdict, "") for verdict in Verdict),
        sums=sum_rows([block for block in found.groups if block.is_counted], choice),
        sources=tuple(dict.fromkeys(duty.source.title for duty in found.duties if duty.source)),
        addresses=_addresses(choice),
    )


def _crowding(columns: int) -> str:
    """Classes of the table: names stand upright from many columns on, and a crowd gets a wider table."""
    if columns > _CROWD_OF_COLUMNS:
        return "is-many is-crowded"
    return "is-many" if columns > _MANY_COLUMNS else ""


def _addresses(choice: Choice) -> dict[str, str]:
    """Where the page leads: files of the same matrix, the other realm, the matrix without filter."""
    return {
        "workbook": choice.url("mandates:matrix_workbook", nhom="", muc=""),
        "data": choice.url("mandates:matrix_data", nhom="", muc=""),
        "comparison": choice.url("mandates:comparison", nhom="", muc="", **{"danh-muc": ""}),
        "other_realm": choice.url(**{REALM: "" if choice.simulated else SIMULATED, "nhom": "", "muc": ""}),
        "unfiltered": choice.url(nhom="", muc=""),
    }


def _verdict(title: str, verdict: Verdict, css: str) -> VerdictView:
    return VerdictView(title, str(words.VERDICTS[verdict]), words.VERDICT_TONES[verdict], css)


def _is_kept(line: BodyLine, choice: Choice) -> bool:
    if not choice.verdict:
        return True
    if not choice.group:
        return choice.verdict == Verdict.NO_DATA and not line.has_data
    return any(
        group == choice.group and verdict == choice.verdict for group, verdict in line.verdicts.items()
    )


def _filter_words(choice: Choice) -> str:
    if not choice.verdict or choice.verdict not in set(Verdict):
        return ""
    verdict = str(words.VERDICTS[Verdict(choice.verdict)])
    if choice.group in Group.values:
        return f"{Group(choice.group).label}: {verdict}"
    return verdict


# Header and choices ------------------------------------------------------------------------------------


def _options(found: Coverage, choice: Choice) -> Iterable[SetOption]:
    asked = choice.duty_set
    yield SetOption(_("Đang áp dụng"), choice.url(**{"danh-muc": ""}), not asked, False)
    for one in found.sets:
        url = choice.url(**{"danh-muc": one.code})
        yield SetOption(str(one), url, asked == one.code, one.is_proposal)
    if len(found.sets) > 1:
        yield SetOption(_("Tất cả"), choice.url(**{"danh-muc": EVERYTHING}), asked == EVERYTHING, False)


def _group_head(block: GroupBlock, choice: Choice) -> GroupHead:
    return GroupHead(
        title=str(words.GROUP_SHORT[block.group] if len(block.duties) < 4 else block.group.label),
        css=words.group_css(block.group),
        span=len(block.duties),
        url=choice.url(nhom=block.group.value, muc=_headline(block).value) if block.is_counted else "",
        summary=_summary(block.counts, is_narrow=len(block.duties) == 1),
    )


def _headline(block: GroupBlock) -> Verdict:
    """The verdict that a group's header counts: full, unless nothing at all is known."""
    silent = block.counts[Verdict.NO_DATA] == sum(block.counts.values())
    return Verdict.NO_DATA if silent else Verdict.FULL


def _summary(counts: Mapping[Verdict, int], *, is_narrow: bool) -> str:
    if not counts:
        return _("không tính")
    if counts[Verdict.NO_DATA] == sum(counts.values()):
        return str(words.VERDICTS[Verdict.NO_DATA])
    share = f"{counts[Verdict.FULL]}/{sum(counts.values())}"
    return share if is_narrow else _("%s giao đủ") % share


def _with_day(url: str, choice: Choice) -> str:
    """The address with the day, and the simulated realm where a page needs to be told."""
    asked = {
        "as_of": "" if choice.is_today else choice.day.isoformat(),
        REALM: SIMULATED if choice.simulated else "",
    }
    query = urlencode([(name, value) for name, value in asked.items() if value])
    return f"{url}?{query}" if query else url
