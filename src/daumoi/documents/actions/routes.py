"""A body's own signing chains, checked by the same rules as those of the pack."""

from collections.abc import Sequence

import msgspec
from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import Kind, OwnRoute
from daumoi.documents.rules.chain import RouteStep, route_steps
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation

STEP_PERMISSIONS = (
    DocumentPermission.DRAFT,
    DocumentPermission.ADVISE,
    DocumentPermission.SIGN,
    DocumentPermission.CLERK,
)
"""What a step may ask of whoever takes it."""


@transaction.atomic
def save_route(
    *,
    by: Principal,
    owner: Organisation,
    name: str,
    kinds: Sequence[str],
    steps: Sequence[RouteStep],
    route: OwnRoute | None = None,
) -> OwnRoute:
    """Make an own signing chain, or change `route`; papers already on their way keep the steps they began with.

    :raises Invalid: no name, an unknown kind, a step without words or with a strange permission, or a wrong order.
    """
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=owner.root_pk, owner_id=owner.pk)
    if not name.strip():
        raise Invalid(
            "documents.route.name", "Quy trình chưa có tên.", remedy="Đặt tên.", place="Tên quy trình"
        )
    unknown = set(kinds) - set(Kind.objects.filter(code__in=kinds).values_list("code", flat=True))
    if unknown:
        raise Invalid(
            "documents.route.kinds",
            f"Không có loại văn bản {', '.join(sorted(unknown))}.",
            remedy="Chọn trong danh sách.",
            place="Loại văn bản",
        )
    checked = _checked(steps)
    made = route or OwnRoute(owner=owner, root_id=owner.root_pk)
    made.name, made.kinds, made.steps = name.strip()[:200], sorted(kinds), checked
    made.save()
    _journal(by, made, "documents.route.changed" if route else "documents.route.made")
    return made


@transaction.atomic
def switch_route(*, by: Principal, route: OwnRoute, active: bool) -> OwnRoute:
    """Offer an own chain or stop offering it; papers on their way are not touched."""
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=route.root_id, owner_id=route.owner_id)
    if route.is_active != active:
        route.is_active = active
        route.save(update_fields=["is_active"])
        _journal(by, route, "documents.route.on" if active else "documents.route.off")
    return route


def _checked(steps: Sequence[RouteStep]) -> list[dict[str, object]]:
    for number, step in enumerate(steps, start=1):
        if not step.title.strip() or step.permission not in STEP_PERMISSIONS:
            raise Invalid(
                "documents.route.step",
                f"Bước {number} chưa ghi ai làm hoặc chọn quyền không có.",
                remedy="Ghi người làm và chọn quyền của bước.",
                place="Các bước",
            )
    if not steps:
        raise Invalid(
            "documents.route.empty",
            "Quy trình chưa có bước nào.",
            remedy="Khai ít nhất ba bước: trình, phê duyệt, ban hành.",
            place="Các bước",
        )
    raw: list[dict[str, object]] = [msgspec.to_builtins(step) for step in steps]
    route_steps(raw, place="Các bước")
    return raw


def _journal(by: Principal, route: OwnRoute, code: str) -> None:
    history.record(
        by=by,
        code=code,
        thing=route,
        label=route.name,
        root_id=route.root_id,
        owner_id=route.owner_id,
        details={"steps": len(route.steps)},
    )
