"""Which desk a paper belongs to, and who may do what there."""

from collections.abc import Mapping
from typing import Any

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import Paper, PaperWords
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history


def require(by: Principal, paper: Paper, permission: DocumentPermission) -> None:
    """The permission at the desk the paper belongs to."""
    by.require_at_home(permission, body_id=paper.root_id, owner_id=paper.owner_id)


def journal(
    by: Principal,
    paper: Paper,
    code: str,
    *,
    reason: str = "",
    document: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """One line of the journal about a paper."""
    history.record(
        by=by,
        code=code,
        thing=paper,
        label=str(paper)[:300],
        root_id=paper.root_id,
        owner_id=paper.owner_id,
        reason=reason,
        document=document or paper.code,
        details=details,
    )


MOST_SEARCHED = 30_000  # characters of a paper's words that search reads


def renew_search(paper: Paper, *, words: str = "") -> None:
    """Keep what a saved paper is found by: number, subject, issuer, signer, and the words of its newest version."""
    told = " ".join(
        (
            paper.code_number,
            paper.code_notation,
            paper.subject,
            paper.organ_name,
            paper.signer_full_name,
            words,
        )
    )
    PaperWords.objects.update_or_create(
        paper=paper,
        defaults={
            "folded": fold(told)[:MOST_SEARCHED],
            "owner_id": paper.owner_id,
            "root_id": paper.root_id,
        },
    )
