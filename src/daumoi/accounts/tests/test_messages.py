"""What the sign-in pages say of mistakes and afterwards: the library behind them knows no Vietnamese, the house does."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from tests.cast import PASSWORD, Cast

NEW = "mat-khau-moi-2026"
REMEMBERING = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sign-in"}}
WRONG_NAME = "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt."


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.officer)


def sign_in(client: Client, name: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password}, follow=True)


def changed(client: Client, old: str, first: str, second: str) -> Any:
    form = {"oldpassword": old, "password1": first, "password2": second}
    return client.post(reverse("account_change_password"), form, follow=True)


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_whoever_enters_sees_the_list_of_work_and_no_compliment(cast: Cast) -> None:
    answer = sign_in(Client(), cast.officer.username, PASSWORD)
    assert "Việc của tôi" in answer.content.decode()
    assert told(answer) == []


def test_a_wrong_name_or_password_is_said_with_what_to_look_at(cast: Cast) -> None:
    assert WRONG_NAME in sign_in(Client(), cast.officer.username, "sai").content.decode()


@override_settings(CACHES=REMEMBERING)
def test_too_many_attempts_are_said_in_vietnamese(cast: Cast) -> None:
    pages = [sign_in(Client(), cast.officer.username, "sai").content.decode() for _attempt in range(6)]
    assert WRONG_NAME in pages[0]
    assert "Đã thử quá nhiều lần. Đợi vài phút rồi thử lại." in pages[-1]


def test_whoever_leaves_is_told_so_in_vietnamese_and_in_english(client: Client, cast: Cast) -> None:
    assert told(client.post(reverse("account_logout"), follow=True)) == ["Đã đăng xuất."]
    english = cast.client(cast.officer)
    english.cookies["django_language"] = "en"
    assert told(english.post(reverse("account_logout"), follow=True)) == ["You have signed out."]


@pytest.mark.parametrize(
    ("old", "first", "second", "words"),
    [
        ("sai", NEW, NEW, "Mật khẩu hiện tại không đúng."),
        (PASSWORD, NEW, f"{NEW}x", "Hai lần nhập mật khẩu mới không giống nhau."),
        (PASSWORD, "ngan", "ngan", "Mật khẩu quá ngắn, cần ít nhất 10 ký tự."),
    ],
)
def test_a_refused_password_says_why(client: Client, old: str, first: str, second: str, words: str) -> None:
    assert words in changed(client, old, first, second).content.decode()


def test_a_new_password_is_confirmed(client: Client) -> None:
    assert told(changed(client, PASSWORD, NEW, NEW)) == ["Đã đổi mật khẩu."]


@override_settings(CACHES=REMEMBERING)
def test_a_flood_is_answered_by_a_page_of_the_house(client: Client) -> None:
    answers = [changed(client, "sai", NEW, NEW) for _attempt in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Gửi quá nhiều lần liên tiếp" in answers[-1].content.decode()
