"""The only writers of people and tokens."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from daumoi.accounts.models import Person, Token
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history


@transaction.atomic
def create_person(
    *,
    by: Principal,
    username: str,
    full_name: str,
    password: str | None,
    email: str = "",
    is_simulated: bool = False,
) -> Person:
    """Create somebody who can sign in (without a password: only through single sign-on)."""
    if Person.objects.filter(username=username).exists():
        raise Invalid(
            "accounts.username",
            f"Tên đăng nhập “{username}” đã có người dùng.",
            remedy="Chọn tên đăng nhập khác.",
        )
    person = Person(username=username, full_name=full_name, email=email, is_simulated=is_simulated)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    history.record(by=by, code="accounts.person.created", thing=person)
    return person


@transaction.atomic
def issue_token(*, by: Principal, person: Person, label: str, expires_at: datetime) -> str:
    """Make a program's key for a person and return it: this is the only time it can be read."""
    key = secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=person, label=label, digest=hashlib.sha256(key.encode()).hexdigest(), expires_at=expires_at
    )
    history.record(
        by=by, code="accounts.token.issued", thing=token, details={"expires_at": expires_at.isoformat()}
    )
    return key
