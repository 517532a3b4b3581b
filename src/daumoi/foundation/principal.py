"""Who acts, and how far their rights reach.

A `Principal` is built once per request or task from the person's *appointments* (`organisations.queries`)
and handed inward. The database is told separately, by person only (`acting`): it reads the appointments
itself, so that a mistake in one layer is caught by the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from daumoi.foundation.errors import Forbidden


class Scope(StrEnum):
    """How far an appointment reaches."""

    NETWORK = "network"  # every body of the network: the national coordinator
    BODY = "body"  # one ministry with all its units
    UNIT = "unit"  # one unit with what lies below it


@dataclass(frozen=True)
class Grant:
    """One appointment as a right: a role's permissions over an organisation."""

    role: str
    title: str
    permissions: frozenset[str]
    scope: Scope
    organisation_id: int
    body_id: int


@dataclass(frozen=True)
class Principal:
    """A person with the grants of the day, a visitor (no person), or a named piece of system work."""

    person_id: int | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    bodies: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    system: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this principal."""
        return self.person_id is not None

    @property
    def title(self) -> str:
        """The first appointment in words, for the page header."""
        return self.grants[0].title if self.grants else ""

    @property
    def sees_network(self) -> bool:
        """Whether every body's rows are open to this principal."""
        return bool(self.system) or any(grant.scope is Scope.NETWORK for grant in self.grants)

    @property
    def homes(self) -> frozenset[int]:
        """The bodies whose own desks this principal works at: a coordinator oversees all, but sits in one."""
        return self.bodies | {grant.body_id for grant in self.grants if grant.scope is Scope.NETWORK}

    def holds(self, permission: str) -> bool:
        """Whether any appointment carries the permission, wherever it reaches."""
        return bool(self.system) or any(permission in grant.permissions for grant in self.grants)

    def may(self, permission: str, *, body_id: int, owner_id: int | None = None) -> bool:
        """Whether the permission is held over the given body (and unit within it)."""
        if self.system:
            return True
        return any(
            self._reaches(grant, body_id, owner_id)
            for grant in self.grants
            if permission in grant.permissions
        )

    def may_at_home(self, permission: str, *, body_id: int, owner_id: int | None = None) -> bool:
        """Whether the permission is held at the body's own desk: overseeing the network does not count."""
        return bool(self.system) or any(
            body_id == grant.body_id
            if grant.scope is Scope.NETWORK
            else self._reaches(grant, body_id, owner_id)
            for grant in self.grants
            if permission in grant.permissions
        )

    def _reaches(self, grant: Grant, body_id: int, owner_id: int | None) -> bool:
        if grant.scope is Scope.NETWORK:
            return True
        if grant.scope is Scope.BODY:
            return body_id == grant.body_id or body_id in self.bodies
        return owner_id is not None and owner_id in self.units

    def require(self, permission: str, *, body_id: int | None = None, owner_id: int | None = None) -> None:
        """Raise `Forbidden` unless the permission is held (over the body and unit, when given)."""
        allowed = (
            self.holds(permission)
            if body_id is None
            else self.may(permission, body_id=body_id, owner_id=owner_id)
        )
        if not allowed:
            raise _refusal(permission)

    def require_at_home(self, permission: str, *, body_id: int, owner_id: int | None = None) -> None:
        """Raise `Forbidden` unless the permission is held at the body's own desk."""
        if not self.may_at_home(permission, body_id=body_id, owner_id=owner_id):
            raise _refusal(permission)


def _refusal(permission: str) -> Forbidden:
    return Forbidden(
        "principal.forbidden",
        "Phân công hiện tại của bạn chưa cho phép thực hiện việc này.",
        remedy="Đề nghị người quản trị của cơ quan kiểm tra phân công, vai trò của bạn.",
        place=permission,
    )


VISITOR = Principal()

_entered: ContextVar[Principal | None] = ContextVar("daumoi_principal", default=None)


def system(name: str) -> Principal:
    """A named piece of system work (importing a pack, sealing, a scheduled reminder)."""
    return Principal(name=name, system=name)


def entered() -> Principal | None:
    """The principal that database work is done for, None when nobody has entered."""
    return _entered.get()


@contextmanager
def acting(principal: Principal) -> Iterator[Principal]:
    """Do the enclosed database work for `principal`; nests, and restores what was before."""
    token = _entered.set(principal)
    try:
        _tell_database()
        yield principal
    finally:
        _entered.reset(token)
        _tell_database()


def _tell_database() -> None:
    """Inside an open transaction the database must hear of the change at once."""
    if connection.connection is not None and connection.in_atomic_block and not connection.needs_rollback:
        enter = getattr(connection, "enter", None)
        if enter is not None:
            enter(_entered.get())
