"""The pages of entry, filled in as an officer would: preview before confirming, errors beside their field."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations.models import (
    Appointment,
    EstablishmentStep,
    OrganisationState,
    Reorganisation,
    StaffCount,
    StateCorrection,
)
from daumoi.organisations.tests.scene import said
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("today")
DAY = date(2018, 7, 1)
PAPER = {"on": "2018-07-01", "document": "Quyết định 77/QĐ-MP", "confidence": "A", "note": ""}
UNIT_A, UNIT_B = "Trung tâm Thông tin Bộ A [bo-a.tt]", "Cục Công nghệ thông tin Bộ B [bo-b.cuc]"

ACTS: dict[str, dict[str, str]] = {
    "thanh-lap": {
        "parent": "Bộ A [bo-a]",
        "name": "Trung tâm Dữ liệu",
        "form": "trung_tam",
        "is_it_unit": "on",
    },
    "doi-ten": {"organisation": UNIT_A, "name": "Trung tâm Chuyển đổi số"},
    "doi-hinh-thuc": {"organisation": UNIT_A, "form": "cuc", "name": "Cục CNTT"},
    "sap-nhap": {"source_1": UNIT_A, "into": UNIT_B},
    "chia-tach": {
        "organisation": UNIT_A,
        "continues": "yes",
        "part_1_name": "Trung tâm An ninh mạng",
        "part_1_form": "trung_tam",
    },
    "chuyen": {"organisation": UNIT_A, "parent": "bo-b"},
    "giai-the": {"organisation": "Trung tâm Thông tin Bộ A"},
}


@pytest.fixture
def client(cast: Cast) -> Client:
    """The coordinator's browser."""
    return cast.client(cast.coordinator)


def _act(slug: str) -> str:
    return f"{reverse('organisations:act', args=[slug])}?realm=mo-phong"


def _hidden(answer: Any) -> dict[str, str]:
    """The hidden boxes of a preview, as a browser would send them back."""
    text = answer.content.decode()
    text = text[text.index('name="seen"') - 20_000 if len(text) > 20_000 else 0 :]
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', text)
    return {
        name: value.replace("&quot;", '"')
        for name, value in found
        if name not in ("csrfmiddlewaretoken", "next")
    }


@pytest.mark.parametrize("slug", ACTS)
def test_an_act_is_shown_before_it_is_written_and_written_as_shown(client: Client, slug: str) -> None:
    before = list(OrganisationState.objects.order_by("pk").values())
    preview = client.post(_act(slug), {**ACTS[slug], **PAPER, "preview": "1"})
    assert preview.status_code == 200, preview.content.decode()
    assert "Chưa ghi gì vào sổ" in preview.content.decode()
    assert list(OrganisationState.objects.order_by("pk").values()) == before
    sent = _hidden(preview)
    assert sent["seen"]
    done = client.post(_act(slug), {**sent, "confirm": "1"})
    assert done.status_code == 302, done.content.decode()
    act = Reorganisation.objects.get(from_pack=False)
    assert (act.on, act.document, act.confidence) == (DAY, "Quyết định 77/QĐ-MP", "A")
    assert client.get(done["Location"]).status_code == 200


def test_the_preview_says_who_changes_and_whose_appointment_ends(client: Client) -> None:
    page = client.post(_act("chuyen"), {**ACTS["chuyen"], **PAPER, "preview": "1"}).content.decode()
    assert "trực thuộc Bộ A" in page
    assert "trực thuộc Bộ B" in page
    assert "Lê Thủ Trưởng" in page
    assert "kết thúc, cần phân công lại" in page
    assert "Vũ Đơn Vị" in page
    assert "chuyển theo" in page


def test_what_changed_meanwhile_is_not_overwritten(client: Client) -> None:
    sent = _hidden(client.post(_act("doi-ten"), {**ACTS["doi-ten"], **PAPER, "preview": "1"}))
    early = {**ACTS["doi-ten"], **PAPER, "on": "2015-01-01", "name": "Tên xen vào"}
    assert client.post(_act("doi-ten"), {**early, "confirm": "1"}).status_code == 302
    answer = client.post(_act("doi-ten"), {**sent, "confirm": "1"})
    assert answer.status_code == 422
    assert "đã thay đổi sau khi bạn xem trước" in answer.content.decode()
    assert said("bo-a.tt", DAY) == ("Tên xen vào", "trung_tam", "bo-a")


def test_going_back_from_the_preview_keeps_what_was_typed(client: Client) -> None:
    sent = _hidden(client.post(_act("doi-ten"), {**ACTS["doi-ten"], **PAPER, "preview": "1"}))
    page = client.post(_act("doi-ten"), {**sent, "edit": "1"}).content.decode()
    assert 'value="Trung tâm Chuyển đổi số"' in page
    assert "Quyết định 77/QĐ-MP" in page


WRONG: list[tuple[str, Mapping[str, str], str]] = [
    ("doi-ten", {"organisation": "Không có thật"}, "không có cơ quan, đơn vị “Không có thật”"),
    ("doi-ten", {"on": "31/02/2018"}, "Không phải là một ngày"),
    ("doi-ten", {"on": "2010-01-01"}, "sổ đăng ký không có"),
    ("doi-ten", {"document": ""}, "Chọn văn bản ở ô trên"),
    ("doi-ten", {"instrument": "999/QĐ-KHÔNG"}, "Sổ căn cứ pháp lý không có văn bản"),
    ("doi-ten", {"confidence": ""}, "Chọn mức đã kiểm tra"),
    ("sap-nhap", {"into": UNIT_A}, "sáp nhập một đơn vị vào chính nó"),
    ("sap-nhap", {"into": ""}, "Chọn nơi nhận"),
    ("chuyen", {"parent": "byt"}, "byt"),
    ("thanh-lap", {"form": ""}, "Chọn hình thức"),
    ("thanh-lap", {"parent": "", "kind": ""}, "Chọn bộ hay cơ quan ngang bộ"),
    ("thanh-lap", {"code": "Mã Có Dấu"}, "Chỉ dùng chữ thường không dấu"),
    ("chia-tach", {"continues": "no"}, "Chia cần ít nhất hai"),
    ("chia-tach", {"part_1_form": ""}, "Chọn hình thức của đơn vị mới này"),
]


@pytest.mark.parametrize(("slug", "changes", "sentence"), WRONG)
def test_a_wrong_entry_is_answered_on_the_page_and_nothing_is_written(
    client: Client, slug: str, changes: Mapping[str, str], sentence: str
) -> None:
    answer = client.post(_act(slug), {**ACTS[slug], **PAPER, **changes, "confirm": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "chỗ cần sửa" in page
    assert not Reorganisation.objects.filter(from_pack=False).exists()


def test_a_law_of_the_register_can_be_the_basis(client: Client) -> None:
    wishes = {**ACTS["doi-ten"], **PAPER, "document": "", "instrument": "64/2007/NĐ-CP", "confirm": "1"}
    assert client.post(_act("doi-ten"), wishes).status_code == 302
    act = Reorganisation.objects.get(from_pack=False)
    assert act.instrument is not None
    assert act.instrument.code == "nd-64-2007-nd-cp"


def test_a_new_body_is_recorded_by_the_coordinator(client: Client) -> None:
    wishes = {"name": "Bộ M", "kind": "bo", "code": "bo-m", **PAPER, "confirm": "1"}
    assert client.post(_act("thanh-lap"), wishes).status_code == 302
    assert said("bo-m", DAY) == ("Bộ M", "", "")
    assert OrganisationState.objects.get(organisation__code="bo-m").organisation.is_simulated


def test_the_form_begins_with_the_organisation_one_comes_from(client: Client) -> None:
    page = client.get(reverse("organisations:act", args=["sap-nhap"]), {"of": "bo-a.tt"}).content.decode()
    assert f'name="source_1" value="{UNIT_A}"' in page


def test_an_unknown_kind_of_act_is_not_found(client: Client) -> None:
    assert client.get(reverse("organisations:act", args=["khong-co"])).status_code == 404


def _staff(**boxes: str) -> dict[str, str]:
    return {"on": "2026-06-30", "document": "Báo cáo 1/BC-MP", **boxes}


def test_staff_is_entered_with_empty_boxes_left_unknown(cast: Cast) -> None:
    client, address = cast.client(cast.unit_officer), reverse("organisations:staff", args=["bo-a.tt"])
    answer = client.post(address, _staff(cong_chuc__giao="12", hop_dong__co_mat="0"))
    assert answer.status_code == 302
    with acting(system("đọc")):
        rows = StaffCount.objects.order_by("kind").values_list("kind", "measure", "people")
        assert list(rows) == [("cong_chuc", "giao", 12), ("hop_dong", "co_mat", 0)]
    known = client.get(address, {"on": "2026-06-30"}).content.decode()
    assert 'name="cong_chuc__giao" value="12"' in known


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({}, "Chưa ghi số liệu nào"),
        ({"cong_chuc__giao": "-1"}, "không thể nhỏ hơn 0"),
        ({"cong_chuc__giao": "1e9"}, "Ghi một số nguyên"),
        ({"cong_chuc__giao": "5", "on": "2030-01-01"}, "chưa tới"),
        ({"cong_chuc__giao": "5", "on": "2010-01-01"}, "không có đơn vị này"),
        ({"cong_chuc__giao": "5", "document": ""}, "Văn bản làm căn cứ"),
    ],
)
def test_wrong_staff_figures_are_answered_on_the_page(
    cast: Cast, boxes: dict[str, str], sentence: str
) -> None:
    client = cast.client(cast.officer)
    answer = client.post(reverse("organisations:staff", args=["bo-a.tt"]), _staff(**{**boxes}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with acting(system("đọc")):
        assert not StaffCount.objects.exists()


def _steps(**changes: str) -> dict[str, str]:
    boxes = {f"{step}__state": "chua_ro" for step in EstablishmentStep.Step}
    return boxes | {f"de_an__{name}": value for name, value in changes.items()}


def test_steps_are_entered_with_day_and_paper(cast: Cast) -> None:
    client, address = cast.client(cast.officer), reverse("organisations:steps", args=["bo-a.tt"])
    answer = client.post(address, _steps(state="xong", on="2017-04-27", document="17/TTr-MP"))
    assert answer.status_code == 302
    page = client.get(reverse("organisations:unit", args=["bo-a.tt"])).content.decode()
    assert "Xong 1/6 bước" in page
    assert "17/TTr-MP, 27/4/2017" in page
    refused = client.post(address, _steps(state="xong"))
    assert refused.status_code == 422
    assert "phải có ngày và văn bản" in refused.content.decode()


def _appointment(cast: Cast, **changes: Any) -> dict[str, str]:
    wishes = {
        "person": "nguoingoai",
        "role": "ministry_officer",
        "over": "Bộ A [bo-a]",
        "position": "Chuyên viên chính",
        "document": "Quyết định 3/QĐ-MP",
        "valid_from": "2026-01-01",
        "valid_to": "",
    }
    return wishes | changes


def test_an_appointment_is_given_and_ended_on_its_pages(cast: Cast, client: Client) -> None:
    address = f"{reverse('organisations:appoint')}?realm=mo-phong"
    assert client.post(address, _appointment(cast)).status_code == 302
    with acting(system("đọc")):
        made = Appointment.objects.get(person=cast.outsider)
    listed = client.get(reverse("organisations:appointments")).content.decode()
    assert "Hồ Người Ngoài" in listed
    assert "Chuyên viên chính" in listed
    assert cast.client(cast.outsider).get(reverse("organisations:index")).status_code == 200
    end = reverse("organisations:end_appointment", args=[made.pk])
    assert client.post(end, {"on": "2026-01-01", "reason": "Thôi việc"}).status_code == 422
    assert client.post(end, {"on": "2026-11-01", "reason": "Thôi việc"}).status_code == 302
    assert cast.client(cast.outsider).get(reverse("organisations:index")).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"person": "khong-co"}, "Không có tài khoản đang hoạt động"),
        ({"over": "khong-co"}, "không có cơ quan, đơn vị"),
        ({"person": "dieuphoi"}, "cho chính mình"),
        ({"valid_to": "2025-01-01"}, "không có ngày nào"),
        ({"person": "chuyenvien.a", "valid_from": "2026-01-01"}, "đã giữ vai trò"),
    ],
)
def test_a_wrong_appointment_is_answered_on_the_page(
    cast: Cast, client: Client, changes: dict[str, str], sentence: str
) -> None:
    address = f"{reverse('organisations:appoint')}?realm=mo-phong"
    answer = client.post(address, _appointment(cast, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_officer_of_a_body_does_not_end_appointments(cast: Cast) -> None:
    with acting(system("đọc")):
        made = Appointment.objects.get(person=cast.unit_officer)
        foreign = Appointment.objects.get(person=cast.officer_b)
    client = cast.client(cast.officer)
    assert client.get(reverse("organisations:end_appointment", args=[made.pk])).status_code == 403
    assert client.get(reverse("organisations:end_appointment", args=[foreign.pk])).status_code == 404


def test_a_correction_is_entered_with_its_reason_and_shown_to_every_reader(
    cast: Cast, client: Client
) -> None:
    state = OrganisationState.objects.get(organisation=cast.unit_a)
    address = reverse("organisations:correct", args=[state.pk])
    assert 'value="Trung tâm Thông tin Bộ A"' in client.get(address).content.decode()
    wishes = {
        "name": "Trung tâm Thông tin và Dữ liệu Bộ A",
        "form": "trung_tam",
        "parent": "bo-a",
        "valid_from": "2011-01-01",
        "from_known": "on",
    }
    refused = client.post(address, wishes)
    assert refused.status_code == 422
    assert "Đính chính phải nêu lý do" in refused.content.decode()
    assert client.post(address, {**wishes, "reason": "Nhập thiếu chữ"}).status_code == 302
    assert StateCorrection.objects.get().before == {"name": "Trung tâm Thông tin Bộ A"}
    page = cast.client(cast.officer_b).get(reverse("organisations:unit", args=["bo-a.tt"])).content.decode()
    assert "“Trung tâm Thông tin Bộ A” thành “Trung tâm Thông tin và Dữ liệu Bộ A”" in page
    assert "Nhập thiếu chữ" in page


def test_only_who_keeps_the_register_opens_a_correction(cast: Cast) -> None:
    state = OrganisationState.objects.get(organisation=cast.unit_a)
    address = reverse("organisations:correct", args=[state.pk])
    assert cast.client(cast.officer).get(address).status_code == 403
    assert cast.client(cast.outsider).get(address).status_code == 404
    assert cast.client(cast.coordinator).get(reverse("organisations:correct", args=[0])).status_code == 404


def test_a_refused_act_leaves_no_journal_line(cast: Cast, client: Client) -> None:
    client.post(_act("sap-nhap"), {**ACTS["sap-nhap"], **PAPER, "into": UNIT_A, "confirm": "1"})
    with acting(system("đọc")), transaction.atomic():
        assert not Act.objects.filter(code__startswith="organisations.unit").exists()
