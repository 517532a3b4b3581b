"""Words of a comparison: statements in the allowed shapes only, and the rows of its tables.

Whatever a page says of a difference comes from `daumoi_calc.statistics.sentences`; here nothing is worded anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daumoi.organisations.queries import Certainty
from daumoi.scheme.queries.evidence import Answer, Row
from daumoi.scheme.queries.evidence_figures import delta_words, p_words, signed
from daumoi.scheme.queries.evidence_labels import Side, form_words
from daumoi.scheme.queries.evidence_outcomes import speakable
from daumoi.scheme.queries.evidence_pairs import Paired
from daumoi.scheme.queries.evidence_upgrades import Series, Studied
from daumoi.ui.formats import written_number
from daumoi_calc.statistics.comparison.splits import ALPHA
from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.sentences import (
    RESERVATION,
    AdjustedFinding,
    ContaminationFinding,
    Finding,
    GroupFinding,
    LabelFinding,
    Language,
    OutcomesFinding,
    PairsFinding,
    Statement,
    StratifiedFinding,
    UpgradeFinding,
    say,
)

CERTAINTY_TONES = {Certainty.CONFIRMED: "done", Certainty.PRESUMED: "soon", Certainty.NOT_KNOWN: "none"}


@dataclass(frozen=True)
class Said:
    """A statement, or why there is none. The last sentence of a statement is its reservation."""

    sentences: tuple[str, ...]
    refusal: str

    @property
    def body(self) -> tuple[str, ...]:
        """The sentences without the reservation, which a page shows once."""
        return self.sentences[:-1]


@dataclass(frozen=True)
class BodyLine:
    """One body of the coding table, as text."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    form: str
    certainty: str
    tone: str
    source: str
    side: Side
    side_words: str
    reason: str
    score: str
    has_score: bool


@dataclass(frozen=True)
class DoubtLine:
    """What is found when the label of one body is turned round."""

    code: str
    name: str
    turned: str
    difference: str
    delta: str
    p: str
    marks: tuple[str, ...]
    is_doubtful: bool


@dataclass(frozen=True)
class OutcomeLine:
    """One outcome of all, with its p adjusted for having asked about several."""

    name: str
    is_primary: bool
    difference: str
    delta: str
    p_adjusted: str


@dataclass(frozen=True)
class BothLine:
    """One version of the outcome: with all indicators, or without those that measure the form."""

    title: str
    difference: str
    delta: str


def speakable_form(forms: tuple[str, ...]) -> str:
    """Forms as a sentence may name them."""
    return speakable(form_words(forms), instead="-".join(forms))


def language() -> Language:
    """The language of the reader, as the book of phrases knows it."""
    return Language.ENGLISH if (get_language() or "vi").startswith("en") else Language.VIETNAMESE


def reservation() -> str:
    """The sentence that stands under everything said here."""
    return RESERVATION[language()]


def said(make: Callable[[], Finding]) -> Said:
    """A finding in words; a refusal of the statistics becomes its reason."""
    try:
        statement: Statement = say(finding=make(), language=language())
    except Incomparable as refused:
        return Said((), str(refused))
    return Said(statement.sentences, "")


def main(answer: Answer) -> Said:
    """The primary outcome."""
    inputs, found = answer.inputs, answer.findings
    return said(lambda: GroupFinding(inputs.source, inputs.form, found.comparison, answer.weights))


def both_versions(answer: Answer) -> Said:
    """With and without the indicators that the form itself defines."""
    both = answer.findings.contamination
    if both is None:
        return Said((), answer.findings.contamination_refusal)
    return said(lambda: ContaminationFinding(answer.inputs.source, answer.inputs.form, both))


def one_label(answer: Answer) -> Said:
    """What one wrong label would change."""
    return said(lambda: LabelFinding(answer.inputs.source, answer.inputs.form, answer.findings.labels))


def several(answer: Answer) -> Said | None:
    """All outcomes at once with Holm's p; None where there is only one."""
    outcomes = answer.findings.outcomes
    if len(outcomes) < 2:
        return None
    named = tuple((one.name, found) for one, found, _p in outcomes)
    return said(lambda: OutcomesFinding(answer.inputs.source, answer.inputs.form, named))


def within_strata(answer: Answer) -> Said | None:
    """The comparison inside the peer groups of the index; None where it has none."""
    found = answer.findings
    if found.stratified is None:
        return Said((), found.stratified_refusal) if found.stratified_refusal else None
    layered = found.stratified
    return said(
        lambda: StratifiedFinding(answer.inputs.source, answer.inputs.form, _("nhóm của chỉ số"), layered)
    )


def held_fixed(answer: Answer) -> Said | None:
    """The comparison at equal covariates; None where none was asked for."""
    found = answer.findings
    if found.adjusted is None:
        return Said((), found.adjusted_refusal) if found.adjusted_refusal else None
    adjusted, names = found.adjusted, tuple(name for name, _values in answer.inputs.covariates)
    return said(
        lambda: AdjustedFinding(
            answer.inputs.source, answer.inputs.form, adjusted, names, found.comparison.detectable
        )
    )


def of_pairs(answer: Answer, paired: Paired) -> Said:
    """The matched pairs."""
    found = paired.found
    if found is None:
        return Said((), paired.refusal)
    return said(lambda: PairsFinding(answer.inputs.source, answer.inputs.form, found))


def of_pairs_without(answer: Answer, paired: Paired) -> Said | None:
    """The matched pairs without the indicators that measure the form itself; None where nothing is marked."""
    found = paired.without
    if found is None:
        return None
    return said(lambda: PairsFinding(answer.inputs.source, answer.inputs.form, found))


def of_changes(series: Series, studied: Studied, form: str) -> Said:
    """The dated changes of form."""
    study, source = studied.study, series.source
    if study is None or source is None:
        return Said((), studied.refusal)
    return said(lambda: UpgradeFinding(source, form, study))


def of_changes_without(series: Series, studied: Studied, form: str) -> Said | None:
    """The same without the indicators that measure the form itself; None where nothing is marked or studied."""
    study, source = studied.without, series.source
    if study is not None and source is not None:
        return said(lambda: UpgradeFinding(source, form, study))
    return (
        Said((), studied.without_refusal) if studied.without_refusal and studied.study is not None else None
    )


# Tables --------------------------------------------------------------------------------------------------------------


def body_line(answer: Answer, row: Row) -> BodyLine:
    """One body of the coding table."""
    label, places = row.label, answer.inputs.source.decimals
    side_words = {
        Side.FIRST: _("nhóm 1: %s") % answer.inputs.form,
        Side.OTHERS: _("nhóm 2"),
        Side.LEFT_OUT: _("để ngoài"),
    }
    return BodyLine(
        code=label.code,
        name=label.name,
        unit_code=label.unit_code,
        unit_name=label.unit_name,
        form=label.form_label,
        certainty=certainty_words(label.certainty),
        tone=CERTAINTY_TONES[label.certainty],
        source=label.source,
        side=row.side,
        side_words=side_words[row.side],
        reason=row.reason,
        score="" if row.score is None else written_number(round(row.score, places), places=places),
        has_score=row.score is not None,
    )


def certainty_words(certainty: Certainty) -> str:
    """How sure a form is, in words."""
    return {
        Certainty.CONFIRMED: _("đã xác nhận"),
        Certainty.PRESUMED: _("suy đoán"),
        Certainty.NOT_KNOWN: _("chưa xác định"),
    }[certainty]


def doubt_lines(answer: Answer) -> tuple[DoubtLine, ...]:
    """Every label turned round once, those that are only presumed first."""
    found, inputs = answer.findings.labels, answer.inputs
    codes = dict(zip(inputs.names, inputs.codes, strict=True))
    doubtful = {row.label.code for row in answer.doubtful}
    lines = []
    for one in found.rows:
        marks = []
        if one.unit in found.sign_changes:
            marks.append(_("dấu đổi"))
        if one.unit in found.verdict_changes:
            marks.append(_("p qua mức %s") % written_number(ALPHA, places=2))
        code = codes[one.unit]
        lines.append(
            DoubtLine(
                code=code,
                name=one.unit,
                turned=_("thành nhóm 1") if one.to_form else _("thành nhóm 2"),
                difference=signed(one.difference, inputs.source.decimals),
                delta=signed(one.delta, 2),
                p=_bare(one.p),
                marks=tuple(marks),
                is_doubtful=code in doubtful,
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.is_doubtful, not line.marks, line.code)))


def _bare(p: float) -> str:
    return p_words(p).removeprefix("p").removeprefix(" =").strip()


def outcome_lines(answer: Answer) -> tuple[OutcomeLine, ...]:
    """All outcomes, the primary one marked."""
    places = answer.inputs.source.decimals
    return tuple(
        OutcomeLine(
            name=one.name,
            is_primary=one.code == answer.question.primary,
            difference=signed(found.means.difference, places),
            delta=f"{signed(found.delta.value, 2)} [{signed(found.delta.low, 2)}; {signed(found.delta.high, 2)}]",
            p_adjusted=_bare(adjusted),
        )
        for one, found, adjusted in answer.findings.outcomes
    )


def both_lines(answer: Answer) -> tuple[BothLine, ...]:
    """The two versions side by side; one line where the second cannot be computed."""
    places, both = answer.inputs.source.decimals, answer.findings.contamination
    lines = [
        BothLine(
            _("Mọi chỉ tiêu"),
            signed(answer.findings.comparison.means.difference, places),
            delta_words(answer.findings.comparison),
        )
    ]
    if both is not None and both.removed:
        title = _("Không tính chỉ tiêu đo chính hình thức tổ chức")
        lines.append(
            BothLine(title, signed(both.without.means.difference, places), delta_words(both.without))
        )
    return tuple(lines)
