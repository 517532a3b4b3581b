"""Measurements against the budgets of the architecture.

Each module here has `run()`, which returns a list of dictionaries with the keys `name`, `value`, `unit`,
`budget` (the most that is allowed; None for a figure without one), `ok` and optionally `note`.
`./dev bench` runs them all.
"""
