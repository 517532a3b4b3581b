"""Finding an organisation from what an officer types: its code, its name, or a suggestion with both."""

import re
from datetime import date

from django.utils.translation import gettext as _

from daumoi.accounts.models import Person
from daumoi.foundation.errors import Invalid
from daumoi.foundation.folding import fold
from daumoi.law.models import Instrument
from daumoi.organisations.models import Level, Organisation, OrganisationState
from daumoi.ui.formats import written_date

MOST_SUGGESTIONS = 400
_BRACKETED = re.compile(r"\[([^\[\]]+)\]\s*$")


def suggestion(*, code: str, name: str) -> str:
    """How an organisation is offered and recognised again: “Trung tâm Thông tin [ubdt-trung-tam]”."""
    return f"{name} [{code}]"


def suggestions(*, day: date, simulated: bool, bodies_only: bool = False) -> list[str]:
    """The organisations of a day to choose from, bodies first; the first few hundred of a large register."""
    states = OrganisationState.objects.as_of(day).filter(organisation__is_simulated=simulated)
    if bodies_only:
        states = states.filter(organisation__level=Level.MINISTRY)
    rows = states.order_by("organisation__level", "organisation__number", "name_sort")
    named = rows.values_list("organisation__code", "name")[:MOST_SUGGESTIONS]
    return [suggestion(code=code, name=name) for code, name in named]


def find_organisation(*, text: str, day: date, simulated: bool) -> Organisation:
    """The organisation meant by `text`; `Invalid` when there is none or the name is borne by several."""
    bracketed = _BRACKETED.search(text)
    code = bracketed.group(1).strip() if bracketed else text.strip()
    organisations = Organisation.objects.select_related("body").filter(is_simulated=simulated)
    found = organisations.filter(code=code).first()
    if found is not None:
        return found
    states = OrganisationState.objects.as_of(day).filter(
        organisation__is_simulated=simulated, name_folded=fold(text)
    )
    named = list(states.select_related("organisation__body")[:3])
    if len(named) == 1:
        return named[0].organisation
    if named:
        codes = ", ".join(state.organisation.code for state in named)
        raise Invalid(
            "organisations.ambiguous",
            _("Có nhiều đơn vị tên “%(name)s”: %(codes)s.") % {"name": text, "codes": codes},
            remedy=_("Ghi mã của đơn vị cần chọn."),
        )
    raise Invalid(
        "organisations.unknown_text",
        _("Ngày %(day)s không có cơ quan, đơn vị “%(name)s”.") % {"day": written_date(day), "name": text},
        remedy=_("Chọn trong danh sách gợi ý, hoặc ghi mã."),
    )


def instrument_suggestions(*, day: date) -> list[str]:
    """Instruments issued by a day, newest first, to choose the basis of an act from."""
    rows = Instrument.objects.exclude(issued__gt=day).order_by("-issued", "code")[:MOST_SUGGESTIONS]
    return [suggestion(code=row.code, name=str(row)) for row in rows]


def find_instrument(*, text: str) -> Instrument:
    """The instrument meant by `text`: its code, its number, or a suggestion; `Invalid` when there is none."""
    bracketed = _BRACKETED.search(text)
    code = bracketed.group(1).strip() if bracketed else text.strip()
    found = Instrument.objects.filter(code=code).first() or Instrument.objects.filter(number=code).first()
    if found is None:
        raise Invalid(
            "organisations.unknown_instrument",
            _("Sổ căn cứ pháp lý không có văn bản “%(text)s”.") % {"text": text},
            remedy=_("Chọn trong danh sách gợi ý; văn bản chưa có trong sổ thì ghi ở ô bên dưới."),
        )
    return found


def find_person(*, text: str) -> Person:
    """The person meant by `text`: the name they sign in with, or a suggestion; `Invalid` when there is none."""
    bracketed = _BRACKETED.search(text)
    username = bracketed.group(1).strip() if bracketed else text.strip()
    found = Person.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Invalid(
            "organisations.unknown_person",
            _("Không có tài khoản đang hoạt động tên “%(name)s”.") % {"name": username},
            remedy=_("Kiểm tra tên đăng nhập, hoặc đề nghị người quản trị lập tài khoản trước."),
        )
    return found


def people_suggestions() -> list[str]:
    """People who can sign in, to choose from; the first few hundred of a large installation."""
    rows = Person.objects.filter(is_active=True).order_by("full_name_folded", "pk")[:MOST_SUGGESTIONS]
    return [suggestion(code=row.username, name=row.full_name) for row in rows]
