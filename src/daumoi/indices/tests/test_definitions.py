"""A coordinator hands a definition over, reads what it says, and confirms; what cannot be taken in says why and where."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.indices import actions
from daumoi.indices.forms.definitions import MOST_BYTES
from daumoi.indices.models import Index, IndexVersion
from daumoi.indices.tests.scene import DEFINITION, Scene

PLACE = "/chi-so/nhan-dinh-nghia/"
OTHER = DEFINITION.replace("chi-so-thu", "chi-so-moi").replace("Chỉ số thử nghiệm", "Chỉ số mới")

LINE = OTHER[: OTHER.index("code: mang")].count("\n") + 1


@pytest.fixture
def desk(scene: Scene) -> Client:
    return scene.cast.client(scene.cast.coordinator)


def hand(client: Client, text: str | bytes, name: str = "moi.yaml") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(PLACE, {"file": SimpleUploadedFile(name, data, "application/yaml")})


def said(answer: Any) -> str:
    text: str = answer.content.decode()
    return html.unescape(text)


def test_a_definition_is_read_before_it_is_taken_in(desk: Client) -> None:
    answer = hand(desk, OTHER.replace("\n", "\r\n"))
    page = said(answer)
    assert answer.status_code == 200
    for words in (
        "Đây là chỉ số mới, mã chi-so-moi, phiên bản 2026.1",
        "Mạng nội bộ",
        "moi.yaml",
        "<dt>Tiêu chí</dt><dd>4</dd>",
    ):
        assert words in page
    assert not Index.objects.filter(code="chi-so-moi").exists()
    found = re.search(r'name="text" value="([^"]*)"', answer.content.decode())
    assert found is not None
    text = html.unescape(found[1])
    assert text == OTHER
    browsers = text.replace("\n", "\r\n")
    done = desk.post(PLACE, {"name": "moi.yaml", "text": browsers})
    assert (done.status_code, done.headers["Location"]) == (302, "/chi-so/chi-so-moi/?ban=2026.1")
    version = IndexVersion.objects.select_related("index").get(index__code="chi-so-moi")
    assert (version.definition, version.file_name, version.from_pack) == (OTHER, "moi.yaml", False)
    assert version.index.is_simulated
    assert "Chỉ số mới" in said(desk.get("/chi-so/lap/"))
    with acting(system("xem")):
        assert Act.objects.filter(code="indices.definition.adopted", details__version="2026.1").count() == 2


def test_the_same_content_again_changes_nothing(scene: Scene, desk: Client) -> None:
    again = "# chú thích thêm\n" + DEFINITION
    page = said(hand(desk, again))
    assert "đã có ở đây với đúng nội dung này" in page
    assert "Đưa vào sử dụng" not in page
    assert desk.post(PLACE, {"name": "thu.yaml", "text": again}).status_code == 302
    assert IndexVersion.objects.get(index__code="chi-so-thu").definition == DEFINITION


def test_a_version_that_is_here_with_other_content_is_refused(scene: Scene, desk: Client) -> None:
    changed = DEFINITION.replace("max_points: 40", "max_points: 50")
    answer = hand(desk, changed)
    assert answer.status_code == 409
    assert "đã có phiên bản 2026.1 của chỉ số chi-so-thu với nội dung khác" in said(answer)
    assert "Đưa vào sử dụng" not in said(answer)
    refused = desk.post(PLACE, {"name": "thu.yaml", "text": changed})
    assert refused.status_code == 409
    assert "đã có kỳ đánh giá dùng" in said(refused)
    assert desk.post(PLACE, {"name": "moi.yaml", "text": OTHER}).status_code == 302
    unused = OTHER.replace("max_points: 40", "max_points: 50")
    refused = desk.post(PLACE, {"name": "moi.yaml", "text": unused})
    assert refused.status_code == 409
    assert "với nội dung khác" in said(refused)
    assert IndexVersion.objects.get(index__code="chi-so-moi").definition == OTHER


def test_years_that_overlap_and_a_code_of_the_other_realm_are_refused(scene: Scene, desk: Client) -> None:
    later = DEFINITION.replace("'2026.1'", "'2027'").replace("first_year: 2024", "first_year: 2027")
    answer = hand(desk, later)
    assert answer.status_code == 409
    assert "năm áp dụng chồng lên phiên bản 2026.1" in said(answer)
    earlier = later.replace("first_year: 2027", "first_year: 2020, last_year: 2023")
    assert "phiên bản 2027 của chỉ số chi-so-thu đã có" in said(hand(desk, earlier))
    with acting(system("nạp")) as by:
        actions.adopt_definition(by=by, text=OTHER)
        with pytest.raises(Conflict, match="phần kia"):
            actions.adopt_definition(by=by, text=OTHER.replace("2026.1", "2027"), is_simulated=True)
    answer = hand(desk, OTHER.replace("2026.1", "2027"))
    assert answer.status_code == 409
    assert "phần kia (thật, mô phỏng)" in said(answer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: [1", "không đọc được YAML"),
        ("chỉ là chữ", "không phải là một định nghĩa"),
        (OTHER.replace("max_points: 30", "mx_points: 30"), f"dòng {LINE}, tree.children[0].children[1]"),
        (OTHER.replace("max_points: 30", "mx_points: 30"), "không có trường “mx_points” ở đây"),
        (OTHER.replace("code: dien-tap", "code: mang"), "mã “mang” đã dùng ở trên"),
        (OTHER.replace("first_year: 2024", "first_year: 2026-13-45"), "có giá trị không đọc được"),
        (OTHER.replace("first_year: 2024", "first_year: -5"), "“-5” không phải là một năm"),
        (OTHER.replace("code: chi-so-moi\nversion", "code: lap\nversion"), "đã dùng cho địa chỉ của trang"),
        (OTHER.replace("owner: Cơ quan", "owner: " + "a" * 301), "owner: dài hơn 300 ký tự"),
        ("a: " + "[" * 20_000 + "]" * 20_000, "lồng quá sâu"),
        ("a: &x 1\nb: *x", "dùng ký hiệu *"),
        (OTHER.encode("utf-16"), "Dòng 1 có ký tự không phải mã UTF-8"),
        (OTHER.encode() + b"# \xff", "có ký tự không phải mã UTF-8"),
        (b"#" * (MOST_BYTES + 1), "Tệp quá 1 MB"),
        (b"", "Tệp trống"),
    ],
    ids=lambda one: str(one)[-30:] if isinstance(one, str) else None,
)
def test_what_cannot_be_used_says_where_and_why(desk: Client, text: str | bytes, expected: str) -> None:
    answer = hand(desk, text)
    assert answer.status_code == 422
    assert expected in re.sub(r"</strong><span>", ": ", said(answer))
    assert not Index.objects.filter(code="chi-so-moi").exists()


def test_a_confirmation_is_checked_as_the_file_was(desk: Client) -> None:
    secret = OTHER.replace("owner: Cơ quan thử nghiệm", "owner: Cơ quan\n  TUYỆT MẬT")
    for text in ("code: [1", "", secret):
        assert desk.post(PLACE, {"name": "x.yaml", "text": text}).status_code == 422
    assert "dấu chỉ độ mật" in said(desk.post(PLACE, {"name": "x.yaml", "text": secret}))
    assert not Index.objects.filter(code="chi-so-moi").exists()


def test_only_who_coordinates_takes_definitions_in(scene: Scene) -> None:
    cast = scene.cast
    for who in (cast.officer, cast.leader, cast.officer_b, scene.officer_d, cast.outsider):
        client = cast.client(who)
        assert "nhan-dinh-nghia" not in client.get("/chi-so/").content.decode(), who
        assert client.get(PLACE).status_code == 403, who
        assert hand(client, OTHER).status_code == 403, who
        assert client.post(PLACE, {"text": OTHER}).status_code == 403, who
    assert hand(Client(), OTHER).status_code == 302
    assert "nhan-dinh-nghia" in cast.client(cast.coordinator).get("/chi-so/").content.decode()
    assert not Index.objects.filter(code="chi-so-moi").exists()
