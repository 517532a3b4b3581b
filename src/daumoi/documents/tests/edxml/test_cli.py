"""`documents edxml read`: prints a message, keeps its files, and says in one line why not."""

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daumoi.documents import edxml
from daumoi.documents.cli import COMMANDS
from daumoi.documents.tests.edxml.messages import PDF, SAMPLES, attached, document, sample
from daumoi.foundation.errors import Invalid

(DOCUMENTS,) = COMMANDS


def run(*words: str) -> Result:
    """The verb with these words."""
    return CliRunner().invoke(DOCUMENTS, ["edxml", "read", *words])


def refused(*words: str) -> Invalid:
    """The one line it ends with; the common entry point prints it and exits with 1."""
    result = run(*words)
    assert result.exit_code == 1
    assert isinstance(result.exception, Invalid)
    assert "\n" not in str(result.exception)
    assert result.output == ""
    return result.exception


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "den.edxml"
    path.write_bytes(document(attachments=attached(name="Báo cáo: quý 3.pdf")))
    return path


def test_the_sample_is_shown_in_words() -> None:
    result = run(str(SAMPLES / "edoc.edxml"))
    assert result.exit_code == 0
    assert "Trích yếu: Văn bản liên thông chỉ đạo - 190701" in result.output
    assert "Lưu ý: Thông điệp có chữ ký số" in result.output


@pytest.mark.parametrize(
    ("name", "kind"), [("edoc", "document"), ("status_finish_06", "status"), ("status_inbox_01", "status")]
)
def test_a_sample_is_printed_as_json(name: str, kind: str) -> None:
    result = run(str(SAMPLES / f"{name}.edxml"), "--json")
    assert result.exit_code == 0
    data = json.loads(result.output)
    assert data["type"] == kind
    assert data["sender"]["organ_id"]
    assert data["summary"][0]["label"] == "Loại thông điệp"
    assert "\\u" not in result.output


def test_dates_and_kept_xml_are_readable_in_json() -> None:
    data = json.loads(run(str(SAMPLES / "edoc.edxml"), "--json").output)
    assert data["due"] == "2018-06-25"
    assert data["signature"][0].startswith("<Signature ")


def test_files_are_kept_under_safe_names(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tep"
    assert run(str(file), "--attachments", str(folder)).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["Báo cáo_ quý 3.pdf"]
    assert (folder / "Báo cáo_ quý 3.pdf").read_bytes() == PDF


def test_nothing_is_kept_of_a_message_that_is_refused(tmp_path: Path) -> None:
    bad, folder = tmp_path / "bad.edxml", tmp_path / "tep"
    bad.write_bytes(document(attachments=attached(PDF) + "<oops>"))
    assert refused(str(bad), "--attachments", str(folder)).code.startswith("documents.edxml.")
    assert list(folder.iterdir()) == []


def test_an_existing_file_is_never_overwritten(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tep"
    folder.mkdir()
    mine = folder / "Báo cáo_ quý 3.pdf"
    mine.write_text("của tôi", encoding="utf-8")
    assert refused(str(file), "--attachments", str(folder)).code == "documents.edxml.file"
    assert mine.read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize("content", [b"", b"<html/>", b"<!DOCTYPE x><x/>", sample("edoc")[:900]])
def test_a_bad_file_ends_with_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.edxml"
    path.write_bytes(content)
    assert refused(str(path)).remedy


def test_a_missing_file_and_a_folder_end_with_one_line(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "khong-co.edxml")).code == "documents.edxml.file"
    assert refused(str(tmp_path)).code == "documents.edxml.file"


def test_the_package_of_the_exchange_uses_nothing_of_django_but_translation() -> None:
    """It has no tables and no settings, so that a message can be read where there is no database."""
    used = {
        name
        for file in Path(edxml.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name.startswith("django")
    }
    assert used == {"django.utils.translation"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [one.name for one in node.names] if isinstance(node, ast.Import) else []
