"""State secrets never enter: a mark that was chosen or found is refused, with the law's name given by the caller."""

import unicodedata

from daumoi.foundation.errors import Invalid

MARKS = frozenset({"TUYỆT MẬT", "TỐI MẬT", "MẬT"})


def refuse_secret_mark(*, text: str, place: str) -> None:
    """Refuse a text in which a line is a mark of state secrecy, in capitals and alone on its line."""
    for line in text.splitlines():
        if unicodedata.normalize("NFC", line).strip(" .:;-|[]()\t") in MARKS:
            raise Invalid(
                "documents.secret",
                f"Tài liệu mang dấu chỉ độ mật “{line.strip()}” nên không được soạn, tải lên hay gửi trong hệ thống này.",
                remedy="Xử lý theo đường văn bản mật, đúng pháp luật về bảo vệ bí mật nhà nước; ở đây chỉ ghi số, ngày.",
                place=place,
            )


def refuse_secret_name(*, name: str) -> None:
    """Refuse a file whose name says it is a state secret ("KH_TUYET MAT.pdf" is not guessed; “MẬT” as a word is)."""
    words = name.rsplit(".", 1)[0].upper().replace("_", "\n").replace("-", "\n")
    refuse_secret_mark(text=words, place=f"Tệp {name}")
