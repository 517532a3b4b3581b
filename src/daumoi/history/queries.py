"""Readers of the journal."""

from dataclasses import dataclass

from django.db import connection, models

from daumoi.foundation.owned import OwnedQuerySet
from daumoi.foundation.principal import Principal
from daumoi.history.models import Act, Chain


@dataclass(frozen=True)
class Finding:
    """A place where a chain does not hold: which body's chain, at which line, and what is wrong there."""

    root_id: int
    sequence: int
    act_id: int | None
    kind: str  # edited | removed | reordered | tail_removed

    @property
    def sentence(self) -> str:
        """The finding for an officer."""
        chain = "chuỗi quốc gia" if self.root_id == 0 else f"chuỗi của cơ quan số {self.root_id}"
        what = {
            "edited": f"dòng {self.sequence} (mã {self.act_id}) đã bị sửa nội dung",
            "removed": f"thiếu dòng trước dòng {self.sequence} (mã {self.act_id})",
            "reordered": f"dòng {self.sequence} (mã {self.act_id}) không nối tiếp dòng trước nó",
            "tail_removed": f"các dòng cuối sau dòng {self.sequence} đã mất",
        }[self.kind]
        return f"{chain}: {what}"


def acts_about(*, principal: Principal, thing: models.Model, limit: int = 50) -> list[Act]:
    """The acts on one thing that the principal may see, newest first."""
    acts: OwnedQuerySet[Act] = Act.objects.visible_to(principal)
    return list(acts.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk).order_by("-id")[:limit])


def acts_of(
    *, principal: Principal, root_id: int | None = None, before: int | None = None, limit: int = 50
) -> list[Act]:
    """A page of the journal, newest first, by key (`before` = the last id of the page before)."""
    acts: OwnedQuerySet[Act] = Act.objects.visible_to(principal)
    if root_id is not None:
        acts = acts.filter(root_id=root_id)
    if before is not None:
        acts = acts.filter(id__lt=before)
    return list(acts.order_by("-id")[:limit])


def head(*, root_id: int = 0) -> Chain | None:
    """The newest seal of a chain: printed on reports as the anchor outside the database."""
    return Chain.objects.filter(root_id=root_id).first()


def heads() -> list[Chain]:
    """The heads of all chains."""
    return list(Chain.objects.order_by("root_id"))


_VERIFY = """
with line as (
    select a.*, lag(a.sequence, 1, 0::bigint) over w as before_sequence, lag(a.seal, 1, '') over w as before_seal
    from history_act a window w as (partition by a.root_id order by a.sequence)
)
select root_id, sequence, id,
       case when sequence <> before_sequence + 1 then 'removed'
            when seal <> history_act_seal(root_id, owner_id, sequence, at, person_id, actor, code, thing_kind, thing_id,
                                          thing_label, reason, document, details, previous) then 'edited'
            else 'reordered' end
from line
where sequence <> before_sequence + 1
   or previous <> before_seal
   or seal <> history_act_seal(root_id, owner_id, sequence, at, person_id, actor, code, thing_kind, thing_id,
                               thing_label, reason, document, details, previous)
union all
select c.root_id, coalesce(last.sequence, 0), null, 'tail_removed'
from history_chain c
left join lateral (select sequence, seal from history_act a where a.root_id = c.root_id
                   order by sequence desc limit 1) last on true
where c.sequence <> coalesce(last.sequence, 0) or c.seal <> coalesce(last.seal, '')
order by 1, 2
"""


def verify() -> list[Finding]:
    """Recompute every chain the principal can see and name each line that does not hold.

    A cut tail shows against the chain's head; a database owner who also rewrites the head is only caught
    by a head printed earlier on a report (`head`).
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERIFY)
        return [Finding(*row) for row in cursor.fetchall()]
