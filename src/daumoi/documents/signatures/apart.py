"""Work of the signing library in a thread of its own: it opens an event loop, and the caller's thread may run one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """The result of `work`, or its error."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
