"""The shape of the house, held by tests: doors, sizes, writers, words that may not appear."""

import ast
import re
from pathlib import Path

import grimp
import pytest

from tests.architecture.sources import PROJECT, SOURCE, parsed, python_files

ROOMS = sorted(folder.name for folder in (SOURCE / "daumoi").iterdir() if (folder / "__init__.py").exists())
FRONT_DOOR = {"models", "queries", "actions", "access", "events"}
OPEN_ROOMS = {"ui", "foundation"}
MOST_LINES = 400


def test_no_file_is_longer_than_one_can_read() -> None:
    files = [*python_files("src", "tests", "bench", "workshop"), PROJECT / "dev"]
    files += [file for kind in ("html", "css", "js", "typ") for file in SOURCE.rglob(f"*.{kind}")]
    too_long = {
        str(file.relative_to(PROJECT)): lines
        for file in files
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert too_long == {}


def test_rooms_are_entered_by_the_front_door() -> None:
    """From another room only models, queries, actions, access, events (ui and foundation are open)."""
    graph = grimp.build_graph("daumoi")
    wrong = []
    for importer in graph.modules:
        parts = importer.split(".")
        if len(parts) < 2 or parts[1] == "config" or "tests" in parts:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            into = imported.split(".")
            if len(into) < 2 or into[1] == parts[1] or into[1] in OPEN_ROOMS:
                continue
            if len(into) > 2 and into[2] not in FRONT_DOOR | EXTRA_DOORS.get(into[1], set()):
                wrong.append(f"{importer} → {imported}")
    assert sorted(wrong) == []


EXTRA_DOORS = {
    # documents is a press as well: the model of a paper, Word files, charts and typefaces are its doors; rooms above
    # hand it the words of a draft (`rules.content`) and bind its live figures (`ports`)
    "documents": {"rendering", "word", "charts", "fonts", "rules", "ports"},
    # presenters of acts are registered by rooms above
    "history": {"presenters"},
    "accounts": {"rules"},
    "inbox": {"ports"},
}
"""Doors beyond the usual five, each with its reason."""


def test_views_tasks_and_forms_never_reach_for_rows_themselves() -> None:
    reaching = [
        f"{file.relative_to(PROJECT)}:{number}"
        for file in python_files("src/daumoi")
        if {"views", "api", "tasks", "forms", "presenters", "reactions"} & {file.stem, *file.parts}
        and "tests" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if ".objects." in line
    ]
    assert reaching == []


def test_answers_are_never_rendered_after_the_transaction() -> None:
    """A streaming or lazily rendered response runs after commit, when nobody has entered any more."""
    banned = {"StreamingHttpResponse", "TemplateResponse"}
    found = [
        f"{file.relative_to(PROJECT)}:{node.lineno}"
        for file in python_files("src/daumoi")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Name) and node.id in banned
    ]
    assert found == []


def test_actions_take_keywords_only() -> None:
    loose = []
    for file in python_files("src/daumoi"):
        if "actions" not in {file.stem, *file.parts} or "tests" in file.parts:
            continue
        for node in parsed(file).body:
            if file.name == "steps.py" or not isinstance(node, ast.FunctionDef):
                continue  # what actions share among themselves is not called from outside
            if not node.name.startswith("_") and node.args.args:
                loose.append(f"{file.relative_to(PROJECT)}:{node.lineno} {node.name}")
    assert loose == []


def test_public_functions_say_what_they_promise() -> None:
    silent = []
    for file in python_files("src"):
        if "tests" in file.parts or file.name in {"urls.py", "apps.py"}:
            continue
        for node in parsed(file).body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
                continue
            # an endpoint says its promise in `summary`, where the API page shows it
            endpoint = file.name == "api.py" and isinstance(node, ast.FunctionDef)
            if not endpoint and not ast.get_docstring(node):
                silent.append(f"{file.relative_to(PROJECT)}:{node.lineno} {node.name}")
    assert silent == []


def test_migrations_import_no_application_code() -> None:
    pattern = re.compile(r"^\s*(?:from|import)\s+daumoi", re.MULTILINE)
    found = [
        str(file)
        for file in SOURCE.rglob("migrations/*.py")
        if pattern.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_room_is_a_lumber_room() -> None:
    assert not {"core", "common", "utils", "helpers", "misc", "lib"} & set(ROOMS)
    assert len(list((SOURCE / "daumoi" / "foundation").glob("*.py"))) <= 10


@pytest.mark.parametrize("file", sorted((PROJECT / "requirements").glob("*.txt")), ids=lambda file: file.name)
def test_lock_files_carry_hashes_and_no_address(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_no_test_is_a_stopwatch() -> None:
    """A machine may be slow: speed is shown by `./dev bench`, by processor time against a budget, never by a test."""
    watch = re.compile(r"\b(?:process_time|perf_counter|thread_time)(?:_ns)?\(")
    found = [
        str(file.relative_to(PROJECT))
        for file in python_files("src", "tests")
        if "tests" in file.parts and watch.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_row_history_never_ignores_a_write() -> None:
    found = [
        str(file.relative_to(PROJECT))
        for file in python_files("src")
        if re.search(r"(pgtrigger|pghistory)\.(ignore|runtime)", file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_code_knows_no_decree_number() -> None:
    """Law is data: numbers of instruments stand in packs, not in programs (tests and words in docstrings aside)."""
    pattern = re.compile(r"\b\d{1,4}/20\d\d/(?:NĐ-CP|QH\d+|TT-|QĐ-)")
    found = []
    for file in python_files("src"):
        if "tests" in file.parts or "demo" in file.parts:
            continue
        tree = parsed(file)
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{file.relative_to(PROJECT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and pattern.search(node.value)
        ]
    assert found == []
