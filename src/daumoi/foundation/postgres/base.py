"""Django's PostgreSQL backend, with one addition: the outermost transaction begins by entering as somebody.

Row-level security reads the appointments of the person who entered (`enter_as`, organisations 0002).
A transaction in which nobody entered cannot read or write an owned row: the policy raises.
"""

from typing import Any

from django.db.backends.postgresql import base

from daumoi.foundation import clock
from daumoi.foundation.principal import Principal, entered


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL connection that knows its principal."""

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Entering happens where Django opens the outermost transaction (autocommit goes off)."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.enter(entered())

    def enter(self, principal: Principal | None) -> None:
        """Tell the open transaction who acts; without a principal it stays (or becomes) closed."""
        if self.settings_dict.get("DAUMOI_ROLE") == "owner":
            return
        person: Any = None
        system = ""
        known = principal is not None
        if principal is not None:
            person, system = principal.person_id, principal.system
        with self.cursor() as cursor:
            cursor.execute("select enter_as(%s, %s, %s, %s)", [known, person, system, clock.today()])
