"""The English catalogue: `python -m workshop.messages` brings it up to date with the words of the product.

Source strings are Vietnamese. Existing translations are kept; a sentence that vanished goes to the end of the
file as obsolete and comes back with its translation if the sentence does. Needs the environment of `dev`.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from workshop.running import ROOT, say

PRODUCT_SOURCE = ROOT / "src" / "daumoi"
ENGLISH = PRODUCT_SOURCE / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
_TEMPLATE_KINDS = frozenset({".html", ".txt", ".xml"})
_PLURAL = (1, 2)
_IN_CONTEXT = ((1, "c"), 2)
_PLURAL_IN_CONTEXT = ((1, "c"), 2, 3)
_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _PLURAL_IN_CONTEXT),
}
_PLACE = re.compile(r"%\((\w+)\)|(?<!%)%[sd]")
_HEADER = """\
# English words of Đầu Mối. The source is Vietnamese: msgid is what a Vietnamese reader sees.
# Renew with: python -m workshop.messages"""


def extracted() -> Catalog:
    """Every sentence marked for translation in programs and templates, with its files."""
    catalogue = Catalog(
        locale="en",
        domain="django",
        project="daumoi",
        version="1",
        header_comment=_HEADER,
        msgid_bugs_address="-",
        last_translator="Đầu Mối",
        language_team="Đầu Mối",
        charset="utf-8",
        fuzzy=False,
    )
    for file in sorted(_sources()):
        place = file.relative_to(ROOT).as_posix()
        for _line, message, comments, context in extract(
            "python", io.BytesIO(_as_python(file)), _KEYWORDS, ("Người dịch:",), {"encoding": "utf-8"}
        ):
            catalogue.add(message, locations=[(place, 1)], auto_comments=comments, context=context)
    return catalogue


def committed() -> Catalog | None:
    """The catalogue as it stands in the tree; None before the first one was written."""
    if not ENGLISH.exists():
        return None
    with ENGLISH.open("rb") as read:
        return read_po(read, locale="en", domain="django")


def untranslated(wanted: Catalog, known: Catalog) -> list[str]:
    """What an English reader would still read in Vietnamese, or with other places for figures."""
    faults = []
    for message in _messages(wanted):
        translation = known.get(message.id, message.context)
        if translation is None or not all(_texts(translation.string)):
            faults.append(f"chưa dịch: {_texts(message.id)[0]}")
        elif translation.fuzzy:
            faults.append(f"dịch chưa chắc (fuzzy): {_texts(message.id)[0]}")
        elif _places(message.id) != _places(translation.string):
            faults.append(f"khác chỗ điền số liệu: {_texts(message.id)[0]}")
    return faults


def renewed(*, prune: bool) -> Catalog:
    """The extracted catalogue with every translation already made; obsolete ones stay unless `prune`."""
    fresh, known = extracted(), committed()
    if known is None:
        fresh.revision_date = fresh.creation_date
        return fresh
    fresh.creation_date, fresh.revision_date = known.creation_date, known.revision_date
    former = {_key(message): message for message in known.obsolete.values()}
    former |= {_key(message): message for message in _messages(known)}
    for message in _messages(fresh):
        old = former.pop(_key(message), None)
        if old is not None and len(_texts(old.string)) == len(_texts(message.string)):
            message.string, message.user_comments = old.string, old.user_comments
            message.flags |= old.flags & {"fuzzy"}
    if not prune:
        kept = (message for message in former.values() if any(_texts(message.string)))
        fresh.obsolete.update((_key(message), message) for message in sorted(kept, key=_key))
    return fresh


def write(catalogue: Catalog) -> None:
    """Put the catalogue into the tree: sorted, files without line numbers, so that few lines change."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False)
    ENGLISH.write_bytes(out.getvalue())


def main(words: list[str]) -> int:
    """`--prune` drops obsolete sentences; `--missing` writes nothing and lists what is not translated."""
    if unknown := set(words) - {"--prune", "--missing"}:
        say(f"Lỗi: không có tuỳ chọn {', '.join(sorted(unknown))}. Chỉ có: --prune, --missing.")
        return 2
    catalogue = renewed(prune="--prune" in words)
    if "--missing" not in words:
        write(catalogue)
    faults = untranslated(catalogue, catalogue)
    if "--missing" in words:
        say("\n".join(faults) or "Không còn câu nào chưa dịch.")
        return 1 if faults else 0
    say(f"{ENGLISH.relative_to(ROOT)}: {len(catalogue)} câu, {len(faults)} câu cần dịch hoặc xem lại.")
    return 0


def _sources() -> Iterator[Path]:
    for file in PRODUCT_SOURCE.rglob("*"):
        room = file.relative_to(PRODUCT_SOURCE)
        if "tests" in room.parts or "migrations" in room.parts or not file.is_file():
            continue
        if file.suffix == ".py" or (file.suffix in _TEMPLATE_KINDS and "templates" in room.parts):
            yield file


def _as_python(file: Path) -> bytes:
    """A program as it is; a template as Django's own translator reads it, in the form of a program."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return text.encode()
    # The indentation of markup means nothing, but the reader of programs would trip over it.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).splitlines()).encode()


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple[str, str]:
    return _texts(message.id)[0], message.context or ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value or ""),)


def _places(value: object) -> set[str]:
    """Names of the places for figures in a sentence (all plural forms together)."""
    return {match.group(1) or match.group() for text in _texts(value) for match in _PLACE.finditer(text)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
