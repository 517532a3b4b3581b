"""Readers of people and tokens."""

import hashlib
from datetime import datetime

from daumoi.accounts.models import Person, Token


def display_name(person: Person) -> str:
    """The name shown for a person."""
    return person.full_name


def person_by_token(*, key: str, at: datetime) -> Person | None:
    """The person behind a program's key, unless it expired or the person left."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    token = Token.objects.select_related("person").filter(digest=digest, expires_at__gt=at).first()
    return token.person if token is not None and token.person.is_active else None
