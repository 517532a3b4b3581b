"""What may be said: plain association, in fixed shapes, with the reservation as the last sentence.

A statement checks itself. Whoever builds one by other means than the shapes of this package still cannot make it
say that the form brings about a score, that groups do not differ, or what ought to be done.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daumoi_calc.statistics.refusals import Incomparable


class Language(StrEnum):
    """Languages in which statements are made."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


RESERVATION: Final = {
    Language.VIETNAMESE: "Đây là mối liên hệ quan sát được, không phải bằng chứng nhân quả.",
    Language.ENGLISH: "This is an observed association, not evidence of cause and effect.",
}
"""The last sentence of every statement."""

_FORBIDDEN: Final = (
    # causes
    "vì", "bởi", "do", "nhờ", "dẫn đến", "dẫn tới", "gây", "gây ra", "khiến", "làm cho", "làm tăng", "làm giảm",
    "tác động", "ảnh hưởng", "kéo theo", "quyết định sự", "nguyên nhân", "kết quả của", "giúp", "cho nên",
    "because", "because of", "due to", "owing to", "thanks to", "leads to", "lead to", "led to", "results in",
    "resulted in", "cause", "causes", "caused", "causing", "causal", "impact", "effect of", "affects", "affected",
    "hence", "therefore", "thus",
    # advice
    "nên", "cần nâng cấp", "phải nâng cấp", "should", "ought", "must", "recommend", "recommended",
    # absence of evidence taken for evidence of absence
    "không có khác biệt", "không khác biệt", "không khác nhau", "không có sự khác biệt", "như nhau",
    "no difference", "not different", "no effect", "the same as", "equivalent",
    # proof
    "chứng minh", "chứng tỏ", "khẳng định", "prove", "proves", "proved", "shows that", "confirms",
)  # fmt: skip
_PATTERN: Final = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, _FORBIDDEN)) + r")(?!\w)")
_NAME: Final = re.compile(r"[\w(][\w \-–/.,&()'%]*", re.UNICODE)
_LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class Statement:
    """Sentences in one language; the last is always the reservation.

    :raises ValueError: the reservation is missing, or another sentence holds wording that is not allowed.
    """

    language: Language
    sentences: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.sentences) < 2 or self.sentences[-1] != RESERVATION[self.language]:
            raise ValueError("a statement ends with its reservation")
        for sentence in self.sentences[:-1]:
            found = forbidden_words(sentence)
            if found:
                raise ValueError(f"wording that is not allowed: {', '.join(found)}")

    @property
    def text(self) -> str:
        """All sentences as one paragraph."""
        return " ".join(self.sentences)


def forbidden_words(text: str) -> tuple[str, ...]:
    """Words of cause, advice, proof or "no difference" in ``text``, as whole words whatever their case.

    >>> forbidden_words("Điểm cao hơn nhờ có Cục")
    ('nhờ',)
    """
    return tuple(_PATTERN.findall(" ".join(unicodedata.normalize("NFC", text).casefold().split())))


def checked_name(text: str) -> str:
    """A name to be put into a sentence: one line of letters, figures and plain signs, free of claims.

    :raises Incomparable: it is empty, too long, not a name, or holds wording that is not allowed.
    """
    name = unicodedata.normalize("NFC", text).strip()
    found = forbidden_words(name)
    if found:
        raise Incomparable(
            f"Tên “{name}” chứa từ không được dùng trong nhận định: {', '.join(found)}. Dùng tên ngắn khác hoặc mã."
        )
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or ". " in name:
        raise Incomparable(
            f"“{name[:40]}” không phải là một tên. Dùng tên ngắn gọn, tối đa {_LONGEST_NAME} ký tự."
        )
    return name
