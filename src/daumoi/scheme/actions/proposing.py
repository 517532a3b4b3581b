"""What a body proposes, as it is written and changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.actions.steps import fresh, journal, require_open, said
from daumoi.scheme.models import (
    Origin,
    Phase,
    Proposal,
    ProposalDuty,
    ProposalMoney,
    ProposalPost,
    ProposalSkill,
    ProposalSource,
    ProposalState,
    ProposedForm,
    Scheme,
)


@dataclass(frozen=True)
class PostGiven:
    """Posts of one kind; None where nothing is said."""

    needed: int | None
    present: int | None
    given_up: int = 0
    giver_text: str = ""


@dataclass(frozen=True)
class MoneyGiven:
    """Money of one source in one year, in đồng; None where nothing is said."""

    present: int | None = None
    running: int | None = None
    one_off: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said."""
        return self.present is None and self.running is None and self.one_off is None


@dataclass(frozen=True)
class Given:
    """A whole Phương án as its page gives it. What is left out of the four tables is removed."""

    form: str
    unit_name: str = ""
    merge_with: str = ""
    security: str = ""
    security_unit: str = ""
    phase: Phase | None = None
    reason: str = ""
    legal_basis: str = ""
    self_financing: Decimal | None = None
    autonomy: str = ""
    people_more: int | None = None
    posts: Mapping[str, PostGiven] | None = None
    money: Mapping[tuple[str, int], MoneyGiven] | None = None
    duties: Mapping[Duty, tuple[str, str]] | None = None
    """Duty → who holds it, and that unit's name. None leaves a table as it is."""
    skills: Mapping[str, tuple[int | None, int | None]] | None = None
    """Skill → people needed, people present."""


_PLAIN = tuple(
    field.name for field in fields(Given) if field.name not in {"posts", "money", "duties", "skills"}
)


@transaction.atomic
def write_proposal(
    *,
    by: Principal,
    scheme: Scheme,
    body: Organisation,
    option: int,
    given: Given,
    at: datetime,
    document: str = "",
    is_suggestion: bool = False,
) -> Proposal:
    """Write Phương án `option` of a body: a draft while it was not sent, afterwards a change under a `document`.

    A body writes its own. The coordinator writes what came on paper (under its letter), or, with `is_suggestion`,
    what it suggests to the body; both count as sent.

    :raises Forbidden: the principal proposes neither for this body nor for the network.
    :raises Invalid: the form needs something that is missing.
    """
    by.require(SchemePermission.PROPOSE, body_id=body.pk, owner_id=body.pk)
    scheme = fresh(scheme)
    require_open(scheme)
    at_home = by.may_at_home(SchemePermission.PROPOSE, body_id=body.pk, owner_id=body.pk)
    if at_home and not by.system and not scheme.is_published:
        raise Conflict(
            "scheme.not_open",
            _("Đề án chưa mở cho các bộ đề xuất."),
            remedy=_("Chờ công văn của cơ quan điều phối."),
        )
    _check(given, option)
    held = (
        Proposal.objects.select_for_update(of=("self",))
        .filter(scheme=scheme, root=body, option=option)
        .exclude(state=ProposalState.WITHDRAWN)
        .first()
    )
    if held is None:
        held = _begin(by, scheme, body, option, given, at, _origin(at_home, is_suggestion), document)
    else:
        _change(held, given, document)
    _write_tables(held, given)
    journal(
        by,
        "scheme.proposal.written",
        held,
        of=held,
        label=str(held),
        document=document.strip(),
        details={"option": option, "form": held.form},
    )
    return held


def _origin(at_home: bool, is_suggestion: bool) -> Origin:
    if is_suggestion:
        return Origin.CENTRE
    return Origin.MINISTRY if at_home else Origin.PAPER


def _check(given: Given, option: int) -> None:
    if option not in (1, 2, 3):
        raise Invalid("scheme.option", _("Chỉ có Phương án 1, 2 và 3."), place=_("Phương án"))
    if given.form not in ProposedForm:
        raise Invalid("scheme.form", _("Chưa chọn mô hình đề nghị."), place=_("Mô hình đề nghị"))
    if given.form == ProposedForm.MERGE:
        said(
            given.merge_with,
            place=_("Sáp nhập với"),
            message=_("Sáp nhập thì phải nêu với đơn vị nào."),
            remedy=_("Ghi tên đơn vị, hoặc chọn mô hình khác."),
        )
    for post in (given.posts or {}).values():
        if post.given_up and not post.giver_text.strip():
            raise Invalid(
                "scheme.giver",
                _("Có %d biên chế điều chuyển đến nhưng chưa nêu đơn vị nào chuyển sang.") % post.given_up,
                place=_("Đơn vị chuyển biên chế sang"),
                remedy=_("Ghi tên đơn vị thuộc bộ sẽ giảm số biên chế ấy."),
            )


def _begin(
    by: Principal,
    scheme: Scheme,
    body: Organisation,
    option: int,
    given: Given,
    at: datetime,
    origin: Origin,
    document: str,
) -> Proposal:
    if origin is Origin.PAPER:
        document = said(
            document,
            place=_("Văn bản của bộ"),
            message=_("Nhập thay bộ thì phải nêu công văn của bộ."),
            remedy=_("Ghi số, ký hiệu, ngày công văn."),
        )
    row = organisations.body_row(organisation=body, day=scheme.as_of)
    unit = row.unit if row is not None and row.unit.code else None
    draft = origin is Origin.MINISTRY
    return Proposal.objects.create(
        scheme=scheme,
        owner=body,
        root=body,
        option=option,
        unit=unit.state.organisation if unit is not None and unit.state is not None else None,
        origin=origin,
        document=document.strip(),
        state=ProposalState.DRAFT if draft else ProposalState.SENT,
        entered_by=by.name,
        entered_at=at,
        sent_by="" if draft else by.name,
        sent_at=None if draft else at,
        **{name: _stored(getattr(given, name)) for name in _PLAIN},
    )


def _stored(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _change(held: Proposal, given: Given, document: str) -> None:
    if held.state != ProposalState.DRAFT:
        held.document = said(
            document,
            place=_("Văn bản của bộ"),
            message=_("Phương án đã gửi: sửa thì phải nêu công văn bổ sung, điều chỉnh."),
            remedy=_("Ghi số, ký hiệu, ngày công văn; hoặc rút phương án rồi lập lại."),
        )
        held.state, held.taken_at = ProposalState.SENT, None
    changed = []
    for name in _PLAIN:
        value = _stored(getattr(given, name))
        if value != getattr(held, name):
            setattr(held, name, value)
            changed.append(name)
    held.save()
    ProposalSource.objects.filter(proposal=held, field__in=changed).delete()


def _write_tables(held: Proposal, given: Given) -> None:
    if given.posts is not None:
        rows = {
            (kind,): {
                "needed": one.needed,
                "present": one.present,
                "given_up": one.given_up,
                "giver_text": one.giver_text.strip(),
                "is_suggested": False,
            }
            for kind, one in given.posts.items()
            if (one.needed, one.present, one.given_up) != (None, None, 0)
        }
        _write_rows(held, ProposalPost, ("kind",), rows, "posts.{0}.")
    if given.money is not None:
        amounts = {
            key: {"present": one.present, "running": one.running, "one_off": one.one_off}
            for key, one in given.money.items()
            if not one.is_empty
        }
        _write_rows(held, ProposalMoney, ("source", "year"), amounts, "money.{0}.{1}.")
    if given.duties is not None:
        holders = {
            (duty.pk,): {"holder": holder, "holder_text": text.strip()}
            for duty, (holder, text) in given.duties.items()
        }
        _write_rows(held, ProposalDuty, ("duty_id",), holders, "")
        codes = {f"duties.{duty.code}" for duty in given.duties}
        gone = ProposalSource.objects.filter(proposal=held, field__startswith="duties.")
        gone.exclude(field__in=codes).delete()
    if given.skills is not None:
        people = {
            (skill,): {"needed": needed, "present": present}
            for skill, (needed, present) in given.skills.items()
            if (needed, present) != (None, None)
        }
        _write_rows(held, ProposalSkill, ("skill",), people, "skills.{0}.")


def _write_rows(
    held: Proposal,
    model: type[models.Model],
    keys: tuple[str, ...],
    rows: Mapping[tuple[Any, ...], Mapping[str, Any]],
    stem: str,
) -> None:
    """Bring one table of the proposal to `rows`; a value that changed no longer comes from its fact."""
    known = {
        tuple(getattr(row, key) for key in keys): row
        for row in model._default_manager.filter(proposal=held).select_for_update()
    }
    stale = []
    for key, values in rows.items():
        row = known.pop(key, None)
        if row is None:
            row = model(
                proposal=held,
                owner_id=held.owner_id,
                root_id=held.root_id,
                **dict(zip(keys, key, strict=True)),
                **values,
            )
            row.save()
            continue
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if changed:
            for name in changed:
                setattr(row, name, values[name])
            row.save()
            stale += [stem.format(*key) + _FIELD.get(name, name) for name in changed]
    for key, row in known.items():
        stale += [stem.format(*key) + name for name in ("present", "giver")]
        row.delete()
    if stem and stale:
        ProposalSource.objects.filter(proposal=held, field__in=stale).delete()


_FIELD = {"giver_text": "giver"}
"""Where a column goes by another name among the sources."""
