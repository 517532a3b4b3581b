"""The programming interface `/api/v1`: each room's router over the same access, queries and actions as its pages."""

from importlib import import_module
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from daumoi.foundation.errors import DomainError
from daumoi.foundation.principal import Principal

ROOMS = ("law", "organisations", "mandates", "facts", "surveys", "history", "inbox")


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: the middleware has already looked the token's person up and entered as them."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        principal: Principal = request.principal  # type: ignore[attr-defined]
        return principal if principal.is_signed_in else None


def build() -> NinjaAPI:
    """The API with the routers of all rooms."""
    made = NinjaAPI(
        title="Đầu Mối",
        version="1",
        description="Sổ đăng ký đơn vị chuyên trách, nhiệm vụ, khảo sát. Ngày dạng YYYY-MM-DD; tham số `as_of` chọn ngày xem.",
        auth=[TokenAuth(), SessionAuth(csrf=True)],
        docs_url="/docs",
    )
    for room in ROOMS:
        made.add_router(f"/{room}", import_module(f"daumoi.{room}.api").router)

    @made.exception_handler(DomainError)
    def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
        """The same refusal a page would say; the middleware's transaction must not keep half of it."""
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        body = {"code": error.code, "message": error.message, "remedy": error.remedy, "place": error.place}
        return made.create_response(request, body, status=error.status)

    return made


api = build()
