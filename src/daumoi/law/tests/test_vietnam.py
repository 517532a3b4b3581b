"""What the register answers from the real pack: facts a reader can check against the sources."""

from datetime import date

import pytest

from daumoi.foundation.principal import Principal
from daumoi.law import queries
from daumoi.law.models import Instrument, LegalDeadline, Provision, Subject
from daumoi.law.presenters.regimes import comparison, regime_sentence
from daumoi.law.presenters.words import due_words, why
from daumoi.law.queries import Filters
from daumoi.law.rules import Force

SEED_2011, SEED_2017, TODAY = date(2011, 9, 8), date(2017, 5, 31), date(2026, 11, 22)
THREE_DAYS = (SEED_2011, SEED_2017, TODAY)


@pytest.fixture(autouse=True)
def _entered(loader: Principal) -> None:
    """Every question here is asked by the system."""


def view(code: str, day: date = TODAY) -> queries.InstrumentView:
    return queries.instrument_view(instrument=Instrument.objects.get(code=code), day=day)


def found(text: str, **filters: str) -> list[str]:
    register = queries.register(day=TODAY, filters=Filters(text=text, force="all", **filters), size=200)
    return [row.instrument.code for row in register.rows]


def test_the_decree_of_the_seeds_expired_on_the_first_of_july_2026_and_was_replaced() -> None:
    assert view("nd-64-2007-nd-cp", date(2026, 6, 30)).verdict.force is Force.IN_FORCE
    ended = view("nd-64-2007-nd-cp", date(2026, 7, 1))
    assert (ended.verdict.force, ended.verdict.on) == (Force.EXPIRED, date(2026, 7, 1))
    assert [str(instrument) for instrument in ended.ended_by] == ["Nghị định 224/2026/NĐ-CP"]
    sentence = why(ended.verdict, read=ended.read, ended_by=ended.ended_by)
    assert sentence == "Hết hiệu lực từ 01/7/2026. Được thay thế, bãi bỏ bởi Nghị định 224/2026/NĐ-CP."


def test_what_replaced_a_decree_is_not_named_before_it_happened() -> None:
    assert view("nd-64-2007-nd-cp", SEED_2011).ended_by == ()


def test_the_submission_keeps_its_number_as_printed_beside_the_normalised_one() -> None:
    submission = Instrument.objects.get(code="ttr-17-ttr-btttt-2017")
    assert (submission.number, submission.number_as_printed) == ("17/TTr-BTTTT", "17/Tr-BTTTT")
    assert view(submission.code, SEED_2017).verdict.force is Force.NO_FORCE
    assert view(submission.code, date(2017, 4, 26)).verdict.force is Force.NOT_ISSUED


def test_the_line_of_decrees_on_spending_reaches_from_2009_to_today() -> None:
    line = [row.instrument.code for row in view("nd-73-2019-nd-cp").lineage]
    assert line[0] == "nd-102-2009-nd-cp"
    assert line[-1] == "nd-224-2026-nd-cp"
    assert line.index("nd-73-2019-nd-cp") < line.index("nd-45-2026-nd-cp")
    assert "nd-64-2007-nd-cp" not in line  # replaced by the same decree, but not part of this line


def test_the_regime_of_security_levels_differs_on_three_days() -> None:
    subject = Subject.objects.get(code="cap_do_an_toan")
    answers = [queries.in_force(subject=subject, day=day) for day in THREE_DAYS]
    assert [answer.period.code for answer in answers if answer.period] == [
        "capdo-truoc-2016",
        "capdo-2016",
        "capdo-2026-08",
    ]
    instruments = [{row.instrument.code for row in answer.instruments} for answer in answers]
    assert "nd-64-2007-nd-cp" in instruments[0]
    assert "nd-85-2016-nd-cp" in instruments[1]
    assert instruments[2] >= {"luat-116-2025-qh15", "nd-331-2026-nd-cp"}
    assert answers[1].period is not None
    assert answers[2].period is not None
    assert answers[1].period.authority != answers[2].period.authority


@pytest.mark.parametrize("code", ["don_vi_chuyen_trach", "dich_vu_cong_truc_tuyen", "dau_tu_cntt"])
def test_other_subjects_of_the_seeds_answer_differently_on_the_three_days(code: str) -> None:
    subject = Subject.objects.get(code=code)
    periods = [queries.in_force(subject=subject, day=day).period for day in THREE_DAYS]
    assert None not in periods
    assert len({period.code for period in periods if period is not None}) == 3


def test_what_came_before_and_after_is_named_with_its_date() -> None:
    subject = Subject.objects.get(code="cap_do_an_toan")
    answer = queries.in_force(subject=subject, day=SEED_2017)
    assert answer.before is not None
    assert answer.after is not None
    assert answer.before.valid_to == date(2016, 7, 1)
    assert answer.after.valid_from == date(2017, 7, 1)
    assert queries.in_force(subject=subject, day=TODAY).after is None


def test_only_provisions_that_hold_on_the_day_are_shown() -> None:
    subject = Subject.objects.get(code="don_vi_chuyen_trach")
    for day in THREE_DAYS:
        for row in queries.in_force(subject=subject, day=day).instruments:
            for provision in row.provisions:
                start, end = provision.provision.valid_from, provision.provision.valid_to
                assert start is None or start <= day
                assert end is None or end > day


def test_a_time_that_was_not_studied_is_not_called_a_time_without_law() -> None:
    subject = Subject.objects.get(code="du_lieu_ca_nhan")
    answer = queries.in_force(subject=subject, day=SEED_2011)
    assert answer.period is None
    assert answer.after is not None
    assert "chưa nghiên cứu" in regime_sentence(view=answer)
    assert "không có nghĩa là không có luật" in regime_sentence(view=answer)


def test_a_regime_of_unknown_start_is_not_asserted() -> None:
    subject = Subject.objects.get(code="van_ban_hanh_chinh")
    answer = queries.in_force(subject=subject, day=SEED_2011)
    assert answer.period is not None
    assert answer.certain is False
    assert "chưa khẳng định được" in regime_sentence(view=answer)


def test_two_days_side_by_side_say_what_changed() -> None:
    subject = Subject.objects.get(code="cap_do_an_toan")
    page = comparison(
        one=queries.in_force(subject=subject, day=TODAY), two=queries.in_force(subject=subject, day=SEED_2017)
    )
    assert (page.earlier.view.day, page.later.view.day) == (SEED_2017, TODAY)
    assert "đổi từ Bộ Thông tin và Truyền thông sang Bộ Công an" in page.differences
    assert "Nghị định 85/2016/NĐ-CP" in page.differences
    assert any(row.is_own for row in page.later.instruments)


def test_an_instrument_of_unknown_end_is_unknown_once_the_regimes_stop_naming_it() -> None:
    assert view("tt-06-2013-tt-btttt", SEED_2017).verdict.force is Force.IN_FORCE
    assert view("tt-06-2013-tt-btttt", TODAY).verdict.force is Force.UNKNOWN


def test_a_law_of_a_later_year_did_not_exist_in_2011_although_its_day_is_not_known() -> None:
    law = Instrument.objects.get(code="luat-33-2024-qh15")
    assert law.issued is None
    assert view(law.code, SEED_2011).verdict.force is Force.NOT_ISSUED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nghi dinh 64", "nd-64-2007-nd-cp"),
        ("Nghị định 64/2007/NĐ-CP", "nd-64-2007-nd-cp"),
        ("64/2007", "nd-64-2007-nd-cp"),
        ("17/Tr-BTTTT", "ttr-17-ttr-btttt-2017"),
        ("17/TTr", "ttr-17-ttr-btttt-2017"),
        ("an ninh mang he thong cap do", "nd-331-2026-nd-cp"),
        ("kien toan bo may", "cv-2723-btttt-udcntt-2011"),
        ("TCVN 11930", "tcvn-11930-2017"),
    ],
)
def test_search_finds_by_number_and_by_words_without_marks(text: str, code: str) -> None:
    assert code in found(text)


def test_search_wants_every_word_and_survives_signs() -> None:
    assert found("nghi dinh khongcotunay") == []
    assert found("!!! & | :*") == []
    assert found("nghi' & dinh:* | 64") == found("nghi dinh 64")


def test_filters_narrow_the_register() -> None:
    assert set(found("", kind="to_trinh")) == {"ttr-17-ttr-btttt-2017"}
    assert "nd-331-2026-nd-cp" in found("", subject="cap_do_an_toan")
    assert "nd-30-2020-nd-cp" not in found("", subject="cap_do_an_toan")


def test_pages_of_the_register_meet_without_gap_or_overlap_in_both_directions() -> None:
    everything = found("")
    assert len(everything) == Instrument.objects.count()
    filters = Filters(force="all")
    forward, cursor = [], ""
    while True:
        page = queries.register(day=TODAY, filters=filters, cursor=cursor, size=17)
        forward.append([row.instrument.code for row in page.rows])
        if page.next is None:
            break
        cursor = page.next
    assert [code for codes in forward for code in codes] == everything
    backward = [forward[-1]]
    while page.previous is not None:
        page = queries.register(day=TODAY, filters=filters, cursor=page.previous, size=17)
        backward.append([row.instrument.code for row in page.rows])
    assert backward[::-1] == forward


def test_the_first_reports_of_the_new_regime_are_due_on_20_and_25_december_2026() -> None:
    due = {
        row.deadline.code: (row.next_on, row.reports)
        for row in queries.deadlines_on(day=TODAY)
        if row.deadline.code.startswith("mau-08")
    }
    assert [next_on for next_on, _reports in due.values()] == [date(2026, 12, 20), date(2026, 12, 25)]
    for _next_on, reports in due.values():
        assert reports is not None
        assert (reports.start, reports.end) == (date(2025, 12, 15), date(2026, 12, 15))


def test_the_calendar_of_2017_knows_nothing_of_the_law_of_2026() -> None:
    codes = {row.deadline.code for row in queries.deadlines_on(day=SEED_2017)}
    assert "bc-ung-dung-cntt-nam" in codes
    assert not any(code.startswith("mau-08") for code in codes)


def test_the_nearest_deadline_stands_first_and_clocks_last() -> None:
    rows = queries.deadlines_on(day=TODAY)
    dated = [row.next_on for row in rows if row.next_on is not None]
    assert dated == sorted(dated)
    assert all(row.next_on is None for row in rows[len(dated) :])


def test_the_day_the_calendar_changes_is_known() -> None:
    assert queries.calendar(day=date(2026, 7, 15)).next_change == date(2026, 8, 19)


def test_every_deadline_of_the_pack_has_words() -> None:
    for deadline in LegalDeadline.objects.all():
        words = due_words(deadline)
        assert words
        assert words != deadline.due_clock, deadline.code


def test_every_statement_says_where_it_was_read() -> None:
    for model in (Instrument, Provision, LegalDeadline):
        assert not model.objects.filter(source__isnull=True).exists()
