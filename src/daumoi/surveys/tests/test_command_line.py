"""The room at the command line beyond questionnaires: packages of replies, the figures of a round."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import override_settings
from django.urls import reverse
from python_calamine import CalamineWorkbook

from daumoi.foundation.errors import Conflict, Invalid, NotFound
from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.cli import surveys
from daumoi.surveys.models import Answer, Reply, ReplyState
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path / "home"):
        yield


@pytest.fixture
def reply(cast: Cast) -> Reply:
    """Body A's reply, approved by a click."""
    found = reply_of(cast, make_round(cast))
    officer, leader = cast.principal(cast.officer), cast.principal(cast.leader)
    with acting(officer):
        fill(by=officer, reply=found)
        code = actions.prepare_annex(by=officer, reply=found, at=AT)
    with acting(leader):
        actions.approve_by_click(by=leader, reply=found, seen_code=code, at=AT)
    return found


def run(*words: object) -> Result:
    return CliRunner().invoke(surveys, [str(word) for word in words])


def as_elsewhere(cast: Cast, reply: Reply) -> None:
    """The other installation knows the round, but nothing was answered there."""
    with acting(cast.principal(cast.coordinator)):
        Answer.objects.filter(reply=reply).delete()
        Reply.objects.filter(pk=reply.pk).update(content_code="", approved_code="")


def test_a_reply_travels_by_command_line(cast: Cast, reply: Reply, tmp_path: Path) -> None:
    out = tmp_path / "tra-loi.zip"
    sent = run("package", "export", reply.round.code, "bo-a", "--out", out, "--json")
    assert sent.exit_code == 0, sent.output
    told = json.loads(sent.output)
    assert (told["organisation"], told["round"]) == ("bo-a", reply.round.code)
    as_elsewhere(cast, reply)
    unknown = run("package", "import", out, "--round", reply.round.code)
    assert isinstance(unknown.exception, Conflict)
    assert told["fingerprint"] in unknown.exception.message
    taken = run("package", "import", out, "--round", reply.round.code, "--fingerprint", told["fingerprint"])
    assert taken.exit_code == 0, taken.output
    assert "được ghi nhận là đã gửi" in taken.output
    with acting(cast.principal(cast.coordinator)):
        reply.refresh_from_db()
        assert reply.state == ReplyState.SENT
        assert Answer.objects.get(reply=reply, variable="a2").value == "trung_tam"


def test_a_package_that_was_not_approved_or_does_not_hold_is_refused(
    cast: Cast, reply: Reply, tmp_path: Path
) -> None:
    out = tmp_path / "tra-loi.zip"
    early = run("package", "export", reply.round.code, "bo-b", "--out", out)
    assert isinstance(early.exception, Conflict)
    assert not out.exists()
    out.write_bytes(b"khong phai zip")
    broken = run("package", "import", out, "--round", reply.round.code)
    assert isinstance(broken.exception, Invalid)
    assert isinstance(run("package", "export", "khong-co", "bo-a", "--out", out).exception, NotFound)


@pytest.fixture
def arrived(cast: Cast, reply: Reply) -> Reply:
    officer = cast.principal(cast.officer)
    with acting(officer):
        return actions.send_reply(by=officer, reply=reply, at=AT)


def rows_of(content: Path) -> list[list[Any]]:
    return list(CalamineWorkbook.from_path(str(content)).get_sheet_by_index(0).to_python())


def test_the_figures_of_a_round_are_one_table(arrived: Reply, tmp_path: Path) -> None:
    out = tmp_path / "so-lieu.xlsx"
    done = run("export", arrived.round.code, "--out", out)
    assert done.exit_code == 0, done.output
    head, *lines = rows_of(out)
    assert head[:2] == ["Cơ quan", "Tình trạng"]
    assert len(lines) == 1
    line = dict(zip(head, lines[0], strict=True))
    assert (line["Cơ quan"], line["a2"]) == ("Bộ A", "Trung tâm")
    assert isinstance(line["b1_cong_chuc_giao"], int | float)
    table = tmp_path / "so-lieu.csv"
    assert run("export", arrived.round.code, "--out", table).exit_code == 0
    assert table.read_text(encoding="utf-8-sig").startswith("Cơ quan,Tình trạng")
    assert isinstance(run("export", arrived.round.code, "--out", tmp_path / "x.txt").exception, Invalid)
    assert run("export", arrived.round.code).exit_code == 2


def test_a_simulated_round_says_so_in_its_table(arrived: Reply, tmp_path: Path) -> None:
    out = tmp_path / "so-lieu.xlsx"
    assert "số liệu mô phỏng" in run("export", arrived.round.code, "--out", out).output
    head, line = rows_of(out)
    assert line[head.index("Dữ liệu")] == "mô phỏng"
    assert "MÔ PHỎNG" in CalamineWorkbook.from_path(str(out)).sheet_names[0]


def test_the_analysis_page_offers_the_whole_table(cast: Cast, arrived: Reply) -> None:
    client = cast.client(cast.coordinator)
    page = client.get(reverse("surveys:analysis", args=[arrived.round.code])).content.decode()
    place = reverse("surveys:answers_workbook", args=[arrived.round.code])
    assert "Tải toàn bộ số liệu, Excel" in page
    assert place in page
    file = client.get(place)
    assert file.status_code == 200
    assert file.content[:2] == b"PK"
    assert cast.client(cast.officer).get(place).status_code == 403
