"""Files of papers (hồ sơ): opened, filled in order, closed, handed over to the archive."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.models import ExchangeAddress, Folder, Paper, PaperState
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation

INBOX_ARCHIVE = "documents.archive"
NOTICE_DAYS = 30
"""How long before the hand-over the desk is told (functions of a document system, Annex VI of Decree 30/2020)."""
_DAILY = system("nhắc nộp lưu")


@transaction.atomic
def open_folder(
    *,
    by: Principal,
    owner: Organisation,
    title: str,
    file_notation: str,
    file_catalog: int,
    start_date: date,
    maintenance: str = "",
    rights: str = "",
    description: str = "",
) -> Folder:
    """Open a file at the desk of `owner`.

    :param file_catalog: the year whose list of files it belongs to.
    :raises Conflict: the desk has a file of that notation in that year.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=owner.root_pk, owner_id=owner.pk)
    notation = file_notation.strip()
    if Folder.objects.filter(owner=owner, file_catalog=file_catalog, file_notation=notation).exists():
        raise Conflict(
            "documents.folder.twice",
            _("Năm %(year)d đã có hồ sơ ký hiệu %(notation)s.")
            % {"year": file_catalog, "notation": notation},
            remedy=_("Mở hồ sơ ấy, hoặc đặt ký hiệu khác."),
            place=_("Ký hiệu hồ sơ"),
        )
    address = ExchangeAddress.objects.filter(organisation_id=owner.root_pk).first()
    made = Folder.objects.create(
        owner=owner,
        root_id=owner.root_pk,
        organ_id=address.organ_id if address else "",
        file_catalog=file_catalog,
        file_notation=notation,
        title=" ".join(title.split()),
        maintenance=maintenance.strip(),
        rights=rights.strip(),
        creator=by.name[:30],
        start_date=start_date,
        description=description.strip(),
    )
    _journal(by, made, "documents.folder.opened")
    return made


@transaction.atomic
def add_paper(*, by: Principal, folder: Folder, paper: Paper, ordinal: int | None = None) -> Paper:
    """Put a paper into a file at a place; what stood there and after moves down by one.

    :raises Conflict: the file is closed, the paper lies in another file, is no finished paper, or of another body.
    """
    require(by, paper, DocumentPermission.DRAFT)
    _require_open(folder)
    if paper.root_id != folder.root_id:
        raise Conflict(
            "documents.folder.foreign",
            _("Văn bản này không thuộc cơ quan giữ hồ sơ."),
            remedy=_("Chọn văn bản trong sổ của cơ quan mình."),
            place=_("Văn bản"),
        )
    if paper.folder_id is not None and paper.folder_id != folder.pk:
        raise Conflict(
            "documents.folder.elsewhere",
            _("Văn bản %(code)s đang nằm trong hồ sơ khác.") % {"code": paper.code},
            remedy=_("Đưa ra khỏi hồ sơ ấy trước."),
            place=_("Văn bản"),
        )
    if paper.state in (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.SIGNED, PaperState.CANCELLED):
        raise Conflict(
            "documents.folder.draft",
            _("Văn bản chưa ban hành nên chưa đưa vào hồ sơ được."),
            remedy=_("Ban hành xong rồi đưa vào hồ sơ."),
            place=_("Văn bản"),
        )
    others = list(Paper.objects.select_for_update().filter(folder=folder).exclude(pk=paper.pk))
    last = max((other.doc_ordinal or 0 for other in others), default=0)
    wanted = min(ordinal or last + 1, last + 1)
    if any(other.doc_ordinal == wanted for other in others):
        for other in others:
            if (other.doc_ordinal or 0) >= wanted:
                other.doc_ordinal = (other.doc_ordinal or 0) + 1
                other.save(update_fields=["doc_ordinal", "changed_at"])
    paper.folder, paper.doc_ordinal = folder, wanted
    paper.save()
    journal(by, paper, "documents.paper.filed", details={"folder": str(folder)[:300], "ordinal": wanted})
    return paper


@transaction.atomic
def take_out(*, by: Principal, folder: Folder, paper: Paper) -> Paper:
    """Take a paper out of an open file; those after it move up.

    :raises Conflict: the file is closed, or the paper does not lie in it.
    """
    require(by, paper, DocumentPermission.DRAFT)
    _require_open(folder)
    if paper.folder_id != folder.pk:
        raise Conflict(
            "documents.folder.absent",
            _("Văn bản không nằm trong hồ sơ này."),
            remedy=_("Tải lại trang hồ sơ."),
        )
    place, paper.folder, paper.doc_ordinal = paper.doc_ordinal or 0, None, None
    paper.save()
    for other in Paper.objects.select_for_update().filter(folder=folder, doc_ordinal__gt=place):
        other.doc_ordinal = (other.doc_ordinal or 1) - 1
        other.save(update_fields=["doc_ordinal", "changed_at"])
    journal(by, paper, "documents.paper.unfiled", details={"folder": str(folder)[:300]})
    return paper


@transaction.atomic
def close_folder(*, by: Principal, folder: Folder, end_date: date, handover_due: date) -> Folder:
    """Close a file: its work ended on `end_date`, and it goes to the archive by `handover_due`.

    :raises Invalid: the days are out of order.
    :raises Conflict: closed already, or empty.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=folder.root_id, owner_id=folder.owner_id)
    _require_open(folder)
    if not Paper.objects.filter(folder=folder).exists():
        raise Conflict(
            "documents.folder.empty",
            _("Hồ sơ chưa có văn bản nào."),
            remedy=_("Đưa văn bản vào hồ sơ trước khi đóng."),
        )
    if end_date < folder.start_date:
        raise Invalid(
            "documents.folder.end",
            _("Ngày kết thúc ở trước ngày bắt đầu %(day)s.") % {"day": f"{folder.start_date:%d/%m/%Y}"},
            remedy=_("Chọn ngày muộn hơn."),
            place=_("Thời gian kết thúc"),
        )
    if handover_due <= end_date:
        raise Invalid(
            "documents.folder.handover",
            _("Hạn nộp lưu phải sau ngày kết thúc."),
            remedy=_("Chọn ngày muộn hơn."),
            place=_("Hạn nộp lưu"),
        )
    folder.end_date, folder.handover_due = end_date, handover_due
    folder.save(update_fields=["end_date", "handover_due"])
    _journal(by, folder, "documents.folder.closed")
    return folder


@transaction.atomic
def hand_over(*, by: Principal, folder: Folder, at: datetime) -> Folder:
    """Write that a closed file went to the archive; the notice on the desk ends.

    :raises Conflict: still open, or handed over before.
    """
    by.require_at_home(DocumentPermission.CLERK, body_id=folder.root_id, owner_id=folder.owner_id)
    if folder.end_date is None or folder.handed_over_at is not None:
        raise Conflict(
            "documents.folder.handed_over",
            _("Hồ sơ chưa đóng hoặc đã nộp lưu."),
            remedy=_("Tải lại trang hồ sơ."),
        )
    folder.handed_over_at = at
    folder.save(update_fields=["handed_over_at"])
    inbox.close(kind=INBOX_ARCHIVE, thing_id=folder.pk, at=at)
    _journal(by, folder, "documents.folder.handed_over")
    return folder


@transaction.atomic
def warn_archive(*, day: date) -> int:
    """Tell the desks which files go to the archive within thirty days; returns how many. System work of every morning."""
    with acting(_DAILY):
        near = Folder.objects.filter(
            end_date__isnull=False,
            handed_over_at__isnull=True,
            handover_due__lte=day + timedelta(days=NOTICE_DAYS),
        )
        folders = list(near.select_related("owner"))
        for folder in folders:
            inbox.post(
                kind=INBOX_ARCHIVE,
                thing_id=folder.pk,
                owner=folder.owner,
                permission=DocumentPermission.CLERK,
                title=f"Nộp lưu hồ sơ {folder.file_notation}: {folder.title}",
                detail=f"Kết thúc ngày {folder.end_date:%d/%m/%Y}",
                verb="Nộp lưu",
                address=f"/van-ban/ho-so/{folder.pk}/",
                due_on=folder.handover_due,
            )
    return len(folders)


def _require_open(folder: Folder) -> None:
    if folder.end_date is not None:
        raise Conflict(
            "documents.folder.closed",
            _("Hồ sơ đã đóng ngày %(day)s.") % {"day": f"{folder.end_date:%d/%m/%Y}"},
            remedy=_("Mở hồ sơ mới cho văn bản tiếp theo."),
        )


def _journal(by: Principal, folder: Folder, code: str) -> None:
    history.record(
        by=by,
        code=code,
        thing=folder,
        label=str(folder)[:300],
        root_id=folder.root_id,
        owner_id=folder.owner_id,
    )
