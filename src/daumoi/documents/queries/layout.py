"""The rules of layout of this installation: data of whatever pack brings them."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from daumoi.documents.layout import LayoutRules, read_rules
from daumoi.foundation.errors import Conflict

FILE = "layout_rules.yaml"


def layout_rules(*, packs: Path, on: date) -> LayoutRules:
    """The rules that hold on a day, from the first pack in the folder `packs` that has any.

    :raises Conflict: no pack of this installation has rules of layout.
    """
    found = sorted(packs.glob(f"*/{FILE}"))
    if not found:
        raise Conflict(
            "documents.layout.none",
            "Bản cài đặt này chưa có gói dữ liệu nào chứa quy tắc thể thức.",
            remedy="Đề nghị người quản trị cài gói dữ liệu có quy tắc thể thức.",
        )
    return _rules(found[0].parent, on, found[0].stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _rules(folder: Path, on: date, _changed: int) -> LayoutRules:
    """Read once a day and again after the file changed."""
    return read_rules(folder, on=on)
