"""Work done at the installation's own command line: a system principal in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from daumoi.foundation.principal import Principal, acting, system


@contextmanager
def operating(name: str = "dòng lệnh") -> Iterator[Principal]:
    """Do the enclosed work as the operator of this installation; all of it or nothing is kept."""
    principal = system(name)
    with acting(principal), transaction.atomic():
        yield principal
