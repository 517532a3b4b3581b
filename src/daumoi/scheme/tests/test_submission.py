"""The way of a scheme through its pages: a dated log that only grows; the state follows from it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from daumoi.documents import actions as documents
from daumoi.documents.events import PaperIssued
from daumoi.documents.models import Paper
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from daumoi.scheme.actions import submission as actions
from daumoi.scheme.models import PaperRole, SubmissionEvent
from daumoi.scheme.papers_reactions import take_paper
from daumoi.scheme.tests.papers_scene import AT, DAY, PapersScene, make_papers_scene, to_decision
from tests.cast import Cast

WAY = "/de-an/de-an-thu/duong-di/"


@pytest.fixture
def scene(cast: Cast) -> PapersScene:
    return make_papers_scene(cast)


def test_the_log_gives_the_state_and_the_page_tells_it(scene: PapersScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    answer = client.post(f"{WAY}ghi/lay_y_kien/", {"on": "2026-10-01", "document": "30/BB-THH"})
    assert answer.status_code == 302
    page = client.get(WAY).content.decode()
    assert "Đang lấy ý kiến" in page
    assert "30/BB-THH" in page
    with acting(scene.coordinator):
        assert scene.fresh().state == "consulting"


def test_submitting_before_the_two_fields_spoke_asks_for_the_reason(scene: PapersScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    given = {"on": "2026-11-02", "document": "17/TTr-BB", "body_name": "Thủ tướng Chính phủ"}
    refused = client.post(f"{WAY}ghi/trinh/", given)
    assert refused.status_code == 422
    assert "Bộ Nội vụ" in refused.content.decode()
    taken = client.post(f"{WAY}ghi/trinh/", given | {"words": "Trình theo chỉ đạo, ý kiến gửi sau"})
    assert taken.status_code == 302


def test_a_scheme_that_waits_counts_its_days_on_the_page(scene: PapersScene) -> None:
    scene.happens("trinh", date(2026, 7, 1), document="17/TTr-BB", words="Chưa có ý kiến")
    client = scene.cast.client(scene.cast.coordinator)
    page = client.get(f"{WAY}?as_of=2026-07-31").content.decode()
    assert "<strong>30 ngày</strong>" in page
    assert "chưa có kết quả" in page


def test_the_past_is_shown_as_past(scene: PapersScene) -> None:
    to_decision(scene)
    client = scene.cast.client(scene.cast.coordinator)
    assert "Bị trả lại" in client.get(f"{WAY}?as_of=2026-08-25").content.decode()
    assert "99/QĐ-TTg" in client.get(WAY).content.decode()
    assert "99/QĐ-TTg" not in client.get(f"{WAY}?as_of=2026-08-25").content.decode()


def test_a_returned_scheme_may_change_again_a_submitted_one_rests(scene: PapersScene) -> None:
    scene.happens("trinh", date(2026, 7, 1), document="17/TTr-BB", words="Chưa có ý kiến")
    with acting(scene.coordinator):
        assert not scene.fresh().is_open
    scene.happens("tra_lai", date(2026, 7, 9), body_name="Văn phòng Chính phủ", words="Bổ sung")
    with acting(scene.coordinator):
        assert scene.fresh().is_open


def test_a_line_written_by_mistake_is_voided_and_stays_readable(scene: PapersScene) -> None:
    scene.happens("lay_y_kien", date(2026, 7, 1))
    line = scene.happens("trinh", date(2026, 7, 2), document="1/TTr-BB", words="Nhầm")
    client = scene.cast.client(scene.cast.coordinator)
    assert client.post(f"{WAY}{line.pk}/go/", {"reason": "Ghi nhầm đề án"}).status_code == 302
    page = client.get(WAY).content.decode()
    assert "Ghi nhầm đề án" in page
    assert "1/TTr-BB" in page
    with acting(scene.coordinator):
        assert scene.fresh().state == "consulting"


def test_a_line_on_which_others_rest_is_not_voided(scene: PapersScene) -> None:
    line = scene.happens("trinh", date(2026, 7, 2), document="1/TTr-BB", words="Chưa có ý kiến")
    scene.happens("tra_lai", date(2026, 7, 9), body_name="Văn phòng Chính phủ", words="Bổ sung")
    with acting(scene.coordinator), pytest.raises(Conflict, match="dựa vào"):
        actions.void_event(by=scene.coordinator, event=line, reason="Nhầm", today=date(2026, 11, 22), at=AT)


def test_the_database_keeps_each_line_as_it_was_written(scene: PapersScene) -> None:
    line = scene.happens("lay_y_kien", date(2026, 7, 1))
    with acting(scene.coordinator), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            "update scheme_submissionevent set words = 'khác' where id = %s", [line.pk]
        )


def test_an_opinion_that_differs_must_say_what(scene: PapersScene) -> None:
    scene.happens("lay_y_kien", date(2026, 7, 1))
    with pytest.raises(Invalid, match="nội dung ý kiến"):
        scene.happens("y_kien", body_name="Bộ Nội vụ", field="to_chuc", verdict="khac")


def test_the_way_is_the_writing_desk_s_own(scene: PapersScene) -> None:
    scene.happens("lay_y_kien", date(2026, 7, 1))
    client = scene.cast.client(scene.cast.officer)
    assert client.get(WAY).status_code == 403
    with acting(scene.officer):
        assert SubmissionEvent.objects.count() == 0
        with pytest.raises(Forbidden):
            actions.record_event(
                by=scene.officer,
                scheme=scene.scheme,
                event=actions.NewEvent(kind="lay_y_kien", on=DAY),
                today=DAY,
                at=AT,
            )


def _issued(scene: PapersScene) -> PaperIssued:
    held = scene.drafts(PaperRole.SUBMISSION)
    return PaperIssued(
        paper_id=held.paper_id,
        kind="to_trinh",
        about_kind=_about(held.paper_id, scene),
        about_id=scene.scheme.pk,
        code="17/TTr-BB",
        on=DAY,
        signer="",
    )


def _about(number: int, scene: PapersScene) -> str:
    with acting(scene.coordinator):
        return Paper.objects.get(pk=number).about_kind


def test_issuing_the_submission_writes_the_line(scene: PapersScene) -> None:
    scene.happens("lay_y_kien", date(2026, 7, 1))
    for field in ("to_chuc", "tai_chinh"):
        scene.happens("y_kien", date(2026, 7, 2), body_name="Bộ", field=field, verdict="nhat_tri")
    take_paper(_issued(scene))
    with acting(scene.coordinator):
        line = SubmissionEvent.objects.latest("id")
        assert (line.kind, line.document, scene.fresh().state) == ("trinh", "17/TTr-BB", "submitted")
        assert line.paper_id is not None


def test_issuing_a_submission_that_the_log_does_not_allow_asks_the_desk(scene: PapersScene) -> None:
    take_paper(_issued(scene))
    with acting(scene.coordinator):
        assert scene.fresh().state == "drafting"
        item = Item.objects.get(kind="scheme.way")
    assert item.address == WAY
    assert "17/TTr-BB" in item.document


def test_the_draft_decision_signed_elsewhere_keeps_its_figures(scene: PapersScene) -> None:
    held = scene.drafts(PaperRole.DECISION)
    to_decision(scene)
    clerk = scene.cast.principal(scene.cast.clerk_b)
    with acting(clerk):
        signed = documents.record_signed_outside(
            by=clerk,
            paper=Paper.objects.get(pk=held.paper_id),
            signer="Thủ tướng, Nguyễn Văn Mẫu",
            at=AT,
        )
    assert signed.state == "signed"
