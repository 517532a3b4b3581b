"""Does the form matter? One question about one edition, what goes into the answer, and the answer.

The question (edition, day, forms, primary outcome) is settled before any score is shown. Everything that enters the
computation is one frozen value; its digest names the computation and gives the seed, so that the same inputs give the
same figures anywhere. Results are kept in memory by that value.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.indices.models import Edition
from daumoi.indices.queries import ResultView
from daumoi.scheme.queries.evidence_computing import Findings, Inputs, OutcomeInputs, computed
from daumoi.scheme.queries.evidence_covariates import Covariate, covariates
from daumoi.scheme.queries.evidence_labels import Coding, Label, Side, form_words, labels
from daumoi.scheme.queries.evidence_outcomes import (
    cleaned,
    outcome_choices,
    score_of,
    sign_kept,
    source_of,
    speakable,
    view_of,
)
from daumoi_calc.statistics.comparison import SignUnderWeights

MOST_COVARIATES = 2


@dataclass(frozen=True)
class Question:
    """What is asked of an edition. `primary` names the outcome that counts; `group` the peer group looked at."""

    coding: Coding
    primary: str
    group: str = ""
    covariates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "day": self.coding.day.isoformat(),
            "forms": list(self.coding.forms),
            "others": list(self.coding.others),
            "firm_only": self.coding.firm_only,
            "primary": self.primary,
            "group": self.group,
            "covariates": list(self.covariates),
        }


@dataclass(frozen=True)
class Row:
    """One body of the comparison: its label and its score on the primary outcome (None where it has none)."""

    label: Label
    group: str
    score: float | None
    side: Side
    reason: str


@dataclass(frozen=True)
class Answer:
    """The coding table of the peer group, and what was found."""

    edition: Edition
    view: ResultView
    question: Question
    rows: tuple[Row, ...]
    inputs: Inputs
    findings: Findings
    weights: SignUnderWeights | None
    digest: str
    group_name: str

    def side(self, side: Side) -> tuple[Row, ...]:
        """The bodies on one side."""
        return tuple(row for row in self.rows if row.side is side)

    @property
    def doubtful(self) -> tuple[Row, ...]:
        """Bodies that take part on a presumption only."""
        return tuple(row for row in self.rows if row.side is not Side.LEFT_OUT and row.label.is_doubtful)


def default_question(*, view: ResultView) -> Question:
    """The usual question: Cục against all others on the day the data were cut off; no primary outcome is chosen."""
    peers = view.groups
    biggest = max(peers, key=lambda one: len(view.of_group(one[0])))[0] if peers else ""
    return Question(Coding(view.edition.cut_off, ("cuc",)), primary="", group=biggest)


def offered_covariates(
    *, principal: Principal, view: ResultView, coding: Coding, rows: Sequence[Label] = ()
) -> tuple[Covariate, ...]:
    """The traits that may be held fixed on the day."""
    found = rows or coding_of(view=view, coding=coding)
    return covariates(
        principal=principal,
        codes=[one.code for one in found],
        unit_codes=[one.unit_code for one in found],
        day=coding.day,
        simulated=view.edition.is_simulated,
    )


def coding_of(*, view: ResultView, coding: Coding) -> tuple[Label, ...]:
    """The labels of every unit of the edition."""
    units = [(row.code, row.name) for row in view.rows]
    return labels(units=units, coding=coding, simulated=view.edition.is_simulated)


def answer(*, principal: Principal, edition: Edition, question: Question) -> Answer:
    """Code the bodies, take their scores, and compare.

    :raises Conflict: a side is empty, or the scores cannot be compared; the message says why.
    :raises Invalid: the primary outcome, the peer group or a covariate is not one of the edition's.
    """
    view = view_of(edition=edition)
    choices = {one.code: one.name for one in outcome_choices(view=view)}
    if question.primary not in choices:
        raise Invalid(
            "scheme.evidence.primary",
            _("Chưa nêu kết quả chính, hoặc kỳ này không có kết quả “%s”.") % question.primary,
            place=_("Kết quả chính"),
            remedy=_("Chọn một kết quả trước khi xem số."),
        )
    groups = dict(view.groups)
    if question.group not in groups:
        raise Invalid(
            "scheme.evidence.group",
            _("Kỳ này không có nhóm “%s”.") % question.group,
            place=_("Nhóm so sánh"),
            remedy=_("Chọn một nhóm của chỉ số."),
        )
    everybody = _rows(view, coding_of(view=view, coding=question.coding), question.primary)
    rows = tuple(row for row in everybody if row.group == question.group)
    _check_sides(rows, question)
    held = _held_fixed(principal, view, question, [row.label for row in everybody], rows)
    inputs = _inputs(view, question, everybody, rows, choices, held)
    digest = digest_of(inputs=inputs)
    seed = int(digest[:8], 16)
    return Answer(
        edition=edition,
        view=view,
        question=question,
        rows=rows,
        inputs=inputs,
        findings=computed(inputs=inputs, seed=seed),
        weights=sign_kept(
            edition=edition,
            node=question.primary,
            group=question.group,
            first=tuple(row.label.code for row in rows if row.side is Side.FIRST),
            others=tuple(row.label.code for row in rows if row.side is Side.OTHERS),
            seed=seed,
        ),
        digest=digest,
        group_name=groups[question.group],
    )


@lru_cache(maxsize=64)
def _digest(inputs: Inputs) -> str:
    text = json.dumps(asdict(inputs), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(*, inputs: Inputs) -> str:
    """SHA-256 over everything that enters the computation."""
    return _digest(inputs)


def _rows(view: ResultView, coded: Sequence[Label], primary: str) -> tuple[Row, ...]:
    found = []
    for row, label in zip(view.rows, coded, strict=True):
        score = score_of(row, primary)
        side, reason = label.side, label.reason
        if side is not Side.LEFT_OUT and score is None:
            side, reason = Side.LEFT_OUT, _("chưa có điểm ở kết quả đã chọn")
        found.append(Row(label, row.group, score, side, reason))
    return tuple(found)


def _check_sides(rows: Sequence[Row], question: Question) -> None:
    first = sum(row.side is Side.FIRST for row in rows)
    others = sum(row.side is Side.OTHERS for row in rows)
    if first and others and first + others > 2:
        return
    raise Conflict(
        "scheme.evidence.sides",
        _(
            "Vào ngày %(day)s chỉ có %(first)d cơ quan hình thức %(form)s và %(others)d cơ quan khác có điểm: chưa so được."
        )
        % {
            "day": question.coding.day.strftime("%d/%m/%Y"),
            "first": first,
            "form": form_words(question.coding.forms),
            "others": others,
        },
        remedy=_("Chọn ngày khác, hình thức khác, hoặc bổ sung sổ đăng ký tổ chức."),
    )


def _held_fixed(
    principal: Principal,
    view: ResultView,
    question: Question,
    everybody: Sequence[Label],
    rows: Sequence[Row],
) -> tuple[tuple[Covariate, ...], tuple[str, ...]]:
    """The covariates asked for, and in words what keeps them from being used."""
    if not question.covariates:
        return (), ()
    offered = {
        one.code: one
        for one in offered_covariates(principal=principal, view=view, coding=question.coding, rows=everybody)
    }
    unknown = [code for code in question.covariates if code not in offered]
    if unknown or len(question.covariates) > MOST_COVARIATES:
        raise Invalid(
            "scheme.evidence.covariates",
            _("Không giữ cố định được: %s.") % ", ".join(unknown or question.covariates),
            place=_("Đặc điểm giữ cố định"),
            remedy=_("Chọn nhiều nhất %d đặc điểm có trong danh sách.") % MOST_COVARIATES,
        )
    chosen = tuple(offered[code] for code in question.covariates)
    names = {row.label.code: row.label.name for row in rows if row.side is not Side.LEFT_OUT}
    problems = [
        _("%(what)s: thiếu số liệu của %(who)s.")
        % {"what": one.name, "who": ", ".join(names[code] for code in gaps)}
        for one in chosen
        if (gaps := one.missing(list(names)))
    ]
    return chosen, tuple(problems)


def _inputs(
    view: ResultView,
    question: Question,
    everybody: Sequence[Row],
    rows: Sequence[Row],
    choices: dict[str, str],
    held: tuple[tuple[Covariate, ...], tuple[str, ...]],
) -> Inputs:
    taking = sorted((row for row in rows if row.side is not Side.LEFT_OUT), key=lambda row: row.label.code)
    codes = [row.label.code for row in taking]
    by_code = {row.code: row for row in view.rows}
    outcomes = []
    for node, name in choices.items():
        scores = [score_of(by_code[code], node) for code in codes]
        if any(score is None for score in scores) and node != question.primary:
            continue  # a pillar that some body lacks would compare other groups of bodies
        without = cleaned(edition=view.edition, node=node, group=question.group)
        reduced = tuple(without.scores[code] for code in codes if code in without.scores)
        refusal = without.refusal
        if without.names and not refusal and len(reduced) < len(codes):
            refusal, reduced = _("Bỏ các chỉ tiêu này thì có cơ quan không còn điểm."), ()
        outcomes.append(
            OutcomeInputs(
                code=node,
                name=speakable(name, instead=node),
                scores=tuple(score for score in scores if score is not None),
                without=reduced if without.names and not refusal else (),
                removed=without.names if not refusal else (),
                removed_share=without.share,
                refusal=refusal,
            )
        )
    chosen, problems = held
    wide = [row for row in everybody if row.side is not Side.LEFT_OUT]
    many = len({row.group for row in wide}) > 1
    names = dict(view.groups)
    return Inputs(
        source=source_of(view=view),
        edition_digest=view.edition.digest,
        form=speakable(form_words(question.coding.forms), instead="-".join(question.coding.forms)),
        primary=question.primary,
        codes=tuple(codes),
        names=tuple(speakable(row.label.name, instead=row.label.code) for row in taking),
        of_form=tuple(row.side is Side.FIRST for row in taking),
        outcomes=tuple(outcomes),
        covariates=()
        if problems
        else tuple(
            (speakable(one.name, instead=one.code), tuple(one.values[code] for code in codes))
            for one in chosen
        ),
        covariate_problems=problems,
        strata=tuple(
            (row.label.code, row.score or 0.0, row.side is Side.FIRST, names.get(row.group, row.group))
            for row in wide
        )
        if many
        else (),
    )
