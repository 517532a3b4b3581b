"""From draft to issued paper to the answer that closes its line."""

from pathlib import Path

import msgspec
import pytest

from daumoi.documents import actions
from daumoi.documents.access import access_paper
from daumoi.documents.models import (
    Addressee,
    DeliveryState,
    FileRole,
    LinkKind,
    NumberingMode,
    Paper,
    PaperFile,
    PaperState,
    Side,
    Steering,
    Step,
    StepState,
)
from daumoi.documents.tests.desk import AT, DAY, WORDS, draft, kind, open_registers, signed
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import Principal, acting
from daumoi.history.models import Act
from daumoi.inbox.models import Item
from tests.cast import Cast


def _sent_letter(cast: Cast, fonts: Path) -> Paper:
    """A numbered letter of Bộ A that asks Bộ B for an answer by its due day."""
    open_registers(cast, body=cast.body_a, agency="BA")
    open_registers(cast, body=cast.body_b, agency="BB")
    paper = draft(cast)
    officer, clerk = cast.principal(cast.officer), cast.principal(cast.clerk)
    with acting(officer):
        actions.set_addressees(
            by=officer,
            paper=paper,
            main=[cast.body_b],
            expects_answer=True,
            due_date=DAY.replace(day=30),
            day=DAY,
        )
    signed(cast, paper)
    with acting(clerk):
        return actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")


def test_an_issued_letter_has_its_number_its_print_and_stands_in_the_addressees_register(
    cast: Cast, fonts: Path
) -> None:
    paper = _sent_letter(cast, fonts)
    assert (paper.code, paper.state, paper.issued_date) == ("01/BA-TTTT", PaperState.ISSUED, DAY)
    receiver = cast.principal(cast.clerk_b)
    with acting(receiver):
        arrived = Paper.objects.get(owner=cast.body_b, side=Side.IN)
        assert (arrived.guid, arrived.arrival_number, arrived.steering) == (
            str(paper.guid),
            1,
            Steering.DIRECTIVE,
        )
        assert PaperFile.objects.filter(paper=arrived, role=FileRole.PDF).count() == 1
        assert Item.objects.filter(kind="documents.arrived", owner=cast.body_b, done_at=None).count() == 1
    with acting(cast.principal(cast.clerk)):
        line = Addressee.objects.get(paper=paper)
        assert (line.state, line.sent_at) == (DeliveryState.ARRIVED, AT)


def test_an_answer_closes_the_line_of_the_letter_it_answers(cast: Cast, fonts: Path) -> None:
    asked = _sent_letter(cast, fonts)
    clerk_b, officer_b = cast.principal(cast.clerk_b), cast.principal(cast.officer_b)
    with acting(clerk_b):
        arrived = Paper.objects.get(owner=cast.body_b, side=Side.IN)
        actions.assign_paper(by=clerk_b, paper=arrived, unit=cast.unit_b, words="chủ trì trả lời", at=AT)
    with acting(cast.principal(cast.clerk)):
        assert Addressee.objects.get(paper=asked).state == DeliveryState.ASSIGNED
    with acting(officer_b):
        answer = actions.begin_paper(
            by=officer_b,
            owner=cast.body_b,
            kind=kind(),
            subject="trả lời khảo sát",
            day=DAY,
            content=WORDS,
            agency="BB",
            unit="CNTT",
            answers=arrived,
        )
        assert answer.links.get().kind == LinkKind.ANSWERS
        actions.set_addressees(by=officer_b, paper=answer, main=[cast.body_a], day=DAY)
    with acting(clerk_b):
        actions.record_signed_outside(by=clerk_b, paper=answer, signer="Lê Văn C", at=AT)
        actions.issue_paper(by=clerk_b, paper=answer, at=AT, fonts=fonts, unit="CNTT")
    with acting(cast.principal(cast.clerk)):
        line = Addressee.objects.get(paper=asked)
        assert line.state == DeliveryState.ANSWERED
        assert line.answer is not None
        assert (line.answer.side, line.answered_on) == (Side.IN, DAY)


def test_nobody_outside_the_body_reads_its_paper_whoever_oversees_the_network(cast: Cast) -> None:
    paper = draft(cast)
    for person in (cast.officer_b, cast.coordinator, cast.outsider, cast.inspector):
        principal = cast.principal(person)
        with acting(principal), pytest.raises(NotFound):
            access_paper(principal=principal, number=paper.pk)
    with acting(cast.principal(cast.coordinator)):
        assert Paper.objects.filter(owner=cast.body_a).count() == 0, "the database hides it as well"


def test_the_five_acts_follow_each_other_and_each_is_somebodys(cast: Cast, fonts: Path) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    officer, head, clerk = (cast.principal(one) for one in (cast.officer, cast.head, cast.clerk))
    with acting(officer):
        actions.submit_paper(by=officer, paper=paper, route="don_vi_thua_lenh", note="kính trình", at=AT)
        with pytest.raises(Conflict):
            actions.write_version(by=officer, paper=paper, content=WORDS, seen=1)
        with pytest.raises(Forbidden):
            actions.advise(by=officer, paper=paper, opinion="tự đồng ý", at=AT)
    with acting(head):
        actions.advise(by=head, paper=paper, opinion="nhất trí", at=AT)
        actions.approve(by=head, paper=paper, opinion="", at=AT)
    with acting(clerk):
        actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")
        states = list(Step.objects.filter(paper=paper).values_list("act", "state"))
    assert [state for _, state in states] == [StepState.DONE] * 4
    with acting(head):
        codes = set(Act.objects.filter(thing_kind="documents.paper").values_list("code", flat=True))
    assert {f"documents.paper.{act}" for act in ("submitted", "advised", "approved", "issued")} <= codes


def test_a_paper_sent_back_says_why_and_goes_round_again(cast: Cast) -> None:
    paper = draft(cast)
    officer, head = cast.principal(cast.officer), cast.principal(cast.head)
    with acting(officer):
        actions.submit_paper(by=officer, paper=paper, route="don_vi_thua_lenh", note="", at=AT)
    with acting(head):
        with pytest.raises(Invalid, match="cần sửa gì"):
            actions.advise(by=head, paper=paper, opinion=" ", at=AT, agrees=False)
        actions.advise(by=head, paper=paper, opinion="bổ sung căn cứ", at=AT, agrees=False)
    with acting(officer):
        assert Item.objects.filter(kind="documents.returned", done_at=None).count() == 1
        changed = msgspec.structs.replace(WORDS, closing="Trân trọng.")
        actions.write_version(by=officer, paper=paper, content=changed, seen=1)
        actions.submit_paper(by=officer, paper=paper, route="don_vi_thua_lenh", note="", at=AT)
        assert sorted(set(Step.objects.filter(paper=paper).values_list("lap", flat=True))) == [1, 2]


def test_two_writers_of_one_draft_lose_nothing(cast: Cast) -> None:
    paper = draft(cast)
    officer, head = cast.principal(cast.officer), cast.principal(cast.head)
    with acting(officer):
        first = msgspec.structs.replace(WORDS, closing="Bản của chuyên viên.")
        actions.write_version(by=officer, paper=paper, content=first, seen=1)
    second = msgspec.structs.replace(WORDS, closing="Bản của thủ trưởng.")
    with acting(head), pytest.raises(Conflict, match="Trần Chuyên Viên đã lưu bản 2"):
        actions.write_version(by=head, paper=paper, content=second, seen=1)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT.", "Tuyệt mật".upper()])
def test_a_draft_marked_as_state_secret_is_refused(cast: Cast, mark: str) -> None:
    paper = draft(cast)
    officer = cast.principal(cast.officer)
    secret = msgspec.structs.replace(WORDS, closing=f"Trân trọng.\n{mark}")
    with acting(officer), pytest.raises(Invalid, match="độ mật"):
        actions.write_version(by=officer, paper=paper, content=secret, seen=1)


def test_a_number_given_by_the_bodys_own_system_is_taken_back_once(cast: Cast, fonts: Path) -> None:
    open_registers(cast, body=cast.body_a, agency="BA", mode=NumberingMode.EXTERNAL)
    first, second = draft(cast), draft(cast, subject="văn bản thứ hai")
    clerk: Principal = cast.principal(cast.clerk)
    signed(cast, first), signed(cast, second)
    with acting(clerk):
        with pytest.raises(Conflict, match="hệ thống văn bản của cơ quan"):
            actions.issue_paper(by=clerk, paper=first, at=AT, fonts=fonts)
        done = actions.record_issue(
            by=clerk, paper=Paper.objects.get(pk=first.pk), code="2234/BA-TTTT", on=DAY, at=AT, fonts=fonts
        )
        assert (done.code, done.state) == ("2234/BA-TTTT", PaperState.ISSUED)
        with pytest.raises(Conflict, match="đã ghi cho văn bản"):
            actions.record_issue(by=clerk, paper=second, code="2234/ba-tttt", on=DAY, at=AT, fonts=fonts)


def test_the_register_names_who_signed_outside_not_who_the_draft_foresaw(cast: Cast, fonts: Path) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        actions.record_signed_outside(by=clerk, paper=paper, signer="Thứ trưởng, Phạm Khác", at=AT)
        done = actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")
    assert (done.signer_position, done.signer_full_name) == ("Thứ trưởng", "Phạm Khác")


def test_a_recalled_paper_is_frozen_on_both_desks(cast: Cast, fonts: Path) -> None:
    paper = _sent_letter(cast, fonts)
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        actions.recall_paper(by=clerk, paper=paper, reason="sai biểu mẫu kèm theo", at=AT)
    with acting(cast.principal(cast.clerk_b)):
        copy = Paper.objects.get(owner=cast.body_b, side=Side.IN)
        assert (copy.state, copy.state_reason) == (PaperState.RECALLED, "sai biểu mẫu kèm theo")
        assert Item.objects.filter(kind="documents.arrived", done_at=None).count() == 0
