"""Collects the ready-made front-end files that pages need from `node_modules` into one folder.

Only what is used is taken: of the kit's style sheet what `daumoi.ui.kit` names, three weights of the
typeface, and one sprite with the icons of `daumoi.ui.icons`. No bundler, no Django; menus and dialogs are
the browser's own, so the kit's scripts are not taken. Run again without changes it does nothing.

    python -m daumoi.ui.assets NODE_MODULES TARGET
"""

import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from daumoi.foundation.errors import NotFound
from daumoi.ui import icons, kit, typefaces

KIT_PACKAGE = "@tabler/core"
KIT_SHEET = f"{KIT_PACKAGE}/dist/css/tabler.min.css"
ICON_PACKAGE = "@tabler/icons-sprite"
TYPEFACE_PACKAGE = "@fontsource/be-vietnam-pro"
_LICENCES = {
    "tabler-icons.txt": f"{ICON_PACKAGE}/LICENSE",
    "be-vietnam-pro.txt": f"{TYPEFACE_PACKAGE}/LICENSE",
}
_STAMP = "collected.json"
_SYMBOL = re.compile(r'<symbol id="tabler-([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_SVG_BOUNDS = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


def collect(*, node_modules: Path, target: Path) -> bool:
    """Bring `target` up to date; return whether anything was written.

    The folder is written whole beside its place and then exchanged, so that a server reading it never
    sees half. Raises `NotFound` with the missing package and the remedy.
    """
    stamp = _stamp(node_modules)
    if _is_current(target, stamp):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".assets-") as scratch:
        fresh = Path(scratch) / "fresh"
        fresh.mkdir()
        _write_kit(node_modules, fresh)
        _write_sprite(node_modules, fresh)
        typefaces.write_typefaces(package=node_modules / TYPEFACE_PACKAGE, target=fresh)
        _write_licences(node_modules, fresh)
        (fresh / _STAMP).write_text(json.dumps(_record(fresh, stamp), indent=1), encoding="utf-8")
        if target.exists():
            target.rename(Path(scratch) / "former")
        fresh.rename(target)
    return True


def _stamp(node_modules: Path) -> str:
    """A digest of everything the result depends on: package versions, icon list, this code."""
    digest = hashlib.sha256()
    for package in (KIT_PACKAGE, ICON_PACKAGE, TYPEFACE_PACKAGE):
        manifest = node_modules / package / "package.json"
        if not manifest.is_file():
            raise NotFound(
                "assets.package_missing",
                f"Chưa có gói giao diện {package}.",
                remedy="Chạy ./dev setup để tải các gói npm rồi thử lại.",
                place=str(node_modules),
            )
        digest.update(json.loads(manifest.read_text(encoding="utf-8"))["version"].encode())
    for module in (__file__, icons.__file__, kit.__file__, typefaces.__file__):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()


def _record(folder: Path, stamp: str) -> dict[str, object]:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {"stamp": stamp, "files": files}


def _is_current(target: Path, stamp: str) -> bool:
    """Whether the last collection had the same inputs and none of its files has gone."""
    try:
        record = json.loads((target / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return record.get("stamp") == stamp and all((target / name).is_file() for name in record.get("files", []))


def _write_kit(node_modules: Path, target: Path) -> None:
    """What our pages use of the kit's style sheet."""
    used = kit.used_part((node_modules / KIT_SHEET).read_text(encoding="utf-8"))
    (target / "tabler.min.css").write_text(used, encoding="utf-8")


def _write_sprite(node_modules: Path, target: Path) -> None:
    """The named icons of the set, which comes as one sprite of thousands, and our own."""
    whole = (node_modules / ICON_PACKAGE / "dist" / "tabler-sprite.svg").read_text(encoding="utf-8")
    strokes = dict(_SYMBOL.findall(whole))
    drawings = {name: _drawing(strokes, name) for name in icons.ICONS} | icons.OWN
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>'
        for name, drawing in sorted(drawings.items())
    )
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
    (target / "icons.svg").write_text(sprite, encoding="utf-8")


def _drawing(strokes: Mapping[str, str], name: str) -> str:
    """The strokes of one icon, without its frame."""
    if name not in strokes:
        raise NotFound(
            "assets.icon_missing",
            f"Bộ biểu tượng không có hình “{name}”.",
            remedy="Sửa tên trong daumoi/ui/icons.py theo tên của bộ biểu tượng.",
            place="daumoi/ui/icons.py",
        )
    return " ".join(_SVG_BOUNDS.sub("", strokes[name]).split())


def _write_licences(node_modules: Path, target: Path) -> None:
    (target / "licences").mkdir()
    for name, source in _LICENCES.items():
        shutil.copyfile(node_modules / source, target / "licences" / name)


def main(arguments: list[str]) -> int:
    """Command line of the module; 2 when called wrongly, 1 when something is missing."""
    if len(arguments) != 2:
        sys.stderr.write("Cách gọi: python -m daumoi.ui.assets NODE_MODULES TARGET\n")
        return 2
    try:
        written = collect(node_modules=Path(arguments[0]), target=Path(arguments[1]))
    except NotFound as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"{'Đã gom' if written else 'Đã có sẵn'} tệp giao diện: {arguments[1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
