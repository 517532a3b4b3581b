"""Running migrations without drawing every model again for each small step.

Between two operations Django draws anew all models that are related to the changed one. In this product nearly every
table points to an organisation, so that a constraint on one table draws a hundred classes, and the first start of an
installation (and of the test suite) spends most of its time there. What the database receives is the same either way;
`tests/architecture/test_migrations.py` holds what was built against the models.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Model

_LISTS = ("indexes", "constraints", "triggers")
"""What may be added to a drawn model in place: nothing else in a model depends on it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a model is drawn: its fields, by identity (states share what did not change), and all else in one word."""

    fields: dict[str, int]
    rest: str

    @classmethod
    def of(cls, state: ModelState) -> "_Shape":
        rest = sorted((name, repr(value)) for name, value in state.options.items() if name not in _LISTS)
        return cls({name: id(field) for name, field in state.fields.items()}, repr((state.bases, rest)))

    def added_since(self, before: "_Shape") -> set[str] | None:
        """The names of new fields; None when something else changed too."""
        kept = {name: number for name, number in self.fields.items() if name in before.fields}
        if self.rest != before.rest or kept != before.fields:
            return None
        return self.fields.keys() - before.fields.keys()


class QuickState(ProjectState):
    """A state of the models that draws a new model alone, and adds fields, constraints, indexes and triggers in place.

    Whatever else changes goes Django's way. A step that runs Python on the models gets them drawn anew (`is_delayed`).
    """

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self._drawn: dict[tuple[str, str], _Shape] = {}

    @classmethod
    def of(cls, other: ProjectState) -> "QuickState":
        """The same models, not yet drawn."""
        return cls(
            models={key: state.clone() for key, state in other.models.items()}, real_apps=other.real_apps
        )

    def clone(self) -> "QuickState":
        """An exact copy, with the registry of drawn models copied as Django does."""
        copy = QuickState.of(self)
        if "apps" in self.__dict__:
            copy.__dict__["apps"] = self.apps.clone()
        copy.is_delayed = self.is_delayed
        copy._drawn = dict(self._drawn)
        return copy

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Bring the drawn model up to its state, with as little drawing as is right."""
        if "apps" not in self.__dict__:
            return
        key = (app_label, model_name)
        state = self.models[key]
        before, now = self._drawn.get(key), _Shape.of(state)
        drawn = self.apps.all_models[app_label].get(model_name)
        added = now.added_since(before) if before else None
        if drawn is None:
            self.apps.render_multiple([state])
        elif added is None or any(state.fields[name].many_to_many for name in added):
            super().reload_model(app_label, model_name, delay)
        else:
            self._grow(drawn, state, added)
        self.is_delayed = True
        self._drawn[key] = now

    def _grow(self, drawn: type[Model], state: ModelState, added: set[str]) -> None:
        drawn._meta.apps = self.apps  # where a new field finds the models it points to
        for name in added:
            field: Any = state.fields[name]
            field.clone().contribute_to_class(drawn, name)
        for name in _LISTS:
            if name in state.options:
                setattr(drawn._meta, name, list(state.options[name]))
        self.apps.clear_cache()


class QuickExecutor(MigrationExecutor):
    """Django's executor over `QuickState`."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> QuickState:
        django: Any = super()
        return QuickState.of(django._create_project_state(with_applied_migrations))


def run_migrations(*, alias: str = "default", verbosity: int = 0) -> int:
    """Apply what is not applied yet, with the signals of Django's own command; returns how many migrations ran."""
    connection = connections[alias]
    connection.prepare_database()
    executor = QuickExecutor(connection)
    executor.loader.check_consistent_history(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(verbosity, False, alias, plan=plan)
    executor.migrate(targets, plan=plan)
    emit_post_migrate_signal(verbosity, False, alias, apps=apps, plan=plan)
    return len(plan)
