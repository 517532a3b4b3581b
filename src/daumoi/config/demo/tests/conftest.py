"""The demonstration, built once for the module that looks at it, in a transaction that is rolled back."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from daumoi.config.demo import building, people
from daumoi.config.demo.building import Built
from daumoi.foundation.principal import Principal

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Everything built."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield building.build()
        transaction.set_rollback(True)


@pytest.fixture
def coordinator(built: Built) -> Principal:
    """The coordinator of the demonstration."""
    return people.principal("dieuphoi", TODAY)
