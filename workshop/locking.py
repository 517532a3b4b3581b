"""The verb `lock`: every version and every hash, and no address, so that a clone works with any registry."""

import json
from pathlib import Path

from workshop.preparing import UV, npm, prepare
from workshop.running import ROOT, Failure, call, step

_LOCKS = ("uv", "base", "dev", "node")


def lock(words: list[str]) -> None:
    """Renew the lock files; words such as --upgrade go to the resolver of the Python packages."""
    prepare("dev")
    remedy = "Hãy kiểm tra mạng, các tệp requirements/*.in và package.json."
    for name in _LOCKS:
        with step(f"Khoá requirements/{name}.txt"):
            call(
                *(UV, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
                *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", *words),
                *(f"requirements/{name}.in", "-o", f"requirements/{name}.txt"),
                remedy=remedy,
                quiet=True,
            )
    with step("Khoá package-lock.json"):
        call(
            npm(tools=lambda: None),
            "install",
            "--package-lock-only",
            "--ignore-scripts",
            "--loglevel=error",
            remedy=remedy,
            quiet=True,
        )
        strip_addresses(ROOT / "package-lock.json")
    for path in (*(ROOT / "requirements" / f"{name}.txt" for name in _LOCKS), ROOT / "package-lock.json"):
        if "://" in path.read_text(encoding="utf-8"):
            raise Failure(f"Tệp khoá {path} còn chứa địa chỉ. Hãy bỏ địa chỉ khỏi tệp nguồn rồi khoá lại.")


def strip_addresses(path: Path) -> None:
    """Take download and sponsor addresses out of a package-lock.json; hashes and places of local folders stay."""
    locked = json.loads(path.read_text(encoding="utf-8"))
    for package in locked["packages"].values():
        for key in ("funding",) if package.get("link") else ("resolved", "funding"):
            package.pop(key, None)
    path.write_text(json.dumps(locked, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
