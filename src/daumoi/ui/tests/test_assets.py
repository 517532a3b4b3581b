"""Collecting the front-end files, on the real packages."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from daumoi.foundation.errors import NotFound
from daumoi.ui import assets, icons, typefaces

NODE_MODULES = Path(__file__).resolve().parents[4] / "node_modules"
STATIC = Path(assets.__file__).parent / "static" / "ui"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("assets") / "kit"
    assert assets.collect(node_modules=NODE_MODULES, target=target)
    return target


def test_a_second_run_writes_nothing(kit: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in kit.rglob("*")}
    assert not assets.collect(node_modules=NODE_MODULES, target=kit)
    assert before == {path: path.stat().st_mtime_ns for path in kit.rglob("*")}


def test_a_lost_file_is_brought_back(kit: Path) -> None:
    (kit / "icons.svg").unlink()
    assert assets.collect(node_modules=NODE_MODULES, target=kit)
    assert (kit / "icons.svg").is_file()


def test_the_sprite_holds_exactly_the_named_icons(kit: Path) -> None:
    sprite = (kit / "icons.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == icons.KNOWN
    assert "M0 0h24v24H0z" not in sprite


def test_every_address_in_a_style_sheet_leads_to_a_file(kit: Path) -> None:
    for sheet in (*kit.glob("*.css"), *STATIC.glob("*.css")):
        css = sheet.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in css
        for address in re.findall(r"url\(\"?([^)\"]+)\"?\)", css):
            assert address.startswith("data:") or (sheet.parent / address).is_file(), (sheet.name, address)


def test_the_three_weights_cover_the_vietnamese_letters(kit: Path) -> None:
    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(
        base + mark for base in "aeiouy" for mark in "\u0300\u0309\u0303\u0301\u0323"
    )
    for weight in typefaces.WEIGHTS:
        covered: set[int] = set()
        for subset in typefaces.SUBSETS:
            covered |= set(TTFont(kit / "fonts" / f"be-vietnam-pro-{subset}-{weight}.woff2").getBestCmap())
        assert {ord(letter) for letter in letters} <= covered


def test_the_derived_digits_share_one_width_and_stay_where_they_were_drawn(kit: Path) -> None:
    for weight in typefaces.WEIGHTS:
        font = TTFont(BytesIO((kit / "fonts" / f"be-vietnam-pro-figures-{weight}.woff2").read_bytes()))
        names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
        assert len({font["hmtx"].metrics[name][0] for name in names}) == 1
        assert all(font["hmtx"].metrics[name][1] == font["glyf"][name].xMin for name in names)


def test_the_licences_travel_with_the_files(kit: Path) -> None:
    assert {path.name for path in (kit / "licences").iterdir()} == {"tabler-icons.txt", "be-vietnam-pro.txt"}


def test_a_missing_package_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refusal:
        assets.collect(node_modules=tmp_path / "node_modules", target=tmp_path / "kit")
    assert "@tabler/core" in str(refusal.value)
    assert "./dev setup" in str(refusal.value)
    assert not (tmp_path / "kit").exists()


def test_an_icon_unknown_to_the_set_leaves_the_old_files_alone(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kit"
    target.mkdir()
    (target / "icons.svg").write_text("old", encoding="utf-8")
    monkeypatch.setattr(icons, "ICONS", ("unicorn",))
    with pytest.raises(NotFound, match="unicorn"):
        assets.collect(node_modules=NODE_MODULES, target=target)
    assert (target / "icons.svg").read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["kit"]


def test_the_command_says_what_it_did(kit: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert assets.main([str(NODE_MODULES), str(kit)]) == 0
    assert "Đã có sẵn" in capsys.readouterr().out
    assert assets.main([]) == 2
    assert assets.main([str(tmp_path), str(tmp_path / "kit")]) == 1
    assert "@tabler/core" in capsys.readouterr().err


def test_our_own_files_stay_small_and_hold_no_foreign_address() -> None:
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert len(text.splitlines()) < 400, path.name
        assert "http" not in text.replace('https:"', ""), path.name
