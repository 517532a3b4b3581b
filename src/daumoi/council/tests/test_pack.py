"""The council of the Vietnamese pack: the real thread in its true order, read by everybody, never changed here."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daumoi.council import actions, queries
from daumoi.council.access import access_council, access_matter, access_session
from daumoi.council.models import Council, Matter, MatterState, Opinion, OpinionKind
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from tests.cast import Cast

PACK = settings.PACKS / "vietnam"
CODE = "hdgd-cntt-trung-uong"


def test_the_thread_of_2016_and_2017_stands_in_its_true_order(cast: Cast) -> None:
    with acting(cast.principal(cast.officer)) as principal:
        matter = access_matter(principal=principal, code="hdgd-2016-01")
        view = queries.matter_view(principal=principal, matter=matter, day=date(2026, 11, 22))
    assert [entry.on.isoformat() for entry in view.entries] == [
        "2016-06-08",
        "2016-07-04",
        "2017-04-27",
        "2017-04-27",
        "2017-05-31",
    ]
    assert [entry.link_kind for entry in view.entries] == [
        "session",
        "survey",
        "scheme",
        "document",
        "session",
    ]
    assert view.row.state is MatterState.SUBMITTED
    assert all(entry.source_id and entry.confidence == "A" for entry in view.entries)


def test_the_ledger_answers_for_the_day_that_is_asked(cast: Cast) -> None:
    with acting(cast.principal(cast.coordinator)) as principal:
        council = access_council(principal=principal, code=CODE)

        def states(day: date) -> dict[str, str]:
            found = queries.ledger(principal=principal, day=day, council=council)
            return {row.matter.code: row.state.value for row in (*found.open, *found.closed)}

        assert states(date(2016, 6, 7)) == {}
        assert states(date(2016, 6, 8)) == {"hdgd-2016-01": "raised", "hdgd-2016-02": "raised"}
        assert states(date(2016, 7, 4)) == {"hdgd-2016-01": "working", "hdgd-2016-02": "working"}
        assert states(date(2017, 4, 27)) == {"hdgd-2016-01": "submitted", "hdgd-2016-02": "submitted"}
        assert len(states(date(2017, 5, 31))) == 9
        assert len(states(date(2026, 11, 22))) == 9


def test_the_oldest_open_matter_comes_first_with_its_age_in_days(cast: Cast) -> None:
    with acting(cast.principal(cast.coordinator)) as principal:
        found = queries.ledger(principal=principal, day=date(2017, 6, 8), simulated=False)
    assert found.open[0].matter.code == "hdgd-2016-01"
    assert found.open[0].age.days == 365
    assert [row.matter.raised_on for row in found.open] == sorted(row.matter.raised_on for row in found.open)


def test_the_session_of_2017_opens_with_what_was_asked_in_2016_and_what_became_of_it(cast: Cast) -> None:
    with acting(cast.principal(cast.officer)) as principal:
        session = access_session(principal=principal, code="hdgd-2017-05-31")
        page = queries.last_time(principal=principal, session=session)
    assert page.before is not None
    assert page.before.code == "hdgd-2016-06-08"
    assert len(page.asked) == 2
    assert page.conclusions == ()
    by_code = {one.now.matter.code: one for one in page.followed}
    assert set(by_code) == {"hdgd-2016-01", "hdgd-2016-02"}
    first = by_code["hdgd-2016-01"]
    assert first.then is not None
    assert first.then.state is MatterState.RAISED
    assert first.now.state is MatterState.SUBMITTED
    assert [entry.link_code for entry in first.between][:1] == ["2234/BTTTT-THH"]


def test_information_opinion_and_conclusion_are_kept_apart(cast: Cast) -> None:
    with acting(cast.principal(cast.officer)) as principal:
        session = access_session(principal=principal, code="hdgd-2017-05-31")
        view = queries.session_view(principal=principal, session=session, day=date(2026, 11, 22))
    assert len(view.of_kind(OpinionKind.INFORMATION)) == 4
    assert len(view.asked) == 7
    assert view.conclusions == ()  # the source never calls the chair's words a conclusion
    assert not any(one.is_verbatim for one in view.opinions)


def test_everybody_who_signed_in_reads_the_published_thread_like_law(cast: Cast) -> None:
    with acting(cast.principal(cast.outsider)) as principal:
        assert access_council(principal=principal, code=CODE).is_published
        assert len(queries.ledger(principal=principal, day=date(2026, 11, 22)).open) == 9
        assert queries.councils(principal=principal, day=date(2016, 1, 1))[0].state is not None


def test_what_no_source_tells_stays_unknown(cast: Cast) -> None:
    with acting(cast.principal(cast.coordinator)) as principal:
        council = access_council(principal=principal, code=CODE)
        view = queries.council_view(principal=principal, council=council, day=date(2026, 11, 22))
        session = access_session(principal=principal, code="hdgd-2017-05-31")
        found = queries.session_view(principal=principal, session=session, day=date(2026, 11, 22))
    assert "chưa rõ" in view.council.presence
    assert view.state is not None
    assert view.state.quorum_rule is None
    assert view.chair is None  # the ministry ended in 2025: nobody is shown as the present chair
    assert found.quorum.needed is None
    assert not found.quorum.is_reached


def test_loading_twice_changes_nothing_and_leaves_one_line_in_the_journal(cast: Cast) -> None:
    with acting(system("nạp lại")) as principal:
        first = actions.load_pack(folder=PACK, by=principal)
        acts = Act.objects.filter(code="council.pack.loaded").count()
        with CaptureQueriesContext(connection) as asked:
            again = actions.load_pack(folder=PACK, by=principal)
        written = [
            one["sql"] for one in asked.captured_queries if one["sql"].startswith(("INSERT", "UPDATE"))
        ]
    assert first == again == {"councils": 1, "council_sessions": 2, "council_matters": 9}
    assert written == []
    assert Act.objects.filter(code="council.pack.loaded").count() == acts if principal.is_signed_in else True


def test_what_people_wrote_stays_when_the_pack_is_loaded_again(cast: Cast) -> None:
    with acting(cast.principal(cast.coordinator)) as principal:
        matter = access_matter(principal=principal, code="hdgd-2017-02")
        actions.add_entry(
            by=principal,
            matter=matter,
            on=date(2026, 11, 1),
            state="working",
            text="Đang tìm văn bản hướng dẫn năm 2017 trong kho lưu trữ.",
            today=date(2026, 11, 22),
        )
    with acting(system("nạp lại")) as loader:
        actions.load_pack(folder=PACK, by=loader)
        rows = Matter.objects.standing_on(date(2026, 11, 22)).get(code="hdgd-2017-02")
    assert rows.state_then == "working"  # type: ignore[attr-defined]


def test_the_recorded_council_is_not_changed_by_hand(cast: Cast) -> None:
    with acting(cast.principal(cast.coordinator)) as principal:
        council = access_council(principal=principal, code=CODE)
        with pytest.raises(Conflict, match="gói dữ liệu"):
            actions.seat_member(
                by=principal,
                council=council,
                organisation=cast.body_a,
                role="member",
                holder="Ai đó",
                position="",
                since=date(2026, 1, 1),
                document="1/QĐ",
            )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("state: submitted", "state: approved"), "approved"),
        (("source: S1", "source: KHONG"), "KHONG"),
        (("responsible: btttt\n", "responsible: bo-nao-do\n"), "bo-nao-do"),
        (("opinion: 11", "opinion: 99"), "99"),
        (("- kind: opinion", "- kind: conclusion"), "kết luận"),
        (("founding: qd-1235-qd-btttt-2011", "founding: qd-khong-co"), "qd-khong-co"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_nothing_is_kept(
    cast: Cast, tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    text = (PACK / "council.yaml").read_text(encoding="utf-8").replace(*change, 1)
    (tmp_path / "council.yaml").write_text(text, encoding="utf-8")
    with acting(system("nạp thử")) as principal:
        before = Opinion.objects.count()
        with pytest.raises(Invalid, match=words) as refused:
            actions.load_pack(folder=tmp_path, by=principal)
        assert refused.value.place == "council.yaml"
        assert Opinion.objects.count() == before
        assert Council.objects.filter(code=CODE).exists()
