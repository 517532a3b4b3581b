"""The typefaces: every Vietnamese letter in every style, right names, built once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from daumoi.documents import fonts as module
from daumoi.documents.fonts import (
    STYLES,
    FontError,
    FontStyle,
    build_fonts,
    main,
    supported_characters,
    vietnamese_letters,
)


def test_there_are_134_vietnamese_letters_outside_ascii() -> None:
    letters = vietnamese_letters()
    assert len(letters) == len(set(letters)) == 134
    assert set("đĐếỆữƠẵỵỸ") <= set(letters)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.postscript_name)
def test_each_style_draws_every_letter_with_an_outline(style: FontStyle, fonts: Path) -> None:
    font = TTFont(fonts / style.filename)
    characters, glyphs = font.getBestCmap(), font["glyf"]
    for letter in (*vietnamese_letters(), *"aZ09%–—“”«»…·"):
        glyph = glyphs[characters[ord(letter)]]
        assert glyph.numberOfContours != 0, f"{letter} is empty in {style.filename}"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.postscript_name)
def test_each_style_carries_the_name_of_its_family_and_its_weight(style: FontStyle, fonts: Path) -> None:
    font = TTFont(fonts / style.filename)
    assert font["name"].getDebugName(16) == style.family
    assert font["name"].getDebugName(17) == style.style_name
    assert font["name"].getBestFamilyName() == style.family
    assert font["OS/2"].usWeightClass == style.weight
    assert bool(font["head"].macStyle & 2) is style.italic


def test_tinos_keeps_the_widths_of_times(fonts: Path) -> None:
    """Advance widths of Times Roman (Adobe metrics, thousandths of an em) for letters met in every line."""
    font = TTFont(fonts / "Tinos-Regular.ttf")
    characters, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    times = {"a": 444, "h": 500, "n": 500, "t": 278, "g": 500, "M": 889, "V": 722, "0": 500}
    for letter, width in times.items():
        assert widths[characters[ord(letter)]][0] * 1000 / em == pytest.approx(width, abs=1)


def test_building_again_changes_nothing(fonts: Path, node_modules: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()}
    assert build_fonts(target=fonts, node_modules=node_modules) is False
    assert {path.name: path.stat().st_mtime_ns for path in fonts.iterdir()} == before


@pytest.fixture
def one_style(monkeypatch: pytest.MonkeyPatch) -> FontStyle:
    """Only one file to build, so that building afresh stays cheap."""
    style = next(style for style in STYLES if style.weight == 600)
    monkeypatch.setattr(module, "STYLES", (style,))
    return style


def test_the_same_packages_give_the_same_bytes(
    one_style: FontStyle, tmp_path: Path, fonts: Path, node_modules: Path
) -> None:
    assert build_fonts(target=tmp_path / "new", node_modules=node_modules) is True
    built = (tmp_path / "new" / one_style.filename).read_bytes()
    assert built == (fonts / one_style.filename).read_bytes()


def test_a_damaged_or_outdated_folder_is_built_again(
    one_style: FontStyle, tmp_path: Path, node_modules: Path
) -> None:
    build_fonts(target=tmp_path, node_modules=node_modules)
    whole = (tmp_path / one_style.filename).read_bytes()
    (tmp_path / one_style.filename).write_bytes(b"broken")
    assert build_fonts(target=tmp_path, node_modules=node_modules) is True
    assert (tmp_path / one_style.filename).read_bytes() == whole
    stamp = json.loads((tmp_path / "fonts.json").read_text())
    stamp["packages"] = {"tinos": "0.0.1"}
    (tmp_path / "fonts.json").write_text(json.dumps(stamp))
    (tmp_path / "Gone-Regular.ttf").write_bytes(b"")
    assert build_fonts(target=tmp_path, node_modules=node_modules) is True
    assert not (tmp_path / "Gone-Regular.ttf").exists()
    assert not list(tmp_path.glob(".build-*"))


def test_missing_packages_are_named_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "target"), str(tmp_path / "nowhere")]) == 1
    complaint = capsys.readouterr().err
    assert "be-vietnam-pro" in complaint
    assert "npm ci" in complaint
    assert not (tmp_path / "target").exists()


def test_a_missing_piece_is_named(one_style: FontStyle, tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "@fontsource" / one_style.package
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "1.0.0"}')
    with pytest.raises(FontError, match="be-vietnam-pro-latin-600-normal"):
        build_fonts(target=tmp_path / "target", node_modules=tmp_path / "node_modules")
    assert not list((tmp_path / "target").glob("*.ttf"))


def test_a_folder_never_built_says_which_command_builds_it(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="dev setup"):
        supported_characters(tmp_path)


def test_the_command_needs_no_django(fonts: Path, node_modules: Path) -> None:
    code = (
        "import sys; from daumoi.documents.fonts import main;"
        f"code = main([{str(fonts)!r}, {str(node_modules)!r}]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    source = str(Path(module.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": source}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "đã có sẵn" in done.stdout
