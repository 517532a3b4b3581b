"""What the sign-in pages say afterwards: in the reader's language, and nothing where nothing need be said."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

NEW = "mat-khau-moi-2026"


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": cast.officer.username, "password": PASSWORD}, follow=True
    )
    assert "Việc của tôi" in answer.content.decode()
    assert list(answer.context["messages"]) == []
    return client


def told(client: Client, name: str, form: dict[str, str]) -> list[str]:
    answer = client.post(reverse(name), form, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_whoever_leaves_is_told_so_in_vietnamese_and_in_english(client: Client, cast: Cast) -> None:
    assert told(client, "account_logout", {}) == ["Đã đăng xuất."]
    client.force_login(cast.officer, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = "en"
    assert told(client, "account_logout", {}) == ["Signed out."]


def test_a_new_password_is_confirmed_in_vietnamese(client: Client) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert told(client, "account_change_password", form) == ["Đã đổi mật khẩu."]
