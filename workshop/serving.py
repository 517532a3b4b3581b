"""The verbs that bring the product to life: `run`, `demo`, `shell`."""

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from workshop.database import database
from workshop.preparing import prepare, preparing
from workshop.running import PRODUCT, ROOT, VAR, VENV, Env, Failure, call, is_mine_alone, no_words, say, step

PORT = 8000
_RECORD = VAR / "run.json"
_STOP_SECONDS = 15
_RUN_AGAIN = "Xem thông báo ở trên; sửa xong thì chạy lại, dữ liệu đã có không mất."


def run(words: list[str]) -> None:
    """From whatever is here to the served page; stays until Ctrl-C or SIGTERM."""
    options = argparse.ArgumentParser(prog="./dev run", description="Dựng mọi thứ và phục vụ tại 127.0.0.1.")
    options.add_argument("--port", type=int, default=PORT, help=f"cổng, mặc định {PORT}")
    options.add_argument("--no-demo", action="store_true", help="không dựng bản trình diễn")
    chosen = options.parse_args(words)
    begun = time.monotonic()
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "run.lock").open("a", encoding="ascii") as lock:
        if not is_mine_alone(lock):
            raise Failure("Một lệnh ./dev run khác đang chạy trong thư mục này. Hãy dừng nó (Ctrl-C) trước.")
        stop_leftover_server()
        if listens(chosen.port):
            raise Failure(
                f"Cổng {chosen.port} đang có chương trình khác dùng. "
                f"Hãy dừng chương trình đó, hoặc chạy: ./dev run --port {chosen.port + 1}"
            )
        with preparing("base") as ready, database(VAR) as env:
            load(env)
            ready()
            if not chosen.no_demo:
                demonstrate(env)
            serve(env, port=chosen.port, begun=begun)


def demo(words: list[str]) -> None:
    """The demonstration and its reports, without serving."""
    no_words(words)
    with preparing("base") as ready, database(VAR) as env:
        load(env)
        ready()
        demonstrate(env)


def shell(words: list[str]) -> None:
    """A Python prompt inside the product."""
    prepare("base")
    with database(VAR) as env:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the prompt
        subprocess.run([PRODUCT, "django", "shell", *words], cwd=ROOT, env=env, check=False)


def load(env: Env) -> None:
    """Schema and data pack; what is already done is left alone."""
    with step("Nâng cấp cơ sở dữ liệu"):
        call(PRODUCT, "migrate", env=env, remedy=_RUN_AGAIN)
    with step("Nạp gói dữ liệu Việt Nam"):
        call(PRODUCT, "pack", "load", "vietnam", env=env, remedy=_RUN_AGAIN)


def demonstrate(env: Env) -> None:
    """The demonstration and its reports; what is already there is left alone."""
    with step("Dựng bản trình diễn và báo cáo"):
        call(PRODUCT, "demo", env=env, remedy=_RUN_AGAIN)


def serve(env: Env, *, port: int, begun: float) -> None:
    """Serve in the foreground; the server is a session of its own, so that Ctrl-C reaches us first."""
    command = [str(PRODUCT), "serve", "--port", str(port)]
    child = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _RECORD.write_text(json.dumps({"process": child.pid, "port": port}), encoding="ascii")
        while child.poll() is None and not listens(port):
            time.sleep(0.2)
        if child.poll() is None:
            seconds = round(time.monotonic() - begun)
            say(f"● Sẵn sàng sau {seconds} giây: http://127.0.0.1:{port} (Ctrl-C để dừng)")
        raise Failure(f"Máy chủ web tự kết thúc (mã {child.wait()}), xem thông báo ở trên.")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # stopping is not interrupted half-way
            signal.signal(number, signal.SIG_IGN)
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_STOP_SECONDS)
        end_group(child.pid)
        child.wait()
        _RECORD.unlink(missing_ok=True)


def listens(port: int) -> bool:
    """True when somebody answers on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop_leftover_server() -> None:
    """End the web server of a `./dev run` that was killed with -9; the record in var/ names it."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        record = json.loads(_RECORD.read_text(encoding="ascii"))
        process, port = int(record["process"]), int(record["port"])
        if str(VENV) in command_line(process):
            say(f"  Dừng máy chủ còn sót của lần chạy trước (tiến trình {process}).")
            os.kill(process, signal.SIGTERM)
            deadline = time.monotonic() + _STOP_SECONDS
            while listens(port) and time.monotonic() < deadline:
                time.sleep(0.1)
            end_group(process)
    _RECORD.unlink(missing_ok=True)


def end_group(process: int) -> None:
    """End at once whatever is left of a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)


def command_line(process: int) -> str:
    """Command line of a living process, empty when there is none: a number alone may belong to anything."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if Path("/proc/self").exists():
        return ""
    told = subprocess.run(
        ["ps", "-o", "command=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return told.stdout
