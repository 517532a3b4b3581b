"""What programs send, judged by the rules of the pages' forms. Nothing here reads tables: what may be named is handed in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.mandates.models import Duty
from daumoi.scheme.actions import Given, MoneyGiven, PostGiven
from daumoi.scheme.models import Phase
from daumoi.scheme.presenters.schemas import (
    ProposalDutyIn,
    ProposalIn,
    ProposalMoneyIn,
    ProposalPostIn,
    ProposalSkillIn,
)


def given_of(sent: ProposalIn, *, phases: Sequence[Phase], duties: Sequence[Duty]) -> Given:
    """The Phương án as its action takes it.

    :raises Invalid: a phase, year or duty that the scheme does not have; a row that stands twice.
    """
    phase = next((one for one in phases if one.number == sent.phase), None)
    if sent.phase is not None and phase is None:
        raise _unknown(_("Giai đoạn"), sent.phase)
    return Given(
        form=sent.form.value,
        unit_name=sent.unit_name,
        merge_with=sent.merge_with,
        security=sent.security.value,
        security_unit=sent.security_unit,
        phase=phase,
        reason=sent.reason,
        legal_basis=sent.legal_basis,
        self_financing=sent.self_financing,
        autonomy=sent.autonomy.value if sent.autonomy is not None else "",
        people_more=sent.people_more,
        posts=_posts(sent.posts),
        money=_money(sent.money, {year for one in phases for year in one.years}),
        duties=_duties(sent.duties, {duty.code: duty for duty in duties}),
        skills=_skills(sent.skills),
    )


def _posts(rows: Sequence[ProposalPostIn] | None) -> dict[str, PostGiven] | None:
    if rows is None:
        return None
    _refuse_twice(_("Biên chế"), [row.kind.value for row in rows])
    return {
        row.kind.value: PostGiven(row.needed, row.present, row.given_up, row.giver.strip()) for row in rows
    }


def _money(
    rows: Sequence[ProposalMoneyIn] | None, years: set[int]
) -> dict[tuple[str, int], MoneyGiven] | None:
    if rows is None:
        return None
    _refuse_twice(_("Kinh phí"), [f"{row.source.value} {row.year}" for row in rows])
    for row in rows:
        if row.year not in years and (row.running is not None or row.one_off is not None):
            raise _unknown(_("Kinh phí"), row.year)
    return {(row.source.value, row.year): MoneyGiven(row.present, row.running, row.one_off) for row in rows}


def _duties(
    rows: Sequence[ProposalDutyIn] | None, known: dict[str, Duty]
) -> dict[Duty, tuple[str, str]] | None:
    if rows is None:
        return None
    _refuse_twice(_("Nhiệm vụ"), [row.duty for row in rows])
    for row in rows:
        if row.duty not in known:
            raise _unknown(_("Nhiệm vụ"), row.duty)
    return {known[row.duty]: (row.holder.value, row.holder_name.strip()) for row in rows}


def _skills(rows: Sequence[ProposalSkillIn] | None) -> dict[str, tuple[int | None, int | None]] | None:
    if rows is None:
        return None
    _refuse_twice(_("Nhân lực theo chuyên môn"), [row.skill.value for row in rows])
    return {row.skill.value: (row.needed, row.present) for row in rows}


def _unknown(place: str, value: object) -> Invalid:
    return Invalid(
        "scheme.sent.unknown",
        _("Đề án này không có “%s”.") % value,
        place=place,
        remedy=_("Đọc đề án để biết giai đoạn, năm, nhiệm vụ của nó."),
    )


def _refuse_twice(place: str, keys: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Invalid(
                "scheme.sent.twice", _("“%s” được gửi hai lần.") % key, place=place, remedy=_("Giữ một dòng.")
            )
        seen.add(key)
