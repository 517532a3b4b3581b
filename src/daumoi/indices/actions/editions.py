"""The way of an edition: opened, verified, opened to appeals, published and frozen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.indices import rules
from daumoi.indices.access import IndexPermission
from daumoi.indices.actions.sheets import prefill_sheets
from daumoi.indices.actions.steps import body_of, held_edition, journal, require, said
from daumoi.indices.actions.verifying import post_sheet
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Appeal, Edition, EditionState, Entry, IndexVersion, Sheet, SheetState
from daumoi.indices.queries.computing import compute_edition
from daumoi.indices.rules import Step
from daumoi.organisations.models import Organisation

_COPIED = (
    *("column", "indicator", "indicator_version", "number", "state", "self_kind", "self_value", "self_score"),
    *("self_note", "source_kind", "fact_id", "source_text", "source_on"),
    *("verified_kind", "verified_value", "verified_score", "reason"),
)


@transaction.atomic
def open_edition(
    *,
    by: Principal,
    keeper: Organisation,
    version: IndexVersion,
    code: str,
    title: str,
    year: int,
    cut_off: date,
    bodies: Mapping[str, Sequence[Organisation]],
    due_on: date | None = None,
    letter: str = "",
) -> Edition:
    """Open an edition kept by `keeper`: a sheet for every body, prefilled from facts known on the cut-off day.

    `bodies` names those that take part by peer group; "" where the definition has no groups.

    :raises Invalid: code in use, nobody takes part, a body twice, a group the definition does not have, a year outside
        the years of the definition.
    """
    by.require(IndexPermission.COORDINATE, body_id=keeper.root_pk, owner_id=keeper.pk)
    _check_groups(version, bodies)
    _check_year(version, year)
    everybody = [body for group in bodies.values() for body in group]
    edition = _create(
        version=version,
        keeper=keeper,
        code=code,
        title=said(title, place=_("Tên kỳ"), message=_("Chưa đặt tên kỳ đánh giá.")),
        year=year,
        cut_off=cut_off,
        due_on=due_on,
        letter=letter.strip(),
        readers=sorted({body.pk for body in everybody} | {body.root_pk for body in everybody}),
    )
    sheets = Sheet.objects.bulk_create(
        _sheet(edition, body, group) for group, members in bodies.items() for body in members
    )
    Entry.objects.bulk_create(
        _entry(
            sheet,
            column=cell.column,
            indicator=cell.indicator.code,
            indicator_version=cell.indicator.version,
            number=cell.number,
        )
        for sheet in sheets
        for cell in outline_of(version.definition).cells
    )
    prefill_sheets(by=by, edition=edition, sheets=sheets, day=cut_off)
    for sheet in sheets:
        post_sheet(edition=edition, sheet=sheet, title=_("Phiếu tự chấm: %s") % edition)
    journal(
        by, "indices.edition.opened", edition, of=edition, document=letter, details={"bodies": len(everybody)}
    )
    return edition


def _create(*, version: IndexVersion, keeper: Organisation, code: str, **values: object) -> Edition:
    try:
        with transaction.atomic():
            return Edition.objects.create(
                version=version,
                code=code,
                is_simulated=keeper.is_simulated,
                owner=keeper,
                root_id=keeper.root_pk,
                desk_id=keeper.root_pk,
                **values,
            )
    except IntegrityError as error:
        raise Invalid(
            "indices.edition.code",
            _("Mã kỳ “%s” đã dùng.") % code,
            place=_("Mã kỳ"),
            remedy=_("Đặt mã khác, ví dụ thêm lần công bố."),
        ) from error


def _sheet(edition: Edition, body: Organisation, group: str) -> Sheet:
    """The sheet of a body, not yet saved."""
    return Sheet(edition=edition, owner=body, root_id=body.root_pk, desk_id=edition.desk_id, group=group)


def _entry(sheet: Sheet, **told: object) -> Entry:
    """A cell of a saved sheet, not yet saved itself."""
    return Entry(sheet=sheet, owner_id=sheet.owner_id, root_id=sheet.root_id, desk_id=sheet.desk_id, **told)


def _check_groups(version: IndexVersion, bodies: Mapping[str, Sequence[Organisation]]) -> None:
    peers = outline_of(version.definition).definition.peers
    known = set(peers.groups) if peers is not None else {""}
    named = [body.pk for group in bodies.values() for body in group]
    place = _("Cơ quan tham gia")
    if not named:
        raise Invalid("indices.edition.nobody", _("Chưa có cơ quan nào tham gia."), place=place)
    if len(set(named)) < len(named):
        raise Invalid(
            "indices.edition.twice", _("Có cơ quan ghi hai lần."), place=place, remedy=_("Giữ một.")
        )
    unknown = {group for group, members in bodies.items() if members} - known
    if unknown:
        raise Invalid(
            "indices.edition.group",
            _("Định nghĩa không có nhóm “%s”.") % ", ".join(sorted(unknown)),
            place=place,
            remedy=_("Dùng các nhóm của định nghĩa."),
        )


def _check_year(version: IndexVersion, year: int) -> None:
    regime = outline_of(version.definition).definition.regime
    if not regime.covers(year):
        raise Invalid(
            "indices.edition.year",
            _("Phiên bản %(version)s không áp dụng cho năm %(year)d.")
            % {"version": version.version, "year": year},
            place=_("Năm"),
            remedy=_("Chọn phiên bản đúng năm, hoặc sửa năm."),
        )


@transaction.atomic
def correct_edition(
    *, by: Principal, edition: Edition, code: str, reason: str, letter: str, at: datetime
) -> Edition:
    """Begin the correction of a published edition: a new edition with a copy of its sheets, in verification.

    :raises Conflict: the edition is not published, or a correction is under way.
    """
    require(by, IndexPermission.COORDINATE, edition)
    if edition.state != EditionState.PUBLISHED or edition.corrections.exclude(state="published").exists():
        raise Conflict(
            "indices.edition.correct",
            _("Chỉ đính chính kỳ đã công bố và chưa có đính chính đang làm."),
            remedy=_("Mở trang của kỳ để xem bước tiếp theo."),
        )
    reason = said(reason, place=_("Lý do đính chính"), message=_("Chưa ghi lý do đính chính."))
    made = _create(
        version=edition.version,
        keeper=edition.owner,
        code=code,
        title=_("%s (đính chính)") % edition.title,
        year=edition.year,
        cut_off=edition.cut_off,
        letter=letter.strip(),
        readers=edition.readers,
        state=EditionState.VERIFYING,
        corrects=edition,
        correction_reason=reason,
    )
    for old in Sheet.objects.filter(edition=edition).select_related("owner").prefetch_related("entries"):
        sheet = _sheet(made, old.owner, old.group)
        sheet.state, sheet.received_on = SheetState.RECEIVED, at.date()
        sheet.sent_on, sheet.sent_by, sheet.sent_under = old.sent_on, old.sent_by, old.sent_under
        sheet.save()
        Entry.objects.bulk_create(
            _entry(sheet, **{name: getattr(entry, name) for name in _COPIED}) for entry in old.entries.all()
        )
    journal(by, "indices.edition.opened", made, of=made, reason=reason, document=letter)
    return made


@transaction.atomic
def start_verifying(*, by: Principal, edition: Edition) -> Edition:
    """Begin verification; sheets that have not come may still be sent until they are verified."""
    require(by, IndexPermission.COORDINATE, edition)
    fresh = held_edition(edition, Step.START_VERIFYING)
    fresh.state = EditionState.VERIFYING
    fresh.save(update_fields=["state"])
    journal(by, "indices.edition.verifying", fresh, of=fresh)
    return fresh


@transaction.atomic
def open_appeals(*, by: Principal, edition: Edition, until: date, document: str, at: datetime) -> Edition:
    """Tell the bodies their verified marks and take appeals until a day.

    :raises Conflict: a sheet is not verified yet.
    :raises Invalid: the last day lies in the past, or no document tells the bodies.
    """
    require(by, IndexPermission.COORDINATE, edition)
    fresh = held_edition(edition, Step.OPEN_APPEALS)
    if until <= at.date():
        raise Invalid(
            "indices.appeals.until",
            _("Hạn nhận kiến nghị phải sau hôm nay."),
            place=_("Nhận kiến nghị đến hết ngày"),
            remedy=_("Thường để 5 đến 10 ngày làm việc."),
        )
    document = said(document, place=_("Công văn thông báo"), message=_("Chưa ghi công văn thông báo điểm."))
    sheets = list(Sheet.objects.filter(edition=fresh).select_related("owner"))
    waiting = [sheet for sheet in sheets if sheet.state != SheetState.VERIFIED]
    if waiting:
        names = ", ".join(body_of(sheet) for sheet in waiting[:5])
        raise Conflict(
            "indices.appeals.unverified",
            _("Còn %(count)d phiếu chưa thẩm định xong: %(names)s.")
            % {"count": len(waiting), "names": names},
            remedy=_("Thẩm định hết các phiếu; tiêu chí không có số thì ghi chưa có số liệu."),
        )
    fresh.state, fresh.appeals_until = EditionState.APPEALS, until
    fresh.save(update_fields=["state", "appeals_until"])
    for sheet in sheets:
        inbox.post(
            kind=rules.INBOX_MARKS,
            thing_id=sheet.pk,
            owner=sheet.owner,
            title=_("Điểm thẩm định: %s") % fresh,
            document=document,
            verb=_("Xem điểm, kiến nghị"),
            address=rules.sheet_address(fresh.version.index.code, fresh.code, sheet.owner.code),
            permission=IndexPermission.FILL,
            due_on=until,
        )
    journal(by, "indices.edition.appeals", fresh, of=fresh, document=document)
    return fresh


@transaction.atomic
def publish_edition(*, by: Principal, edition: Edition, document: str, on: date, at: datetime) -> Edition:
    """Compute, publish and freeze. From then on the database refuses every change.

    :raises Conflict: appeals wait for an answer.
    :raises Invalid: no document, or the figures cannot be computed (the message says where).
    """
    require(by, IndexPermission.COORDINATE, edition)
    fresh = held_edition(edition, Step.PUBLISH)
    document = said(
        document,
        place=_("Quyết định công bố"),
        message=_("Chưa ghi văn bản công bố."),
        remedy=_("Ghi số, ký hiệu, ngày của quyết định hoặc thông báo đã ký."),
    )
    waiting = Appeal.objects.filter(sheet__edition=fresh, result="").count()
    if waiting:
        raise Conflict(
            "indices.publish.appeals",
            _("Còn %d kiến nghị chưa trả lời.") % waiting,
            remedy=_("Trả lời hết kiến nghị rồi công bố."),
        )
    if on > at.date():
        raise Invalid(
            "indices.publish.day",
            _("Ngày công bố ở sau hôm nay."),
            place=_("Ngày công bố"),
            remedy=_("Sửa ngày."),
        )
    computed = compute_edition(edition=fresh)
    fresh.inputs, fresh.result, fresh.intervals = computed.inputs, computed.result, computed.intervals
    fresh.recipe, fresh.digest = computed.recipe, computed.digest
    fresh.state, fresh.is_published = EditionState.PUBLISHED, True
    fresh.published_on, fresh.published_under = on, document
    sheets = Sheet.objects.filter(edition=fresh).values_list("pk", flat=True)
    inbox.close_all(kinds=(rules.INBOX_MARKS,), things=sheets, at=at)
    fresh.save()
    journal(
        by,
        "indices.edition.published",
        fresh,
        of=fresh,
        document=document,
        details={"digest": computed.digest, "units": len(computed.result["units"])},
    )
    return fresh
