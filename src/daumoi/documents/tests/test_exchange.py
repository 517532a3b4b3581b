"""Papers and news that travel as messages: two bodies that keep no register in common."""

from datetime import timedelta
from pathlib import Path

import pytest

from daumoi.documents import actions
from daumoi.documents.actions.exchange import MOST_ATTEMPTS
from daumoi.documents.models import (
    Addressee,
    DeliveryState,
    ExchangeAddress,
    Message,
    MessageState,
    MessageWay,
    NumberingMode,
    Paper,
    PaperFile,
    PaperState,
    RegisterSide,
    Side,
)
from daumoi.documents.tests.desk import AT, DAY, draft, open_registers, signed
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from tests.cast import Cast


class Post:
    """A transport that keeps what it is given, or fails as often as it is told."""

    def __init__(self, *, failing: int = 0) -> None:
        self.failing = failing
        self.sent: dict[str, bytes] = {}

    def send(self, message: bytes, *, key: str) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("không kết nối được")
        self.sent[key] = message


def _sent(cast: Cast, fonts: Path) -> tuple[Paper, bytes]:
    """A letter of Bộ A that left for Bộ B by the exchange: the paper and the message."""
    with acting(system("sổ địa chỉ")):
        ExchangeAddress.objects.create(organisation=cast.body_a, organ_id="000.00.00.G01")
        ExchangeAddress.objects.create(organisation=cast.body_b, organ_id="000.00.00.G02")
    open_registers(cast, body=cast.body_a, agency="BA")
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
        actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")
    post = Post()
    assert actions.dispatch(sender=post, at=AT, simulated=True) == (1, 0)
    (message,) = post.sent.values()
    return paper, message


def _taken(cast: Cast, data: bytes) -> Message:
    clerk_b = cast.principal(cast.clerk_b)
    with acting(clerk_b):
        return actions.take_message(by=clerk_b, desk=cast.body_b, data=data, at=AT)


def _answered(cast: Cast, data: bytes) -> Message:
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        return actions.take_message(by=clerk, desk=cast.body_a, data=data, at=AT)


def test_a_letter_travels_whole_and_stands_in_the_other_register(cast: Cast, fonts: Path) -> None:
    paper, data = _sent(cast, fonts)
    taken = _taken(cast, data)
    assert (taken.state, taken.content_kind) == (MessageState.TAKEN, "document")
    with acting(cast.principal(cast.clerk_b)):
        arrived = Paper.objects.get(owner=cast.body_b, side=Side.IN)
        assert (arrived.guid, arrived.code, arrived.subject, arrived.due_date) == (
            str(paper.guid),
            "01/BA-TTTT",
            paper.subject,
            DAY.replace(day=30),
        )
        (file,) = PaperFile.objects.filter(paper=arrived)
        assert bytes(file.content).startswith(b"%PDF-")


def test_the_same_message_twice_is_one_paper(cast: Cast, fonts: Path) -> None:
    _, data = _sent(cast, fonts)
    assert _taken(cast, data).pk == _taken(cast, data).pk
    with acting(cast.principal(cast.clerk_b)):
        assert Paper.objects.filter(owner=cast.body_b, side=Side.IN).count() == 1


def test_news_of_the_other_end_moves_the_line(cast: Cast, fonts: Path) -> None:
    paper, data = _sent(cast, fonts)
    _taken(cast, data)
    clerk_b = cast.principal(cast.clerk_b)
    with acting(clerk_b):
        arrived = Paper.objects.get(owner=cast.body_b, side=Side.IN)
        # The sender's desk is here as well in this test; its line is told by message all the same.
        actions.assign_paper(by=clerk_b, paper=arrived, unit=cast.unit_b, words="Trung tâm chủ trì", at=AT)
    with acting(cast.principal(cast.clerk)):
        line = Addressee.objects.get(paper=paper)
        assert (line.state, line.state_words) == (DeliveryState.ASSIGNED, "Trung tâm chủ trì")


def test_a_forged_status_is_kept_apart_and_changes_nothing(cast: Cast, fonts: Path) -> None:
    paper, _ = _sent(cast, fonts)
    forged = f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope><edXMLHeader><MessageHeader>
<From><OrganId>000.00.00.X99</OrganId><OrganName>Kẻ lạ</OrganName></From>
<ResponseFor><OrganId>000.00.00.G01</OrganId><Code>01/BA-TTTT</Code><PromulgationDate>2026/11/20</PromulgationDate>
<DocumentId>{paper.guid}</DocumentId></ResponseFor><StatusCode>06</StatusCode><Description>xong</Description>
<Timestamp>2026/11/21 08:00:00</Timestamp></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>""".encode()
    taken = _answered(cast, forged)
    assert taken.state == MessageState.QUARANTINED
    assert "không gửi cho bên báo" in taken.problem
    with acting(cast.principal(cast.clerk)):
        assert Addressee.objects.get(paper=paper).state == DeliveryState.SENT
    with acting(cast.principal(cast.head)):
        assert Act.objects.filter(code="documents.message.quarantined").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<edXML/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><edXML>&b;</edXML>',
        "<edXML>không phải".encode("utf-16"),
    ],
    ids=["empty", "bare", "entity", "charset"],
)
def test_a_bad_message_is_kept_apart_with_its_reason(cast: Cast, data: bytes) -> None:
    taken = _taken(cast, data)
    assert taken.state == MessageState.QUARANTINED
    assert taken.problem
    with acting(cast.principal(cast.clerk_b)):
        assert not Paper.objects.filter(owner=cast.body_b).exists()


def test_a_message_for_somebody_else_is_not_registered(cast: Cast, fonts: Path) -> None:
    _, data = _sent(cast, fonts)
    taken = _taken(cast, data.replace(b"000.00.00.G02", b"000.00.00.G77"))
    assert taken.state == MessageState.QUARANTINED
    assert "không gửi cho cơ quan này" in taken.problem


def test_a_recall_by_message_freezes_the_copy(cast: Cast, fonts: Path) -> None:
    paper, data = _sent(cast, fonts)
    _taken(cast, data)
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        recalled = Message.objects.filter(way=MessageWay.OUT, state=MessageState.QUEUED)
        actions.recall_paper(by=clerk, paper=paper, reason="sai số liệu", at=AT)
        # Both desks stand in one database here, so the copy was frozen at once and no message is needed.
        assert recalled.count() == 0
    with acting(cast.principal(cast.clerk_b)):
        assert Paper.objects.get(owner=cast.body_b, side=Side.IN).state == PaperState.RECALLED


def test_a_failing_transport_is_tried_again_later_and_given_up_at_last(cast: Cast, fonts: Path) -> None:
    _sent(cast, fonts)
    with acting(cast.principal(cast.clerk)):
        Message.objects.filter(way=MessageWay.OUT).update(
            state=MessageState.QUEUED, attempts=0, settled_at=None
        )
    post, at = Post(failing=MOST_ATTEMPTS), AT
    assert actions.dispatch(sender=post, at=at, simulated=True) == (0, 1)
    assert actions.dispatch(sender=post, at=at, simulated=True) == (0, 0), "not before its pause is over"
    for _ in range(MOST_ATTEMPTS):
        at += timedelta(days=1)
        actions.dispatch(sender=post, at=at, simulated=True)
    with acting(cast.principal(cast.clerk)):
        message = Message.objects.get(way=MessageWay.OUT)
        assert (message.state, message.attempts) == (MessageState.FAILED, MOST_ATTEMPTS)
        assert "không kết nối được" in message.problem


def test_simulated_messages_never_leave_by_a_real_transport(cast: Cast, fonts: Path) -> None:
    _, data = _sent(cast, fonts)
    assert "[DỮ LIỆU MÔ PHỎNG]".encode() in data
    with acting(cast.principal(cast.clerk)):
        Message.objects.filter(way=MessageWay.OUT).update(state=MessageState.QUEUED, settled_at=None)
    post = Post()
    assert actions.dispatch(sender=post, at=AT) == (0, 0)
    assert post.sent == {}


def test_an_addressee_without_address_or_desk_waits_for_the_post(cast: Cast, fonts: Path) -> None:
    open_registers(cast, body=cast.body_a, agency="BA", mode=NumberingMode.OWN)
    paper = draft(cast)
    officer, clerk = cast.principal(cast.officer), cast.principal(cast.clerk)
    with acting(officer):
        actions.set_addressees(by=officer, paper=paper, main=[cast.body_b], day=DAY)
    signed(cast, paper)
    with acting(clerk):
        actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")
        line = Addressee.objects.get(paper=paper)
        assert line.state == DeliveryState.SENT
        assert not Message.objects.exists()
        actions.mark_line(by=clerk, line=line, told="arrived", words="giấy biên nhận bưu điện", at=AT)
        assert line.state == DeliveryState.ARRIVED
        assert actions.series_for(owner=cast.body_a, kind=None, side=RegisterSide.IN, day=DAY) is not None
