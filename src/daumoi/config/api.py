"""The programming interface `/api/v1`: each room's router over the same access, queries and actions as its pages."""

from functools import cached_property
from importlib import import_module
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer, SessionAuth

from daumoi.foundation.errors import DomainError
from daumoi.foundation.principal import Principal
from daumoi.ui import interface

ROOMS = (
    *("law", "organisations", "mandates", "documents", "facts", "surveys", "indices", "scheme", "council"),
    *("history", "inbox"),
)
"""The rooms with an interface, in the order of its page."""


TITLES = {
    "law": gettext_noop("Căn cứ pháp lý"),
    "organisations": gettext_noop("Tổ chức, nhân lực"),
    "mandates": gettext_noop("Nhiệm vụ"),
    "documents": gettext_noop("Văn bản"),
    "facts": gettext_noop("Số liệu"),
    "surveys": gettext_noop("Khảo sát, báo cáo"),
    "indices": gettext_noop("Chỉ số, xếp hạng"),
    "scheme": gettext_noop("Đề án"),
    "history": gettext_noop("Nhật ký"),
    "inbox": gettext_noop("Việc của tôi"),
}
"""What the page of the interface calls the tags."""


class InterfacePage(DocsBase):
    """`/docs` as a page of the house for signed-in people: no foreign script, every operation with an example."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Every operation of the description, by tag."""
        principal: Principal = request.principal  # type: ignore[attr-defined]
        if not principal.is_signed_in:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        found = interface.groups(
            schema=api.get_openapi_schema(),
            titles={tag: _(title) for tag, title in TITLES.items()},
            origin=request.build_absolute_uri("/").rstrip("/"),
        )
        context = {
            "groups": found,
            "total": sum(len(group.operations) for group in found),
            "openapi_url": self.get_openapi_url(api, kwargs),
            "username": request.user.get_username(),
        }
        return render(request, "ui/interface.html", context)


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: the middleware has already looked the token's person up and entered as them."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        principal: Principal = request.principal  # type: ignore[attr-defined]
        return principal if principal.is_signed_in else None


class Interface(NinjaAPI):
    """The API; its description is put together once, since it changes with the program only."""

    @cached_property
    def _described(self) -> OpenAPISchema:
        return super().get_openapi_schema()

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The description under our own address; another prefix is described anew."""
        return super().get_openapi_schema(**where) if any(where.values()) else self._described


def build() -> NinjaAPI:
    """The API with the routers of all rooms."""
    made = Interface(
        title="Đầu Mối",
        version="1",
        description="Sổ đăng ký đơn vị chuyên trách, nhiệm vụ, khảo sát. Ngày dạng YYYY-MM-DD; tham số `as_of` chọn ngày xem.",
        auth=[TokenAuth(), SessionAuth(csrf=True)],
        docs=InterfacePage(),
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
