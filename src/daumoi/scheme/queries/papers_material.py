"""Reading what the papers of a scheme say: its bodies, plan, sums, opinions, law of the day."""

from collections.abc import Iterable
from datetime import date

from daumoi.documents.models import Consultation, ConsultedBody, ConsultedState, DraftOpinion
from daumoi.documents.rules.consulting import read_parts
from daumoi.foundation.principal import Principal
from daumoi.law import queries as law
from daumoi.law.models import Instrument, InstrumentKind, Subject
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Form, StaffKind
from daumoi.organisations.models import Kind as OrganisationKind
from daumoi.scheme.models import CeilingKind, FinancingRegime, MoneySource, ProposedForm, Scheme, SchemePaper
from daumoi.scheme.papers_material import (
    BodyLine,
    CeilingLine,
    DraftOpinionLine,
    Ground,
    Material,
    PhaseLine,
    PlanWords,
    Round,
    WayLine,
)
from daumoi.scheme.queries.papers_figures import known_figures, survey_figures
from daumoi.scheme.queries.runs import ChosenLine, chosen_plan
from daumoi.scheme.queries.schemes import ceilings_of, chosen_of, duties_of, phases_of
from daumoi.scheme.queries.sheet import SheetRow, net_of, sheet
from daumoi.scheme.queries.submission import standing_events
from daumoi.ui.wording import short_date

SUBJECTS = ("don_vi_chuyen_trach", "to_chuc_bo_may", "tai_chinh_don_vi_su_nghiep")
"""Subjects of the law whose regime of the day grounds a scheme on organisation."""
_MOST_GROUNDS = 8
_BINDING = frozenset({"luat", "bo_luat", "phap_lenh", "nghi_quyet", "nghi_dinh", "quyet_dinh", "hien_phap"})


def material_of(*, principal: Principal, scheme: Scheme, day: date) -> Material:
    """Everything the papers are composed from, as it stands now (about fifty statements, whatever the number of bodies)."""
    chosen = {one.line.body: one for one in chosen_plan(principal=principal, scheme=scheme)}
    choice = chosen_of(principal=principal, scheme=scheme)
    names = organisations.names_as_of(ids={scheme.root_id}, day=day)
    return Material(
        code=scheme.code,
        title=scheme.title,
        title_then=scheme.title_then,
        purpose=scheme.purpose,
        as_of=scheme.as_of,
        day=day,
        writer=names.get(scheme.root_id, scheme.root.code),
        head=_head(scheme, day),
        round_code=scheme.round.code if scheme.round is not None else "",
        round_title=scheme.round.title if scheme.round is not None else "",
        round_letter=scheme.round.letter_number if scheme.round is not None else "",
        duty_set=str(scheme.duty_set or ""),
        duties=tuple(duty.name for duty in duties_of(scheme=scheme)) if scheme.duty_set is not None else (),
        phases=tuple(
            PhaseLine(f"gd{one.number}", one.number, one.name, one.years[0], one.years[-1], one.most_changes)
            for one in phases_of(principal=principal, scheme=scheme)
        ),
        bodies=tuple(
            _body(row, chosen.get(row.present.body.code))
            for row in sheet(principal=principal, scheme=scheme).rows
        ),
        figures={one.name: one.label for one in known_figures(principal=principal, scheme=scheme)},
        survey={one.code: one.label for one in survey_figures(principal=principal, round_=scheme.round)},
        plan=PlanWords(
            choice.run.number,
            choice.run.result_digest,
            choice.run.value or 0,
            choice.run.bound if choice.run.bound is not None else choice.run.value or 0,
            choice.reason,
            choice.document,
        )
        if choice is not None
        else None,
        opinions=tuple(_opinions(principal, scheme)),
        rounds=tuple(_rounds(principal, scheme)),
        way=tuple(_way(principal, scheme)),
        grounds=tuple(_grounds(day)),
        ceilings=tuple(
            CeilingLine(str(one), one.kind == CeilingKind.MONEY, one.amount, one.basis)
            for one in ceilings_of(principal=principal, scheme=scheme)
            if one.body_id is None
        ),
        kinds={code: str(words) for code, words in StaffKind.choices},
        sources={code: str(words) for code, words in MoneySource.choices},
        regimes=tuple(
            f"{one.name} ({one.instrument.number})"
            for one in FinancingRegime.objects.select_related("instrument")
            if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
        ),
    )


def _head(scheme: Scheme, day: date) -> str:
    row = organisations.body_row(organisation=scheme.root, day=day)
    is_agency = row is not None and row.state.kind == OrganisationKind.AGENCY
    return "THỦ TRƯỞNG CƠ QUAN" if is_agency else "BỘ TRƯỞNG"


def _body(row: SheetRow, chosen: ChosenLine | None) -> BodyLine:
    present = row.present
    wish = row.first
    proposal = chosen.proposal if chosen is not None else None
    form = chosen.line.form if chosen is not None else ""
    phase = (chosen.line.phase or "") if chosen is not None else ""
    posts = list(proposal.posts.all()) if proposal is not None and phase else []
    nets = {one.kind: net for one in posts if (net := net_of(one)) is not None}
    money: dict[tuple[str, int], int] = {}
    for one in proposal.money.all() if proposal is not None and phase else ():
        asked = (one.running or 0) + (one.one_off or 0)
        if asked:
            money[one.source, one.year] = money.get((one.source, one.year), 0) + asked
    return BodyLine(
        code=present.body.code,
        name=present.name,
        unit_now=present.unit_name,
        form_now="" if present.form == Form.UNKNOWN else present.form,
        form_now_words=present.form_label if present.form != Form.UNKNOWN else "",
        wish_words=str(wish.proposal.get_form_display()) if wish is not None else "",
        decided_form=form,
        decided_words=str(ProposedForm(form).label) if form in set(ProposedForm) else "",
        phase=phase,
        unit_name=proposal.unit_name if proposal is not None else "",
        net=nets,
        given={one.kind: one.given_up for one in posts if one.given_up},
        givers="; ".join(dict.fromkeys(one.giver_text for one in posts if one.giver_text)),
        money=money,
    )


def _about(principal: Principal, scheme: Scheme) -> list[int]:
    rows = SchemePaper.objects.visible_to(principal).filter(scheme=scheme, ended_at__isnull=True)
    return list(rows.values_list("paper_id", flat=True))


def _opinions(principal: Principal, scheme: Scheme) -> Iterable[DraftOpinionLine]:
    """What was said to drafts of the set in documents' tables of opinions."""
    rows = (
        DraftOpinion.objects.visible_to(principal)
        .filter(consultation__paper_id__in=_about(principal, scheme))
        .select_related("consultation")
        .order_by("consultation_id", "line_id", "number")
    )
    names: dict[int, dict[str, str]] = {}
    for row in rows:
        if row.consultation_id not in names:
            parts = read_parts(row.consultation.parts)
            names[row.consultation_id] = {part.key: part.name for part in parts}
        yield DraftOpinionLine(
            giver=row.giver,
            part=names[row.consultation_id].get(row.part, ""),
            text=row.text,
            decision=row.decision,
            decision_words=str(row.get_decision_display()),
            reason=row.reason,
            change=row.change,
            consultation=row.consultation_id,
        )


def _rounds(principal: Principal, scheme: Scheme) -> Iterable[Round]:
    found = (
        Consultation.objects.visible_to(principal)
        .filter(paper_id__in=_about(principal, scheme))
        .defer("parts")
        .order_by("opened_on", "id")
    )
    for one in found:
        states = list(ConsultedBody.objects.filter(consultation=one).values_list("state", flat=True))
        waiting = states.count(ConsultedState.WAITING)
        yield Round(one.pk, one.kind_name, one.opened_on, one.due_on, len(states), len(states) - waiting)


def _way(principal: Principal, scheme: Scheme) -> Iterable[WayLine]:
    for row in standing_events(principal=principal, scheme=scheme):
        yield WayLine(
            number=row.pk,
            kind=row.kind,
            on=row.on,
            body=row.body_name,
            field=row.field,
            field_words=str(row.get_field_display()) if row.field else "",
            verdict=row.verdict,
            verdict_words=str(row.get_verdict_display()) if row.verdict else "",
            document=row.document,
            words=row.words,
        )


def _grounds(day: date) -> Iterable[Ground]:
    """Laws first: the instruments of the day's regimes of the subjects a scheme stands on, each once."""
    seen: set[int] = set()
    for subject in Subject.objects.filter(code__in=SUBJECTS):
        for row in law.in_force(subject=subject, day=day).instruments:
            one = row.instrument
            if one.pk in seen or one.kind not in _BINDING or len(seen) >= _MOST_GROUNDS:
                continue
            seen.add(one.pk)
            yield Ground(_cited(one))


def _cited(one: Instrument) -> str:
    """“Nghị định số … ngày … của Chính phủ về …”; a law has its name before its number."""
    kind = str(one)[: -len(one.number)].strip() if one.number and str(one).endswith(one.number) else ""
    title = one.title.strip()
    for lead in (kind, "về", "Về"):
        title = title.removeprefix(lead).strip() if lead else title
    number = f"số {one.number}"
    day = f"ngày {short_date(one.issued)}" if one.issued is not None else ""
    issuer = f"của {one.issuer}" if one.issuer and one.kind != InstrumentKind.LAW else ""
    if not one.number:
        return " ".join(part for part in (one.title.strip(), day, issuer) if part)
    if one.kind == InstrumentKind.LAW:
        return " ".join(part for part in (kind, title, number, day) if part)
    about = f"về {title[:1].lower()}{title[1:]}" if title else ""
    return " ".join(part for part in (kind, number, day, issuer, about) if part)
