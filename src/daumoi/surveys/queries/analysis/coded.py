"""Open texts with the codes people gave them, how far the coders agree, and how many bodies say what."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from daumoi.foundation.principal import Principal
from daumoi.surveys.models import Codebook, CodeEntry, Coding
from daumoi.surveys.queries.analysis.figures import Figure, Source, share
from daumoi.surveys.queries.analysis.reading import Reading, Voice
from daumoi_calc.statistics import cohen_kappa, krippendorff_alpha


@dataclass(frozen=True)
class QuotedWords:
    """The words a coder picked from a text, and whether they may be printed."""

    words: str
    is_quotable: bool


@dataclass(frozen=True)
class CodedText:
    """One open text; `codes` lists for each coder the codes of the entries given, `quoted` the words picked."""

    source: Source
    voice: Voice
    question: str
    text: str
    codes: dict[str, frozenset[str]]
    quoted: dict[str, QuotedWords]

    @property
    def settled(self) -> frozenset[str]:
        """The codes on which everybody who coded this text agrees."""
        given = list(self.codes.values())
        return frozenset.intersection(*given) if given else frozenset()

    @property
    def disputed(self) -> frozenset[str]:
        """The codes that only some gave."""
        return frozenset().union(*self.codes.values()) - self.settled


@dataclass(frozen=True)
class CodedEntry:
    """One group of opinions: who says so, the quotes, and how far the two coders agree on it."""

    entry: CodeEntry
    figure: Figure
    texts: int
    quotes: tuple[tuple[CodedText, str], ...]
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class Difficulties:
    """All open texts of a round with their codes."""

    codebook: Codebook | None
    coders: tuple[str, ...]
    texts: tuple[CodedText, ...]
    entries: tuple[CodedEntry, ...]
    kappa: float | None
    alpha: float | None

    @cached_property
    def coded(self) -> tuple[CodedText, ...]:
        """The texts that somebody coded."""
        return tuple(text for text in self.texts if text.codes)

    @cached_property
    def judged_twice(self) -> int:
        """How many texts two people coded."""
        return sum(1 for text in self.texts if len(text.codes) >= 2)


def difficulties(*, principal: Principal, reading: Reading) -> Difficulties:
    """Open texts and codes of a round (3 queries)."""
    codebook = Codebook.objects.visible_to(principal).filter(round=reading.round).first()
    entries = list(CodeEntry.objects.visible_to(principal).filter(codebook=codebook)) if codebook else []
    codings = (
        list(Coding.objects.visible_to(principal).filter(entry__in=entries).select_related("entry"))
        if entries
        else []
    )
    coders = tuple(sorted({coding.coder for coding in codings}))
    texts = tuple(_texts(reading, codings))
    marks = [(text, [text.codes.get(coder) for coder in coders]) for text in texts if text.codes]
    return Difficulties(
        codebook=codebook,
        coders=coders,
        texts=texts,
        entries=tuple(_entry(reading, entry, texts, codings, coders) for entry in entries),
        kappa=_kappa([entry.code for entry in entries], texts, coders),
        alpha=krippendorff_alpha(
            [[_mark(given, entry.code) for given in by_coder] for _, by_coder in marks for entry in entries]
        ),
    )


def _texts(reading: Reading, codings: list[Coding]) -> list[CodedText]:
    organisation = {voice.reply.pk: voice.code for voice in reading.voices}
    given: defaultdict[Source, dict[str, set[str]]] = defaultdict(dict)
    quoted: defaultdict[Source, dict[str, QuotedWords]] = defaultdict(dict)
    for coding in codings:
        source = Source(organisation.get(coding.reply_id, ""), coding.variable, coding.row)
        given[source].setdefault(coding.coder, set()).add(coding.entry.code)
        if coding.quote:
            quoted[source][coding.coder] = QuotedWords(coding.quote, coding.is_quotable)
    return [
        CodedText(
            source=source,
            voice=voice,
            question=variable.field.label.vi,
            text=str(cell.value),
            codes={coder: frozenset(codes) for coder, codes in sorted(given[source].items())},
            quoted=dict(quoted[source]),
        )
        for name, variable in reading.compiled.variables.items()
        if variable.field.type == "long_text"
        for voice, source, cell in reading.cells(name)
        if cell.has_value and str(cell.value).strip()
    ]


def _entry(
    reading: Reading,
    entry: CodeEntry,
    texts: tuple[CodedText, ...],
    codings: list[Coding],
    coders: tuple[str, ...],
) -> CodedEntry:
    saying = [text for text in texts if entry.code in text.settled]
    pks = {voice.reply.pk: voice.code for voice in reading.voices}
    by_source = {text.source: text for text in saying}
    quotes: dict[Source, str] = {}
    for coding in codings:
        source = Source(pks.get(coding.reply_id, ""), coding.variable, coding.row)
        if coding.entry_id == entry.pk and coding.is_quotable and coding.quote and source in by_source:
            quotes.setdefault(source, coding.quote)
    return CodedEntry(
        entry=entry,
        figure=share(
            code=f"y-kien.{entry.code}",
            label=entry.label,
            cells=(t.source for t in saying),
            asked=reading.asked,
        ),
        texts=len(saying),
        quotes=tuple((by_source[source], quote) for source, quote in quotes.items()),
        kappa=_kappa([entry.code], texts, coders),
        alpha=krippendorff_alpha(
            [[_mark(text.codes.get(coder), entry.code) for coder in coders] for text in texts if text.codes]
        ),
    )


def _mark(given: frozenset[str] | None, code: str) -> bool | None:
    """Whether a coder gave the code; None when they did not code the text at all."""
    return None if given is None else code in given


def _kappa(codes: list[str], texts: tuple[CodedText, ...], coders: tuple[str, ...]) -> float | None:
    """Kappa of the first two coders over the texts that both coded, code by code."""
    if len(coders) < 2:
        return None
    both = [text for text in texts if coders[0] in text.codes and coders[1] in text.codes]
    first = [code in text.codes[coders[0]] for text in both for code in codes]
    second = [code in text.codes[coders[1]] for text in both for code in codes]
    return cohen_kappa(first, second) if first else None
