"""Files of papers: the list, one file with its papers, and what an export needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from daumoi.documents.models import Addressee, AddresseeRole, FileRole, Folder, Paper, PaperFile, PaperState
from daumoi.foundation.principal import Principal

NOTICE_DAYS = 30
_FINISHED = (PaperState.ISSUED, PaperState.ARRIVED, PaperState.ASSIGNED, PaperState.DONE, PaperState.RECALLED)
_BEST_FIRST = (FileRole.SIGNED, FileRole.PDF, FileRole.SCAN)


@dataclass(frozen=True)
class FolderRow:
    """A file with the number of its papers and pages, and whether its hand-over is near on the day."""

    folder: Folder
    papers: int
    pages: int
    is_near: bool


@dataclass(frozen=True)
class FiledPaper:
    """A paper of a file with its addressees and the file that shows it best (None: only its data are kept)."""

    paper: Paper
    addressees: tuple[Addressee, ...]
    file: PaperFile | None


def folders(*, principal: Principal, day: date) -> list[FolderRow]:
    """The files of the principal's desks: open ones first, then by the day they go to the archive."""
    rows = Folder.objects.visible_to(principal).annotate(
        papers_in=Count("papers"), pages_in=Sum("papers__page_amount")
    )
    made = [_row(row, row.papers_in, row.pages_in or 0, day) for row in rows]
    made.sort(key=lambda one: (one.folder.end_date is not None, one.folder.handed_over_at is not None))
    return made


def folder_row(*, folder: Folder, papers: Sequence[Paper], day: date) -> FolderRow:
    """The row of one file whose papers are known."""
    return _row(folder, len(papers), sum(paper.page_amount for paper in papers), day)


def _row(folder: Folder, papers: int, pages: int, day: date) -> FolderRow:
    near = (
        folder.handover_due is not None
        and folder.handed_over_at is None
        and folder.handover_due <= day + timedelta(days=NOTICE_DAYS)
    )
    return FolderRow(folder=folder, papers=papers, pages=pages, is_near=near)


def papers_in(*, folder: Folder) -> list[Paper]:
    """The papers of a file in their order."""
    return list(Paper.objects.filter(folder=folder).select_related("kind").order_by("doc_ordinal", "pk"))


def unfiled_papers(*, principal: Principal, folder: Folder, most: int = 200) -> list[Paper]:
    """Finished papers of the same desk that lie in no file yet, newest first."""
    rows = Paper.objects.visible_to(principal).filter(
        folder__isnull=True, root_id=folder.root_id, state__in=_FINISHED
    )
    return list(rows.select_related("kind").order_by("-pk")[:most])


def filed_papers(*, folder: Folder) -> list[FiledPaper]:
    """The papers of a file in the order of time, each with its best file and its bytes: the signed one, the print, a scan."""
    papers = Paper.objects.filter(folder=folder).select_related("kind")
    files: dict[int, PaperFile] = {}
    for file in PaperFile.objects.filter(paper__in=papers, role__in=_BEST_FIRST).order_by("pk"):
        before = files.get(file.paper_id)
        if before is None or _rank(file) <= _rank(before):
            files[file.paper_id] = file
    lines: dict[int, list[Addressee]] = {}
    for line in Addressee.objects.filter(paper__in=papers, role=AddresseeRole.MAIN).order_by("number", "pk"):
        lines.setdefault(line.paper_id, []).append(line)
    found = [FiledPaper(one, tuple(lines.get(one.pk, ())), files.get(one.pk)) for one in papers]
    return sorted(found, key=lambda one: (one.paper.issued_date or date.max, one.paper.doc_ordinal or 0))


def _rank(file: PaperFile) -> int:
    return _BEST_FIRST.index(FileRole(file.role))


def folders_near(*, principal: Principal, day: date) -> int:
    """How many closed files go to the archive within thirty days."""
    due = Q(end_date__isnull=False, handed_over_at__isnull=True)
    rows = Folder.objects.visible_to(principal).filter(
        due, handover_due__lte=day + timedelta(days=NOTICE_DAYS)
    )
    return rows.count()
