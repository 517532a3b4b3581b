"""Góp ý dự thảo: put out, answered, decided, closed, published; who sees what."""

from datetime import timedelta

import pytest

from daumoi.documents.actions.deciding import (
    Decided,
    extend_consultation,
    publish_table,
    remind_opinions,
)
from daumoi.documents.actions.drafting import write_version
from daumoi.documents.actions.opinions import Said, answer_consultation, read_opinion_table, record_opinions
from daumoi.documents.models import Consultation, ConsultedBody, DraftOpinion, OpinionSource
from daumoi.documents.queries import consulting as queries
from daumoi.documents.rules.consulting import GENERAL, read_parts
from daumoi.documents.rules.content import Content, Part
from daumoi.documents.tests.consulting_desk import (
    ARTICLES,
    DUE,
    answered,
    closed,
    decided,
    line_of,
    opinions,
    put_out,
    regulation,
    table,
    third_body,
)
from daumoi.documents.tests.desk import AT, DAY
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.inbox.models import Item
from tests.cast import Cast


def test_opening_freezes_the_words_and_lays_the_work_on_the_desk_that_is_asked(cast: Cast) -> None:
    made = put_out(cast)
    with acting(cast.principal(cast.officer)):
        assert [part.label for part in read_parts(made.parts)] == ["Điều 1", "Điều 2", "Điều 3"]
        assert (made.round, made.digest) == (1, made.version.digest)
    with acting(cast.principal(cast.officer_b)):
        item = Item.objects.get(kind="documents.consulted", owner=cast.body_b, done_at=None)
        assert (item.due_on, item.address) == (DUE, f"/van-ban/gop-y/{made.pk}/")


def test_words_written_later_do_not_touch_what_was_put_out(cast: Cast) -> None:
    paper = regulation(cast)
    made = put_out(cast, paper)
    officer = cast.principal(cast.officer)
    with acting(officer):
        changed = Content(parts=[Part(text=ARTICLES.replace("từ ngày ký", "sau 45 ngày"))])
        write_version(by=officer, paper=paper, content=changed, seen=1)
        parts = read_parts(Consultation.objects.get(pk=made.pk).parts)
    assert parts[2].text == "Quy chế có hiệu lực từ ngày ký."


def test_opinions_by_article_reach_the_asker_and_close_the_work(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-2", "Bổ sung các cục."), Said(GENERAL, "Cơ bản nhất trí."))
    officer = cast.principal(cast.officer)
    with acting(officer):
        sheet = queries.sheet_of(principal=officer, consultation=made, day=DAY)
        assert [(one.part_name, one.opinion.text) for one in sheet.opinions] == [
            ("Ý kiến chung", "Cơ bản nhất trí."),
            ("Điều 2. Đối tượng áp dụng", "Bổ sung các cục."),
        ]
        assert sheet.lines[0].line.state == "opined"
        assert Item.objects.filter(kind="documents.opinions", owner=cast.body_a, done_at=None).count() == 1
    with acting(cast.principal(cast.officer_b)):
        assert not Item.objects.filter(kind="documents.consulted", done_at=None).exists()
        assert Act.objects.filter(code="documents.consultation.answered", root_id=cast.body_b.pk).exists()


def test_saying_nothing_is_agreeing_and_sending_again_replaces(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-1", "Sửa tên điều."))
    assert answered(cast, made).state == "agreed"
    assert opinions(cast, made) == []


def test_what_the_asker_began_to_decide_is_not_sent_again(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-1", "Sửa tên điều."))
    [opinion] = opinions(cast, made)
    decided(cast, made, Decided(opinion.pk, "accepted", change="Đã sửa tên."))
    with pytest.raises(Conflict, match="bắt đầu xử lý"):
        answered(cast, made, Said("dieu-1", "Ý khác."))


def test_nobody_answers_in_the_name_of_another_body(cast: Cast) -> None:
    made = put_out(cast)
    officer = cast.principal(cast.officer)
    with acting(officer), pytest.raises(Forbidden):
        answer_consultation(by=officer, line=line_of(made), said=[], at=AT)


def test_a_third_body_sees_neither_line_nor_opinions(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-1", "Ý của Bộ B."))
    _body, stranger = third_body(cast)
    for principal in (stranger, cast.principal(cast.unit_officer)):
        with acting(principal):
            assert not Consultation.objects.exists(), "the database itself hides it"
            assert not ConsultedBody.objects.exists()
            assert not DraftOpinion.objects.exists()
            with pytest.raises(NotFound):
                queries.opened_consultation(principal=principal, number=made.pk)


def test_an_asked_body_reads_the_opinions_of_others_only_once_the_table_is_published(cast: Cast) -> None:
    body_c, officer_c = third_body(cast)
    made = put_out(cast, bodies=[cast.body_b, body_c])
    answered(cast, made, Said("dieu-1", "Ý của Bộ B."))
    with acting(officer_c):
        answer_consultation(
            by=officer_c, line=line_of(made, "Bộ C"), said=[Said("dieu-2", "Ý của Bộ C.")], at=AT
        )
        assert [one.text for one in DraftOpinion.objects.all()] == ["Ý của Bộ C."]
        assert [one.name for one in ConsultedBody.objects.all()] == ["Bộ C"]
    decided(cast, made, *(Decided(one.pk, "accepted") for one in opinions(cast, made)))
    ended = closed(cast, made)
    officer = cast.principal(cast.officer)
    with acting(officer):
        publish_table(by=officer, consultation=ended, at=AT)
    with acting(officer_c):
        sheet = queries.sheet_of(principal=officer_c, consultation=made, day=DAY)
        assert {one.giver for one in sheet.opinions} == {"Bộ B", "Bộ C"}
        assert [one.line.name for one in sheet.lines] == ["Bộ C"], "lines stay each body's own"


def test_an_asked_body_cannot_write_in_the_askers_rows_past_the_action(cast: Cast) -> None:
    made = put_out(cast)
    with acting(cast.principal(cast.officer_b)):
        assert ConsultedBody.objects.filter(consultation=made).update(state="agreed", answered_on=DAY) == 0


def test_refusing_an_opinion_needs_a_reason_and_names_the_opinion(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-1", "Sửa tên điều."))
    [opinion] = opinions(cast, made)
    with pytest.raises(Invalid) as refused:
        decided(cast, made, Decided(opinion.pk, "refused"))
    assert refused.value.place == "Ý kiến 1 của Bộ B"
    assert decided(cast, made, Decided(opinion.pk, "refused", reason="Trái luật.")) == 1
    assert decided(cast, made, Decided(opinion.pk, "refused", reason="Trái luật.")) == 0


def test_the_table_is_published_only_when_closed_and_decided_and_then_stands(cast: Cast) -> None:
    made = put_out(cast)
    answered(cast, made, Said("dieu-1", "Sửa tên điều."))
    [opinion] = opinions(cast, made)
    officer = cast.principal(cast.officer)
    with acting(officer), pytest.raises(Conflict, match="chưa kết thúc"):
        publish_table(by=officer, consultation=made, at=AT)
    ended = closed(cast, made)
    with acting(officer), pytest.raises(Conflict, match="Còn 1 ý kiến"):
        publish_table(by=officer, consultation=ended, at=AT)
    decided(cast, made, Decided(opinion.pk, "accepted", change="Đã sửa."))
    with acting(officer):
        publish_table(by=officer, consultation=ended, at=AT)
    with pytest.raises(Conflict, match="đã công bố"):
        decided(cast, made, Decided(opinion.pk, "refused", reason="Đổi ý."))


def test_a_closed_round_takes_no_answer_and_leaves_the_desks(cast: Cast) -> None:
    made = put_out(cast)
    closed(cast, made)
    with pytest.raises(Conflict, match="đã kết thúc"):
        answered(cast, made, Said("dieu-1", "Muộn."))
    with acting(cast.principal(cast.officer_b)):
        assert not Item.objects.filter(kind="documents.consulted", done_at=None).exists()


def test_an_extension_moves_the_day_on_the_desks(cast: Cast) -> None:
    made = put_out(cast)
    officer = cast.principal(cast.officer)
    later = DUE + timedelta(days=5)
    with acting(officer):
        with pytest.raises(Invalid, match="sau hạn cũ"):
            extend_consultation(by=officer, consultation=made, due_on=DUE, day=DAY)
        extend_consultation(by=officer, consultation=made, due_on=later, day=DAY)
    with acting(cast.principal(cast.officer_b)):
        assert Item.objects.get(kind="documents.consulted", done_at=None).due_on == later


def test_the_asker_is_reminded_of_late_opinions_until_they_come(cast: Cast) -> None:
    made = put_out(cast)
    assert remind_opinions(day=DUE, at=AT) == 0
    assert remind_opinions(day=DUE + timedelta(days=1), at=AT) == 1
    answered(cast, made)
    assert remind_opinions(day=DUE + timedelta(days=2), at=AT) == 0
    with acting(cast.principal(cast.officer)):
        assert not Item.objects.filter(kind="documents.opinions_late", done_at=None).exists()


def test_the_next_round_shows_what_changed_and_which_opinion_led_to_it(cast: Cast) -> None:
    paper = regulation(cast)
    made = put_out(cast, paper)
    answered(cast, made, Said("dieu-3", "Cần thời gian chuẩn bị."))
    [opinion] = opinions(cast, made)
    decided(cast, made, Decided(opinion.pk, "accepted", change="Lùi hiệu lực 45 ngày."))
    closed(cast, made)
    with pytest.raises(Conflict, match="chưa thay đổi"):
        put_out(cast, paper)
    officer = cast.principal(cast.officer)
    words = ARTICLES.replace("từ ngày ký", "sau 45 ngày").replace("Các đơn vị", "Các cục")
    with acting(officer):
        write_version(by=officer, paper=paper, content=Content(parts=[Part(text=words)]), seen=1)
    second = put_out(cast, paper)
    with acting(officer):
        changes = queries.changes_explained(principal=officer, consultation=second)
    assert second.round == 2
    told = [(one.change.key, one.change.kind, [row.opinion.text for row in one.opinions]) for one in changes]
    assert told == [
        ("dieu-1", "same", []),
        ("dieu-2", "changed", []),
        ("dieu-3", "changed", ["Cần thời gian chuẩn bị."]),
    ]


def test_a_word_table_is_read_by_article_and_unknown_rows_are_named(cast: Cast) -> None:
    parts = read_parts(put_out(cast).parts)
    data = table(
        ("Khoản 1 Điều 2", "Bổ sung các cục."),
        ("Điều 9", "Không có điều này."),
        ("Điều 3", ""),
        ("Chung", "Nhất trí."),
    )
    read = read_opinion_table(data=data, name="gop-y.docx", parts=parts)
    assert [(one.part, one.text) for one in read.said] == [("dieu-2", "Bổ sung các cục."), ("", "Nhất trí.")]
    assert [(row.number, row.part) for row in read.refused] == [(2, "Điều 9")]


def test_a_file_without_such_a_table_or_with_a_secret_name_is_refused(cast: Cast) -> None:
    parts = read_parts(put_out(cast).parts)
    with pytest.raises(Invalid, match="không có bảng"):
        read_opinion_table(data=table(titles=("Cột", "Khác")), name="a.docx", parts=parts)
    with pytest.raises(Invalid, match="độ mật"):
        read_opinion_table(data=table(), name="gop-y_MẬT.docx", parts=parts)
    with pytest.raises(Invalid):
        read_opinion_table(data=b"MZ...", name="a.docx", parts=parts)


def test_a_letter_is_typed_in_with_its_number_and_date(cast: Cast) -> None:
    made = put_out(cast, others=["Hội Tin học Việt Nam"])
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        line = line_of(made, "Hội Tin học Việt Nam")
        said = [Said("dieu-1", "Mở rộng phạm vi.")]
        with pytest.raises(Invalid, match="số, ký hiệu và ngày"):
            record_opinions(by=clerk, line=line, said=said, source=OpinionSource.LETTER, at=AT)
        record_opinions(
            by=clerk,
            line=line,
            said=said,
            source=OpinionSource.LETTER,
            at=AT,
            letter_code="12/HTH",
            letter_date=DAY,
        )
        line.refresh_from_db()
    assert (line.state, line.letter_code) == ("opined", "12/HTH")


def test_an_opinion_marked_as_state_secret_is_refused(cast: Cast) -> None:
    made = put_out(cast)
    with pytest.raises(Invalid, match="độ mật"):
        answered(cast, made, Said("dieu-1", "Nội dung\nTỐI MẬT"))
