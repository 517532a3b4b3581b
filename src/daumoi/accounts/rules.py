"""What a role is. The roles themselves are listed in `config.roles`, since they join every room's words."""

from dataclasses import dataclass

from daumoi.foundation.principal import Scope


@dataclass(frozen=True)
class Role:
    """A described set of permissions that an appointment gives over an organisation."""

    code: str
    title: str
    description: str
    scope: Scope
    permissions: frozenset[str]
    menu: tuple[str, ...] = ()
    """Codes of the menu entries this role works with, in order."""


_roles: dict[str, Role] = {}


def bind_roles(roles: tuple[Role, ...]) -> None:
    """Called once by `config` at start-up."""
    _roles.clear()
    _roles.update({role.code: role for role in roles})


def role(code: str) -> Role:
    """The role of that code; `KeyError` names an unknown one."""
    return _roles[code]


def roles() -> tuple[Role, ...]:
    """All roles, in the order config lists them."""
    return tuple(_roles.values())
