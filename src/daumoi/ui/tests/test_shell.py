"""The frame of a page: date, menu, theme, the simulated mark, and pages for when things go wrong."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.urls import reverse

from daumoi.ui import addresses, context, ports, views
from daumoi.ui.tests.conftest import Person, Reader

PAST = date(2011, 9, 8)
MakeRequest = Callable[..., HttpRequest]


def _menu(*, request: HttpRequest) -> list[ports.NavigationItem]:
    return [
        ports.NavigationItem(
            "inbox", "Việc của tôi", "/viec/", "list-check", 3, "3 việc quá hạn", is_overdue=True
        ),
        ports.NavigationItem("surveys", "Khảo sát, báo cáo", "/khao-sat/", "clipboard-list", is_current=True),
        ports.NavigationItem("money", "Kinh phí", "/kinh-phi/", "coins", shortcut="p"),
        ports.NavigationItem("guidance", "gg", "/gg/", "help"),
    ]


def test_todays_page_shows_the_date_and_no_note_about_the_past(reader: Reader) -> None:
    html = reader.page("ui/base.html")
    assert "<strong>22/11/2026</strong>" in html
    assert "Đang xem tình trạng" not in html


def test_a_page_of_the_past_says_so_and_leads_back(
    engine: DjangoTemplates, make_request: MakeRequest
) -> None:
    html = Reader(engine, make_request("/to-chuc/?q=a&as_of=2011-09-08", as_of=PAST)).page("ui/base.html")
    note = re.sub(r"\s+", " ", html[html.index("shell-past") : html.index("page-top")])
    assert "Đang xem tình trạng tại ngày <strong>08/9/2011</strong>" in note
    assert '<a href="?q=a">về hôm nay</a>' in note


def test_the_date_control_keeps_the_other_choices_but_not_the_place_in_the_list(
    engine: DjangoTemplates, make_request: MakeRequest
) -> None:
    request = make_request("/to-chuc/?q=a&level=bo&level=cqnb&cursor=x&as_of=2011-09-08", as_of=PAST)
    html = Reader(engine, request).page("ui/base.html")
    form = html[
        html.index('class="shell-as-of-form"') : html.index("</form>", html.index("shell-as-of-form"))
    ]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    assert hidden == [("q", "a"), ("level", "bo"), ("level", "cqnb")]
    assert 'name="as_of" value="2011-09-08"' in form


def test_the_chosen_day_travels_in_menu_and_links(engine: DjangoTemplates, make_request: MakeRequest) -> None:
    ports.bind_navigation(_menu)
    reader = Reader(engine, make_request(as_of=PAST))
    assert 'href="/viec/?as_of=2011-09-08"' in reader.page("ui/base.html")
    assert reader.piece("{% as_of_url 'body' code='bo-a' %}") == "/to-chuc/bo-a/?as_of=2011-09-08"
    assert reader.piece("{% keep_as_of '/x/?a=1#b' %}") == "/x/?a=1&amp;as_of=2011-09-08#b"


def test_today_is_not_written_into_addresses(reader: Reader) -> None:
    assert reader.piece("{% as_of_url 'body' 'bo-a' %}") == "/to-chuc/bo-a/"


def test_an_address_elsewhere_is_left_alone(make_request: MakeRequest) -> None:
    request = make_request(as_of=PAST)
    elsewhere = "https://vanban.chinhphu.vn/?id=1"
    assert addresses.with_as_of(url=elsewhere, request=request) == elsewhere
    assert addresses.with_as_of(url="//vanban.chinhphu.vn/", request=request) == "//vanban.chinhphu.vn/"


def test_changing_one_parameter_keeps_the_rest(make_request: MakeRequest) -> None:
    request = make_request("/x/?q=bộ&page=2")
    assert addresses.with_parameters(request=request, page=None) == "?q=b%E1%BB%99"
    assert addresses.with_parameters(request=request, page=3) == "?q=b%E1%BB%99&page=3"
    assert addresses.with_parameters(request=make_request("/x/?a=1"), a=None) == "?"


def test_the_menu_marks_where_one_is_and_reads_its_counts_out(reader: Reader) -> None:
    ports.bind_navigation(_menu)
    html = reader.page("ui/base.html")
    assert re.search(r'href="/khao-sat/" aria-current="page"', html)
    assert '<span class="visually-hidden">3 việc quá hạn</span>' in html
    assert "is-overdue" in html


def test_every_room_gets_its_own_letter_and_g_is_never_given_away(make_request: MakeRequest) -> None:
    ports.bind_navigation(_menu)
    letters = {item.code: item.shortcut for item in context.navigation(make_request())}
    assert letters == {"inbox": "v", "surveys": "k", "money": "p", "guidance": ""}


def test_the_menu_is_asked_for_only_when_a_page_shows_it(
    engine: DjangoTemplates, make_request: MakeRequest
) -> None:
    asked: list[str] = []

    def provider(*, request: HttpRequest) -> list[ports.NavigationItem]:
        asked.append(request.path)
        return []

    ports.bind_navigation(provider)
    Reader(engine, make_request()).piece("{% vn_date as_of %}")
    assert asked == []
    Reader(engine, make_request()).page("ui/base.html")
    assert asked == ["/khao-sat/"]


def test_without_a_menu_the_page_has_no_empty_navigation(reader: Reader) -> None:
    assert "shell-nav" not in reader.page("ui/base.html")


def test_milestones_are_offered_after_the_end_of_last_year(reader: Reader) -> None:
    ports.bind_milestones(lambda *, request: [ports.Milestone(PAST, "công văn 2723")])
    html = reader.page("ui/base.html")
    assert html.index("as_of=2025-12-31") < html.index("as_of=2011-09-08")
    assert "công văn 2723" in html


@pytest.mark.parametrize("simulated", [True, False])
def test_simulated_data_wears_its_mark_on_screen_on_paper_and_in_the_title(
    engine: DjangoTemplates, make_request: MakeRequest, simulated: bool
) -> None:
    html = Reader(engine, make_request(is_simulated=simulated)).page("ui/base.html")
    assert ('class="dm-simulated"' in html) is simulated
    assert ("dm-simulated-print" in html) is simulated
    assert ("(mô phỏng)" in html[: html.index("</title>")]) is simulated


def test_a_page_can_be_simulated_in_a_real_installation(make_request: MakeRequest) -> None:
    request = make_request()
    request.simulated = True  # type: ignore[attr-defined]
    assert context.shell(request)["simulated"] is True


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><x', "auto"), ("", "auto")]
)
def test_only_a_known_theme_reaches_the_page(
    engine: DjangoTemplates, make_request: MakeRequest, cookie: str, theme: str
) -> None:
    request = make_request()
    request.COOKIES["theme"] = cookie
    html = Reader(engine, request).page("ui/base.html")
    assert re.findall(r'<html[^>]*data-bs-theme="([^"]*)"', html) == ([] if theme == "auto" else [theme])


def test_a_page_holds_nothing_that_the_content_policy_forbids(reader: Reader) -> None:
    ports.bind_navigation(_menu)
    for html in (reader.page("ui/base.html"), reader.page("ui/base_public.html"), reader.page("500.html")):
        assert not re.search(r"<style|style=|<script(?![^>]*src=)| on[a-z]+=|javascript:", html)


def test_the_search_keeps_the_date_and_shows_what_was_asked(
    engine: DjangoTemplates, make_request: MakeRequest
) -> None:
    html = Reader(engine, make_request('/tim-kiem?q="bộ+a"', as_of=PAST)).page("ui/base.html")
    form = html[html.index('role="search"') : html.index("</form>", html.index('role="search"'))]
    assert 'action="/tim-kiem"' in form
    assert 'name="as_of" value="2011-09-08"' in form
    assert 'value="&quot;bộ a&quot;"' in form


def test_a_visitor_is_offered_to_sign_in_and_not_to_sign_out(
    engine: DjangoTemplates, make_request: MakeRequest
) -> None:
    request = make_request("/to-chuc/?q=a")
    request.principal = Person(is_signed_in=False, name="", title="")  # type: ignore[attr-defined]
    html = Reader(engine, request).page("ui/base.html")
    assert "/dang-nhap/?next=/to-chuc/%3Fq%3Da" in html
    assert "/dang-xuat/" not in html


@pytest.mark.parametrize("template", ["403.html", "404.html", "403_csrf.html", "500.html", "ui/refused.html"])
def test_error_pages_stand_without_any_help_from_the_middleware(
    engine: DjangoTemplates, template: str
) -> None:
    html = engine.get_template(template).render({}, None)
    assert "<h1" in html
    assert "Việc nên làm" in html
    assert engine.get_template(template).render({}, RequestFactory().get("/x/"))


def test_an_error_page_says_the_message_and_the_remedy(reader: Reader) -> None:
    error = {
        "status": 409,
        "message": "Hai khoảng thời gian chồng nhau.",
        "remedy": "Sửa ngày kết thúc.",
        "place": "Cục A",
    }
    html = reader.page("ui/refused.html", error=error)
    assert all(str(error[part]) in html for part in ("message", "remedy", "place"))


def test_pages_step_by_cursor_and_keep_the_filter(engine: DjangoTemplates, make_request: MakeRequest) -> None:
    class Page:
        previous, next, shown, total = None, "b2", 50, 1234

    html = Reader(engine, make_request("/x/?q=a&cursor=b1")).piece("{% pagination p %}", p=Page())
    assert 'href="?q=a&amp;cursor=b2"' in html
    assert "Trang trước" not in html
    assert "Đang xem 50 trong 1.234 dòng" in html


def test_one_title_serves_the_tab_and_the_heading(engine: DjangoTemplates, make_request: MakeRequest) -> None:
    source = '{% extends "ui/base.html" %}{% block title %}Bộ <em>A</em>{% endblock %}'
    html = str(engine.from_string(source).render({}, make_request()))
    assert "<title>Bộ A · Đầu Mối</title>" in html
    assert '<h1 class="page-name">Bộ <em>A</em></h1>' in html


def test_headings_have_one_first_level_and_no_gap(reader: Reader) -> None:
    html = reader.piece("{% card title='A' %}x{% endcard %}{% card title='B' level=3 %}y{% endcard %}")
    assert re.findall(r"<h(\d)", html) == ["2", "3"]
    assert reader.page("ui/base.html").count("<h1") == 1


def test_missing_numbers_and_money_say_that_they_are_missing(reader: Reader) -> None:
    assert "chưa có số liệu" in reader.piece("{% vn_number None %}|{% money_trieu None %}")
    assert reader.piece("{{ n|vn_number }}", n=0) == "0"
    assert 'title="1.500.000 đồng"' in reader.piece("{% money_trieu 1500000 unit=True %}")
    assert "1,5 triệu đồng" in reader.piece("{% money_trieu 1500000 unit=True %}")


def test_progress_of_nothing_does_not_break(reader: Reader) -> None:
    assert "0/0" in reader.piece("{% progress 0 0 %}")
    assert 'value="41" max="60"' in reader.piece("{% progress 41 60 %}")


def _choose(**fields: str) -> HttpResponse:
    return views.choose_theme(RequestFactory().post(reverse("ui:theme"), fields))


def test_the_theme_is_kept_in_a_cookie_and_the_reader_returns() -> None:
    answer = _choose(theme="dark", next="/to-chuc/bo-a/?as_of=2011-09-08")
    assert answer["Location"] == "/to-chuc/bo-a/?as_of=2011-09-08"
    assert answer.cookies["theme"].value == "dark"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""])
def test_the_theme_form_never_sends_the_reader_elsewhere(target: str) -> None:
    assert _choose(theme="light", next=target)["Location"] == "/"


def test_following_the_system_forgets_the_cookie() -> None:
    assert _choose(theme="auto", next="/").cookies["theme"]["max-age"] == 0
    assert views.choose_theme(RequestFactory().get(reverse("ui:theme"))).status_code == 405
