"""Through the browser: beginning a paper, writing its words, and two people writing at once."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from daumoi.documents import actions
from daumoi.documents.actions.incoming import Arrival
from daumoi.documents.models import Addressee, Figure, LinkKind, Paper, Template, Version
from daumoi.documents.ports import FigureChoice, FigureValue, bind_figures, figure_sources
from daumoi.documents.rules.content import content_of
from daumoi.documents.tests.desk import AT, DAY, draft, kind, open_registers
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal, acting
from tests.cast import Cast

WORDS = {
    "seen": "1",
    "subject": "khảo sát hiện trạng đơn vị chuyên trách",
    "grounds": "",
    "part_0_title": "",
    "part_0_text": "Đề nghị quý cơ quan trả lời.",
    "part_1_title": "",
    "part_1_text": "- Gửi bản giấy.\n- Gửi bản điện tử.",
    "part_2_title": "",
    "part_2_text": "",
    "closing": "Trân trọng cảm ơn.",
    "recipients": "Như trên\nLưu: VT, TTTT.",
    "place": "Hà Nội",
    "prefix_1": "KT.",
    "behalf_1": "Bộ trưởng",
    "prefix_2": "",
    "behalf_2": "",
    "position": "Thứ trưởng",
    "signer": "Nguyễn Văn A",
    "contact_name": "Trần Thị B",
    "contact_telephone": "024.1234567",
    "contact_unit": "",
    "contact_email": "",
    "others": "",
    "due_date": "",
    "note": "",
}


def _newest(cast: Cast, paper: Paper) -> Version:
    with acting(cast.principal(cast.officer)):
        return actions.newest_version(paper=paper)


class _Counted:
    """A live figure of the tests: how many bodies answered, as told by `answers`."""

    code = "thu.da-nhan"
    title = "Số cơ quan đã trả lời"
    parameter = "Đợt"
    now = "17"

    def choices(self, *, principal: Principal) -> list[FigureChoice]:
        return [FigureChoice("dot-1", "Đợt 1")]

    def value(self, *, principal: Principal, parameters: object, as_of: date) -> FigureValue:
        if parameters != {"code": "dot-1"}:
            raise NotFound("thu.dot", "Không có đợt này.")
        return FigureValue(value=self.now, address="/khao-sat/dot-1/", label="Cơ quan đã trả lời")


@pytest.fixture
def counted() -> Iterator["_Counted"]:
    """The figure, bound for one test."""
    before = figure_sources()
    made = _Counted()
    bind_figures([made])
    yield made
    bind_figures(before)


def test_the_ten_daily_kinds_are_cards_with_what_they_are_for(cast: Cast) -> None:
    page = cast.client(cast.officer).get("/van-ban/soan/").content.decode()
    assert page.count('class="dc-kind"') == 10
    assert "Xin cấp trên quyết định một việc" in page
    assert "/van-ban/soan/nghi_quyet/" in page, "the other kinds stand in a list"


def test_a_paper_is_begun_with_its_notation_contact_and_recipients(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    client = cast.client(cast.officer)
    sent = {"subject": "khảo sát hiện trạng", "desk": str(cast.body_a.pk), "unit": "TTTT", "priority": "1"}
    answer = client.post("/van-ban/soan/cong_van/", sent)
    with acting(cast.principal(cast.officer)):
        paper = Paper.objects.get()
        content = actions.newest_content(paper=paper)
    assert answer.headers["Location"] == f"/van-ban/{paper.pk}/soan/"
    assert (paper.code_notation, paper.priority) == ("BA-TTTT", 1)
    assert content.recipients == ["Như trên", "Lưu: VT, TTTT."]
    assert content.contact is not None
    assert content.contact.name == "Trần Chuyên Viên"


def test_a_subject_that_carries_a_mark_of_secrecy_is_refused_in_place(cast: Cast) -> None:
    sent = {"subject": "MẬT", "desk": str(cast.body_a.pk), "priority": "0"}
    answer = cast.client(cast.officer).post("/van-ban/soan/cong_van/", sent)
    assert answer.status_code == 422
    assert "độ mật" in answer.content.decode()


def test_an_answer_is_begun_from_the_arrived_paper(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        arrival = Arrival(
            kind=kind(), code="17/BB-CNTT", issued_date=AT.date(), organ_name="Bộ B", subject="hỏi việc"
        )
        arrived = actions.register_arrival(by=clerk, owner=cast.body_a, arrival=arrival, at=AT)
    client = cast.client(cast.officer)
    address = f"/van-ban/soan/cong_van/?tra-loi={arrived.pk}"
    assert "trả lời văn bản số 17/BB-CNTT về hỏi việc" in client.get(address).content.decode()
    client.post(address, {"subject": "trả lời", "desk": str(cast.body_a.pk), "priority": "0"})
    with acting(cast.principal(cast.officer)):
        made = Paper.objects.get(side="out")
        assert made.links.get().kind == LinkKind.ANSWERS
        assert [line.organ_name for line in Addressee.objects.filter(paper=made)] == ["Bộ B"]


def test_saving_keeps_words_addressees_and_signing_as_a_new_version(cast: Cast) -> None:
    paper = draft(cast)
    client = cast.client(cast.officer)
    sent = WORDS | {
        "main": ["bo-b"],
        "others": "Tập đoàn X",
        "expects_answer": "on",
        "due_date": "30/11/2026",
    }
    answer = client.post(f"/van-ban/{paper.pk}/soan/", sent | {"note": "theo ý kiến phòng"})
    assert answer.status_code == 302, answer.content.decode()
    newest = _newest(cast, paper)
    content = content_of(newest.content)
    assert (newest.number, newest.note) == (2, "theo ý kiến phòng")
    assert content.signing.on_behalf == ["KT. BỘ TRƯỞNG"]
    assert content.parts[1].text == "- Gửi bản giấy.\n- Gửi bản điện tử."
    with acting(cast.principal(cast.officer)):
        lines = [(line.organ_name, line.due_date) for line in Addressee.objects.filter(paper=paper)]
    assert lines == [("Bộ B", date(2026, 11, 30)), ("Tập đoàn X", date(2026, 11, 30))]


def test_saving_keeps_our_own_body_when_the_letter_was_addressed_to_it(cast: Cast) -> None:
    paper = draft(cast)
    officer = cast.principal(cast.officer)
    with acting(officer):
        actions.set_addressees(by=officer, paper=paper, main=[cast.body_a, cast.body_b], day=DAY)
    client, address = cast.client(cast.officer), f"/van-ban/{paper.pk}/soan/"
    assert client.get(address).content.decode().count('name="main"') == 2
    client.post(address, WORDS | {"main": ["bo-a", "bo-b"]})
    with acting(officer):
        assert [line.organ_name for line in Addressee.objects.filter(paper=paper)] == ["Bộ A", "Bộ B"]


def test_the_urgency_of_a_begun_draft_may_change_without_a_new_version(cast: Cast) -> None:
    paper = draft(cast)
    client, address = cast.client(cast.officer), f"/van-ban/{paper.pk}/soan/"
    client.post(address, WORDS)
    assert client.post(address, WORDS | {"seen": "2", "priority": "2"}).status_code == 302
    with acting(cast.principal(cast.officer)):
        assert Paper.objects.get(pk=paper.pk).get_priority_display() == "thượng khẩn"
    assert _newest(cast, paper).number == 2


def test_one_click_addresses_every_other_body(cast: Cast) -> None:
    paper = draft(cast)
    cast.client(cast.officer).post(f"/van-ban/{paper.pk}/soan/", WORDS | {"everybody": "on"})
    with acting(cast.principal(cast.officer)):
        assert [line.organ_name for line in Addressee.objects.filter(paper=paper)] == ["Bộ B"]


def test_an_answer_asked_without_a_day_is_refused_at_the_day(cast: Cast) -> None:
    paper = draft(cast)
    answer = cast.client(cast.officer).post(f"/van-ban/{paper.pk}/soan/", WORDS | {"expects_answer": "on"})
    assert answer.status_code == 422
    assert "phải có hạn gửi" in answer.content.decode()
    assert _newest(cast, paper).number == 1


def test_two_writers_see_both_texts_and_lose_nothing(cast: Cast) -> None:
    paper = draft(cast)
    officer, head = cast.client(cast.officer), cast.client(cast.head)
    address = f"/van-ban/{paper.pk}/soan/"
    officer.post(address, WORDS | {"part_0_text": "Lời của chuyên viên."})
    clash = head.post(address, WORDS | {"part_0_text": "Lời của thủ trưởng."})
    page = clash.content.decode()
    assert clash.status_code == 422
    assert "Trần Chuyên Viên đã lưu bản 2" in page
    assert page.count("Lời của thủ trưởng.") >= 1, "the words that were sent stand in the form"
    assert "chuyên viên." in page
    assert _newest(cast, paper).number == 2
    again = head.post(address, WORDS | {"part_0_text": "Lời của cả hai.", "seen": "2"})
    assert again.status_code == 302
    assert _newest(cast, paper).number == 3


def test_another_part_is_offered_without_saving_and_without_losing_words(cast: Cast) -> None:
    paper = draft(cast)
    answer = cast.client(cast.officer).post(
        f"/van-ban/{paper.pk}/soan/", WORDS | {"part_0_text": "Chưa lưu đâu.", "more": "part"}
    )
    page = answer.content.decode()
    assert "part_3_text" in page
    assert "Chưa lưu đâu." in page
    assert _newest(cast, paper).number == 1


def test_a_live_figure_is_taken_into_the_words_and_its_change_is_shown(cast: Cast, counted: _Counted) -> None:
    paper = draft(cast)
    client = cast.client(cast.officer)
    address = f"/van-ban/{paper.pk}/so-lieu/"
    assert "Số cơ quan đã trả lời" in client.get(address).content.decode()
    sent = {"choice": "dot-1", "as_of": "2026-11-20", "key": "da_nhan"}
    assert client.post(f"{address}?so-lieu=thu.da-nhan", sent).status_code == 302
    client.post(f"/van-ban/{paper.pk}/soan/", WORDS | {"part_0_text": "Đã nhận [[da_nhan]] trả lời."})
    counted.now = "19"
    assert "đã đổi từ 17 thành 19" in client.get(f"/van-ban/{paper.pk}/").content.decode()
    assert "đã đổi từ 17 thành 19" in client.get(f"/van-ban/{paper.pk}/soan/").content.decode()
    client.post(f"/van-ban/{paper.pk}/so-lieu/da_nhan/cap-nhat/")
    with acting(cast.principal(cast.officer)):
        assert Figure.objects.get(paper=paper).value == "19"


def test_a_figure_without_a_declared_name_is_refused(cast: Cast) -> None:
    paper = draft(cast)
    answer = cast.client(cast.officer).post(
        f"/van-ban/{paper.pk}/soan/", WORDS | {"part_0_text": "Đã nhận [[khong_co]]."}
    )
    assert answer.status_code == 422
    assert "[[khong_co]]" in answer.content.decode()


def test_nobody_of_another_body_opens_the_draft_and_a_leader_may_not_write_it(cast: Cast) -> None:
    paper = draft(cast)
    for address in (
        f"/van-ban/{paper.pk}/",
        f"/van-ban/{paper.pk}/soan/",
        f"/van-ban/{paper.pk}/van-ban.pdf",
    ):
        assert cast.client(cast.officer_b).get(address).status_code == 404
        assert cast.client(cast.coordinator).get(address).status_code == 404
    assert cast.client(cast.leader).get(f"/van-ban/{paper.pk}/").status_code == 200
    assert cast.client(cast.leader).get(f"/van-ban/{paper.pk}/soan/").status_code == 403
    assert cast.client(cast.outsider).get("/van-ban/soan/").status_code == 403
    assert Client().get("/van-ban/soan/").status_code == 302


def test_a_paper_on_its_way_is_not_written_any_more(cast: Cast) -> None:
    paper = draft(cast)
    officer = cast.principal(cast.officer)
    with acting(officer):
        actions.submit_paper(by=officer, paper=paper, route="don_vi_thua_lenh", note="", at=AT)
    assert cast.client(cast.officer).get(f"/van-ban/{paper.pk}/soan/").status_code == 409


def test_two_versions_are_compared_word_by_word(cast: Cast) -> None:
    paper = draft(cast)
    client = cast.client(cast.officer)
    client.post(f"/van-ban/{paper.pk}/soan/", WORDS | {"closing": "Trân trọng cảm ơn quý cơ quan."})
    page = client.get(f"/van-ban/{paper.pk}/cac-ban/").content.decode()
    assert "<ins>" in page
    assert "So sánh bản 1 và bản 2" in page
    assert client.get(f"/van-ban/{paper.pk}/cac-ban/?den=9").status_code == 404


def test_templates_begin_with_none(cast: Cast) -> None:
    page = cast.client(cast.officer).get("/van-ban/mau/").content.decode()
    assert "Chưa có mẫu riêng" in page
    with acting(cast.principal(cast.clerk)):
        assert Template.objects.count() == 0
