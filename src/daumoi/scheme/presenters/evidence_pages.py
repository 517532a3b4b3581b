"""What the evidence pages show: sentences first, then tables, then how it was computed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.indices.models import Edition, Index
from daumoi.indices.queries import ResultView
from daumoi.scheme.presenters import evidence_words as words
from daumoi.scheme.presenters.evidence_files import METHODS
from daumoi.scheme.queries.evidence import Answer, Row
from daumoi.scheme.queries.evidence_figures import signed
from daumoi.scheme.queries.evidence_labels import Coding, Label, Side, form_words
from daumoi.scheme.queries.evidence_pairs import Paired
from daumoi.ui.formats import written_date, written_number


@dataclass(frozen=True)
class LabelLine:
    """One body of the coding table before any score is shown."""

    label: Label
    certainty: str
    tone: str
    side_words: str
    group: str


@dataclass(frozen=True)
class PairLine:
    """One pair as text."""

    first_code: str
    first: str
    other_code: str
    other: str
    first_score: str
    other_score: str
    difference: str


def warnings() -> tuple[str, ...]:
    """What may not be concluded, whatever the figures."""
    return (
        _(
            "Hình thức không được gán ngẫu nhiên: cơ quan có chương trình lớn có thể vừa sớm lập Cục, vừa có điểm cao."
        ),
        _("Giá trị p lớn nghĩa là chưa đủ bằng chứng, không phải là hai nhóm giống nhau."),
        _("Không so thứ hạng; không nối các năm khác cách tính; không suy sang tỉnh, xã hay năm khác."),
        _("Không bỏ bớt cơ quan hay đổi kết quả chính sau khi đã xem số."),
    )


def beginning(editions: Sequence[Edition], known: Sequence[tuple[Index, int]]) -> dict[str, Any]:
    """The first page: editions to look at, indices with years."""
    if editions:
        count = len(editions)
        sentence = ngettext(
            "%d kỳ đã công bố có thể xem; chọn một kỳ rồi nêu kết quả chính trước khi xem số.",
            "%d kỳ đã công bố có thể xem; chọn một kỳ rồi nêu kết quả chính trước khi xem số.",
            count,
        )
        sentence = sentence % count
    else:
        sentence = _("Chưa có kỳ chỉ số nào được công bố để xem.")
    return {"editions": editions, "known": known, "sentence": sentence}


def asking(view: ResultView, labels: Sequence[Label], coding: Coding) -> dict[str, Any]:
    """The page that asks: how bodies are coded on the day, without scores."""
    groups = dict(view.groups)
    lines = [
        LabelLine(
            label=label,
            certainty=words.certainty_words(label.certainty),
            tone=words.CERTAINTY_TONES[label.certainty],
            side_words=_side_words(label, coding),
            group=groups.get(row.group, ""),
        )
        for row, label in zip(view.rows, labels, strict=True)
    ]
    lines.sort(key=lambda line: (list(Side).index(line.label.side), line.label.name))
    first, others, out = (sum(one.side is side for one in labels) for side in Side)
    values = {
        "day": written_date(coding.day),
        "first": first,
        "form": form_words(coding.forms),
        "others": others,
        "out": out,
    }
    sentence = _(
        "Vào ngày %(day)s, sổ đăng ký có %(first)d cơ quan hình thức %(form)s và %(others)d cơ quan hình thức khác "
        "trong kỳ này; %(out)d cơ quan để ngoài."
    )
    return {
        "edition": view.edition,
        "view": view,
        "lines": lines,
        "coding": coding,
        "sentence": sentence % values,
        "warnings": warnings(),
        "reservation": words.reservation(),
    }


def _side_words(label: Label, coding: Coding) -> str:
    return {
        Side.FIRST: _("nhóm 1: %s") % form_words(coding.forms),
        Side.OTHERS: _("nhóm 2"),
        Side.LEFT_OUT: _("để ngoài"),
    }[label.side]


def answered(answer: Answer, *, asked: str) -> dict[str, Any]:
    """The page of a result."""
    lines = [words.body_line(answer, row) for row in answer.rows]
    lines.sort(key=lambda line: (list(Side).index(line.side), line.name))
    doubts = words.doubt_lines(answer)
    shown = [line for line in doubts if line.is_doubtful or line.marks]
    both = words.both_versions(answer)
    return {
        "edition": answer.edition,
        "view": answer.view,
        "answer": answer,
        "asked": asked,
        "main": words.main(answer),
        "both": both,
        "both_lines": words.both_lines(answer),
        "removed": answer.inputs.main.removed,
        "labels": words.one_label(answer),
        "doubts": shown,
        "other_doubts": [line for line in doubts if line not in shown],
        "several": words.several(answer),
        "outcomes": words.outcome_lines(answer),
        "strata": words.within_strata(answer),
        "held": words.held_fixed(answer),
        "taking": [line for line in lines if line.side is not Side.LEFT_OUT],
        "left_out": [line for line in lines if line.side is Side.LEFT_OUT],
        "reservation": words.reservation(),
        "warnings": warnings(),
        "summary": how(answer),
        "methods": METHODS,
    }


def how(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The figures of the statistician's part, as (name, text)."""
    found, places = answer.findings.comparison, answer.inputs.source.decimals
    means, ranks, shift = found.means, found.ranks, found.shift
    placed = means.reference
    ways = _("tất cả %s cách gán nhãn") if placed.exact else _("%s cách gán nhãn rút ngẫu nhiên")
    lines = [
        (_("Trung bình nhóm 1, nhóm 2"), f"{signed(means.first, places)}; {signed(means.others, places)}"),
        (_("Chênh lệch trung bình"), signed(means.difference, places)),
        (
            _("Hoán vị chính xác (Fisher 1935)")
            if placed.exact
            else _("Hoán vị rút ngẫu nhiên (Phipson, Smyth 2010)"),
            f"p = {written_number(round(placed.p, 5), places=5)}; {ways % written_number(placed.labellings)}",
        ),
        (
            _("Mann–Whitney"),
            f"U = {written_number(ranks.u)}; p = {written_number(round(ranks.reference.p, 5), places=5)}",
        ),
        (
            _("Cliff’s delta, khoảng Newcombe phương pháp 5"),
            f"{signed(found.delta.value, 3)} [{signed(found.delta.low, 3)}; {signed(found.delta.high, 3)}]",
        ),
        (
            _("Hodges–Lehmann"),
            f"{signed(shift.value, places)} [{signed(shift.low, places)}; {signed(shift.high, places)}]",
        ),
    ]
    if answer.weights is not None:
        weights = answer.weights
        lines.append(
            (
                _("Đổi trọng số ±25 %, giữ dấu"),
                f"{written_number(round(100 * weights.kept, 1))} % / {written_number(weights.draws)}",
            )
        )
    lines += [
        (_("Hạt giống"), str(answer.findings.seed)),
        (_("SHA-256 số liệu đầu vào"), answer.digest),
        (_("SHA-256 kết quả chỉ số"), answer.edition.digest or "–"),
    ]
    return tuple(lines)


def as_sided(row: Row) -> Label:
    """The label of a row with the side it really stands on (a body without a score stands outside)."""
    return replace(row.label, side=row.side, reason=row.reason)


def pairing(answer: Answer, paired: Paired | None, asked: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The page of pairs; `asked` is the question as its address has it, kept as hidden fields."""
    places = answer.inputs.source.decimals
    lines = [
        PairLine(
            first_code=pair.first.label.code,
            first=pair.first.label.name,
            other_code=pair.other.label.code,
            other=pair.other.label.name,
            first_score=signed(pair.first.score or 0.0, places),
            other_score=signed(pair.other.score or 0.0, places),
            difference=signed(pair.difference, places),
        )
        for pair in (paired.pairs if paired is not None else ())
    ]
    return {
        "edition": answer.edition,
        "view": answer.view,
        "answer": answer,
        "asked": asked,
        "statement": words.of_pairs(answer, paired) if paired is not None else None,
        "without": words.of_pairs_without(answer, paired) if paired is not None else None,
        "removed": ", ".join(answer.inputs.main.removed),
        "lines": lines,
        "alone": paired.alone if paired is not None else (),
        "paired": paired,
        "reservation": words.reservation(),
    }
