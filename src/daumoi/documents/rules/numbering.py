"""How a paper is numbered and noted (Decree 30/2020/NĐ-CP, Annex I; the abbreviations are data of the pack)."""

from daumoi.foundation.errors import Invalid
from daumoi.foundation.folding import fold

LONGEST_NUMBER = 11  # characters, CodeNumber of Annex VI
LONGEST_NOTATION = 30  # characters, CodeNotation of Annex VI


def written_number(number: int) -> str:
    """A number as printed: below ten it carries a zero.

    >>> written_number(5), written_number(2723)
    ('05', '2723')
    """
    return f"{number:02d}"


def notation(*, abbreviation: str, agency: str, unit: str = "") -> str:
    """The notation of a paper: kind and agency when the kind has an abbreviation, else agency and drafting unit.

    >>> notation(abbreviation="TTr", agency="BTTTT")
    'TTr-BTTTT'
    >>> notation(abbreviation="", agency="BTTTT", unit="THH")
    'BTTTT-THH'
    """
    if not agency.strip():
        raise Invalid(
            "documents.notation.agency",
            "Sổ số chưa ghi chữ viết tắt tên cơ quan nên chưa ghép được ký hiệu.",
            remedy="Bổ sung chữ viết tắt (ví dụ BTTTT) trong sổ số.",
            place="Sổ số",
        )
    ends = [abbreviation, agency] if abbreviation else [agency, unit]
    written = "-".join(part.strip() for part in ends if part.strip())
    if len(written) > LONGEST_NOTATION:
        raise Invalid(
            "documents.notation.length",
            f"Ký hiệu “{written}” dài {len(written)} ký tự, quá {LONGEST_NOTATION}.",
            remedy="Rút ngắn chữ viết tắt của cơ quan hoặc đơn vị.",
            place="Ký hiệu",
        )
    return written


def split_code(text: str) -> tuple[str, str]:
    """Number and notation of a code as people write it.

    >>> split_code("2723/BTTTT-ƯDCNTT"), split_code("Số: 05 / TTr-BTTTT")
    (('2723', 'BTTTT-ƯDCNTT'), ('05', 'TTr-BTTTT'))
    """
    bare = text.strip()
    if bare.lower().startswith("số"):
        bare = bare[2:].lstrip(" :")
    number, slash, rest = bare.partition("/")
    number, rest = number.strip(), "".join(rest.split())
    if not slash or not number or not rest or len(number) > LONGEST_NUMBER or len(rest) > LONGEST_NOTATION:
        raise Invalid(
            "documents.code",
            f"“{text.strip()}” chưa phải là số, ký hiệu văn bản.",
            remedy="Ghi số, gạch chéo, ký hiệu; ví dụ 2723/BTTTT-ƯDCNTT.",
            place="Số, ký hiệu",
        )
    return number, rest


def duplicate_key(*, number: str, code_notation: str, issuer: str) -> str:
    """What makes two papers suspicious of being one: the same number, notation and issuer, however they are typed."""
    return "|".join((number.lstrip("0") or "0", fold(code_notation).replace(" ", ""), fold(issuer)))
