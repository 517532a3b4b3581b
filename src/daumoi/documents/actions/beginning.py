"""Beginning a draft as an officer expects it: notation, letterhead and contact are there already."""

from datetime import date

from django.db import transaction

from daumoi.documents.actions.drafting import begin_paper
from daumoi.documents.actions.numbering import series_for
from daumoi.documents.models import Kind, Paper, RegisterSide, Template, Urgency
from daumoi.documents.rules.content import ContactPerson, Content, Part
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation

TEMPLATE = "template"
"""The detail of a content that remembers which own Word template the paper is written into."""


@transaction.atomic
def begin_draft(
    *,
    by: Principal,
    owner: Organisation,
    kind: Kind,
    subject: str,
    day: date,
    unit: str = "",
    priority: int = Urgency.NORMAL,
    answers: Paper | None = None,
    template: Template | None = None,
) -> Paper:
    """Begin a paper with the kind's parts, the body above in its head, the writer as contact, the usual recipients.

    :param unit: abbreviation of the drafting unit, for the notation of a letter.
    :param template: an own Word template of the same kind; the DOCX of the paper is made from it.
    :raises Invalid: the template is of another kind or switched off.
    """
    if template is not None and (template.kind_id != kind.pk or not template.is_active):
        raise Invalid(
            "documents.template.kind",
            f"Mẫu “{template.name}” không dùng được cho loại “{kind.name}”.",
            remedy="Chọn mẫu của đúng loại văn bản, hoặc để trống.",
            place="Mẫu Word",
        )
    series = series_for(owner=owner, kind=kind, side=RegisterSide.OUT, day=day)
    return begin_paper(
        by=by,
        owner=owner,
        kind=kind,
        subject=subject,
        day=day,
        content=_first_words(by=by, owner=owner, kind=kind, day=day, template=template, unit=unit),
        agency=series.agency if series is not None else "",
        unit=unit.strip(),
        priority=priority,
        due_date=None,
        answers=answers,
    )


def _first_words(
    *, by: Principal, owner: Organisation, kind: Kind, day: date, template: Template | None, unit: str
) -> Content:
    names = organisations.names_as_of(ids={owner.pk, owner.root_pk}, day=day)
    details: dict[str, str] = {}
    if owner.pk != owner.root_pk:
        details["parent"] = names.get(owner.root_pk, "")
    if template is not None:
        details[TEMPLATE] = str(template.pk)
    kept = f"Lưu: VT, {unit.strip()}." if unit.strip() else "Lưu: VT."
    return Content(
        parts=[Part(title=part.get("title", "")) for part in kind.parts],
        recipients=["Như trên", kept] if kind.is_letter else [kept],
        contact=ContactPerson(name=by.name, unit=names.get(owner.pk, "")) if kind.is_letter else None,
        closing="Trân trọng cảm ơn." if kind.is_letter else "",
        details=details,
    )
