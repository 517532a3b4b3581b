"""Signs as markup: an icon, a mark with its word, a state, a source. Hundreds of them stand on one page,
so what does not depend on the row is kept ready per language.
"""

from functools import lru_cache
from html import escape

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from daumoi.ui import icons, marks


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite; silent unless it has a `label`."""
    if name not in icons.KNOWN:
        raise ValueError(f"unknown icon {name!r}; add it to daumoi.ui.icons.ICONS")
    address = f"{static('kit/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


def status_mark(kind: str, words: bool = True) -> SafeString:
    """An absence (`none_arisen`, `no_data`, `out_of_scope`, `unconfirmed`) as its sign with its word.

    `words=False` keeps the word for screen readers and the pointer only, for dense tables.
    """
    return _status_mark(kind, words, get_language() or "")


@lru_cache(maxsize=64)
def _status_mark(kind: str, words: bool, language: str) -> SafeString:
    """`language` is part of the key: the words are translated once per language."""
    mark = marks.mark_of(marks.ABSENCE, kind)
    return format_html(
        '<span class="dm-absence is-{}" title="{}">{}<span class="{}">{}</span></span>',
        _css(mark.code),
        mark.meaning,
        icon(mark.icon),
        "dm-absence-word" if words else "visually-hidden",
        mark.word,
    )


def holding_mark(kind: str, url: str = "", subject: str = "", words: bool = False) -> SafeString:
    """How a duty is held (`lead`, `partial`, `none`, `elsewhere`, `no_data`), as a cell of the matrix.

    With `url` the sign opens its basis; `subject` (“Bộ A, Kế hoạch năm”) makes the link understandable
    when it is read alone.
    """
    css, sign, word = _holding_parts(kind, get_language() or "")
    spoken = f"{subject}: {word}" if subject else word
    hidden = "dm-holding-word" if words else "visually-hidden"
    shown = word if words else spoken
    if url:
        return format_html(
            '<a class="{}" href="{}" title="{}">{}<span class="{}">{}</span></a>',
            css, url, spoken, sign, hidden, shown,
        )  # fmt: skip
    return format_html(
        '<span class="{}" title="{}">{}<span class="{}">{}</span></span>', css, spoken, sign, hidden, shown
    )


@lru_cache(maxsize=64)
def _holding_parts(kind: str, language: str) -> tuple[str, SafeString, str]:
    """Class, sign and word of a holding; `language` is part of the key."""
    mark = marks.mark_of(marks.HOLDING, kind)
    return f"dm-holding is-{_css(mark.code)}", icon(mark.icon), str(mark.word)


def state(text: str, tone: str = "none") -> SafeString:
    """A state in words with the sign of its tone: act, done, soon, late or none."""
    if tone not in marks.TONE_ICONS:
        raise ValueError(f"unknown tone {tone!r}; known: {', '.join(marks.TONE_ICONS)}")
    return format_html('<span class="dm-state is-{}">{}{}</span>', tone, icon(marks.TONE_ICONS[tone]), text)


def provenance(source_text: str, url: str = "", confidence: str = "") -> SafeString:
    """Where a statement comes from, one click away, with how sure it is (A, B, C or ?) in words."""
    chip = _chip(confidence, get_language() or "") if confidence else SafeString()
    said = source_text if isinstance(source_text, SafeString) else escape(str(source_text))
    if url:
        return SafeString(f'<span class="dm-source">{chip}<a href="{escape(str(url))}">{said}</a></span>')
    return SafeString(f'<span class="dm-source">{chip}<span>{said}</span></span>')


@lru_cache(maxsize=64)
def _chip(confidence: str, language: str) -> SafeString:
    """The letter of a confidence with its words; `language` is part of the key."""
    mark = marks.mark_of(marks.CONFIDENCE, confidence)
    return format_html(
        '<span class="dm-confidence is-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        "unknown" if mark.code == "?" else mark.code.lower(),
        f"{mark.word}: {mark.meaning}",
        mark.code,
        mark.word,
    )


def confidence_words(code: str) -> str:
    """The meaning of a confidence letter in words, for legends."""
    mark = marks.mark_of(marks.CONFIDENCE, code)
    return f"{mark.word}. {mark.meaning}"


def forget() -> None:
    """Drop what is kept ready, when the address of the static files or the words change."""
    for kept in (icon, _status_mark, _holding_parts, _chip):
        kept.cache_clear()


def _css(code: str) -> str:
    return code.replace("_", "-")
