"""Renew the committed budgets after a wanted change: `python -m tests.budgets.renew`, then read the difference.

Writes `docs/build/openapi.json` and `tests/budgets/query_counts.json`. Needs the environment of the tests
(DATABASE_URL of a throw-away server), as `./dev test` prepares it.
"""

import os
import sys

import pytest

RENEW = "DAUMOI_RENEW_BUDGETS"


def is_renewing() -> bool:
    """Whether the tests write the committed files instead of comparing with them."""
    return os.environ.get(RENEW) == "1"


if __name__ == "__main__":
    os.environ[RENEW] = "1"
    sys.exit(pytest.main(["tests/permissions/test_address_sweep.py", "tests/budgets"]))
