"""Phiếu trình: the internal sheet that goes with a paper, made from the paper and its chain."""

from datetime import date

from django.utils.timezone import localtime

from daumoi.documents.models import Addressee, Paper, Side, Step, StepState
from daumoi.documents.queries import PaperSheet
from daumoi.documents.rendering import model
from daumoi.documents.rules.content import Content
from daumoi.ui import formats

_SUMMARY = 900  # characters of the paper's own words that a slip repeats
_MOST_NAMED = 6


def slip_of(*, sheet: PaperSheet, content: Content, leader: str, kind_name: str) -> model.Paper:
    """The slip as the press knows it: what is submitted, why, to whom, and every step with its opinion.

    :param leader: whom the paper is submitted to, from the step of approval.
    :param kind_name: the name of the slip as a kind of paper.
    """
    paper = sheet.paper
    blocks: list[model.Block] = [
        model.Heading(level=1, text="Vấn đề trình"),
        model.Paragraph((f"Trình ký {paper.kind.name.lower()} về {paper.subject}.",)),
    ]
    if content.grounds:
        blocks += [model.Heading(level=1, text="Căn cứ"), _dashes(content.grounds)]
    blocks += [model.Heading(level=1, text="Tóm tắt nội dung"), *_summary(content)]
    if sheet.addressees:
        blocks += [
            model.Heading(level=1, text="Nơi nhận"),
            model.Paragraph((_receivers(list(sheet.addressees)),)),
        ]
    blocks += [model.Heading(level=1, text="Quá trình xử lý"), _chain(sheet)]
    blocks += [model.Heading(level=1, text="Hồ sơ kèm theo"), _dashes(_enclosures(sheet))]
    return model.Paper(
        issuer=model.Issuer(name=paper.organ_name.upper(), parent=content.details.get("parent", "").upper()),
        kind=kind_name.upper(),
        subject=paper.subject,
        notation="",
        place=content.place,
        issued=_day(sheet),
        blocks=tuple(blocks),
        addressees=(leader,) if leader else (),
        signature=_drafter(sheet),
        simulated=paper.is_simulated,
    )


def _day(sheet: PaperSheet) -> date | None:
    """The day the paper was last submitted; a slip that goes nowhere yet has none."""
    last = max((step.lap for step in sheet.steps), default=0)
    first = next((step for step in sheet.steps if step.lap == last and step.done_at is not None), None)
    return localtime(first.done_at).date() if first is not None else None


def _dashes(lines: list[str]) -> model.Block:
    return model.Items(tuple((line,) for line in lines))


def _summary(content: Content) -> list[model.Block]:
    words = " ".join(part.text.replace("\n", " ").strip() for part in content.parts if part.text.strip())
    if not words:
        return [model.Paragraph(("Nội dung nêu tại dự thảo kèm theo.",))]
    short = words if len(words) <= _SUMMARY else words[:_SUMMARY].rsplit(" ", 1)[0] + "…"
    return [model.Paragraph((short,))]


def _receivers(lines: list[Addressee]) -> str:
    names = [line.organ_name for line in lines]
    if len(names) <= _MOST_NAMED:
        return "; ".join(names) + "."
    return f"{'; '.join(names[:_MOST_NAMED])} và {len(names) - _MOST_NAMED} nơi khác."


def _chain(sheet: PaperSheet) -> model.Block:
    numbers = {version.pk: version.number for version in sheet.versions}
    rows = tuple(
        model.Row((str(step.order), step.title, _who(step), _said(step, numbers.get(step.version_id or 0))))
        for step in sheet.steps
    )
    columns = (
        model.Column("Bước", align="centre"),
        model.Column("Việc", width="2fr"),
        model.Column("Người làm, ngày", width="2fr"),
        model.Column("Ý kiến", width="3fr"),
    )
    return model.Table(columns=columns, rows=rows) if rows else model.Paragraph(("Chưa trình.",))


def _who(step: Step) -> str:
    if step.done_at is None:
        return ""
    return f"{step.done_by}, {formats.written_date(localtime(step.done_at).date(), language='vi')}"


def _said(step: Step, version: int | None) -> str:
    state = str(StepState(step.state).label)
    on = f" (bản {version})" if version and step.done_at is not None else ""
    return f"{state}{on}: {step.opinion}" if step.opinion else f"{state}{on}"


def _enclosures(sheet: PaperSheet) -> list[str]:
    lines = [f"Dự thảo {sheet.paper.kind.name.lower()}"]
    lines += [
        f"Văn bản số {link.target.code}: {link.target.subject}"
        for link in sheet.links
        if link.target.side == Side.IN
    ]
    return lines + [file.name for file in sheet.files if file.role in ("annex", "scan")]


def _drafter(sheet: PaperSheet) -> model.Signature:
    first = sheet.steps[0] if sheet.steps else None
    name = first.done_by if first is not None and first.done_by else _writer(sheet.paper, sheet)
    return model.Signature(position="NGƯỜI TRÌNH", name=name)


def _writer(paper: Paper, sheet: PaperSheet) -> str:
    return sheet.versions[0].author_name if sheet.versions else ""
