"""The embedded PostgreSQL: entrance for programs and for the command line.

    python -m daumoi.config.postgres_server start|stop|status|urls|hold --home DIR [--throwaway] [--json]

`hold` keeps the server running until SIGINT, SIGTERM or, with `--while-stdin-open`, until whoever started
it is gone.
"""

import argparse
import contextlib
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from daumoi.config.postgres.credentials import Urls, urls
from daumoi.config.postgres.errors import EmbeddedServerError
from daumoi.config.postgres.server import EmbeddedServer, Status

__all__ = ["EmbeddedServer", "EmbeddedServerError", "Status", "Urls", "main", "urls"]


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; an error is one clear line on stderr and exit code 1."""
    chosen = _parser().parse_args(arguments)
    server = EmbeddedServer(chosen.home, throwaway=chosen.throwaway)
    try:
        match chosen.verb:
            case "start":
                _show_urls(server.ensure_running(), as_json=chosen.json)
            case "urls":
                _show_urls(urls(chosen.home), as_json=chosen.json, with_passwords=True)
            case "stop":
                _show_stop(
                    server.stop_if_unused() if chosen.if_unused else server.stop(), as_json=chosen.json
                )
            case "status":
                return _show_status(server.status(), as_json=chosen.json)
            case "hold":
                _hold(server, as_json=chosen.json, while_stdin_open=chosen.while_stdin_open)
    except EmbeddedServerError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a full disk, a folder taken away: the system's words name the place
        print(f"Lỗi: {error}. Hãy kiểm tra dung lượng đĩa và quyền ghi trong {chosen.home}.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m daumoi.config.postgres_server", description="Máy chủ PostgreSQL đi kèm phần mềm."
    )
    parser.add_argument("verb", choices=["start", "stop", "status", "urls", "hold"])
    parser.add_argument("--home", type=Path, required=True, help="thư mục cài đặt, ví dụ var")
    parser.add_argument(
        "--throwaway", action="store_true", help="máy chủ để thử: nhanh, không chịu được mất điện"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON (có mật khẩu)")
    parser.add_argument("--if-unused", action="store_true", help="chỉ dừng khi không còn tiến trình nào dùng")
    parser.add_argument(
        "--while-stdin-open", action="store_true", help="hold: dừng khi đầu vào chuẩn đóng lại"
    )
    return parser


def _show_urls(found: Urls, *, as_json: bool, with_passwords: bool = False) -> None:
    if as_json:
        print(json.dumps(asdict(found)), flush=True)
    elif with_passwords:
        print(found.app)
        print(found.owner)
    else:
        print(f"PostgreSQL đang chạy ở {found.app.rpartition('@')[2]}.", flush=True)


def _show_stop(stopped: bool, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"stopped": stopped}))
    else:
        print(
            "Đã dừng PostgreSQL." if stopped else "Không dừng gì: PostgreSQL không chạy, hoặc còn người dùng."
        )


def _show_status(status: Status, *, as_json: bool) -> int:
    """Exit code 0 when the server answers, 3 when it does not (as service managers expect)."""
    if as_json:
        print(json.dumps(asdict(status), ensure_ascii=False))
    elif status.running:
        state = "đang chạy" if status.answers else "đang chạy nhưng chưa trả lời"
        print(
            f"PostgreSQL {state}: cổng {status.port}, tiến trình {status.process}, dữ liệu {status.data_dir}."
        )
    else:
        print("PostgreSQL không chạy." if status.data_dir else "Chưa có dữ liệu PostgreSQL.")
    return 0 if status.answers else 3


def _hold(server: EmbeddedServer, *, as_json: bool, while_stdin_open: bool) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job may inherit an ignored SIGINT
    with contextlib.suppress(KeyboardInterrupt, SystemExit), server as found:
        _show_urls(found, as_json=as_json)
        if while_stdin_open:
            sys.stdin.read()
        else:
            signal.pause()


if __name__ == "__main__":
    sys.exit(main())
