"""Taking proposals from accepted replies: each field keeps the fact it came from, and nothing is invented."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty, Group, Holding
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation, StaffKind
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, require_open
from daumoi.scheme.models import (
    DutyHolder,
    MoneySource,
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
    SecurityPlace,
    Skill,
)
from daumoi.scheme.queries import replied as reading
from daumoi.scheme.queries.replied import ReplyFacts

_KEEPING = "giu_nguyen"
_FORMS = {"cuc": ProposedForm.DEPARTMENT, "vu": ProposedForm.ADVISORY, "trung_tam": ProposedForm.CENTRE}


@dataclass(frozen=True)
class Taken:
    """What came of the replies: proposals made, bodies whose own proposals stand already, and those not taken."""

    made: int
    known: int
    unclear: tuple[str, ...]
    """Codes of bodies whose reply names no form of the list, or no Phương án: to be asked."""


@transaction.atomic
def take_replies(*, by: Principal, scheme: Scheme, at: datetime) -> Taken:
    """Make a sent proposal of every accepted reply of the scheme's round. Doing it again takes only what is new.

    The reply was signed, so the proposal stands as sent; what the questionnaire did not ask stays unknown. A body
    that already has a proposal keeps it as it is.

    :raises Conflict: the scheme has no round, or was submitted.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    if scheme.round is None:
        raise Conflict(
            "scheme.no_round",
            _("Đề án này không gắn với đợt khảo sát nào."),
            remedy=_("Nhập đề xuất của từng bộ, hoặc lập đề án từ một đợt khảo sát."),
        )
    found = reading.replied(principal=by, round_=scheme.round)
    held = set(
        Proposal.objects.filter(scheme=scheme)
        .exclude(state=ProposalState.WITHDRAWN)
        .values_list("root_id", flat=True)
    )
    taker = _Taker(by, scheme, at)
    known, unclear = 0, []
    for body_id, facts in sorted(found.by_body.items()):
        if body_id in held:
            known += 1
        elif taker.take(facts) is None:
            unclear.append(facts.reply.owner.code)
    taken = Taken(taker.made, known, tuple(unclear))
    journal(
        by,
        "scheme.replies.taken",
        scheme,
        of=scheme,
        label=scheme.title,
        document=scheme.round.letter_number,
        details={"made": taken.made, "known": known, "unclear": unclear},
    )
    return taken


class _Taker:
    """Turns replies into rows, with the lists they refer to at hand."""

    def __init__(self, by: Principal, scheme: Scheme, at: datetime) -> None:
        self.by, self.scheme, self.at = by, scheme, at
        self.made = 0
        self.phases = {phase.number: phase for phase in Phase.objects.filter(scheme=scheme)}
        self.duties = {duty.code: duty for duty in Duty.objects.all()}
        self.units = {
            row.organisation.pk: row.unit
            for row in organisations.bodies(day=scheme.as_of, simulated=scheme.is_simulated)
        }
        codes = [unit.code for unit in self.units.values() if unit.code]
        self.register = {row.code: row for row in Organisation.objects.filter(code__in=codes)}

    def take(self, facts: ReplyFacts) -> Proposal | None:
        """The proposal of one reply; None when it names no form of the list or no Phương án."""
        option, form = facts.option, _form(facts)
        if option is None or form is None:
            return None
        reply = facts.reply
        unit = self.units.get(reply.owner_id)
        keeps = form in (ProposedForm.KEEP, ProposedForm.STRENGTHEN)
        apart = facts.yes(reading.SECURITY_APART)
        made = Proposal.objects.create(
            scheme=self.scheme,
            owner=reply.owner,
            root_id=reply.root_id,
            option=option,
            form=form,
            unit=self.register.get(unit.code) if unit is not None else None,
            unit_name=unit.name if keeps and unit is not None else "",
            security={True: SecurityPlace.SEPARATE, False: SecurityPlace.INSIDE, None: SecurityPlace.UNKNOWN}[
                apart
            ],
            security_unit=facts.text(reading.SECURITY_NAME),
            phase=None if form is ProposedForm.KEEP else self.phases.get(option),
            reason=facts.text(reading.REASON),
            autonomy=facts.autonomy or "",
            people_more=facts.number(reading.MORE),
            origin=Origin.REPLY,
            reply=reply,
            document=reply.letter_number,
            state=ProposalState.SENT,
            entered_by=self.by.name,
            entered_at=self.at,
            sent_by=reply.approved_by_text or reply.letter_signer,
            sent_at=reply.sent_at or self.at,
        )
        self.made += 1
        self._rows(made, facts)
        journal(
            self.by,
            "scheme.proposal.from_reply",
            made,
            of=made,
            label=str(made),
            document=reply.letter_number,
        )
        return made

    def _rows(self, made: Proposal, facts: ReplyFacts) -> None:
        kept = {"proposal": made, "owner_id": made.owner_id, "root_id": made.root_id}
        cells = {
            "form": reading.FORM,
            "option": reading.OPTION,
            "reason": reading.REASON,
            "security": reading.SECURITY_APART,
            "security_unit": reading.SECURITY_NAME,
            "autonomy": reading.LEVEL,
            "people_more": reading.MORE,
        }
        posts, giver = facts.posts, facts.text(reading.GIVER)
        for kind, present in posts.items():
            gives = giver if kind == StaffKind.CIVIL_SERVANT else ""
            ProposalPost.objects.create(kind=kind, present=present, giver_text=gives, **kept)
            cells[f"posts.{kind}.present"] = f"nhan_luc.{kind}.giao"
            if gives:
                cells[f"posts.{kind}.giver"] = reading.GIVER
        newest = max((year for _source, year in facts.money()), default=0)
        for (source, year), amount in facts.money().items():
            if year == newest and source in MoneySource.values:
                ProposalMoney.objects.create(source=source, year=year, present=amount, **kept)
                cells[f"money.{source}.{year}.present"] = f"kinh_phi.{source}.{year}"
        self._skills(facts, kept, cells)
        self._duties(facts, kept, cells)
        sources = [
            ProposalSource(field=name, fact=fact, **kept)
            for name, element in cells.items()
            if (fact := facts.facts.get(element)) is not None
        ]
        ProposalSource.objects.bulk_create(sources)

    def _skills(self, facts: ReplyFacts, kept: dict[str, object], cells: dict[str, str]) -> None:
        for skill in Skill.values:
            parts = [facts.number(f"chuyen_mon.{skill}.{degree}") for degree in ("dai_hoc", "khac")]
            known = [part for part in parts if part is not None]
            if known:
                ProposalSkill.objects.create(skill=skill, present=sum(known), **kept)
                cells[f"skills.{skill}.present"] = f"chuyen_mon.{skill}.dai_hoc"

    def _duties(self, facts: ReplyFacts, kept: dict[str, object], cells: dict[str, str]) -> None:
        elsewhere = facts.text(reading.SECURITY_ELSEWHERE) or facts.text(reading.SECURITY_NAME)
        stems = {code: stem for stem, code in facts.duties.items()}
        for code, wish in facts.wished.items():
            duty = self.duties.get(code)
            if duty is None or wish not in (Holding.LEAD, Holding.ELSEWHERE):
                continue
            holder, words = DutyHolder.UNIT, ""
            if wish == Holding.ELSEWHERE:
                secure = duty.group == Group.SECURE
                holder = DutyHolder.SECURITY if secure else DutyHolder.OTHER
                words = elsewhere if secure else ""
            ProposalDuty.objects.create(duty=duty, holder=holder, holder_text=words, **kept)
            cells[f"duties.{code}"] = f"{stems[code]}.de_nghi"


def _form(facts: ReplyFacts) -> ProposedForm | None:
    """The proposed form: keeping the present one in a phase means to strengthen it, without a phase to leave it."""
    word = facts.text(reading.FORM)
    if word == _KEEPING:
        return ProposedForm.KEEP if facts.option == 3 else ProposedForm.STRENGTHEN
    return _FORMS.get(word)
