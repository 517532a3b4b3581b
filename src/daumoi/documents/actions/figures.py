"""The live figures of a draft: asked together, kept with what they answered, taken away when no word uses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import newest_content
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.models import Figure, Paper
from daumoi.documents.ports import Asked, FigureValue, figure_values
from daumoi.documents.rules import ways
from daumoi.foundation.errors import Conflict, DomainError, Invalid
from daumoi.foundation.principal import Principal

MOST_FIGURES = 60


@dataclass(frozen=True)
class NamedFigure:
    """What a text calls a figure (`key`), and the stored query that answers it."""

    key: str
    query: str
    parameters: Mapping[str, str]


@transaction.atomic
def set_figure(
    *,
    by: Principal,
    paper: Paper,
    key: str,
    query: str,
    parameters: Mapping[str, str],
    as_of: date,
    at: datetime,
) -> Figure:
    """Put one live figure at the text's disposal; see `set_figures`."""
    one = NamedFigure(key, query, parameters)
    return set_figures(by=by, paper=paper, figures=[one], as_of=as_of, at=at)[0]


@transaction.atomic
def set_figures(
    *, by: Principal, paper: Paper, figures: Sequence[NamedFigure], as_of: date, at: datetime
) -> list[Figure]:
    """Put live figures at the text's disposal: their queries are asked now, within the drafter's own reach.

    A figure that the text has under that name already is asked anew. All are kept, or none.

    :raises Invalid: a name that a text cannot use, or more than a paper holds.
    :raises DomainError: what a query refuses.
    """
    require(by, paper, DocumentPermission.DRAFT)
    paper.state = ways.next_state(paper.state, ways.Act.EDIT)
    _check_names(paper, [one.key for one in figures])
    asked = [Asked(one.query, one.parameters, as_of) for one in figures]
    answers = [_valued(answer) for answer in figure_values(principal=by, asked=asked)]
    Figure.objects.bulk_create(
        [_row(paper, one, answer, as_of, at) for one, answer in zip(figures, answers, strict=True)],
        update_conflicts=True,
        unique_fields=["paper", "key"],
        update_fields=["query", "parameters", "as_of", "label", "value", "address", "drafted_at"],
    )
    told = {one.key: answer.value for one, answer in zip(figures, answers, strict=True)}
    journal(by, paper, "documents.figure.set", details={"figures": told})
    kept = {one.key: one for one in Figure.objects.filter(paper=paper)}
    return [kept[one.key] for one in figures]


def _row(paper: Paper, one: NamedFigure, answer: FigureValue, as_of: date, at: datetime) -> Figure:
    return Figure(
        paper=paper,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        key=one.key,
        query=one.query,
        parameters=dict(one.parameters),
        as_of=as_of,
        label=answer.label[:300],
        value=answer.value[:200],
        address=answer.address[:300],
        drafted_at=at,
    )


def _check_names(paper: Paper, keys: Sequence[str]) -> None:
    for key in keys:
        if not key.isascii() or not key.replace("_", "").isalnum() or key != key.lower() or len(key) > 60:
            raise Invalid(
                "documents.figure.key",
                f"“{key}” không dùng làm tên số liệu được.",
                remedy="Dùng chữ thường không dấu, số và gạch dưới; ví dụ da_nhan.",
                place="Tên số liệu",
            )
    known = set(Figure.objects.filter(paper=paper).values_list("key", flat=True))
    if len(known.union(keys)) > MOST_FIGURES:
        raise Invalid(
            "documents.figure.many",
            f"Một văn bản giữ tối đa {MOST_FIGURES} số liệu.",
            remedy="Đưa bảng vào phụ lục.",
        )


def _valued(answer: FigureValue | DomainError) -> FigureValue:
    if isinstance(answer, DomainError):
        raise answer
    return answer


def freeze_figures(*, by: Principal, paper: Paper, at: datetime) -> None:
    """Ask every figure once more and keep what was signed.

    :raises Conflict: a figure answers otherwise than the words say.
    """
    figures = list(Figure.objects.filter(paper=paper))
    asked = [Asked(one.query, one.parameters, one.as_of) for one in figures]
    for figure, answer in zip(figures, figure_values(principal=by, asked=asked), strict=True):
        found = _valued(answer)
        if found.value != figure.value:
            raise Conflict(
                "documents.figure.changed",
                f"Số liệu “{figure.label}” đã đổi từ {figure.value} thành {found.value} kể từ khi soạn.",
                remedy="Trả lại để người soạn xem lại lời văn, hoặc cập nhật số liệu rồi trình lại.",
                place=f"[[{figure.key}]]",
            )
        figure.frozen_value, figure.frozen_at = found.value, at
    Figure.objects.bulk_update(figures, ["frozen_value", "frozen_at"])


@transaction.atomic
def remove_figure(*, by: Principal, paper: Paper, key: str) -> None:
    """Take a figure away; refused while the newest words use it."""
    require(by, paper, DocumentPermission.DRAFT)
    ways.next_state(paper.state, ways.Act.EDIT)
    if key in newest_content(paper=paper).figure_keys():
        raise Conflict(
            "documents.figure.used",
            f"Lời văn đang dùng [[{key}]].",
            remedy="Xoá khỏi lời văn trước.",
            place="Số liệu trong văn bản",
        )
    Figure.objects.filter(paper=paper, key=key).delete()
    journal(by, paper, "documents.figure.removed", details={"key": key})
