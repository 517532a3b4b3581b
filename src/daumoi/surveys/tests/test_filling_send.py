"""From finished answers to a sent reply, without script; then the questions asked, and the workbook."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.models import Reply, ReplyState
from daumoi.surveys.tests.factories import AT, reply_of, signed_pdf
from daumoi.surveys.tests.filling_scene import Scene, make_scene, post_form
from daumoi.surveys.tests.test_filling_pages import text
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def officer(scene: Scene) -> Client:
    return scene.cast.client(scene.cast.officer)


def now(scene: Scene) -> Reply:
    """The reply as it stands."""
    return reply_of(scene.cast, scene.round)


def letter(content: bytes, **more: str) -> dict[str, object]:
    """The form of the signed letter."""
    file = SimpleUploadedFile("cv-88.pdf", content, content_type="application/pdf")
    form = {
        "number": "88/BA-CNTT",
        "letter_date": "10/8/2016",
        "signer": "KT. BỘ TRƯỞNG, Trần Ký",
        "typed_code": "",
    }
    return {**form, **more, "file": file}


def prepared(scene: Scene, officer: Client) -> str:
    """Everything filled and the content fixed; its code."""
    scene.fill()
    officer.post(scene.url("reply_prepare"))
    return now(scene).content_code


def test_a_reply_goes_out_without_any_script(scene: Scene, officer: Client) -> None:
    answers = {
        "value:a1:0": "Trung tâm A",
        "value:a2:0": "trung_tam",
        "value:a5:0": "45,5",
        "value:a6:0": "true",
    }
    post_form(officer, scene.url("reply_section", "a"), answers)
    post_form(officer, scene.url("reply_section", "a"), {}, confirm="a1 a2")
    staff = {
        f"value:b1_{row}_{column}:0": "5"
        for row in ("cong_chuc", "vien_chuc", "hop_dong")
        for column in ("giao", "co_mat")
    }
    post_form(officer, scene.url("reply_section", "b"), staff)
    post_form(officer, scene.url("reply_section", "e"), {}, not_arisen="e1")
    assert "không còn chỗ phải sửa" in text(officer.get(scene.url("reply")))
    officer.post(scene.url("reply_prepare"))
    annex = officer.get(scene.url("reply_annex"))
    assert annex.content.startswith(b"%PDF-")
    code = now(scene).content_code
    assert code in annex["Content-Disposition"]
    sent = officer.post(scene.url("reply_letter"), letter(signed_pdf(f"Ma noi dung {code}")))
    assert sent.status_code == 302, text(sent)
    page = text(officer.get(scene.url("reply_send")))
    assert "đã ký đúng nội dung này" in page
    assert "88/BA-CNTT" in page
    officer.post(scene.url("reply_send_now"))
    assert now(scene).state == ReplyState.SENT
    home = text(officer.get(scene.url("reply")))
    assert "chờ cơ quan điều phối tiếp nhận" in home
    assert 'name="value:' not in officer.get(scene.url("reply_section", "b")).content.decode()


def test_the_annex_itself_signed_carries_the_code(scene: Scene, officer: Client) -> None:
    prepared(scene, officer)
    annex = officer.get(scene.url("reply_annex")).content
    assert officer.post(scene.url("reply_letter"), letter(annex)).status_code == 302
    assert now(scene).approved_code == now(scene).content_code


def test_nothing_is_printed_while_something_is_open(scene: Scene, officer: Client) -> None:
    page = text(officer.get(scene.url("reply_send")))
    assert "Chưa in được để ký" in page
    assert officer.post(scene.url("reply_prepare")).status_code == 409
    assert officer.get(scene.url("reply_annex")).status_code == 409


def test_the_code_of_another_reply_is_refused_in_the_form(scene: Scene, officer: Client) -> None:
    prepared(scene, officer)
    response = officer.post(scene.url("reply_letter"), letter(signed_pdf("Ma noi dung AAAA-BBBB-CCCC")))
    assert response.status_code == 422
    page = text(response)
    assert "AAAA-BBBB-CCCC" in page
    assert "In lại phụ lục" in page
    assert 'value="88/BA-CNTT"' in response.content.decode()
    assert now(scene).approved_code == ""


def test_a_scan_without_text_takes_the_typed_code(scene: Scene, officer: Client) -> None:
    code = prepared(scene, officer)
    first = officer.post(scene.url("reply_letter"), letter(signed_pdf("")))
    assert first.status_code == 422
    assert "Nhập mã in ở cuối phụ lục" in text(first)
    assert officer.post(scene.url("reply_letter"), letter(signed_pdf(""), typed_code=code)).status_code == 302


@pytest.mark.parametrize("content", [b"GIF89a", b"%PDF-1.7 broken"])
def test_what_is_no_pdf_is_refused_with_a_remedy(scene: Scene, officer: Client, content: bytes) -> None:
    prepared(scene, officer)
    response = officer.post(scene.url("reply_letter"), letter(content))
    assert response.status_code == 422
    assert "PDF" in text(response)


def test_the_leader_approves_exactly_what_the_page_shows(scene: Scene, officer: Client) -> None:
    code = prepared(scene, officer)
    leader = scene.cast.client(scene.cast.leader)
    assert "Phê duyệt bản này" in text(leader.get(scene.url("reply_check")))
    scene.write(a5="50")
    assert leader.post(scene.url("reply_approve"), {"code": code}).status_code == 409
    officer.post(scene.url("reply_prepare"))
    assert leader.post(scene.url("reply_approve"), {"code": now(scene).content_code}).status_code == 302
    assert "Phạm Lãnh Đạo" in now(scene).approved_by_text
    assert officer.post(scene.url("reply_approve"), {"code": now(scene).content_code}).status_code == 403
    officer.post(scene.url("reply_send_now"))
    assert now(scene).state == ReplyState.SENT


def test_a_change_after_signing_is_said(scene: Scene, officer: Client) -> None:
    code = prepared(scene, officer)
    officer.post(scene.url("reply_letter"), letter(signed_pdf(code)))
    scene.write(a5="50")
    assert "Nội dung đã thay đổi sau khi ký" in text(officer.get(scene.url("reply_send")))
    assert officer.post(scene.url("reply_send_now")).status_code == 409


def asked(scene: Scene, officer: Client) -> str:
    """A reply sent, received and asked about one question; the address of the page that answers."""
    code = prepared(scene, officer)
    officer.post(scene.url("reply_letter"), letter(signed_pdf(code)))
    officer.post(scene.url("reply_send_now"))
    coordinator = scene.cast.principal(scene.cast.coordinator)
    with acting(coordinator):
        reply = now(scene)
        actions.receive(by=coordinator, reply=reply, at=AT)
        question = actions.Asked("b1_cong_chuc_giao", "Con số này gồm cả viên chức không?")
        actions.ask_clarification(
            by=coordinator, reply=reply, questions=[question], due_on=date(2016, 9, 1), at=AT
        )
    return scene.url("reply_clarify")


def test_a_question_asked_is_answered_with_a_corrected_value_and_sent_again(
    scene: Scene, officer: Client
) -> None:
    url = asked(scene, officer)
    page = text(officer.get(url))
    assert "Con số này gồm cả viên chức không?" in page
    assert "12 người" in page
    section = officer.get(scene.url("reply_section", "b")).content.decode()
    assert 'name="value:b1_cong_chuc_giao:0"' in section
    assert 'name="value:b1_cong_chuc_co_mat:0"' not in section
    number = scene.sheet().clarifications[0].pk
    reason = {"question": str(number), "text": "Đã trừ viên chức."}
    done = post_form_at(officer, url, {"value:b1_cong_chuc_giao:0": "11", **reason})
    assert done.status_code == 302
    assert scene.sheet().value("b1_cong_chuc_giao") == 11
    page = text(officer.get(url))
    assert "Đã trả lời hết các câu" in page
    assert "12 người" in page
    assert "11 người" in page
    officer.post(scene.url("reply_prepare"))
    officer.post(scene.url("reply_letter"), letter(signed_pdf(now(scene).content_code)))
    officer.post(scene.url("reply_send_now"))
    assert now(scene).state == ReplyState.RECEIVED


def post_form_at(client: Client, url: str, changes: dict[str, str]) -> HttpResponse:
    """The first form of the clarification page, changed and posted."""
    html = client.get(url).content.decode()
    mark = html.split('name="seen:b1_cong_chuc_giao:0" value="')[1].split('"')[0]
    return client.post(url, {"seen:b1_cong_chuc_giao:0": mark, **changes})  # type: ignore[return-value]


def test_an_answer_too_short_or_no_number_stays_in_the_form(scene: Scene, officer: Client) -> None:
    url = asked(scene, officer)
    number = str(scene.sheet().clarifications[0].pk)
    short = officer.post(url, {"question": number, "text": "ừ"})
    assert short.status_code == 422
    assert "quá ngắn" in text(short)
    wrong = post_form_at(
        officer, url, {"question": number, "text": "Đã trừ viên chức.", "value:b1_cong_chuc_giao:0": "mười"}
    )
    assert wrong.status_code == 422
    assert 'value="mười"' in wrong.content.decode()
    assert scene.sheet().clarifications[0].answered_at is None


def workbook(officer: Client, scene: Scene, edit: dict[str, object]) -> SimpleUploadedFile:
    """The downloaded workbook with cells changed by the text of their row's label."""
    book = openpyxl.load_workbook(io.BytesIO(officer.get(scene.url("reply_workbook")).content))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value in edit and cell.column < 3:
                    page.cell(cell.row, 3).value = edit[cell.value]
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("phieu.xlsx", out.getvalue())


def test_a_filled_workbook_is_looked_at_before_it_is_saved(scene: Scene, officer: Client) -> None:
    file = workbook(officer, scene, {"Công chức": 14, "Viên chức": "khá nhiều"})
    preview = officer.post(scene.url("reply_upload"), {"file": file})
    assert preview.status_code == 200, text(preview)
    page = text(preview)
    assert "Ô không đọc được" in page
    assert "khá nhiều" in page
    assert "Bảng B1, dòng “Công chức”, cột “Được giao”" in page
    assert scene.answer("b1_cong_chuc_giao") is None
    seen = preview.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert officer.post(scene.url("reply_upload"), {"seen": seen}).status_code == 302
    answer = scene.answer("b1_cong_chuc_giao")
    assert answer is not None
    assert answer.value == 14
    assert "phieu.xlsx" in answer.source_text


def test_a_preview_that_somebody_changed_or_that_is_stale_is_refused(scene: Scene, officer: Client) -> None:
    preview = officer.post(scene.url("reply_upload"), {"file": workbook(officer, scene, {"Công chức": 14})})
    seen = preview.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert officer.post(scene.url("reply_upload"), {"seen": seen + "x"}).status_code == 422
    scene.write(b1_cong_chuc_giao=3)
    assert officer.post(scene.url("reply_upload"), {"seen": seen}).status_code == 409
    assert scene.sheet().value("b1_cong_chuc_giao") == 3


def test_a_file_that_is_no_workbook_is_refused_in_the_form(scene: Scene, officer: Client) -> None:
    response = officer.post(scene.url("reply_upload"), {"file": SimpleUploadedFile("a.xlsx", b"khong phai")})
    assert response.status_code == 422
    assert "Có 1 chỗ cần sửa" in text(response)


def test_the_approved_reply_travels_as_a_package(scene: Scene, officer: Client) -> None:
    code = prepared(scene, officer)
    assert officer.post(scene.url("reply_package")).status_code == 409
    officer.post(scene.url("reply_letter"), letter(signed_pdf(code)))
    package = officer.post(scene.url("reply_package"))
    assert package["Content-Type"] == "application/zip"
    assert package.content.startswith(b"PK")
    file = officer.get(scene.url("reply_file", scene.sheet().files[0].pk))
    assert file.content.startswith(b"%PDF-")
