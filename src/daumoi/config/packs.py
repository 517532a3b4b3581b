"""Loading a government's data pack: each room reads its own files, in the order the rooms stand."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from daumoi.foundation.errors import NotFound
from daumoi.foundation.operating import operating


def load_pack(folder: Path) -> dict[str, int]:
    """Load (or bring up to date) the pack in `folder`, all of it or nothing; returns rows per kind."""
    if not (folder / "pack.yaml").exists():
        raise NotFound(
            "pack.folder",
            f"Không thấy gói dữ liệu ở {folder}.",
            remedy="Kiểm tra tên gói và biến DAUMOI_PACKS.",
        )
    counts: dict[str, int] = {}
    with operating("nạp gói dữ liệu") as principal:
        for name in ("law", "organisations", "mandates"):
            if find_spec(f"daumoi.{name}.actions"):
                room = import_module(f"daumoi.{name}.actions")
                if hasattr(room, "load_pack"):
                    counts |= room.load_pack(folder=folder, by=principal)
    return counts
