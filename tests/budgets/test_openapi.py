"""The programming interface is a promise: its description is committed, and a change is seen in the difference."""

import json

from daumoi.config.api import api
from daumoi.config.settings.base import PROJECT
from tests.budgets.renew import is_renewing

COMMITTED = PROJECT / "docs" / "build" / "openapi.json"


def described() -> str:
    """The description, with everything in one order."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_the_interface_is_the_committed_one() -> None:
    if is_renewing():
        COMMITTED.write_text(described(), encoding="utf-8")
    committed = COMMITTED.read_text(encoding="utf-8")
    assert committed == described(), "nếu thay đổi là có chủ ý: python -m tests.budgets.renew"


def test_every_operation_says_what_it_is_for() -> None:
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, item in api.get_openapi_schema()["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict)
    ]
    assert len(operations) > 10
    assert [name for name, operation in operations if not operation.get("summary")] == []
    names = [operation["operationId"] for _name, operation in operations]
    assert len(names) == len(set(names))
