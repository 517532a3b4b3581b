"""Through the browser: a paper on its way from trình to ban hành, and back; its files."""

import io
import json
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from daumoi.documents import actions
from daumoi.documents.models import FileRole, NumberingMode, Paper, PaperFile, PaperState, Step, StepState
from daumoi.documents.tests.desk import AT, DAY, draft, open_registers, signed
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.inbox.models import Item
from tests.cast import Cast

UNIT_ROUTE = "don_vi_thua_lenh"
OUTSIDE_ROUTE = "ky_ngoai_he_thong"


def _fresh(cast: Cast, paper: Paper) -> Paper:
    with acting(cast.principal(cast.officer)):
        return Paper.objects.get(pk=paper.pk)


def _words_of(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def _submitted(cast: Cast, route: str = UNIT_ROUTE) -> Paper:
    paper = draft(cast)
    officer = cast.principal(cast.officer)
    with acting(officer):
        actions.set_addressees(by=officer, paper=paper, main=[cast.body_b], day=DAY)
        actions.submit_paper(by=officer, paper=paper, route=route, note="kính trình", at=AT)
    return paper


def test_a_paper_goes_through_five_acts_by_its_pages(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    officer, head, clerk = cast.client(cast.officer), cast.client(cast.head), cast.client(cast.clerk)
    home = f"/van-ban/{paper.pk}/"
    assert f'href="{home}trinh/"' in officer.get(home).content.decode()
    asked = officer.get(f"{home}trinh/").content.decode()
    assert "Chuyên viên soạn thảo trình → Lãnh đạo phòng ký nháy" in asked
    assert "Bản 1 khoá lại" in asked
    officer.post(f"{home}trinh/", {"route": UNIT_ROUTE, "note": "kính trình"})
    assert "Cho ý kiến" in head.get(home).content.decode()
    head.post(f"{home}y-kien/", {"answer": "agree", "opinion": "nhất trí"})
    head.post(f"{home}phe-duyet/", {"answer": "agree", "opinion": ""})
    issuing = clerk.get(f"{home}ban-hanh/").content.decode()
    assert "01/BA-TTTT" in issuing, "the number is told before it is given"
    clerk.post(f"{home}ban-hanh/", {})
    done = _fresh(cast, paper)
    assert (done.code, done.state) == ("01/BA-TTTT", PaperState.ISSUED)
    page = officer.get(home).content.decode()
    assert "Đã ban hành số 01/BA-TTTT" in page
    assert "nhất trí" in page
    assert "Lê Thủ Trưởng" in page


def test_sending_back_needs_a_reason_and_the_drafter_reads_it(cast: Cast) -> None:
    paper = _submitted(cast)
    head = cast.client(cast.head)
    refused = head.post(f"/van-ban/{paper.pk}/y-kien/", {"answer": "return", "opinion": ""})
    assert refused.status_code == 422
    assert "cần sửa gì" in refused.content.decode()
    head.post(f"/van-ban/{paper.pk}/y-kien/", {"answer": "return", "opinion": "bổ sung căn cứ"})
    page = cast.client(cast.officer).get(f"/van-ban/{paper.pk}/").content.decode()
    assert "Lê Thủ Trưởng trả lại: “bổ sung căn cứ”" in page
    assert f'btn-primary" href="/van-ban/{paper.pk}/soan/"' in page, "writing comes before submitting again"
    assert _fresh(cast, paper).state == PaperState.DRAFT


def test_an_approver_may_send_the_paper_back(cast: Cast) -> None:
    paper = _submitted(cast)
    head = cast.client(cast.head)
    head.post(f"/van-ban/{paper.pk}/y-kien/", {"answer": "agree", "opinion": ""})
    head.post(f"/van-ban/{paper.pk}/phe-duyet/", {"answer": "return", "opinion": "nêu rõ kinh phí"})
    assert _fresh(cast, paper).state == PaperState.DRAFT


def test_each_step_is_open_to_those_who_may_take_it_only(cast: Cast) -> None:
    paper = _submitted(cast)
    home = f"/van-ban/{paper.pk}/"
    assert cast.client(cast.officer).get(f"{home}y-kien/").status_code == 403
    assert cast.client(cast.head).get(f"{home}phe-duyet/").status_code == 409, "not its turn yet"
    assert cast.client(cast.officer).get(f"{home}ban-hanh/").status_code == 403
    assert cast.client(cast.officer_b).post(f"{home}y-kien/", {"answer": "agree"}).status_code == 404
    assert "Việc tiếp theo: cho ý kiến" in cast.client(cast.officer).get(home).content.decode()


def test_a_reserved_number_is_offered_and_taken(cast: Cast) -> None:
    series = open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        kept = actions.reserve_number(by=clerk, series=series, year=2026, reason="ký cuối ngày", at=AT)
    paper = signed(cast, draft(cast))
    browser = cast.client(cast.clerk)
    assert "01, số giữ trước: ký cuối ngày" in browser.get(f"/van-ban/{paper.pk}/ban-hanh/").content.decode()
    browser.post(f"/van-ban/{paper.pk}/ban-hanh/", {"reserved": str(kept.pk)})
    assert _fresh(cast, paper).code == "01/BA-TTTT"


def test_a_signature_given_outside_comes_back_with_its_file_and_the_number_of_the_other_system(
    cast: Cast,
) -> None:
    open_registers(cast, body=cast.body_a, agency="BA", mode=NumberingMode.EXTERNAL)
    paper = _submitted(cast, OUTSIDE_ROUTE)
    cast.client(cast.head).post(f"/van-ban/{paper.pk}/y-kien/", {"answer": "agree", "opinion": ""})
    clerk = cast.client(cast.clerk)
    pdf = clerk.get(f"/van-ban/{paper.pk}/van-ban.pdf").content
    file = SimpleUploadedFile("da-ky.pdf", pdf, "application/pdf")
    answer = clerk.post(f"/van-ban/{paper.pk}/ky-ngoai/", {"signer": "Thứ trưởng Nguyễn Văn A", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    with acting(cast.principal(cast.clerk)):
        assert PaperFile.objects.get(paper=paper).role == FileRole.SIGNED
        approval = Step.objects.get(paper=paper, act="phe_duyet")
        assert (approval.state, approval.done_by) == (StepState.DONE, "Thứ trưởng Nguyễn Văn A")
    assert clerk.get(f"/van-ban/{paper.pk}/ban-hanh/").headers["Location"].endswith("/ghi-so/")
    clerk.post(f"/van-ban/{paper.pk}/ghi-so/", {"code": "2234/BA-TTTT", "on": "2026-11-20"})
    assert _fresh(cast, paper).code == "2234/BA-TTTT"


def test_a_signed_file_that_is_no_pdf_is_refused_and_nothing_is_recorded(cast: Cast) -> None:
    paper = draft(cast)
    file = SimpleUploadedFile("da-ky.pdf", b"khong phai pdf", "application/pdf")
    answer = cast.client(cast.clerk).post(f"/van-ban/{paper.pk}/ky-ngoai/", {"signer": "A", "file": file})
    assert answer.status_code == 422
    assert _fresh(cast, paper).state == PaperState.DRAFT


def test_a_refused_upload_stands_in_the_journal_although_the_request_is_undone(cast: Cast) -> None:
    paper = draft(cast)
    file = SimpleUploadedFile("da-ky.pdf", b"khong phai pdf", "application/pdf")
    cast.client(cast.clerk).post(f"/van-ban/{paper.pk}/ky-ngoai/", {"signer": "A", "file": file})
    with acting(cast.principal(cast.clerk)):
        (act,) = Act.objects.filter(code="documents.file.refused", root_id=paper.root_id)
    assert (act.thing_label, act.details["bytes"]) == ("da-ky.pdf", len(b"khong phai pdf"))
    assert act.reason


def test_an_unreadable_code_is_refused_at_its_field(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA", mode=NumberingMode.EXTERNAL)
    paper = signed(cast, draft(cast))
    answer = cast.client(cast.clerk).post(
        f"/van-ban/{paper.pk}/ghi-so/", {"code": "2234", "on": "2026-11-20"}
    )
    assert answer.status_code == 422
    assert "2723/BTTTT-ƯDCNTT" in answer.content.decode()


def test_recalling_and_cancelling_ask_for_a_reason(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.client(cast.clerk)
    issued, given_up = signed(cast, draft(cast)), draft(cast, subject="việc khác")
    clerk.post(f"/van-ban/{issued.pk}/ban-hanh/", {})
    assert clerk.post(f"/van-ban/{issued.pk}/thu-hoi/", {"reason": ""}).status_code == 422
    clerk.post(f"/van-ban/{issued.pk}/thu-hoi/", {"reason": "sai biểu mẫu"})
    assert "Đã thu hồi: sai biểu mẫu." in clerk.get(f"/van-ban/{issued.pk}/").content.decode()
    cast.client(cast.officer).post(f"/van-ban/{given_up.pk}/huy/", {"reason": "không cần nữa"})
    assert _fresh(cast, given_up).state == PaperState.CANCELLED


def test_a_draft_is_printed_with_its_mark_and_may_be_framed_by_our_page_only(cast: Cast) -> None:
    paper = draft(cast)
    answer = cast.client(cast.officer).get(f"/van-ban/{paper.pk}/van-ban.pdf")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert "DỰ THẢO" in _words_of(answer.content)


def test_an_issued_paper_is_shown_as_it_was_kept(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = signed(cast, draft(cast))
    clerk = cast.client(cast.clerk)
    clerk.post(f"/van-ban/{paper.pk}/ban-hanh/", {})
    printed = clerk.get(f"/van-ban/{paper.pk}/van-ban.pdf").content
    with acting(cast.principal(cast.clerk)):
        assert bytes(PaperFile.objects.get(paper=paper, role=FileRole.PDF).content) == printed
    assert "DỰ THẢO" not in _words_of(printed)


def test_words_that_cannot_be_printed_say_what_is_missing(cast: Cast) -> None:
    client = cast.client(cast.officer)
    client.post("/van-ban/soan/giay_moi/", {"subject": "họp", "desk": str(cast.body_a.pk), "priority": "0"})
    with acting(cast.principal(cast.officer)):
        paper = Paper.objects.get()
    answer = client.get(f"/van-ban/{paper.pk}/van-ban.pdf")
    assert answer.status_code == 422
    assert "thời gian, địa điểm cuộc họp" in answer.content.decode()


def test_a_letter_of_introduction_is_printed_with_its_bearer_and_last_day(cast: Cast) -> None:
    client = cast.client(cast.officer)
    begun = {"subject": "liên hệ công tác", "desk": str(cast.body_a.pk), "priority": "0"}
    client.post("/van-ban/soan/giay_gioi_thieu/", begun)
    with acting(cast.principal(cast.officer)):
        paper = Paper.objects.get()
    words = {"seen": "1", "subject": "liên hệ công tác", "others": "Bộ B", "recipients": "Lưu: VT."}
    words |= {
        "named_bearer_title": "Ông",
        "named_bearer_name": "Trần Văn Mẫu",
        "named_valid_until": "2026-12-31",
    }
    words |= {"position": "Chánh Văn phòng", "signer": "Lê Văn C", "part_0_text": ""}
    assert client.post(f"/van-ban/{paper.pk}/soan/", words).status_code == 302
    printed = _words_of(client.get(f"/van-ban/{paper.pk}/van-ban.pdf").content)
    assert "Trần Văn Mẫu" in printed
    assert "31 tháng 12 năm 2026" in printed


def test_the_phieu_trinh_tells_the_chain_with_its_opinions(cast: Cast) -> None:
    paper = _submitted(cast)
    cast.client(cast.head).post(
        f"/van-ban/{paper.pk}/y-kien/", {"answer": "agree", "opinion": "nhất trí trình"}
    )
    slip = _words_of(cast.client(cast.officer).get(f"/van-ban/{paper.pk}/phieu-trinh.pdf").content)
    assert "PHIẾU TRÌNH" in slip
    assert "nhất trí trình" in slip
    assert "Trần Chuyên Viên" in slip
    assert "Bộ B" in slip


def test_the_words_come_as_word_and_as_json(cast: Cast) -> None:
    paper = draft(cast)
    client = cast.client(cast.officer)
    word = client.get(f"/van-ban/{paper.pk}/van-ban.docx")
    with zipfile.ZipFile(io.BytesIO(word.content)) as archive:
        assert "đề nghị quý cơ quan trả lời" in archive.read("word/document.xml").decode()
    told = json.loads(client.get(f"/van-ban/{paper.pk}/loi-van.json").content)
    assert told["version"] == 1
    assert told["content"]["closing"] == "Trân trọng cảm ơn."


def test_whoever_is_next_finds_the_paper_among_their_things(cast: Cast) -> None:
    _submitted(cast)
    with acting(cast.principal(cast.head)):
        assert Item.objects.filter(kind="documents.step", done_at=None).count() == 1
