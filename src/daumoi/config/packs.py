"""Loading a government's data pack: each room reads its own files, in the order the rooms stand."""

from pathlib import Path

from daumoi.council import actions as council
from daumoi.documents import actions as documents
from daumoi.foundation.errors import NotFound
from daumoi.foundation.operating import operating
from daumoi.indices import actions as indices
from daumoi.law import actions as law
from daumoi.mandates import actions as mandates
from daumoi.organisations import actions as organisations
from daumoi.scheme import actions as scheme
from daumoi.scheme.actions.following import load_recommendations
from daumoi.surveys import actions as surveys


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
        for load in (
            *(law.load_pack, organisations.load_pack, mandates.load_pack, documents.load_pack),
            *(surveys.load_questionnaires, indices.load_pack),
            *(scheme.load_pack, load_recommendations, council.load_pack),
        ):
            counts |= load(folder=folder, by=principal)
    return counts
