"""The way of a reply, and each place where it is rightly refused."""

from datetime import date, timedelta

import pytest

from daumoi.facts.models import Fact
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import Principal, acting
from daumoi.history.models import Act
from daumoi.inbox import queries as inbox
from daumoi.surveys import actions, queries
from daumoi.surveys.access import access_reply
from daumoi.surveys.models import Answer, AnswerStatus, Reply, ReplyState
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of, signed_pdf
from tests.cast import Cast


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return reply_of(cast, make_round(cast))


def letter(by: Principal, reply: Reply, content: bytes, typed: str = "") -> None:
    actions.attach_signed_letter(
        by=by,
        reply=reply,
        name="cv-88.pdf",
        content=content,
        number="88/BA-CNTT",
        letter_date=date(2016, 8, 10),
        signer="KT. BỘ TRƯỞNG, Trần Ký",
        typed_code=typed,
        at=AT,
    )


def test_a_reply_goes_from_the_letter_to_facts(cast: Cast, reply: Reply) -> None:
    officer, coordinator = cast.principal(cast.officer), cast.principal(cast.coordinator)
    with acting(officer):
        assert [item.verb for item in inbox.waiting_for(principal=officer, day=date(2016, 8, 1)).later] == [
            "Điền tiếp"
        ]
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        letter(officer, reply, signed_pdf(f"Ma noi dung {code}"))
        actions.send_reply(by=officer, reply=reply, at=AT)
        assert inbox.waiting_for(principal=officer, day=date(2016, 8, 1)).total == 0
    with acting(coordinator):
        actions.receive(by=coordinator, reply=reply, at=AT)
        actions.close_reply(by=coordinator, reply=reply, at=AT)
        assert reply.state == ReplyState.CLOSED
        found = Fact.objects.get(element__code="don_vi.ten")
        assert found.value == "Trung tâm Thông tin Bộ A"
        assert "88/BA-CNTT" in found.source_text
        codes = list(
            Act.objects.filter(thing_id=reply.pk, thing_kind="surveys.reply")
            .order_by("id")
            .values_list("code", flat=True)
        )
    assert codes == [
        "surveys.reply.annex_prepared",
        "surveys.reply.letter_attached",
        "surveys.reply.sent",
        "surveys.reply.received",
        "surveys.reply.closed",
    ]


def test_what_the_register_knows_is_filled_in_but_not_confirmed(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        answer = Answer.objects.get(reply=reply, variable="a1")
        assert answer.status == AnswerStatus.PREFILLED
        assert "sổ đăng ký" in answer.source_text
        sheet = queries.reply_sheet(principal=officer, reply=reply)
        assert sheet.unconfirmed() == ["a1"]


def test_two_editors_are_both_told(cast: Cast, reply: Reply) -> None:
    officer, head = cast.principal(cast.officer), cast.principal(cast.head)
    with acting(officer):
        actions.save_answer(by=officer, reply=reply, answer=actions.NewAnswer("a2", "cuc"), at=AT)
    with acting(head), pytest.raises(actions.AnswerChanged) as told:
        actions.save_answer(by=head, reply=reply, answer=actions.NewAnswer("a2", "trung_tam"), at=AT)
    assert told.value.theirs.value == "cuc"
    assert told.value.mine == "trung_tam"
    with acting(head):
        saved = actions.save_answer(
            by=head, reply=reply, answer=actions.NewAnswer("a2", "trung_tam", seen_version=1), at=AT
        )
        assert saved.version == 2


def test_a_change_after_the_annex_needs_a_new_signature(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        letter(officer, reply, signed_pdf(code))
        actions.save_answer(
            by=officer, reply=reply, answer=actions.NewAnswer("b1_hop_dong_giao", 6, seen_version=1), at=AT
        )
        with pytest.raises(Conflict, match="thay đổi sau khi in"):
            actions.send_reply(by=officer, reply=reply, at=AT)


def test_the_code_of_another_reply_is_refused(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        actions.prepare_annex(by=officer, reply=reply, at=AT)
        with pytest.raises(Conflict, match="ABCD-EFGH-JKMN"):
            letter(officer, reply, signed_pdf("ABCD-EFGH-JKMN"))


def test_a_scan_without_text_needs_the_code_typed_in(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        with pytest.raises(Invalid, match="bản quét"):
            letter(officer, reply, signed_pdf(""))
        with pytest.raises(Conflict, match="không khớp"):
            letter(officer, reply, signed_pdf(""), typed="0000-0000-0000")
        letter(officer, reply, signed_pdf(""), typed=code.lower())
        actions.send_reply(by=officer, reply=reply, at=AT)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"MZ not a pdf", "không phải PDF"),
        ("a.pdf", b"%PDF-1.7 broken", "hỏng"),
        ("a.pdf", b"%PDF-" + b"0" * (21 * 2**20), "quá 20 MB"),
        ("TỐI_MẬT.pdf", b"%PDF-1.4", "độ mật"),
    ],
)
def test_a_paper_that_must_not_enter_is_refused(
    cast: Cast, reply: Reply, name: str, content: bytes, words: str
) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        actions.prepare_annex(by=officer, reply=reply, at=AT)
        with pytest.raises(Invalid, match=words):
            actions.attach_signed_letter(
                by=officer,
                reply=reply,
                name=name.replace("TỐI_MẬT", "TỐI MẬT"),
                content=content,
                number="1/BA",
                letter_date=date(2016, 8, 1),
                signer="Trần Ký",
                typed_code="",
                at=AT,
            )


def test_an_unready_reply_says_what_is_open(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        actions.save_answer(by=officer, reply=reply, answer=actions.NewAnswer("b1_hop_dong_giao", 1), at=AT)
        actions.save_answer(by=officer, reply=reply, answer=actions.NewAnswer("b1_hop_dong_co_mat", 9), at=AT)
        with pytest.raises(Conflict) as refused:
            actions.prepare_annex(by=officer, reply=reply, at=AT)
    assert "lỗi phải sửa" in refused.value.message
    assert "bắt buộc" in refused.value.message
    assert "chưa xác nhận" in refused.value.message


def test_a_soft_check_asks_for_an_explanation(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        actions.save_answer(
            by=officer, reply=reply, answer=actions.NewAnswer("b1_cong_chuc_giao", 900, seen_version=1), at=AT
        )
        with pytest.raises(Conflict, match="giải trình"):
            actions.prepare_annex(by=officer, reply=reply, at=AT)
        violation = queries.reply_sheet(principal=officer, reply=reply).unexplained()[0]
        actions.explain(
            by=officer, reply=reply, check_code=violation.code, row=violation.row, text="Gồm cả cấp vùng."
        )
        assert actions.prepare_annex(by=officer, reply=reply, at=AT)


def test_a_late_reply_still_goes_and_is_marked_late(cast: Cast, reply: Reply) -> None:
    officer, coordinator = cast.principal(cast.officer), cast.principal(cast.coordinator)
    late = AT + timedelta(days=20)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=late)
        letter(officer, reply, signed_pdf(code))
        actions.send_reply(by=officer, reply=reply, at=late)
    with acting(coordinator):
        found = queries.board(principal=coordinator, round_=reply.round, today=late.date())
    assert (found.late_sent, found.late_missing, found.arrived, found.asked) == (1, 1, 1, 2)


def test_only_the_named_question_opens_again(cast: Cast, reply: Reply) -> None:
    officer, coordinator = cast.principal(cast.officer), cast.principal(cast.coordinator)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        letter(officer, reply, signed_pdf(code))
        actions.send_reply(by=officer, reply=reply, at=AT)
    with acting(coordinator):
        actions.receive(by=coordinator, reply=reply, at=AT)
        (asked,) = actions.ask_clarification(
            by=coordinator,
            reply=reply,
            questions=[actions.Asked("b1_hop_dong_giao", "Số này gồm hợp đồng thời vụ không?")],
            due_on=date(2016, 8, 20),
            at=AT,
        )
    with acting(officer):
        with pytest.raises(Conflict, match="đã gửi"):
            actions.save_answer(
                by=officer, reply=reply, answer=actions.NewAnswer("a2", "cuc", seen_version=1), at=AT
            )
        actions.answer_clarification(
            by=officer,
            clarification=asked,
            text="Không gồm thời vụ, sửa lại.",
            new=actions.NewAnswer("b1_hop_dong_giao", 7, seen_version=1),
            at=AT,
        )
        again = actions.prepare_annex(by=officer, reply=reply, at=AT)
        assert again != code
        letter(officer, reply, signed_pdf(again))
        actions.send_reply(by=officer, reply=reply, at=AT)
        assert reply.state == ReplyState.RECEIVED


def test_a_paper_reply_needs_a_second_person(cast: Cast, reply: Reply) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        actions.start_from_paper(
            by=coordinator,
            reply=reply,
            name="quet.pdf",
            content=signed_pdf(""),
            number="15/BA",
            letter_date=date(2016, 8, 2),
            signer="Trần Ký",
            at=AT,
        )
        fill(by=coordinator, reply=reply)
        code = actions.current_code(sheet=queries.reply_sheet(principal=coordinator, reply=reply))
        with pytest.raises(Forbidden, match="khác người nhập"):
            actions.check_paper(by=coordinator, reply=reply, seen_code=code, at=AT)


def test_a_waiver_changes_the_denominator_and_says_why(cast: Cast, reply: Reply) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        with pytest.raises(Invalid, match="lý do"):
            actions.waive(by=coordinator, reply=reply, reason="vì", document="", at=AT)
        actions.waive(
            by=coordinator, reply=reply, reason="Bộ A đã hợp nhất từ 01/8/2016.", document="NQ 1", at=AT
        )
        assert queries.board(principal=coordinator, round_=reply.round, today=AT.date()).asked == 1


def test_nobody_else_reaches_the_reply(cast: Cast, reply: Reply) -> None:
    for person in (cast.officer_b, cast.outsider):
        principal = cast.principal(person)
        with acting(principal), pytest.raises(NotFound):
            access_reply(principal=principal, round_code="dot-1", organisation_code="bo-a")
    inspector = cast.principal(cast.inspector)
    with acting(inspector), pytest.raises(Forbidden):
        actions.save_answer(by=inspector, reply=reply, answer=actions.NewAnswer("a2", "cuc"), at=AT)


def test_the_coordinator_sees_no_answers_before_they_are_sent(cast: Cast, reply: Reply) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        sheet = queries.reply_sheet(principal=coordinator, reply=reply)
        assert not sheet.content_visible
        assert sheet.answers == {}


def test_a_reminder_is_drafted_from_what_is_known(cast: Cast, reply: Reply) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        drafted = actions.draft_reminder(by=coordinator, reply=reply, today=date(2016, 8, 21))
    for words in ("2234/MP-KS", "04/7/2016", "quá hạn 6 ngày", "024 3000 0101", "Bộ A"):
        assert words in drafted.text


def test_saving_one_answer_takes_few_statements(
    cast: Cast, reply: Reply, django_assert_max_num_queries: object
) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        queries.compiled_of(reply)
        with django_assert_max_num_queries(8):  # type: ignore[operator]
            actions.save_answer(by=officer, reply=reply, answer=actions.NewAnswer("a2", "cuc"), at=AT)


def test_values_that_do_not_fit_are_refused_with_their_place(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        for variable, value in (("b1_hop_dong_giao", 2.5), ("a2", "khong_co"), ("a1", 5)):
            with pytest.raises(Invalid) as refused:
                actions.save_answer(
                    by=officer, reply=reply, answer=actions.NewAnswer(variable, value, seen_version=1), at=AT
                )
            assert refused.value.place
