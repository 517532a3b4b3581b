"""The suite's database and cast, shared by the rooms' tests and by tests/."""

pytest_plugins = ["tests.database", "tests.cast"]
