"""The page on which open texts are coded."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from daumoi.surveys.queries.analysis import CodedEntry, CodedText, Difficulties, Reading
from daumoi.ui.formats import written_number


@dataclass(frozen=True)
class QuestionChoice:
    """A question with open texts: how many, how many this coder has still to code."""

    variable: str
    label: str
    place: str
    texts: int
    left: int
    is_chosen: bool


@dataclass(frozen=True)
class CodeBox:
    """One group of opinions at one text: whether I gave it, who else did (shown once I have coded)."""

    code: str
    label: str
    definition: str
    is_mine: bool
    others: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class TextCard:
    """One open text with its codes."""

    anchor: str
    body: str
    place_url: str
    text: str
    quote: str
    is_quotable: bool
    is_coded: bool
    others_hidden: bool
    boxes: tuple[CodeBox, ...]
    action: str


@dataclass(frozen=True)
class TextsPage:
    """Everything the template needs."""

    questions: tuple[QuestionChoice, ...]
    cards: tuple[TextCard, ...]
    entries: tuple[CodedEntry, ...]
    found: Difficulties
    left: int
    agreement: str


def texts_page(
    *, reading: Reading, found: Difficulties, coder: str, question: str, only_open: bool
) -> TextsPage:
    """The texts of the chosen question (the first one when none is chosen)."""
    per_question = Counter(text.source.variable for text in found.texts)
    left = Counter(text.source.variable for text in found.texts if coder not in text.codes)
    chosen = question if question in per_question else next(iter(per_question), "")
    cards = [
        _card(reading, found, text, coder)
        for text in found.texts
        if text.source.variable == chosen and not (only_open and coder in text.codes)
    ]
    variables = reading.compiled.variables
    return TextsPage(
        questions=tuple(
            QuestionChoice(
                name, variables[name].field.label.vi, variables[name].place, texts, left[name], name == chosen
            )
            for name, texts in per_question.items()
        ),
        cards=tuple(cards),
        entries=found.entries,
        found=found,
        left=sum(left.values()),
        agreement=_agreement(found),
    )


def _agreement(found: Difficulties) -> str:
    if found.kappa is None or found.alpha is None:
        return ""
    kappa, alpha = (written_number(round(value, 2)) for value in (found.kappa, found.alpha))
    return f"kappa Cohen {kappa} · alpha Krippendorff {alpha}"


def _card(reading: Reading, found: Difficulties, text: CodedText, coder: str) -> TextCard:
    mine = text.codes.get(coder)
    source = text.source
    round_code = reading.round.code
    quote = text.quoted.get(coder)
    return TextCard(
        anchor=f"{source.organisation}-{source.variable}-{source.row}",
        body=text.voice.name,
        place_url=place_url(reading, source.organisation, source.variable, source.row),
        text=text.text,
        quote=quote.words if quote else "",
        is_quotable=bool(quote and quote.is_quotable),
        is_coded=mine is not None,
        others_hidden=mine is None and bool(text.codes),
        boxes=tuple(
            CodeBox(
                code=entry.entry.code,
                label=str(entry.entry),
                definition=entry.entry.definition,
                is_mine=mine is not None and entry.entry.code in mine,
                others=tuple(
                    other
                    for other, codes in text.codes.items()
                    if other != coder and entry.entry.code in codes
                )
                if mine is not None
                else (),
                key="1234567890"[number] if number < 10 else "",
            )
            for number, entry in enumerate(found.entries)
        ),
        action=reverse(
            "surveys:code_text", args=[round_code, source.organisation, source.variable, source.row]
        ),
    )


def place_url(reading: Reading, organisation: str, variable: str, row: int) -> str:
    """Where the answer stands in the reply."""
    page = reverse("surveys:review", args=[reading.round.code, organisation])
    return f"{page}#c-{variable.replace('.', '--')}-{row}" if variable else page
