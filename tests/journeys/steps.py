"""Steps that several journeys share."""

from datetime import date
from pathlib import Path

from daumoi.surveys.tests.factories import signed_pdf
from tests.journeys.reader import Reader


def attach_signed_letter(officer: Reader, folder: Path) -> None:
    """On the page Ký và gửi: a signed PDF that carries the content code shown there."""
    code = officer.page.locator(".sv-content-code").first.inner_text()
    letter = folder / f"cong-van-{code}.pdf"
    letter.write_bytes(signed_pdf(f"Ma noi dung {code}"))
    officer.page.locator("input[type=file]").set_input_files(letter)
    officer.page.get_by_label("Số, ký hiệu công văn").fill("88/BA-CNTT")
    officer.page.get_by_label("Ngày ký").fill(date.today().isoformat())
    officer.page.get_by_label("Người ký").fill("KT. BỘ TRƯỞNG, Trần Ký")
    officer.press("Đính kèm, đối chiếu mã")
    officer.sees("mã trên văn bản khớp nội dung")
