"""A questionnaire with every kind of question, and the short ways the page tests take through it."""

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from daumoi.foundation.principal import acting, system
from daumoi.surveys import actions, queries
from daumoi.surveys.definition import (
    Check,
    Choice,
    Definition,
    Field,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Text,
)
from daumoi.surveys.models import Reply, Round
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.queries.answers import HeldAnswer
from daumoi.surveys.tests.factories import AT, make_questionnaire, reply_of
from tests.cast import Cast

DUTIES = (
    "Xây dựng kế hoạch 5 năm",
    "Xây dựng kế hoạch hằng năm",
    "Thẩm định dự án",
    "Hướng dẫn, kiểm tra",
    "Quản lý hạ tầng",
    "Quản lý dữ liệu",
    "Cổng thông tin",
    "Dịch vụ công trực tuyến",
    "Thống kê",
    "Đào tạo",
    "An toàn thông tin",
    "Ứng cứu sự cố",
    "Cơ yếu",
    "Hợp tác quốc tế",
    "Nghiên cứu",
    "Sự nghiệp công",
    "Khác",
)


def staff_grid() -> Grid:
    """Staff by kind: a calculated column, a hard check and a soft one."""
    rows = (("cong_chuc", "Công chức"), ("vien_chuc", "Viên chức"), ("hop_dong", "Hợp đồng"))
    return Grid(
        code="b1",
        label=Text("Nhân lực của đơn vị chuyên trách"),
        hint=Text("Theo quyết định giao biên chế gần nhất."),
        rows=tuple(GridRow(code, Text(label)) for code, label in rows),
        columns=(
            Field(code="giao", label=Text("Được giao"), type="integer", unit="người", required=True),
            Field(code="co_mat", label=Text("Có mặt"), type="integer", unit="người", required=True),
            Field(
                code="thieu",
                label=Text("Còn thiếu"),
                type="integer",
                unit="người",
                calculation="row.giao - row.co_mat",
            ),
        ),
        checks=(
            Check("b1_co_mat", "row.co_mat <= row.giao", Text("Có mặt không được lớn hơn được giao")),
            Check("b1_lon", "row.giao <= 500", Text("Số được giao lớn khác thường"), "soft"),
        ),
    )


def duties_grid() -> Grid:
    """More rows than fit one page, answered from a list."""
    return Grid(
        code="c1",
        label=Text("Nhiệm vụ"),
        rows=tuple(GridRow(f"n{number}", Text(label)) for number, label in enumerate(DUTIES, 1)),
        columns=(
            Field(code="giao", label=Text("Đang được giao"), type="choice", choices="muc"),
            Field(code="thuc_te", label=Text("Thực tế thực hiện"), type="choice", choices="muc"),
            Field(code="de_nghi", label=Text("Đề nghị giao"), type="boolean"),
            Field(code="ly_do", label=Text("Lý do"), type="text"),
        ),
    )


def systems_roster() -> Roster:
    """Open rows with a required name."""
    return Roster(
        code="e1",
        label=Text("Hệ thống thông tin"),
        max_rows=20,
        columns=(
            Field(code="ten", label=Text("Tên hệ thống"), type="text", required=True),
            Field(code="nam", label=Text("Năm đưa vào dùng"), type="integer"),
            Field(code="kinh_phi", label=Text("Kinh phí"), type="money", unit="triệu đồng"),
        ),
        checks=(Check("e1_nam", "row.nam >= 1980", Text("Năm phải từ 1980 trở đi")),),
    )


def full_definition() -> Definition:
    """Every type of question, a section that rules hide, three tables."""
    return Definition(
        code="thu-nghiem",
        version="1",
        title=Text("Phiếu khảo sát hiện trạng và yêu cầu", en="Survey of the present state and needs"),
        sections=(
            Section(
                code="a",
                title=Text("Đơn vị, hình thức, căn cứ", en="Unit, form, legal basis"),
                hint=Text("Trả lời theo tình trạng tại thời điểm chốt số liệu."),
                items=(
                    Question(
                        code="a1",
                        label=Text("Tên đơn vị chuyên trách"),
                        type="text",
                        required=True,
                        prefill="registry.unit_name",
                    ),
                    Question(
                        code="a2",
                        label=Text("Hình thức tổ chức"),
                        type="choice",
                        choices="hinh_thuc",
                        required=True,
                        prefill="registry.form",
                    ),
                    Question(
                        code="a3",
                        label=Text("Quyết định thành lập Cục"),
                        type="text",
                        relevant="a2 == 'cuc'",
                        required=True,
                    ),
                    Question(
                        code="a4", label=Text("Ngày thành lập"), type="date", hint=Text("Ví dụ 08/9/2011.")
                    ),
                    Question(
                        code="a5",
                        label=Text("Tỷ lệ hồ sơ xử lý trên mạng"),
                        type="percent",
                        unit="%",
                        decimals=1,
                        required=True,
                    ),
                    Question(
                        code="a6", label=Text("Có quy chế an toàn thông tin"), type="boolean", required=True
                    ),
                    Question(
                        code="a8",
                        label=Text("Bộ chủ quản của Cục"),
                        type="text",
                        relevant="a2 == 'cuc'",
                        prefill="registry.body_name",
                    ),
                    Question(code="a7", label=Text("Kỹ năng hiện có"), type="choices", choices="ky_nang"),
                ),
            ),
            Section(code="b", title=Text("Nhân lực"), items=(staff_grid(),)),
            Section(code="c", title=Text("Nhiệm vụ"), items=(duties_grid(),)),
            Section(
                code="e",
                title=Text("Hệ thống, khó khăn"),
                items=(
                    systems_roster(),
                    Question(code="g1", label=Text("Khó khăn, kiến nghị"), type="long_text"),
                ),
            ),
            Section(
                code="f",
                title=Text("Dành cho Cục"),
                relevant="a2 == 'cuc'",
                items=(Question(code="f1", label=Text("Số phòng"), type="integer", required=True),),
            ),
        ),
        codelists={
            "hinh_thuc": (
                Choice("cuc", Text("Cục")),
                Choice("vu", Text("Vụ")),
                Choice("trung_tam", Text("Trung tâm")),
            ),
            "muc": (
                Choice("chu_tri", Text("Chủ trì")),
                Choice("mot_phan", Text("Một phần")),
                Choice("khong", Text("Không")),
            ),
            "ky_nang": (
                Choice("mang", Text("Quản trị mạng")),
                Choice("pt", Text("Phát triển phần mềm")),
                Choice("at", Text("An toàn thông tin")),
            ),
        },
    )


@dataclass
class Scene:
    """An issued round and body A's reply to it."""

    cast: Cast
    round: Round
    reply: Reply

    def url(self, name: str, *more: object) -> str:
        """The address of a page of the reply."""
        return reverse(f"surveys:{name}", args=[self.round.code, self.reply.owner.code, *more])

    def sheet(self) -> ReplySheet:
        """The reply as it stands, read by the officer."""
        officer = self.cast.principal(self.cast.officer)
        with acting(officer):
            found = queries.reply_sheet(principal=officer, reply=reply_of(self.cast, self.round))
            len(found.files)  # read while somebody has entered: pages read them only when shown
            return found

    def answer(self, variable: str, row: int = 0) -> HeldAnswer | None:
        """What stands for a variable."""
        return self.sheet().answers.get((variable, row))

    def write(self, **values: object) -> None:
        """Answers of the officer, past the pages."""
        officer = self.cast.principal(self.cast.officer)
        with acting(officer), transaction.atomic():
            sheet = self.sheet()
            held = {key: answer.version for key, answer in sheet.answers.items()}
            for variable, value in values.items():
                actions.save_answer(
                    by=officer,
                    reply=sheet.reply,
                    answer=actions.NewAnswer(variable, value, seen_version=held.get((variable, 0), 0)),
                    at=AT,
                )

    def fill(self) -> None:
        """Everything that is required."""
        self.write(a1="Trung tâm Thông tin", a2="trung_tam", a5="45.5", a6=True)
        for row, given, present in (("cong_chuc", 12, 10), ("vien_chuc", 30, 28), ("hop_dong", 4, 4)):
            self.write(**{f"b1_{row}_giao": given, f"b1_{row}_co_mat": present})
        officer = self.cast.principal(self.cast.officer)
        with acting(officer), transaction.atomic():
            actions.declare_not_arisen(by=officer, reply=self.reply, roster="e1")


def make_scene(cast: Cast) -> Scene:
    """A simulated round of the full questionnaire to bodies A and B."""
    with acting(system("dựng đợt")), transaction.atomic():
        made = actions.create_round(
            by=system("dựng đợt"),
            coordinator=cast.body_b,
            code="dot-2016",
            title="Khảo sát hiện trạng và yêu cầu 2016",
            questionnaire=make_questionnaire(full_definition()),
            cutoff_on=date(2016, 6, 30),
            due_on=date(2016, 8, 15),
            contact_name="Nguyễn Văn Đầu Mối",
            contact_phone="024 3000 0101",
            contact_email="daumoi@example.vn",
            is_simulated=True,
        )
        actions.issue_round(
            by=system("dựng đợt"),
            round_=made,
            addressees=[cast.body_a, cast.body_b],
            letter_number="2234/MP-KS",
            letter_date=date(2016, 7, 4),
            letter_signer="Nguyễn Ký",
            at=AT,
        )
    return Scene(cast, made, reply_of(cast, made))


class _Controls(HTMLParser):
    """Collects the fields of a page's section form as a browser without script would post them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.area = self.text = self.select = ""
        form = html[html.index('<form class="sv-form"') :]
        self.feed(form[: form.index("</form>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.fields.append((self.select, given.get("value", "")))
        elif tag == "input" and (given.get("type") in ("text", "hidden") or "checked" in given):
            self.fields.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields.append((self.area, self.text.removeprefix("\n")))
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


def form_of(response: HttpResponse) -> dict[str, Any]:
    """The section form of a page, as a browser without script would post it untouched."""
    data: dict[str, Any] = {}
    for name, value in _Controls(response.content.decode()).fields:
        data.setdefault(name, []).append(value)
    return data


def post_form(client: Client, url: str, changes: dict[str, Any], **button: str) -> HttpResponse:
    """Open a page, change some controls, press a button."""
    data = form_of(client.get(url))  # type: ignore[arg-type]
    data.update(changes)
    data.update(button or {"go": "stay"})
    return client.post(url, {name: value for name, value in data.items() if value is not None})  # type: ignore[return-value]
