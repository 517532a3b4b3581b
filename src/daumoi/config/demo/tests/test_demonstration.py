"""The simulated government as a newcomer finds it: the mess is there, the figures add up, each opens its cells."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from daumoi.accounts.models import Person
from daumoi.config.demo import answers, building, government, indices, people, round_2016, round_2026
from daumoi.config.demo.building import Built
from daumoi.foundation.errors import Forbidden, Invalid, NotFound
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import queries as history
from daumoi.history.models import Act
from daumoi.inbox import queries as inbox
from daumoi.indices import queries as index_queries
from daumoi.indices.models import Appeal, Edition, Sheet
from daumoi.organisations.models import Organisation
from daumoi.overview.national_report_actions import report_pdf, report_workbook, write_national_report
from daumoi.overview.national_report_queries import NationalReport, national_report
from daumoi.overview.presenters.national_report_sheets import every_figure
from daumoi.surveys import actions
from daumoi.surveys.models import Coding, Reply, Round
from daumoi.surveys.queries import analysis
from daumoi.surveys.queries.analysis import Reading

TODAY = date(2026, 11, 22)


@pytest.fixture
def reading(coordinator: Principal) -> Reading:
    with acting(coordinator):
        round_ = Round.objects.select_related("questionnaire", "owner").get(code=round_2016.CODE)
        return analysis.read_round(principal=coordinator, round_=round_)


@pytest.fixture
def report(coordinator: Principal) -> NationalReport:
    with acting(coordinator):
        round_ = Round.objects.select_related("questionnaire", "owner").get(code=round_2016.CODE)
        return national_report(principal=coordinator, round_=round_)


def browser(username: str) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_building_again_changes_nothing(built: Built) -> None:
    again = building.build()
    assert again.was_there
    assert (again.acts, again.replies) == (built.acts, built.replies)


def test_the_mess_of_real_life_is_there(reading: Reading) -> None:
    found = analysis.response(reading)
    assert (found.arrived.numerator, found.late.numerator, found.missing.numerator) == (21, 3, 1)
    assert found.arrived.denominator == 22
    assert [voice.name for voice in found.missing_voices] == ["Bộ S"]
    assert found.clarifying.numerator == 1
    with acting(system("xem")):
        paper = Reply.objects.get(round=reading.round, is_from_paper=True)
        assert paper.checked_by_id not in (None, paper.entered_by_id)
        refused = Act.objects.get(code="surveys.workbook.refused")
        assert "bieu-Bo-E.xlsx" in refused.reason
        assert (
            Act.objects.filter(code="surveys.reply.clarification_asked", thing_label__contains="2016").count()
            == 2
        )
        assert Act.objects.filter(code="surveys.reply.reminded").count() == 5


def test_the_board_says_whom_to_call(built: Built) -> None:
    with acting(system("xem")):
        nameless = Reply.objects.filter(round__is_simulated=True, contact_name="")
        assert not nameless.exists()
        late = Reply.objects.get(round__code=round_2016.CODE, owner__code="mp-19")
    page = browser("dieuphoi").get(reverse("surveys:round", args=[round_2016.CODE])).content.decode()
    assert late.contact_phone in page


def test_the_journal_holds(built: Built) -> None:
    with acting(system("kiểm tra")):
        assert history.verify() == []


def test_no_real_body_is_touched(built: Built) -> None:
    with acting(system("xem")):
        asked = Reply.objects.filter(round__is_simulated=True).values_list("owner__is_simulated", flat=True)
        assert set(asked) == {True}
        assert Organisation.objects.filter(code__startswith="mp-", is_simulated=False).count() == 0


def test_there_are_many_different_opinions(built: Built) -> None:
    texts = [opinion.text for opinion in answers.opinions()[1]]
    assert len(set(texts)) == len(texts) >= 40


def test_forms_and_missing_bodies_add_up_to_those_asked(reading: Reading) -> None:
    figures = analysis.form_figures(reading)
    assert sum(figure.numerator for figure in figures) + len(analysis.response(reading).missing_voices) == 22
    cuc = next(figure for figure in figures if figure.code == "hinh-thuc.cuc")
    expected = {body.code for body in government.BODIES if body.form == "cuc"}
    assert {cell.organisation for cell in cuc.cells} == expected
    assert {reading.words(cell) for cell in cuc.cells} == {"Cục"}


def test_every_figure_of_the_report_is_made_of_its_cells(
    coordinator: Principal, report: NationalReport
) -> None:
    for figure in every_figure(report):
        assert figure.numerator == len({cell.organisation for cell in figure.cells}), figure.code
        assert figure.denominator == 22
        if not figure.is_share:
            values = [
                report.reading.by_code[c.organisation].cell(c.variable, c.row).value for c in figure.cells
            ]
            assert sum(float(str(value)) for value in values) == pytest.approx(float(figure.value))


def test_any_figure_is_found_again_by_its_code(coordinator: Principal, report: NationalReport) -> None:
    with acting(coordinator):
        for figure in every_figure(report)[::7]:
            found = analysis.find_figure(principal=coordinator, reading=report.reading, code=figure.code)
            assert found == figure
        with pytest.raises(NotFound):
            analysis.find_figure(
                principal=coordinator, reading=report.reading, code="cau.a4.khong_co_ma_nay.x.y"
            )


def test_absence_is_not_zero(reading: Reading) -> None:
    rows = {one.variable.name: one for one in analysis.frequencies(reading)}
    money = rows["d1_khac_n2014"]
    assert money.absences == {"no_data": 2}
    assert money.numbers is not None
    assert money.numbers.count == money.answered == money.asked - 2
    total = next(row for row in analysis.money_rows(reading) if row.is_total)
    assert total.years["2014"].numerator < total.years["2016"].numerator


def test_answers_hidden_by_a_rule_do_not_count(reading: Reading) -> None:
    rows = {one.variable.name: one for one in analysis.frequencies(reading)}
    assert rows["b7"].hidden == 1  # body V has no unit, so its part B is not asked for
    assert rows["b7"].asked == 20


def test_the_gap_names_the_bodies_on_each_side(reading: Reading) -> None:
    for gap in analysis.gaps(reading):
        assert gap.balance == gap.unasked.numerator - gap.undone.numerator
        for cell in gap.unasked.cells:
            voice = reading.by_code[cell.organisation]
            assert voice.cell(gap.duty.variables["giao"]).value in ("none", "elsewhere")


def test_a_cross_table_adds_up(reading: Reading) -> None:
    table = analysis.cross_table(reading, variable=reading.compiled.variables["b11"])
    for _, figures in table.rows:
        assert sum(figure.numerator for figure in figures[:-1]) == figures[-1].numerator


def test_two_coders_agree_well_but_not_fully(coordinator: Principal, reading: Reading) -> None:
    with acting(coordinator):
        found = analysis.difficulties(principal=coordinator, reading=reading)
    assert found.judged_twice >= 40
    assert found.kappa is not None
    assert 0.7 < found.kappa < 0.95
    assert found.alpha == pytest.approx(found.kappa, abs=0.02)
    assert any(text.disputed for text in found.texts)
    for entry in found.entries:
        for text, quote in entry.quotes:
            assert quote in text.text


def test_a_quote_must_stand_in_the_text_word_for_word(coordinator: Principal, reading: Reading) -> None:
    reply = reading.by_code["mp-01"].reply
    with acting(coordinator):
        reply = Reply.objects.select_related("round__questionnaire", "round__owner", "owner").get(pk=reply.pk)
        with pytest.raises(Invalid, match="nguyên văn"):
            actions.code_text(
                by=coordinator, reply=reply, variable="g2", codes=["mo_hinh"], quote="không có trong bài"
            )
        with pytest.raises(Invalid, match="không có nhóm"):
            actions.code_text(by=coordinator, reply=reply, variable="g2", codes=["khong_co"])


def test_a_ministry_may_not_code(reading: Reading) -> None:
    officer = people.principal("chuyenvien", TODAY)
    with acting(officer):
        reply = Reply.objects.select_related("round__questionnaire", "round__owner", "owner").get(
            round=reading.round, owner__code="mp-01"
        )
        with pytest.raises(Forbidden):
            actions.code_text(by=officer, reply=reply, variable="g2", codes=["mo_hinh"])


def test_same_replies_give_the_same_bytes(report: NationalReport) -> None:
    first = report_pdf(report=report)
    assert first.startswith(b"%PDF-")
    assert report_pdf(report=report) == first
    assert report_workbook(report=report) == report_workbook(report=report)


def test_the_report_is_written_under_a_name_that_says_simulated(
    coordinator: Principal, report: NationalReport, tmp_path: Path
) -> None:
    with acting(coordinator):
        paths = write_national_report(principal=coordinator, round_=report.round, folder=tmp_path)
    assert [path.suffix for path in paths] == [".pdf", ".xlsx"]
    assert all("mo-phong" in path.name and path.stat().st_size > 10_000 for path in paths)


def test_each_page_opens_for_the_coordinator(built: Built) -> None:
    client = browser("dieuphoi")
    code = round_2016.CODE
    addresses = [
        reverse(f"surveys:{name}", args=[code]) for name in ("analysis", "frequencies", "gap", "difficulties")
    ]
    addresses += [
        reverse("surveys:figure", args=[code, "hinh-thuc.cuc"]),
        reverse("surveys:figure", args=[code, "cau.b11.du.cuc"]),
        reverse("surveys:cross_table", args=[code, "g1"]),
        reverse("national_report", args=[code]),
        reverse("surveys:analysis", args=[round_2026.CODE]),
    ]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        assert "mô phỏng" in page.content.decode().lower()


def test_the_figure_page_leads_to_the_reply_and_its_letter(built: Built) -> None:
    page = (
        browser("dieuphoi")
        .get(reverse("surveys:figure", args=[round_2016.CODE, "hinh-thuc.cuc"]))
        .content.decode()
    )
    assert "1074/BB-MP" in page
    assert reverse("surveys:review", args=[round_2016.CODE, "mp-02"]) in page


def test_the_workbooks_open(built: Built) -> None:
    client = browser("dieuphoi")
    for name in ("frequencies_workbook", "gap_workbook"):
        answer = client.get(reverse(f"surveys:{name}", args=[round_2016.CODE]))
        assert answer.content.startswith(b"PK")


def test_codes_are_kept_from_the_page_and_the_others_stay(built: Built) -> None:
    client = browser("dieuphoi")
    address = reverse("surveys:code_text", args=[round_2016.CODE, "mp-02", "g2", 0])
    answer = client.post(
        address, {"ma": ["phan_tan", "phoi_hop"], "trich": "phần mềm mua rời", "duoc-trich": "1"}
    )
    assert answer.status_code == 302
    with acting(system("xem")):
        codings = Coding.objects.filter(reply__owner__code="mp-02", variable="g2")
        mine = {coding.entry.code for coding in codings.filter(coder="Nguyễn Thu Hà")}
        others = {coding.entry.code for coding in codings.filter(coder="Trần Quốc Bảo")}
    assert mine == {"phan_tan", "phoi_hop"}
    assert others == {"phan_tan"}


def test_a_group_of_opinions_is_added_from_the_page(built: Built) -> None:
    client = browser("dieuphoi2")
    address = reverse("surveys:codebook", args=[round_2016.CODE])
    assert client.post(address, {"label": "Đào tạo, bồi dưỡng", "definition": ""}).status_code == 302
    assert client.post(address, {"label": ""}).status_code == 422
    page = client.get(reverse("surveys:difficulties", args=[round_2016.CODE])).content.decode()
    assert "Đào tạo, bồi dưỡng" in page


def test_everybody_has_something_to_do_this_morning(built: Built) -> None:
    for username in ("dieuphoi", "chuyenvien", "thutruong"):
        person = people.principal(username, TODAY)
        with acting(person):
            assert inbox.waiting_for(principal=person, day=TODAY).total > 0, username


def test_the_simulated_index_has_two_published_years_and_one_under_way(built: Built) -> None:
    with acting(system("dựng mô phỏng")) as by:
        places = government.build(by=by, today=TODAY)
        editions = indices.build(by=by, places=places)  # stands already: nothing is built again
        assert [(edition.code, edition.state) for edition in editions] == [
            ("2024", "published"),
            ("2025", "published"),
            ("2026", "collecting"),
        ]
        assert all(edition.is_simulated for edition in editions)
        assert Edition.objects.filter(version=editions[0].version).count() == len(editions)
        assert Appeal.objects.filter(sheet__edition__in=editions, result="accepted").count() == 2
        assert Sheet.objects.filter(edition=editions[2], state="clarify").count() == 1


def test_published_results_of_the_simulated_index_come_out_again(built: Built) -> None:
    with acting(system("xem chỉ số mô phỏng")) as by:
        places = government.build(by=by, today=TODAY)
        published = indices.build(by=by, places=places)[:2]
        assert all(index_queries.recompute(edition=edition).is_same for edition in published)
        assert all(len(index_queries.result_view(edition=edition).rows) == 22 for edition in published)
        history = index_queries.history_of(principal=by, index=published[0].version.index)
        assert len(history.segments) == 1  # one method, fixed goalposts: the years may be joined
