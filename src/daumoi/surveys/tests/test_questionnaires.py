"""Questionnaires: from the pack and from XLSForm to a published version, on pages and at the command line."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from daumoi.facts.models import Element
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.surveys import actions, queries
from daumoi.surveys.access import access_questionnaire
from daumoi.surveys.cli import surveys
from daumoi.surveys.models import Questionnaire, QuestionnaireState
from daumoi.surveys.tests.xlsform.forms import YES_NO, ask, staff_form, survey, workbook
from daumoi.surveys.xlsform import read_xlsform
from tests.cast import Cast

PACK = settings.PACKS / "vietnam"
CODE, VERSION = "hien-trang-va-yeu-cau", "2016.1"


@pytest.fixture
def designer(cast: Cast) -> Any:
    return cast.principal(cast.coordinator)


@pytest.fixture
def draft(cast: Cast, designer: Any) -> Questionnaire:
    with acting(designer):
        return actions.import_xlsform(by=designer, content=staff_form(), name="nhan-luc.xlsx")


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return cast.client(cast.coordinator)


def form(*rows: dict[str, str], version: str = "1") -> bytes:
    return workbook(
        survey(*rows), YES_NO, (("form_id", "version", "form_title"), ("thu", version, "Phiếu thử"))
    )


def upload(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("phieu.xlsx", content)
    return client.post(reverse("surveys:questionnaire_import"), {"file": file, **more})


@pytest.mark.django_db
def test_the_pack_brings_the_survey_of_2016_published_with_its_elements() -> None:
    by = system("nạp gói")
    with acting(by):
        files = list((PACK / "questionnaires").glob("*.yaml"))
        assert actions.load_questionnaires(folder=PACK, by=by) == {"questionnaires": len(files)}
        found = Questionnaire.objects.get(code=CODE, version=VERSION)
        assert found.state == QuestionnaireState.PUBLISHED
        assert found.published_at is not None
        ready = queries.compiled_questionnaire(found)
        assert ready.digest == found.digest
        asked = {variable.field.element for variable in ready.variables.values()} - {""}
        kept = {element.code: element for element in Element.objects.filter(code__in=asked)}
    assert kept.keys() == asked
    assert kept["nhan_luc.cong_chuc.giao"].name == "Biên chế công chức – Được giao"
    assert (kept["nhan_luc.cong_chuc.giao"].aggregation, kept["don_vi.hinh_thuc"].aggregation) == (
        "sum",
        "count",
    )
    assert kept["don_vi.hinh_thuc"].codes[:2] == ["cuc", "vu"]


@pytest.mark.django_db
def test_loading_the_pack_again_changes_nothing() -> None:
    by = system("nạp gói")
    with acting(by):
        actions.load_questionnaires(folder=PACK, by=by)
        before = (Act.objects.count(), Questionnaire.objects.get(code=CODE).published_at)
        actions.load_questionnaires(folder=PACK, by=by)
        assert (Act.objects.count(), Questionnaire.objects.get(code=CODE).published_at) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: x\n", "Không đọc được mẫu phiếu"),
        ("code: [", "Không đọc được mẫu phiếu"),
        (
            "{code: x, version: '1', title: {vi: X}, sections: [{code: a, title: {vi: A}, items: "
            "[{item: question, code: q, label: {vi: Q}, type: integer, relevant: zz > 1}]}]}",
            "Câu Q, điều kiện hiện: Không có biến «zz»",
        ),
    ],
)
def test_a_bad_file_in_the_pack_is_refused_by_name(tmp_path: Path, text: str, words: str) -> None:
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    (folder / "hong.yaml").write_text(text, encoding="utf-8")
    by = system("nạp gói")
    with acting(by), pytest.raises(Invalid) as caught:
        actions.load_questionnaires(folder=tmp_path, by=by)
    assert words in str(caught.value)
    assert "hong.yaml" in str(caught.value)


@pytest.mark.django_db
def test_a_pack_cannot_change_what_was_published(tmp_path: Path) -> None:
    source = (PACK / "questionnaires" / "hien-trang-va-yeu-cau-2016.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    (folder / "doi.yaml").write_text(
        source.replace("Số người cần bổ sung", "Số người thiếu"), encoding="utf-8"
    )
    by = system("nạp gói")
    with acting(by):
        actions.load_questionnaires(folder=PACK, by=by)
        with pytest.raises(Conflict) as caught:
            actions.load_questionnaires(folder=tmp_path, by=by)
    assert "đã ban hành với nội dung khác" in str(caught.value)


def test_a_draft_is_replaced_and_a_published_version_never(cast: Cast, designer: Any) -> None:
    with acting(designer):
        first = actions.import_xlsform(by=designer, content=form(ask("text", "a")), name="a.xlsx")
        again = actions.import_xlsform(by=designer, content=form(ask("text", "b")), name="b.xlsx")
        assert (again.pk, again.origin) == (first.pk, "b.xlsx")
        actions.publish(by=designer, questionnaire=again)
        same = actions.import_xlsform(by=designer, content=form(ask("text", "b")), name="b.xlsx")
        assert same.state == QuestionnaireState.PUBLISHED
        with pytest.raises(Conflict):
            actions.import_xlsform(by=designer, content=form(ask("text", "c")), name="c.xlsx")
        newer = actions.import_xlsform(
            by=designer, content=form(ask("text", "c")), name="c.xlsx", version="2"
        )
        assert (newer.version, newer.state) == ("2", QuestionnaireState.DRAFT)
        with pytest.raises(Conflict):
            actions.publish(by=designer, questionnaire=again)
        acts = Act.objects.filter(
            code__startswith="surveys.questionnaire", thing_label__startswith="Phiếu thử"
        )
        codes = list(acts.values_list("code", flat=True))
    assert codes.count("surveys.questionnaire.drafted") == 3
    assert codes.count("surveys.questionnaire.published") == 1


def test_a_next_version_starts_from_what_stands(draft: Questionnaire, designer: Any) -> None:
    with acting(designer):
        made = actions.next_version(by=designer, questionnaire=draft, version=" 4 ")
        assert (made.version, made.state, made.origin) == ("4", QuestionnaireState.DRAFT, "bản 3")
        assert msgspec.convert(made.definition, dict)["version"] == "4"
        for version in ("4", "", "a/b", "x" * 21):
            with pytest.raises((Invalid, Conflict)):
                actions.next_version(by=designer, questionnaire=draft, version=version)


def test_an_element_keeps_its_type_for_ever(designer: Any) -> None:
    column = {"daumoi_element": "thu.so"}
    with acting(designer):
        first = actions.import_xlsform(
            by=designer, content=form(ask("integer", "a", **column)), name="a.xlsx"
        )
        actions.publish(by=designer, questionnaire=first)
        second = actions.import_xlsform(
            by=designer, content=form(ask("text", "a", **column), version="2"), name="b.xlsx"
        )
        with pytest.raises(Invalid) as caught:
            actions.publish(by=designer, questionnaire=second)
    assert "thu.so" in str(caught.value)


def test_only_designers_write_and_see_drafts(cast: Cast, draft: Questionnaire) -> None:
    for person in (cast.officer, cast.head, cast.leader, cast.unit_officer, cast.inspector, cast.outsider):
        principal = cast.principal(person)
        with acting(principal):
            with pytest.raises(Forbidden):
                actions.import_xlsform(by=principal, content=staff_form(), name="x.xlsx")
            with pytest.raises(Forbidden):
                actions.publish(by=principal, questionnaire=draft)
            with pytest.raises(NotFound):
                access_questionnaire(principal=principal, code=draft.code, version=draft.version)


def test_the_list_shows_drafts_to_designers_alone(
    cast: Cast, coordinator: Client, draft: Questionnaire
) -> None:
    text = coordinator.get(reverse("surveys:questionnaires")).content.decode()
    assert "Khảo sát nhân lực" in text
    assert "dự thảo" in text
    assert reverse("surveys:questionnaire_import") in text
    other = cast.client(cast.officer).get(reverse("surveys:questionnaires"))
    assert other.status_code == 200
    assert "Khảo sát nhân lực" not in other.content.decode()
    assert reverse("surveys:questionnaire_import") not in other.content.decode()
    assert cast.client(cast.outsider).get(reverse("surveys:questionnaires")).status_code == 403


def test_a_version_reads_as_paper_with_its_rules_in_sentences(
    coordinator: Client, draft: Questionnaire
) -> None:
    text = coordinator.get(reverse("surveys:questionnaire", args=["nhan-luc", "3"])).content.decode()
    assert "Hình thức là «Khác»" in text
    assert "Có mặt phải nhỏ hơn hoặc bằng Được giao" in text
    assert "Được giao trừ Có mặt" in text
    assert "bảng dòng mở" in text
    assert 'href="#cau-CO_MAT"' in text
    assert "Thành phố" not in text
    english = coordinator.get(
        reverse("surveys:questionnaire", args=["nhan-luc", "3"]), headers={"accept-language": "en"}
    )
    assert english.status_code == 200


@pytest.mark.django_db
def test_the_survey_of_2016_can_be_read_by_every_ministry(cast: Cast) -> None:
    with acting(system("nạp gói")):
        actions.load_questionnaires(folder=PACK, by=system("nạp gói"))
    response = cast.client(cast.officer).get(reverse("surveys:questionnaire", args=[CODE, VERSION]))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Chỉ trả lời phần này khi:" in text
    assert "Cần giải trình nếu khác:" in text
    assert "Điền sẵn từ sổ đăng ký" in text
    assert "Ban hành</button>" not in text
    assert len(response.content) < 400_000


def test_a_form_is_uploaded_read_again_and_published_on_the_page(coordinator: Client) -> None:
    response = upload(coordinator, staff_form(), version="7")
    assert response.status_code == 302
    assert response.url == reverse("surveys:questionnaire", args=["nhan-luc", "7"])
    page = coordinator.get(response.url).content.decode()
    assert "Đã nhập thành dự thảo" in page
    assert "Bỏ qua dòng “start”" in page
    coordinator.post(reverse("surveys:questionnaire_publish", args=["nhan-luc", "7"]))
    assert Questionnaire.objects.get(code="nhan-luc").state == QuestionnaireState.PUBLISHED
    assert "đã ban hành" in coordinator.get(response.url).content.decode()


def test_a_refused_form_shows_each_place_and_writes_nothing(coordinator: Client) -> None:
    response = upload(coordinator, form(ask("integer", "a", constraint="today() > 1"), ask("image", "b")))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Không nhận: 2 chỗ cần sửa trong tệp" in text
    assert "<strong>Tờ survey, dòng 2, cột constraint</strong>" in text
    assert "today()" in text
    assert Questionnaire.objects.filter(code="thu").count() == 0


def test_a_hostile_or_forgotten_file_is_refused_at_the_form(coordinator: Client) -> None:
    address = reverse("surveys:questionnaire_import")
    assert "Chọn tệp biểu mẫu." in coordinator.post(address, {}).content.decode()
    response = upload(coordinator, b"khong phai bang tinh")
    assert response.status_code == 422
    assert "không phải là bảng tính" in response.content.decode()
    heavy = upload(coordinator, b"PK" + bytes(21 * 1024 * 1024))
    assert "nặng 21 MB, tối đa 20 MB" in heavy.content.decode()
    assert "Số bản chỉ gồm" in upload(coordinator, staff_form(), version="a b").content.decode()


def test_publishing_over_a_published_version_is_told_at_the_form(
    coordinator: Client, draft: Questionnaire
) -> None:
    coordinator.post(reverse("surveys:questionnaire_publish", args=["nhan-luc", "3"]))
    changed = workbook(survey(ask("text", "a")), YES_NO, (("form_id", "version"), ("nhan-luc", "3")))
    response = upload(coordinator, changed)
    assert response.status_code == 422
    assert "đã ban hành với nội dung khác" in response.content.decode()


def test_a_version_leaves_as_xlsform_and_a_new_one_is_begun(
    coordinator: Client, draft: Questionnaire
) -> None:
    content = coordinator.get(reverse("surveys:questionnaire_xlsform", args=["nhan-luc", "3"]))
    assert "nhan-luc-3.xlsx" in content["Content-Disposition"]
    read = read_xlsform(content.content, name="x.xlsx")
    assert read.definition is not None
    assert read.definition.code == "nhan-luc"
    address = reverse("surveys:questionnaire_next", args=["nhan-luc", "3"])
    assert coordinator.post(address, {"version": "4"}).status_code == 302
    refused = coordinator.post(address, {"version": "4"})
    assert refused.status_code == 422
    assert "Đã có bản 4" in refused.content.decode()


def test_pages_of_design_are_closed_to_others(cast: Cast, draft: Questionnaire) -> None:
    client = cast.client(cast.officer)
    for route, args in (
        ("questionnaire", ["nhan-luc", "3"]),
        ("questionnaire_xlsform", ["nhan-luc", "3"]),
    ):
        assert client.get(reverse(f"surveys:{route}", args=args)).status_code == 404
    assert client.get(reverse("surveys:questionnaire_import")).status_code == 403
    assert client.post(reverse("surveys:questionnaire_publish", args=["nhan-luc", "3"])).status_code == 404
    assert Client().get(reverse("surveys:questionnaires")).status_code == 302


@pytest.mark.django_db
def test_the_command_line_checks_imports_publishes_lists_and_exports(tmp_path: Path) -> None:
    file, out, run = tmp_path / "nhan-luc.xlsx", tmp_path / "ra.xlsx", CliRunner()
    file.write_bytes(staff_form())
    checked = run.invoke(surveys, ["check", str(file)])
    assert checked.exit_code == 0
    assert "3 phần, 18 câu và ô, 1 bảng dòng mở, 5 ô tính, 6 kiểm tra" in checked.output
    assert "Lưu ý: Tờ survey" in checked.output
    assert not Questionnaire.objects.filter(code="nhan-luc").exists()
    imported = run.invoke(surveys, ["import", str(file), "--publish", "--json"])
    assert imported.exit_code == 0
    told = json.loads(imported.output)
    assert (told["code"], told["version"], told["state"], told["variables"]) == (
        "nhan-luc",
        "3",
        "đã ban hành",
        18,
    )
    assert told["notes"][0]["sheet"] == "survey"
    listed = json.loads(run.invoke(surveys, ["questionnaires", "--json"]).output)
    assert any(one["code"] == "nhan-luc" and one["state"] == "published" for one in listed)
    assert "nhan-luc  bản 3  đã ban hành" in run.invoke(surveys, ["questionnaires"]).output
    assert run.invoke(surveys, ["export", "nhan-luc", str(out)]).exit_code == 0
    assert read_xlsform(out.read_bytes(), name="ra.xlsx").definition is not None
    missing = run.invoke(surveys, ["export", "khong-co", str(out)])
    assert isinstance(missing.exception, NotFound)


@pytest.mark.django_db
def test_the_command_line_prints_one_line_per_problem_and_fails(tmp_path: Path) -> None:
    file, run = tmp_path / "sai.xlsx", CliRunner()
    file.write_bytes(
        form(ask("integer", "a", constraint="today() > 1"), ask("text", "b", relevant="${x} = 1"))
    )
    for verb in ("check", "import"):
        result = run.invoke(surveys, [verb, str(file)])
        assert result.exit_code == 1
        lines = result.output.splitlines()
        assert lines[0].startswith("Tờ survey, dòng 2, cột constraint: Hàm today()")
        assert lines[1].startswith("Tờ survey, dòng 3, cột relevant: Không có câu hỏi “x”")
        assert lines[2] == "Không nhận: 2 lỗi. Chưa ghi gì."
    told = json.loads(run.invoke(surveys, ["check", str(file), "--json"]).output)
    assert [one["row"] for one in told["problems"]] == [2, 3]
    file.write_bytes(bytes(21 * 1024 * 1024))
    assert "nặng 21 MB" in run.invoke(surveys, ["check", str(file)]).output
    assert run.invoke(surveys, ["check", str(tmp_path / "khong.xlsx")]).exit_code == 2
