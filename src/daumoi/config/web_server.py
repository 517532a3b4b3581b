"""The command line of the web server that serves the product."""

import os
import sys

WORKERS = 2 * (os.cpu_count() or 1)
"""Processes by default: one is nearly always free while others draw a report."""


def web_server(*, bind: str, workers: int = WORKERS) -> list[str]:
    """The command that serves at `bind` (“host:port”, “fd://3”) with so many processes.

    One thread each: a request waits for the database a dozen times, and each time it would queue again behind the other
    threads of its process (fifty saved answers a second: 95 % within 60 ms, with four threads within 500 ms). The
    application is loaded once, before the processes part, so that they share its memory.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "daumoi.config.wsgi:application", "--bind", bind),
        *("--workers", str(workers), "--worker-class", "gthread", "--threads", "1", "--preload"),
        *("--timeout", "120", "--log-level", "warning"),
    ]
