"""A small questionnaire and a round of it, made through the actions."""

import io
from datetime import date, datetime

from django.db import transaction
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from daumoi.facts import actions as facts
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import Principal, acting, system
from daumoi.surveys import actions
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
    digest,
    encode,
    variables,
)
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Reply, Round
from tests.cast import Cast

AT = datetime(2016, 8, 1, 9, 0, tzinfo=HANOI)


def small_definition() -> Definition:
    """Two sections: a prefilled name, a form, a grid of staff with a hard and a soft check, an open table."""
    staff = Grid(
        code="b1",
        label=Text("Nhân lực"),
        rows=(GridRow("cong_chuc", Text("Công chức")), GridRow("hop_dong", Text("Hợp đồng"))),
        columns=(
            Field(
                code="giao", label=Text("Được giao"), type="integer", unit="người", element="nhan_luc.giao"
            ),
            Field(code="co_mat", label=Text("Có mặt"), type="integer", unit="người"),
        ),
        checks=(
            Check("b1_co_mat", "row.co_mat <= row.giao", Text("Có mặt không được lớn hơn được giao")),
            Check("b1_lon", "row.giao <= 500", Text("Số được giao lớn khác thường"), "soft"),
        ),
    )
    return Definition(
        code="thu-nghiem",
        version="1",
        title=Text("Phiếu thử nghiệm"),
        sections=(
            Section(
                code="a",
                title=Text("Đơn vị"),
                items=(
                    Question(
                        code="a1",
                        label=Text("Tên đơn vị"),
                        type="text",
                        required=True,
                        prefill="registry.unit_name",
                        element="don_vi.ten",
                    ),
                    Question(
                        code="a2", label=Text("Hình thức"), type="choice", choices="hinh_thuc", required=True
                    ),
                    Question(
                        code="a3",
                        label=Text("Quyết định thành lập Cục"),
                        type="text",
                        relevant="a2 == 'cuc'",
                        required=True,
                    ),
                ),
            ),
            Section(
                code="b",
                title=Text("Nhân lực, hệ thống"),
                items=(
                    staff,
                    Roster(
                        code="e1",
                        label=Text("Hệ thống thông tin"),
                        columns=(
                            Field(code="ten", label=Text("Tên"), type="text"),
                            Field(code="nam", label=Text("Năm"), type="integer"),
                        ),
                    ),
                ),
            ),
        ),
        codelists={"hinh_thuc": (Choice("cuc", Text("Cục")), Choice("trung_tam", Text("Trung tâm")))},
    )


def make_questionnaire(definition: Definition | None = None) -> Questionnaire:
    """The small questionnaire, published."""
    import msgspec

    definition = definition or small_definition()
    facts.define_elements(
        by=system("thử"),
        elements=[
            facts.NewElement(
                one.field.element, one.place, "number" if one.field.type == "integer" else "text"
            )
            for one in variables(definition)
            if one.field.element
        ],
    )
    return Questionnaire.objects.create(
        code=definition.code,
        version=definition.version,
        title=definition.title.vi,
        definition=msgspec.json.decode(encode(definition)),
        digest=digest(definition),
        state=QuestionnaireState.PUBLISHED,
    )


def make_round(cast: Cast, *, code: str = "dot-1", issued: bool = True) -> Round:
    """A simulated round to bodies A and B, issued under a letter by the coordinator of body B."""
    with acting(system("dựng đợt")), transaction.atomic():
        made = actions.create_round(
            by=system("dựng đợt"),
            coordinator=cast.body_b,
            code=code,
            title="Khảo sát thử nghiệm",
            questionnaire=Questionnaire.objects.filter(code="thu-nghiem").first() or make_questionnaire(),
            cutoff_on=date(2016, 6, 30),
            due_on=date(2016, 8, 15),
            contact_name="Nguyễn Văn Đầu Mối",
            contact_phone="024 3000 0101",
            is_simulated=True,
        )
        if issued:
            actions.issue_round(
                by=system("dựng đợt"),
                round_=made,
                addressees=[cast.body_a, cast.body_b],
                letter_number="2234/MP-KS",
                letter_date=date(2016, 7, 4),
                letter_signer="Nguyễn Ký",
                at=AT,
            )
    return made


def reply_of(cast: Cast, round_: Round) -> Reply:
    """Body A's reply."""
    with acting(system("xem")):
        return Reply.objects.select_related("round", "round__questionnaire", "round__owner", "owner").get(
            round=round_, owner=cast.body_a
        )


def fill(*, by: Principal, reply: Reply) -> None:
    """Answer everything the small questionnaire asks."""
    actions.confirm_prefill(by=by, reply=reply, variables=["a1"])
    for variable, value in (
        ("a2", "trung_tam"),
        ("b1_cong_chuc_giao", 20),
        ("b1_cong_chuc_co_mat", 18),
        ("b1_hop_dong_giao", 5),
        ("b1_hop_dong_co_mat", 5),
    ):
        actions.save_answer(by=by, reply=reply, answer=actions.NewAnswer(variable, value), at=AT)
    actions.declare_not_arisen(by=by, reply=reply, roster="e1")


def signed_pdf(text: str) -> bytes:
    """A one-page PDF that carries a text (ASCII), as a signed annex would carry its content code."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
