"""Loading the room's part of a data pack: brings rows up to date, all of it or nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from daumoi.council import pack
from daumoi.council.models import (
    AgendaItem,
    Council,
    CouncilState,
    Matter,
    MatterEntry,
    Opinion,
    Seat,
    SeatRole,
    Session,
    SessionState,
)
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.law.access import LawPermission
from daumoi.law.models import Instrument, Source
from daumoi.organisations.models import Organisation

LOADED = "council.pack.loaded"


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring councils, their sessions and the ledger up to date with the pack; loading twice changes nothing.

    Law and organisations of the same pack must have been loaded before. What people wrote themselves stays.

    :raises Invalid: a row is malformed or refers to something the pack does not have.
    :raises Conflict: a row vanished from the pack although something refers to it.
    """
    by.require(LawPermission.LOAD)
    rows = pack.read_pack(folder)
    known = _Known()
    for number, row in enumerate(rows, start=1):
        _Loader(known, number, row).load()
    _remove_councils({row.code for row in rows})
    counts = {
        "councils": len(rows),
        "council_sessions": sum(len(row.sessions) for row in rows),
        "council_matters": sum(len(row.matters) for row in rows),
    }
    digest = pack.digest_of(rows)
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if rows and (last is None or last.details.get("digest") != digest):
        label = _("Gói dữ liệu %s: hội đồng, kiến nghị") % folder.name
        history.record(by=by, code=LOADED, label=label, details={"digest": digest, **counts})
    return counts


def _remove_councils(kept: set[str]) -> None:
    try:
        for council in Council.objects.filter(from_pack=True).exclude(code__in=kept):
            for model in (Matter, Session):
                model._default_manager.filter(council=council, from_pack=True).delete()
            council.delete()
    except ProtectedError as error:
        raise _held() from error


def _held() -> Conflict:
    return Conflict(
        "council.pack_held",
        _("Một dòng không còn trong gói nhưng sổ đang dùng."),
        place=pack.FILE,
        remedy=_("Giữ dòng đó trong gói."),
    )


class _Known:
    """What the pack's rows may refer to, read once."""

    def __init__(self) -> None:
        self.sources = {row.code: row for row in Source.objects.all()}
        self.instruments = {row.code: row for row in Instrument.objects.all()}
        organisations = Organisation.objects.select_related("body").filter(is_simulated=False)
        self.organisations = {row.code: row for row in organisations}


class _Loader:
    """Writes one council of the pack."""

    def __init__(self, known: _Known, number: int, row: pack.CouncilRow) -> None:
        self._known, self._number, self._row = known, number, row
        keeper = self._organisation(row.keeper)
        self._kept = {"owner_id": keeper.pk, "root_id": keeper.root_pk, "desk_id": keeper.root_pk}
        self._shared = {**self._kept, "is_published": True, "from_pack": True}

    def load(self) -> None:
        """Council, states, seats, sessions, matters, in the order they refer to each other."""
        row = self._row
        self._council = _bring(
            Council, {"code": row.code}, {**self._shared, "kind": row.kind, "presence": row.presence}
        )
        self._states()
        self._seats()
        sessions = {one.code: self._session(one) for one in row.sessions}
        self._vanish(Session, {"council": self._council}, set(sessions))
        for matter in row.matters:
            self._matter(matter, sessions)
        self._vanish(Matter, {"council": self._council}, {one.code for one in row.matters})

    def _states(self) -> None:
        kept = set()
        for row in self._row.states:
            numerator, denominator = row.quorum or (None, None)
            values = {
                **self._kept,
                **self._stated(row),
                "name": row.name,
                "short_name": row.short_name or "",
                "founding": self._instrument(row.founding),
                "statute": self._instrument(row.statute),
                "standing_body": self._organisation(row.standing_body) if row.standing_body else None,
                "standing_text": row.standing_text or "",
                "quorum_numerator": numerator,
                "quorum_denominator": denominator,
                "quorum_basis": row.quorum_basis or "",
                "valid_to": row.until,
            }
            kept.add(_bring(CouncilState, {"council": self._council, "valid_from": row.since}, values).pk)
        CouncilState.objects.filter(council=self._council).exclude(pk__in=kept).delete()

    def _seats(self) -> None:
        kept = set()
        for row in self._row.seats:
            organisation = self._organisation(row.organisation)
            key = {
                "council": self._council,
                "owner": organisation,
                "number": row.number,
                "valid_from": row.since,
            }
            values = {
                **self._stated(row),
                "root_id": organisation.root_pk,
                "desk_id": self._kept["desk_id"],
                "role": row.role,
                "holder": row.holder or "",
                "position": row.position or "",
                "valid_to": row.until,
                "from_pack": True,
            }
            kept.add(_bring(Seat, key, values).pk)
        _delete(Seat.objects.filter(council=self._council, from_pack=True).exclude(pk__in=kept))

    def _session(self, row: pack.SessionRow) -> Session:
        values = {
            **self._shared,
            **self._stated(row),
            "council": self._council,
            "title": row.title,
            "held_on": row.held_on,
            "place": row.place or "",
            "purpose": row.purpose or "",
            "state": SessionState.RECORDED,
        }
        session: Session = _bring(Session, {"code": row.code}, values)
        for number, item in enumerate(row.items, start=1):
            given = {**self._kept, "title": item.title, "kind": item.kind, "presenter": item.presenter or ""}
            _bring(AgendaItem, {"session": session, "number": number}, given)
        AgendaItem.objects.filter(session=session, number__gt=len(row.items)).delete()
        chair = Seat.objects.filter(
            council=self._council, role=SeatRole.CHAIR, valid_from__lte=row.held_on
        ).last()
        for number, opinion in enumerate(row.opinions, start=1):
            given = {
                **self._kept,
                **self._stated(opinion),
                "kind": opinion.kind,
                "seat": chair if opinion.by_chair else None,
                "speaker": opinion.speaker,
                "text": opinion.text,
                "is_verbatim": False,
                "from_pack": True,
            }
            _bring(Opinion, {"session": session, "number": number}, given)
        _delete(Opinion.objects.filter(session=session, from_pack=True, number__gt=len(row.opinions)))
        return session

    def _matter(self, row: pack.MatterRow, sessions: Mapping[str, Session]) -> None:
        session = sessions.get(row.session or "")
        opinion = (
            Opinion.objects.filter(session=session, number=row.opinion).first()
            if row.opinion is not None
            else None
        )
        values = {
            **self._shared,
            **self._stated(row),
            "council": self._council,
            "kind": row.kind,
            "title": row.title,
            "text": row.text,
            "raised_on": row.raised_on,
            "raised_by": row.raised_by,
            "session": session,
            "opinion": opinion,
            "responsible": self._organisation(row.responsible) if row.responsible else None,
            "responsible_text": row.responsible_text or "",
        }
        matter = _bring(Matter, {"code": row.code}, values)
        kept = [self._entry(matter, entry, sessions) for entry in row.entries]
        MatterEntry.objects.filter(matter=matter, from_pack=True).exclude(pk__in=kept).delete()

    def _entry(self, matter: Matter, row: pack.EntryRow, sessions: Mapping[str, Session]) -> int:
        link = row.link
        key = {"matter": matter, "on": row.on, "text": row.text, "from_pack": True}
        values = {
            **self._kept,
            **self._stated(row),
            "state": row.state,
            "session": sessions.get(row.session or ""),
            "link_kind": link.kind if link else "",
            "link_code": link.code if link else "",
            "link_label": link.label if link else "",
            "link_address": (link.address or "") if link else "",
        }
        return int(_bring(MatterEntry, key, values).pk)

    def _vanish(self, model: type[models.Model], where: Mapping[str, Any], codes: set[str]) -> None:
        _delete(model._default_manager.filter(**where, from_pack=True).exclude(code__in=codes))

    def _stated(self, row: pack.Stated) -> dict[str, Any]:
        if row.source not in self._known.sources:
            problem = _("không có nguồn “%s”.") % row.source
            raise pack.refuse(self._number, self._row.code, problem, _("Khai nguồn trong sources.yaml."))
        return {
            "source": self._known.sources[row.source],
            "locator": row.locator or "",
            "confidence": row.confidence,
            "note": row.note or "",
        }

    def _instrument(self, code: str | None) -> Instrument | None:
        if code is None:
            return None
        if code not in self._known.instruments:
            problem = _("không có văn bản %s.") % code
            raise pack.refuse(
                self._number, self._row.code, problem, _("Khai văn bản trong instruments.yaml.")
            )
        return self._known.instruments[code]

    def _organisation(self, code: str) -> Organisation:
        if code not in self._known.organisations:
            problem = _("không có cơ quan, đơn vị mã “%s”.") % code
            raise pack.refuse(self._number, self._row.code, problem, _("Khai trong organisations.yaml."))
        return self._known.organisations[code]


def _delete(rows: "models.QuerySet[Any]") -> None:
    try:
        rows.delete()
    except ProtectedError as error:
        raise _held() from error


def _bring(model: type[Any], key: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    """The row of that key, made or changed only where a value differs, so that row history stays quiet."""
    found = model.objects.filter(**key).first()
    if found is None:
        return model.objects.create(**key, **values)
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    if changed:
        found.save()
    return found
