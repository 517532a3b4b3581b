"""How the sign-in library meets this house: no open registration; people are appointed, not signed up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Only an administrator creates people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
