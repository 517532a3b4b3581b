"""What the pages of drafting and signing ask: own templates and chains, the next number, kept files, comparing."""

from dataclasses import dataclass
from datetime import date

from daumoi.documents.models import (
    Counter,
    Figure,
    FileRole,
    Kind,
    Number,
    NumberState,
    OwnRoute,
    Paper,
    PaperFile,
    Route,
    Series,
    Template,
    Version,
)
from daumoi.documents.queries.versions import Change, changes_between
from daumoi.documents.rules.content import Content, stored
from daumoi.documents.rules.numbering import written_number
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation


@dataclass(frozen=True)
class Upcoming:
    """What issuing would take: the series, the next number as printed, and the numbers kept for later."""

    series: Series
    number: str
    reserved: tuple[Number, ...]


def upcoming(*, series: Series, day: date) -> Upcoming:
    """The number the series would give on a day, if nobody else takes it first; nothing is locked."""
    last = Counter.objects.filter(series=series, year=day.year).values_list("last", flat=True).first()
    reserved = Number.objects.filter(series=series, year=day.year, state=NumberState.RESERVED, paper=None)
    following = last + 1 if last is not None else series.first_number
    return Upcoming(series, written_number(following), tuple(reserved.order_by("number")))


def drafting_desks(*, principal: Principal, permission: str) -> list[Organisation]:
    """The organisations in whose name the person may act with the permission: the body first, then the own unit."""
    homes: dict[int, int] = {}
    for grant in principal.grants:
        if permission in grant.permissions:
            for pk in (grant.body_id, grant.organisation_id):
                homes.setdefault(pk, grant.body_id)
    allowed = [
        pk
        for pk, body in homes.items()
        if principal.may_at_home(permission, body_id=body, owner_id=None if pk == body else pk)
    ]
    found = Organisation.objects.in_bulk(allowed)
    return [found[pk] for pk in allowed if pk in found]


def changes_to_words(*, before: Version, content: Content) -> list[Change]:
    """A saved version beside words that were not saved, line by line."""
    return changes_between(before=before, after=Version(content=stored(content)))


def version_of(*, paper: Paper, number: int) -> Version:
    """One version of a paper that was itself obtained through `access`."""
    found = Version.objects.filter(paper=paper, number=number).first()
    if found is None:
        raise NotFound(
            "documents.version", f"Văn bản không có bản {number}.", remedy="Chọn trong danh sách các bản."
        )
    return found


def figure_of(*, paper: Paper, key: str) -> Figure:
    """One live figure of a paper that was itself obtained through `access`."""
    found = Figure.objects.filter(paper=paper, key=key).first()
    if found is None:
        raise NotFound(
            "documents.figure", f"Văn bản không có số liệu [[{key}]].", remedy="Tải lại trang soạn thảo."
        )
    return found


def newest_file(*, paper: Paper, roles: tuple[FileRole, ...]) -> PaperFile | None:
    """The newest PDF of a paper in one of these roles, the first role first, with its bytes."""
    found = list(
        PaperFile.objects.filter(paper=paper, role__in=roles, media_type="application/pdf").defer("content")
    )
    found.sort(key=lambda file: (roles.index(FileRole(file.role)), -file.pk))
    return found[0] if found else None


def templates_of(*, principal: Principal) -> list[Template]:
    """The Word templates of the principal's desks, without their bytes; those in use first."""
    rows = Template.objects.visible_to(principal).select_related("kind", "owner").defer("content")
    return sorted(rows, key=lambda one: (not one.is_active, one.kind.number, one.name))


def templates_for(*, principal: Principal, kind: Kind) -> list[Template]:
    """The templates in use for a kind of paper."""
    return [one for one in templates_of(principal=principal) if one.is_active and one.kind_id == kind.pk]


def own_routes(*, principal: Principal) -> list[OwnRoute]:
    """The signing chains that the principal's desks made, those in use first."""
    rows = OwnRoute.objects.visible_to(principal).select_related("owner")
    return sorted(rows, key=lambda one: (not one.is_active, one.name))


def own_route(*, principal: Principal, number: int) -> OwnRoute:
    """One own signing chain of the principal's desks."""
    found = OwnRoute.objects.visible_to(principal).select_related("owner").filter(pk=number).first()
    if found is None:
        raise NotFound(
            "documents.route.missing", "Không có quy trình đó.", remedy="Chọn trong danh sách quy trình."
        )
    return found


def pack_routes() -> list[Route]:
    """The signing chains that came with the pack."""
    return list(Route.objects.all())
