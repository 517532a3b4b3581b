"""Steps that several journeys share."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator

from daumoi.documents.edxml import model as edxml
from daumoi.documents.edxml.write import write_message
from daumoi.surveys.tests.factories import signed_pdf
from tests.journeys.house import COORDINATOR_ORGAN, DISTANT_ORGAN
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


def main(reader: Reader) -> Locator:
    """The page without menu and header."""
    return reader.page.get_by_role("main")


def form_of(reader: Reader) -> Locator:
    """The form that the page is about."""
    return main(reader).locator("form.dm-form")


def row_of(reader: Reader, name: str) -> Locator:
    """The row of a table whose head begins with the name."""
    head = reader.page.get_by_role("rowheader", name=re.compile(f"^{re.escape(name)}", re.IGNORECASE))
    return reader.page.get_by_role("row").filter(has=head)


def record_signature(clerk: Reader, subject: str, *, signer: str) -> None:
    """A draft came back signed on paper: the clerk says who signed."""
    clerk.open("/van-ban/?so=du-thao")
    clerk.press(subject, within=main(clerk))
    clerk.press("Ghi nhận ký ngoài hệ thống", within=main(clerk))
    clerk.page.get_by_label("Người ký").fill(signer)
    clerk.press("Ghi nhận đã ký", within=clerk.page.locator("form.dm-form"))


def number_signed_paper(clerk: Reader, subject: str, *, signer: str, unit: str = "") -> None:
    """A paper signed on paper: the clerk says who signed, and gives it the next number."""
    record_signature(clerk, subject, signer=signer)
    clerk.press("Cấp số, ban hành", within=main(clerk))
    if unit:
        clerk.page.get_by_label("Chữ viết tắt đơn vị soạn thảo").fill(unit)
    clerk.press("Cấp số, ban hành", within=clerk.page.locator("form.dm-form"))


def answer_by_exchange(message: edxml.DocumentMessage, folder: Path) -> Path:
    """What Bộ D's own installation writes back."""
    made = folder / "tra-loi.edxml"
    answer = edxml.DocumentMessage(
        sender=edxml.Organisation(organ_id=DISTANT_ORGAN, name="Bộ D"),
        to=(edxml.Organisation(organ_id=COORDINATOR_ORGAN, name="Bộ B"),),
        code=edxml.Code(number="412", notation="BD-CNTT"),
        promulgation=edxml.Promulgation(place="Hà Nội", day=date.today()),
        kind=edxml.DocumentKind(type="1", name="Công văn"),
        subject="cho ý kiến về dự thảo đề án",
        content="Nhất trí với dự thảo.",
        signer=edxml.Signer(position="Thứ trưởng", full_name="Đỗ Người Ký"),
        response_for=(
            edxml.ResponseFor(
                organ_id=COORDINATOR_ORGAN,
                code=message.code.text,
                day=message.promulgation.day,
                document_id=message.document_id,
            ),
        ),
        steering=edxml.Steering.REPORT,
        document_id="bo-d-412",
    )
    with made.open("wb") as out:
        write_message(answer, to=out)
    return made


def days_ahead(days: int) -> str:
    """A day to come, as a date field takes it."""
    return (date.today() + timedelta(days=days)).isoformat()


def set_ceiling(coordinator: Reader, posts: str, basis: str) -> None:
    """On the page of a scheme's limits: a ceiling on civil-service posts over all bodies."""
    coordinator.press("Trần biên chế", within=main(coordinator))
    coordinator.page.get_by_label("Loại biên chế").select_option(label="Biên chế công chức")
    coordinator.page.get_by_label("Được tăng thêm nhiều nhất").fill(posts)
    coordinator.page.get_by_label("Căn cứ").fill(basis)
    coordinator.press("Đặt trần", within=form_of(coordinator))
    coordinator.sees("Đã đặt trần.")
    coordinator.sees(basis)


def record_event(
    coordinator: Reader, what: str, texts: dict[str, str], *, marks: tuple[str, ...] = ()
) -> None:
    """On the page Đường đi: one line of the log, texts and choices by the beginning of their label."""
    coordinator.press(what, within=main(coordinator))
    for label, text in texts.items():
        coordinator.page.get_by_label(re.compile(f"^{label}")).fill(text)
    for mark in marks:
        coordinator.page.get_by_label(re.compile(f"^{mark}")).first.check()
    coordinator.press("Ghi vào nhật ký", within=form_of(coordinator))
    coordinator.sees(f"Đã ghi: {what[0].lower()}{what[1:]}.")
