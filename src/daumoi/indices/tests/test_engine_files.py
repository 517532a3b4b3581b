"""`daumoi index compute` and `check`: from file to file, without a database."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.indices.cli import COMMANDS, index

PROJECT = Path(__file__).resolve().parents[4]
SHIPPED = PROJECT / "packs" / "vietnam" / "indices"
FIXTURES = PROJECT / "src" / "daumoi_calc" / "indices" / "tests" / "fixtures"
ASEM = (str(FIXTURES / "asem.yaml"), str(FIXTURES / "coinr_ASEM_iData.csv"))


def run(*words: str) -> Result:
    return CliRunner().invoke(index, list(words), catch_exceptions=True)


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_computing_writes_scores_ranks_stages_trail_and_recipe(tmp_path: Path) -> None:
    done = run("compute", *ASEM, "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert "51/51 đơn vị có điểm" in done.output
    published = {row["uCode"]: row for row in rows(FIXTURES / "coinr_UA_results_Nominal.csv")}
    scores = rows(tmp_path / "scores.csv")
    assert len(scores) == 51
    for row in scores:
        assert float(row["score"]) == pytest.approx(float(published[row["unit"]]["Score"]), abs=1e-9)
        assert row["rank"] == published[row["unit"]]["Rank"]
    assert [file.name for file in sorted((tmp_path / "stages").iterdir())] == [
        "1-denominated.csv",
        "2-imputed.csv",
        "3-treated.csv",
        "4-normalised.csv",
        "5-scores.csv",
    ]
    assert sum(row["stage"] == "imputed" for row in rows(tmp_path / "audit.csv")) == 65


def test_the_manifest_holds_the_hash_of_every_file_and_computing_again_gives_the_same(tmp_path: Path) -> None:
    for folder in ("one", "two", "two"):
        assert run("compute", *ASEM, "--out", str(tmp_path / folder)).exit_code == 0
    first, second = ((tmp_path / name / "manifest.json").read_text() for name in ("one", "two"))
    assert first == second
    manifest = json.loads(first)
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tmp_path / "one" / name).read_bytes()).hexdigest() == digest
    recipe = json.loads((tmp_path / "one" / "recipe.json").read_text())
    assert recipe["result_sha256"] == manifest["result_sha256"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thư riêng.txt").write_text("x")
    done = run("compute", *ASEM, "--out", str(tmp_path))
    assert isinstance(done.exception, Conflict)
    assert [file.name for file in tmp_path.iterdir()] == ["thư riêng.txt"]


def test_where_groups_only_are_shown_no_file_holds_a_place(tmp_path: Path) -> None:
    data = tmp_path / "gtmi.csv"
    data.write_text(
        "economy;cgsi;psdi;dcei;gtei\nX;0,9;0,8;0,7;0,8\nY;0,4;0,4;0,4;0,4\n", encoding="utf-8-sig"
    )
    out = tmp_path / "ra"
    assert run("compute", str(SHIPPED / "gtmi.yaml"), str(data), "--out", str(out)).exit_code == 0
    found = rows(out / "scores.csv")
    assert [row["band"] for row in found] == ["A", "C"]
    assert "rank" not in found[0]
    assert not (out / "ranks.csv").exists()


def test_faulty_files_are_refused_by_name_row_and_column(tmp_path: Path) -> None:
    data = tmp_path / "so-lieu.csv"
    data.write_text("economy,cgsi,psdi,dcei,gtei\nX,hai,0.8,0.7,0.8\nY,0.4,N/A,0.4,0.4\n")
    done = run("compute", str(SHIPPED / "gtmi.yaml"), str(data), "--out", str(tmp_path / "ra"))
    assert isinstance(done.exception, Invalid)
    text = str(done.exception)
    assert text.startswith("so-lieu.csv: ")
    assert "dòng 2, cột “cgsi”" in text
    assert "dòng 3, cột “psdi”" in text
    assert not (tmp_path / "ra").exists()


def test_a_faulty_definition_is_refused_with_its_path(tmp_path: Path) -> None:
    definition = tmp_path / "sai.yaml"
    definition.write_text((SHIPPED / "gtmi.yaml").read_text().replace("at_least: 0.5}", "at_least: 0.8}"))
    done = run("compute", str(definition), ASEM[1], "--out", str(tmp_path / "ra"))
    assert "sai.yaml: presentation.bands[1]: phải thấp hơn nhóm đứng trước." in str(done.exception)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "cu.csv"
    data.write_bytes("economy,cgsi\nViệt,1\n".encode("utf-16"))
    done = run("compute", str(SHIPPED / "gtmi.yaml"), str(data), "--out", str(tmp_path / "ra"))
    assert "không phải mã UTF-8" in str(done.exception)


def test_checking_a_sound_table_ends_with_nought() -> None:
    data = str(FIXTURES / "egdi_2020.csv")
    done = run("check", str(SHIPPED / "egdi-2014.yaml"), data, data)
    assert (done.exit_code, done.exception) == (0, None)
    assert "mọi số công bố của 193 đơn vị đều suy ra được" in done.output


def test_checking_a_faulty_table_ends_with_one_and_names_the_weights_that_fit() -> None:
    data = str(FIXTURES / "egdi_2010.csv")
    done = run("check", str(SHIPPED / "egdi-2012.yaml"), data, data)
    assert done.exit_code == 1
    assert "osi 0,3400, tii 0,3300, hci 0,3300" in done.output


def test_checking_as_json_is_plain_json(tmp_path: Path) -> None:
    data = tmp_path / "a.csv"
    data.write_text("economy,cgsi,psdi,dcei,gtei,gtmi\nX,0.9,0.8,0.7,0.8,0.95\nY,0.4,,0.4,0.4,0.40\n")
    done = run("check", str(SHIPPED / "gtmi.yaml"), str(data), str(data), "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert [(one["unit"], one["kind"], one["recomputed"]) for one in found["mismatches"]] == [
        ("X", "score", 0.8),
        ("Y", "absent", None),
    ]


def test_tables_without_a_common_unit_are_said_not_to_be_checked(tmp_path: Path) -> None:
    other = tmp_path / "b.csv"
    other.write_text("Country Name,E-Government Index\nNowhere,0.5\n")
    done = run("check", str(SHIPPED / "egdi-2014.yaml"), str(FIXTURES / "egdi_2020.csv"), str(other))
    assert "không có đơn vị nào chung" in done.output


def test_no_database_is_opened(tmp_path: Path) -> None:
    """A separate process with an address where nothing listens: any connection would fail."""
    program = (
        "import django; django.setup()\n"
        "from daumoi.indices.cli import index\n"
        "index.main(['compute', *__import__('sys').argv[1:]], standalone_mode=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *ASEM, "--out", str(tmp_path / "ra")],
        env={
            "PYTHONPATH": str(PROJECT / "src"),
            "DJANGO_SETTINGS_MODULE": "daumoi.config.settings.base",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ra" / "manifest.json").exists()


def test_the_room_offers_its_verbs() -> None:
    assert [command.name for command in COMMANDS] == ["index"]
    assert sorted(index.commands) == ["check", "compute"]
