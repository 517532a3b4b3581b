"""The content code: twelve characters that change with any answer, printed on the annex and read back from it."""

import hashlib
import unicodedata
from collections.abc import Mapping

import msgspec

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_CHARACTERS = 12


def content_code(
    *,
    definition_digest: str,
    round_code: str,
    organisation_code: str,
    answers: Mapping[tuple[str, int], tuple[str, object]],
) -> str:
    """The code of a reply's content, written XXXX-XXXX-XXXX (60 bits of SHA-256 over its canonical form).

    Answers are (variable, row) → (status, value). Order does not matter, nor does how an accent is encoded;
    any other change of a value, a status, the questionnaire, the round or the organisation gives another code.
    """
    content = [
        definition_digest,
        round_code,
        organisation_code,
        [[name, row, status, _composed(value)] for (name, row), (status, value) in sorted(answers.items())],
    ]
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic")).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    letters = [_ALPHABET[(bits >> (5 * place)) & 31] for place in reversed(range(_CHARACTERS))]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _CHARACTERS, 4))


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
