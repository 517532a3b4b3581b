"""The way of an edition through the actions: from prefilled sheets to a frozen result, and every write journaled."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from daumoi.facts import actions as facts
from daumoi.facts.actions import NewElement, NewFact
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.inbox.models import Item
from daumoi.indices import actions, queries
from daumoi.indices.models import Appeal, Edition, Entry, Evidence, Sheet
from daumoi.indices.presenters.acts import SENTENCES
from daumoi.indices.rules import Mark
from daumoi.indices.tests.scene import AT, CUT_OFF, DEFINITION, LATER, Scene, marks, pdf, value


def _score(scene: Scene, code: str) -> dict[str, object]:
    rows = {row.code: row for row in queries.result_view(edition=scene.edition()).rows}
    return {"printed": rows[code].printed, "place": rows[code].place}


def test_a_published_edition_has_the_scores_of_its_rule(scene: Scene) -> None:
    scene.publish()
    assert _score(scene, "bo-a") == {"printed": "0.7600", "place": "2"}  # 16 + 20 + 10 + 30 of 100
    assert _score(scene, "bo-b") == {"printed": "1.0000", "place": "1"}
    assert _score(scene, "bo-c") == {"printed": "0.4000", "place": "3"}


def test_places_come_with_intervals_and_the_same_digest_again(scene: Scene) -> None:
    edition = scene.publish()
    view = queries.result_view(edition=edition)
    assert view.has_intervals
    assert [(row.low, row.high) for row in view.rows] == [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]
    again = queries.recompute(edition=edition)
    assert again.is_same
    assert len(edition.digest) == 64


def test_a_changed_table_no_longer_gives_the_digest(scene: Scene) -> None:
    edition = scene.publish()
    edition.inputs = edition.inputs.replace(",20,", ",21,", 1)
    again = queries.recompute(edition=edition)
    assert not again.is_same
    assert again.moved == ("bo-a",)


def test_the_database_refuses_every_change_to_a_published_edition(scene: Scene) -> None:
    edition = scene.publish()
    entry = scene.entry(scene.cast.body_a, "mang")
    changes = (
        lambda: Edition.objects.filter(pk=edition.pk).update(title="Khác"),
        lambda: Edition.objects.filter(pk=edition.pk).delete(),
        lambda: Entry.objects.filter(pk=entry.pk).update(verified_value=Decimal(30)),
        lambda: Sheet.objects.filter(edition=edition).update(asked="x"),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
    )
    for change in changes:
        with (
            acting(system("thử sửa")),
            pytest.raises(DatabaseError, match="published edition does not change"),
            transaction.atomic(),
        ):
            change()
    assert issubclass(InternalError, DatabaseError)


def test_a_correction_is_a_new_edition_that_says_what_it_corrects(scene: Scene) -> None:
    first = scene.publish()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        made = actions.correct_edition(
            by=by,
            edition=first,
            code="2026-dinh-chinh",
            reason="Cộng nhầm điểm mạng nội bộ của Bộ A",
            letter="31/CV-BB",
            at=LATER,
        )
        sheet = scene.sheet(scene.cast.body_a, "2026-dinh-chinh")
        actions.verify_sheet(by=by, sheet=sheet, marks={"mang": value(25)}, at=LATER, finished=True)
        for body in (scene.cast.body_b, scene.body_c):
            other = scene.sheet(body, "2026-dinh-chinh")
            actions.verify_sheet(by=by, sheet=other, marks={}, at=LATER, finished=True)
        actions.open_appeals(by=by, edition=made, until=date(2026, 12, 20), document="32/TB-BB", at=LATER)
        actions.publish_edition(by=by, edition=made, document="40/QĐ-BB", on=LATER.date(), at=LATER)
    again = scene.edition("2026-dinh-chinh")
    assert again.corrects_id == first.pk
    assert {row.code: row.printed for row in queries.result_view(edition=again).rows}["bo-a"] == "0.8100"
    assert scene.edition().digest == first.digest
    with acting(system("xem")) as by:
        years = queries.history_of(principal=by, index=scene.version.index).editions
    assert [edition.code for edition in years] == ["2026-dinh-chinh"]


def test_prefilled_values_wait_for_the_officer(scene: Scene) -> None:
    with acting(system("số liệu")) as by:
        facts.define_elements(by=by, elements=[NewElement("so_can_bo", "Số cán bộ", "number")])
        facts.record_facts(
            by=by,
            owner=scene.cast.body_a,
            on=CUT_OFF,
            new=[NewFact("so_can_bo", "confirmed", 120, source_text="Báo cáo nhân lực, dòng 3")],
            source_kind="test",
            source_id=1,
            confirmed_by="Trần Chuyên Viên",
            confirmed_at=AT,
            is_simulated=True,
        )
        sheets = list(Sheet.objects.filter(edition=scene.edition()))
        assert actions.prefill_sheets(by=by, edition=scene.edition(), sheets=sheets, day=CUT_OFF) == 1
    entry = scene.entry(scene.cast.body_a, "so_can_bo")
    assert (entry.state, entry.self_value, entry.source_text) == (
        "unconfirmed",
        Decimal(120),
        "Báo cáo nhân lực, dòng 3",
    )
    given = marks(60, 120, 25, 1, 30)
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        actions.save_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), marks=given)
        with pytest.raises(Conflict, match="Còn 1 tiêu chí"):
            actions.send_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), document="15/BC", at=AT)
        actions.save_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), marks=given, confirmed={"so_can_bo"})
        actions.send_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), document="15/BC", at=AT)
    with acting(system("xem")):
        waiting = Item.objects.get(kind="indices.verify", done_at=None)
    assert waiting.title == "Phiếu tự chấm của Bộ A"
    entry = scene.entry(scene.cast.body_a, "so_can_bo")
    assert (entry.state, entry.source_kind) == ("confirmed", "fact")
    assert scene.entry(scene.cast.body_a, "so_may").self_score == Decimal(10)


def test_missing_not_applicable_and_zero_are_three_things(scene: Scene) -> None:
    scene.fill(scene.cast.officer_b, scene.cast.body_b, 100, 100, 30, 1, 40)
    scene.fill(scene.officer_c, scene.body_c, 50, 100, 0, 0, 20)
    sheet = scene.sheet(scene.cast.body_a)
    given = {**marks(80, 100, 25, 1, 30), "mang": Mark("missing"), "dien-tap": Mark("not_applicable")}
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        actions.save_sheet(by=by, sheet=sheet, marks=given)
        actions.send_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), document="15/BC", at=AT)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.start_verifying(by=by, edition=scene.edition())
        for body in (scene.cast.body_a, scene.cast.body_b, scene.body_c):
            same = {
                entry.column: Mark(entry.self_kind, entry.self_value)
                for entry in Entry.objects.filter(sheet=scene.sheet(body))
            }
            actions.verify_sheet(by=by, sheet=scene.sheet(body), marks=same, at=AT, finished=True)
        found = queries.compute_edition(edition=scene.edition())
    scores = {unit["code"]: unit["printed"] for unit in found.result["units"]}
    # the missing network counts 0 of 30 points; the drill that does not apply takes its 40 points away
    assert scores["bo-a"] == "0.4333"
    assert scores["bo-c"] == "0.3000"
    parts = {unit["code"]: unit["parts"] for unit in found.result["units"]}
    assert parts["bo-a"]["dien-tap"] == "na"
    assert parts["bo-c"]["mang"] == 0.0


def test_a_difference_needs_a_reason(scene: Scene) -> None:
    scene.everybody_sends()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.start_verifying(by=by, edition=scene.edition())
        sheet = scene.sheet(scene.cast.body_a)
        with pytest.raises(Invalid, match="chưa ghi lý do"):
            actions.verify_sheet(by=by, sheet=sheet, marks={"mang": value(20)}, at=AT)
        actions.verify_sheet(by=by, sheet=sheet, marks={"mang": value(20, "Thiếu minh chứng")}, at=AT)
    assert scene.entry(scene.cast.body_a, "mang").differs


@pytest.mark.parametrize(
    ("column", "mark", "words"),
    [
        ("mang", value(31), "vượt mức tối đa 30"),
        ("mang", value(-1), "không được âm"),
        ("quy-che", value("0.5"), "chỉ ghi 1 hoặc 0"),
        ("mang", Mark("value"), "Chưa ghi giá trị"),
    ],
)
def test_values_outside_the_rule_are_refused(scene: Scene, column: str, mark: Mark, words: str) -> None:
    with acting(scene.cast.principal(scene.cast.officer)) as by, pytest.raises(Invalid, match=words):
        actions.save_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), marks={column: mark})


def test_an_accepted_appeal_changes_the_mark_and_counts_the_days(scene: Scene) -> None:
    scene.open_appeals()
    sheet, entry = scene.sheet(scene.cast.body_a), scene.entry(scene.cast.body_a, "mang")
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        appeal = actions.raise_appeal(
            by=by, sheet=sheet, entry=entry, text="Sơ đồ đã được phê duyệt ngày 05/10/2026", at=AT
        )
        with pytest.raises(Conflict, match="đang chờ trả lời"):
            actions.raise_appeal(by=by, sheet=sheet, entry=entry, text="Nhắc lại", at=AT)
    coordinator = scene.cast.principal(scene.cast.coordinator)
    with acting(coordinator) as by:
        appeal = Appeal.objects.select_related("sheet__edition__version__index").get(pk=appeal.pk)
        with pytest.raises(Conflict, match="1 kiến nghị chưa trả lời"):
            actions.publish_edition(by=by, edition=scene.edition(), document="1", on=LATER.date(), at=LATER)
        with pytest.raises(Invalid, match="phải ghi điểm thẩm định mới"):
            actions.answer_appeal(by=by, appeal=appeal, result="accepted", answer="Đúng", at=LATER)
        done = actions.answer_appeal(
            by=by, appeal=appeal, result="accepted", answer="Đã đối chiếu bản gốc", at=LATER, mark=value(25)
        )
    assert done.days == 11
    assert scene.entry(scene.cast.body_a, "mang").verified_value == Decimal(25)


def test_appeals_end_with_their_day(scene: Scene) -> None:
    scene.open_appeals()
    late = LATER.replace(day=11)
    with acting(scene.cast.principal(scene.cast.officer)) as by, pytest.raises(Conflict, match="hết hạn"):
        actions.raise_appeal(
            by=by,
            sheet=scene.sheet(scene.cast.body_a),
            entry=scene.entry(scene.cast.body_a, "mang"),
            text="Muộn",
            at=late,
        )


def test_evidence_is_kept_with_its_hash_and_a_secret_never_enters(scene: Scene) -> None:
    sheet, entry = scene.sheet(scene.cast.body_a), scene.entry(scene.cast.body_a, "mang")
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        made = actions.add_evidence(
            by=by, sheet=sheet, entry=entry, title="Sơ đồ mạng", name="so-do.pdf", content=pdf(), at=AT
        )
        with pytest.raises(Invalid, match="độ mật"):
            actions.add_evidence(by=by, sheet=sheet, entry=entry, title="TUYỆT MẬT", document="1/BC", at=AT)
        with pytest.raises(Invalid, match="Chưa chọn tệp"):
            actions.add_evidence(by=by, sheet=sheet, entry=entry, title="Không có gì", at=AT)
        assert len(made.sha256) == 64
        actions.remove_evidence(
            by=by, sheet=sheet, evidence=Evidence.objects.select_related("entry").get(pk=made.pk)
        )
        assert not Evidence.objects.filter(entry=entry).exists()


def test_a_definition_in_use_keeps_its_text(scene: Scene) -> None:
    changed = DEFINITION.replace("max_points: 40", "max_points: 50")
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        with pytest.raises(Conflict, match="đã có kỳ đánh giá dùng"):
            actions.adopt_definition(by=by, text=changed, file_name="thu.yaml")
        with pytest.raises(Invalid, match=r"tree\.children"):
            actions.adopt_definition(by=by, text=changed.replace("rule: points", "rule: diem"))
    with acting(scene.cast.principal(scene.cast.officer)) as by, pytest.raises(Forbidden):
        actions.adopt_definition(by=by, text=DEFINITION)


def test_what_waits_stands_on_the_right_list(scene: Scene) -> None:
    def waiting() -> set[tuple[str, str]]:
        with acting(system("xem")):
            rows = Item.objects.filter(kind__startswith="indices.", done_at__isnull=True)
            return {(row.kind, row.owner.code) for row in rows.select_related("owner")}

    assert waiting() == {("indices.sheet", code) for code in ("bo-a", "bo-b", "bo-c")}
    scene.fill(scene.cast.officer, scene.cast.body_a, 80, 100, 25, 1, 30)
    assert waiting() == {("indices.sheet", "bo-b"), ("indices.sheet", "bo-c"), ("indices.verify", "bo-b")}
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.ask_sheet(by=by, sheet=scene.sheet(scene.cast.body_a), words="Bổ sung sơ đồ mạng", at=AT)
        actions.remind_sheet(by=by, sheet=scene.sheet(scene.body_c), at=AT)
    assert waiting() == {("indices.sheet", code) for code in ("bo-a", "bo-b", "bo-c")}


def test_every_act_of_the_way_has_its_sentence(scene: Scene) -> None:
    scene.publish()
    with acting(system("xem")):
        written = set(Act.objects.filter(code__startswith="indices.").values_list("code", flat=True))
    assert {"indices.edition.opened", "indices.sheet.sent", "indices.edition.published"} <= written
    assert written <= set(SENTENCES)
