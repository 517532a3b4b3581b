from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def how_to_get_an_account(request: HttpRequest) -> HttpResponse:
    """Accounts and new passwords come from the organisation's administrator: say so, and what to ask for."""
    return render(request, "accounts/how_to_get_an_account.html")
