"""Through the browser: own Word templates, own signing chains, and the check of a file's layout."""

import io
import json
from pathlib import Path

import docx
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from daumoi.documents import actions
from daumoi.documents.cli.layout import check_layout
from daumoi.documents.models import OwnRoute, Paper, Template
from daumoi.documents.tests.desk import draft, kind, open_registers
from daumoi.foundation.principal import acting
from tests.cast import Cast

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _word(*lines: str) -> SimpleUploadedFile:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return SimpleUploadedFile("mau.docx", target.getvalue(), WORD)


GOOD = (
    "{{ co_quan }} – MẪU RIÊNG",
    "Số: {{ so_ky_hieu }}",
    "{{ ngay_ban_hanh }}",
    "{{ trich_yeu }}",
    "{{ noi_dung }}",
)


def _added(cast: Cast) -> Template:
    sent = {"kind": "cong_van", "name": "Công văn có biểu trưng", "file": _word(*GOOD)}
    answer = cast.client(cast.clerk).post("/van-ban/mau/moi/", sent)
    assert answer.status_code == 302, answer.content.decode()
    with acting(cast.principal(cast.clerk)):
        return Template.objects.get()


def test_the_starting_template_of_a_kind_passes_its_own_check_when_uploaded(cast: Cast) -> None:
    clerk = cast.client(cast.clerk)
    start = clerk.get("/van-ban/mau/khoi-dau/cong_van/")
    file = SimpleUploadedFile("mau.docx", start.content, WORD)
    sent = {"kind": "cong_van", "name": "Mẫu chung", "file": file}
    assert clerk.post("/van-ban/mau/moi/", sent).status_code == 302


def test_a_template_with_mistakes_lists_each_with_its_place_and_is_not_kept(cast: Cast) -> None:
    sent = {"kind": "cong_van", "name": "Mẫu", "file": _word("Kính gửi {{ ten_sep }}", *GOOD[:3])}
    answer = cast.client(cast.clerk).post("/van-ban/mau/moi/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ten_sep" in page
    assert "Đoạn 1" in page
    with acting(cast.principal(cast.clerk)):
        assert Template.objects.count() == 0


def test_a_paper_begun_from_an_own_template_is_written_into_it(cast: Cast) -> None:
    template = _added(cast)
    client = cast.client(cast.officer)
    sent = {"subject": "việc", "desk": str(cast.body_a.pk), "priority": "0", "template": str(template.pk)}
    assert client.post("/van-ban/soan/cong_van/", sent).status_code == 302
    with acting(cast.principal(cast.officer)):
        paper = Paper.objects.get()
    made = docx.Document(io.BytesIO(client.get(f"/van-ban/{paper.pk}/van-ban.docx").content))
    assert made.paragraphs[0].text == "BỘ A – MẪU RIÊNG"


def test_any_draft_of_the_kind_is_offered_in_an_own_template(cast: Cast) -> None:
    template, paper = _added(cast), draft(cast)
    client = cast.client(cast.officer)
    address = f"/van-ban/{paper.pk}/van-ban.docx?mau={template.pk}"
    assert address in client.get(f"/van-ban/{paper.pk}/").content.decode()
    made = docx.Document(io.BytesIO(client.get(address).content))
    assert made.paragraphs[0].text == "BỘ A – MẪU RIÊNG"


def test_a_template_is_switched_off_and_no_longer_offered(cast: Cast) -> None:
    template = _added(cast)
    clerk = cast.client(cast.clerk)
    offered = ">Công văn có biểu trưng</option>"
    assert offered in clerk.get("/van-ban/soan/cong_van/").content.decode()
    clerk.post(f"/van-ban/mau/{template.pk}/dung/", {"active": "0"})
    assert offered not in clerk.get("/van-ban/soan/cong_van/").content.decode()


def test_only_who_configures_the_desk_adds_templates_and_another_body_sees_none(cast: Cast) -> None:
    template = _added(cast)
    assert cast.client(cast.officer).get("/van-ban/mau/moi/").status_code == 403
    assert cast.client(cast.officer).post(f"/van-ban/mau/{template.pk}/dung/", {}).status_code == 403
    assert cast.client(cast.officer_b).get(f"/van-ban/mau/{template.pk}/tep/").status_code == 404


STEPS = {
    "name": "Công văn gấp",
    "kinds": ["cong_van"],
    "step_0_act": "trinh",
    "step_0_title": "Chuyên viên trình",
    "step_0_permission": "documents.draft",
    "step_1_act": "phe_duyet",
    "step_1_title": "Thủ trưởng ký",
    "step_1_permission": "documents.sign",
    "step_2_act": "ban_hanh",
    "step_2_title": "Văn thư phát hành",
    "step_2_permission": "documents.clerk",
}


def test_an_own_chain_stands_before_those_of_the_pack_when_submitting(cast: Cast) -> None:
    clerk = cast.client(cast.clerk)
    assert clerk.post("/van-ban/quy-trinh/moi/", STEPS).status_code == 302
    paper = draft(cast)
    page = cast.client(cast.officer).get(f"/van-ban/{paper.pk}/trinh/").content.decode()
    assert page.index("Công văn gấp") < page.index("Thủ trưởng đơn vị ký thừa lệnh")
    with acting(cast.principal(cast.officer)):
        other = actions.begin_paper(
            by=cast.principal(cast.officer),
            owner=cast.body_a,
            kind=kind("bao_cao"),
            subject="báo cáo",
            day=paper.created_at.date(),
        )
    other_page = cast.client(cast.officer).get(f"/van-ban/{other.pk}/trinh/").content.decode()
    assert "Công văn gấp" not in other_page, "it is for letters only"


def test_a_chain_that_approves_after_issuing_is_refused_in_place(cast: Cast) -> None:
    wrong = STEPS | {"step_1_act": "ban_hanh", "step_2_act": "phe_duyet"}
    answer = cast.client(cast.clerk).post("/van-ban/quy-trinh/moi/", wrong)
    assert answer.status_code == 422
    assert "kết thúc bằng một lần phê duyệt rồi một lần ban hành" in answer.content.decode()


def test_a_chain_is_changed_and_switched_off_by_its_own_desk_only(cast: Cast) -> None:
    cast.client(cast.clerk).post("/van-ban/quy-trinh/moi/", STEPS)
    with acting(cast.principal(cast.clerk)):
        route = OwnRoute.objects.get()
    address = f"/van-ban/quy-trinh/{route.pk}/"
    assert cast.client(cast.clerk_b).get(address).status_code == 404
    assert cast.client(cast.officer).get(address).status_code == 403
    assert cast.client(cast.clerk).post(address, STEPS | {"name": "Công văn khẩn"}).status_code == 302
    cast.client(cast.clerk).post(f"{address}dung/", {"active": "0"})
    with acting(cast.principal(cast.clerk)):
        kept = OwnRoute.objects.get()
    assert (kept.name, kept.is_active) == ("Công văn khẩn", False)


def test_our_own_issued_paper_passes_the_check_of_layout(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        actions.record_signed_outside(by=clerk, paper=paper, signer="A", at=paper.created_at)
    browser = cast.client(cast.clerk)
    browser.post(f"/van-ban/{paper.pk}/ban-hanh/", {})
    pdf = browser.get(f"/van-ban/{paper.pk}/van-ban.pdf").content
    sent = {"file": SimpleUploadedFile("cong-van.pdf", pdf, "application/pdf")}
    page = browser.post("/van-ban/kiem-tra-the-thuc/", sent).content.decode()
    assert "đúng thể thức" in page, page


def test_a_file_out_of_shape_gets_its_deviations_listed_with_places(cast: Cast) -> None:
    file = _word("Số: 5/BA-TTTT", "Kính gửi: Bộ B", "Nội dung văn bản viết sai thể thức hoàn toàn.")
    page = cast.client(cast.officer).post("/van-ban/kiem-tra-the-thuc/", {"file": file}).content.decode()
    assert "chỗ sai thể thức" in page
    assert "mau.docx" in page


def test_a_file_that_cannot_be_checked_is_refused_with_its_reason(cast: Cast) -> None:
    file = SimpleUploadedFile("van-ban.pdf", b"khong phai", "application/pdf")
    answer = cast.client(cast.officer).post("/van-ban/kiem-tra-the-thuc/", {"file": file})
    assert answer.status_code == 422


def test_the_command_line_lists_deviations_and_exits_with_one(tmp_path: Path) -> None:
    file = tmp_path / "sai.docx"
    file.write_bytes(_word("Số: 5/BA-TTTT", "Kính gửi: Bộ B", "Nội dung văn bản viết sai thể thức.").read())
    told = CliRunner().invoke(check_layout, [str(file), "--json"])
    report = json.loads(told.output)
    assert told.exit_code == 1
    assert not report["passed"]
    assert {"code", "place", "remedy"} <= set(report["findings"][0])
