"""Official papers of a session in the register of documents: drafted there, and the notice issued when its paper is."""

from datetime import date

import msgspec
from django.db import transaction

from daumoi.council import rules
from daumoi.council.actions.holding import issue_notice
from daumoi.council.actions.steps import require_secretary
from daumoi.council.models import Session, SessionState
from daumoi.documents import actions as documents
from daumoi.documents import queries as papers
from daumoi.documents.models import Kind
from daumoi.documents.models import Paper as RegisteredPaper
from daumoi.documents.rendering.model import Paper
from daumoi.documents.rules.content import Content
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal, acting, system

ABOUT, NOTICE = rules.SESSION_ABOUT, rules.NOTICE_KIND
_ISSUING = system("ban hành thông báo kết luận theo văn bản")


@transaction.atomic
def draft_official(
    *, by: Principal, session: Session, kind: str, paper: Paper, address: str, day: date
) -> RegisteredPaper:
    """Draft a paper of the session (giấy mời, biên bản, thông báo) at the desk of the standing body.

    :param paper: the paper as the session's data make it; number and date come from the register.
    :raises Conflict: the session already has such a paper on its way.
    """
    require_secretary(by, session)
    before = [
        one
        for one in papers.papers_about(principal=by, kind=ABOUT, number=session.pk)
        if one.kind.code == kind and one.state not in ("cancelled", "recalled")
    ]
    if before:
        raise Conflict(
            "council.paper.twice",
            f"Phiên này đã có {before[0].kind.name.lower()} ở trạng thái “{before[0].get_state_display()}”.",
            remedy="Mở văn bản ấy trong sổ văn bản.",
        )
    return documents.begin_paper(
        by=by,
        owner=session.owner,
        kind=Kind.objects.get(code=kind),
        subject=paper.subject,
        day=day,
        content=Content(ready=msgspec.to_builtins(paper)),
        about=(ABOUT, session.pk, address),
    )


def issue_notice_of_paper(*, session_id: int, number: str, on: date, signer: str) -> Session | None:
    """The notice's paper got its number: the session counts as issued under it. System work."""
    with acting(_ISSUING):
        session = Session.objects.filter(pk=session_id, state=SessionState.CONCLUDED).first()
        if session is None:
            return None
        return issue_notice(
            by=_ISSUING, session=session, number=number, on=on, signer=signer or "người ký ghi trên thông báo"
        )
