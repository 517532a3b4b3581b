"""Texts in several languages: which of a form's languages is Vietnamese, which English, what becomes of the others."""

import re
from typing import Final

from daumoi.surveys.definition import Text
from daumoi.surveys.xlsform.problems import Log
from daumoi.surveys.xlsform.sheets import Row, Sheet, language_code
from daumoi_calc.expressions import RESERVED

_OWN_NAMES: Final = frozenset({"row", "choice", "previous", "registry"})


class Speech:
    """The languages of one form. A form without Vietnamese is read with its main language in that place."""

    def __init__(self, sheets: dict[str, Sheet], default: str, log: Log) -> None:
        headings = dict.fromkeys(language for sheet in sheets.values() for language in sheet.languages)
        self.codes = {language: language_code(language) for language in headings}
        plain = language_code(default) if default else ""
        if plain and plain not in self.codes.values():
            self.codes[""] = plain  # columns without a language are in the default language
        known = list(self.codes.values())
        self.main = "vi" if "vi" in known or not known else (plain if plain in known else known[0])
        if self.main != "vi":
            log.note(
                f"Biểu mẫu không có tiếng Việt; dùng ngôn ngữ “{self.main}” làm ngôn ngữ chính.",
                "Thêm cột label::Tiếng Việt (vi) để hiện tiếng Việt.",
                sheet="survey",
                column="label",
            )

    def text(self, row: Row, column: str) -> Text:
        """The texts of a row's column; empty when there are none."""
        found = {
            self.codes.get(language, self.main): text for language, text in row.languages(column).items()
        }
        main = found.pop(self.main, "")
        if not main:
            main = found.get("en") or next(iter(found.values()), "")
        english = found.pop("en", main if self.main == "en" else "")
        found.pop("vi", None)
        return Text(vi=main, en=english, others=dict(sorted(found.items())))


def code_of(name: str) -> str:
    """A name of the form as a code of the house: small letters, digits, underscores, no reserved word."""
    code = re.sub(r"[^a-z0-9_]", "_", name.strip().lower())
    if code[:1].isdigit():
        code = f"q_{code}"
    return f"{code}_q" if code in RESERVED | _OWN_NAMES else code
