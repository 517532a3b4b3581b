"""What the page says of a definition that was handed over: what it is, how it stands, what is wrong with it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.indices.definition import Outline
from daumoi.indices.models import IndexVersion, Presentation
from daumoi.indices.presenters.about import About, about
from daumoi.indices.queries import Intake, Placed, Standing


@dataclass(frozen=True)
class FaultLine:
    """One thing wrong with the file."""

    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class IntakePage:
    """A definition as its page shows it; without `about` only what is wrong is known."""

    file_name: str
    sentence: str
    faults: tuple[FaultLine, ...]
    about: About | None = None
    facts: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    known_url: str = ""
    may_be_taken: bool = False
    is_same: bool = False


def intake_page(found: Intake, *, file_name: str) -> IntakePage:
    """Everything the page says."""
    if found.outline is None or found.placed is None:
        elsewhere = _("Xem tài liệu định dạng của chỉ số.")
        faults = (
            FaultLine(_place(one.line, one.place), one.message, one.remedy or elsewhere)
            for one in found.faults
        )
        return IntakePage(file_name, "", tuple(faults))
    definition = found.outline.definition
    return IntakePage(
        file_name=file_name,
        sentence=_sentence(found.placed, found.outline),
        faults=(),
        about=about(found.outline),
        facts=tuple(_facts(found.outline)),
        digest=definition.digest,
        known_url=version_url(found.placed.version) if found.placed.version is not None else "",
        may_be_taken=found.placed.may_be_taken,
        is_same=_same(found.placed),
    )


def version_url(version: IndexVersion) -> str:
    """The page that explains one version."""
    about_page = reverse("indices:about", args=[version.index.code])
    return f"{about_page}?{urlencode({'ban': version.version})}"


def _same(placed: Placed) -> bool:
    return placed.standing is Standing.SAME


def _place(line: int, place: str) -> str:
    """The line first, where it is known; a place that is a line already stays as it is."""
    return _("dòng %(line)d, %(place)s") % {"line": line, "place": place} if line else place


def _facts(outline: Outline) -> list[tuple[str, str]]:
    definition, regime = outline.definition, outline.definition.regime
    years = _("từ năm %d") % regime.first_year
    if regime.last_year is not None:
        years = _("từ năm %(first)d đến hết năm %(last)d") % {
            "first": regime.first_year,
            "last": regime.last_year,
        }
    return [
        (_("Tên"), definition.name.vi),
        (_("Mã chỉ số"), definition.code),
        (_("Phiên bản"), definition.version),
        (_("Chủ sở hữu"), definition.owner),
        (_("Năm áp dụng"), years),
        (_("Cách trình bày"), str(Presentation(definition.presentation.form).label)),
        (_("Phần"), str(len(outline.pillars))),
        (_("Tiêu chí"), str(len(definition.indicators))),
        (_("Số phải ghi trên phiếu"), str(len(outline.cells))),
    ]


def _sentence(placed: Placed, outline: Outline) -> str:
    definition = outline.definition
    words = {"index": definition.code, "version": definition.version}
    match placed.standing:
        case Standing.NEW_INDEX:
            return _("Định nghĩa dùng được. Đây là chỉ số mới, mã %(index)s, phiên bản %(version)s.") % words
        case Standing.NEW_VERSION:
            return _("Định nghĩa dùng được. Đây là phiên bản %(version)s của chỉ số %(index)s đã có.") % words
        case Standing.SAME:
            return _("Phiên bản %(version)s của chỉ số %(index)s đã có ở đây với đúng nội dung này.") % words
        case Standing.TAKEN:
            refusal = _("Không nhận: đã có phiên bản %(version)s của chỉ số %(index)s với nội dung khác.")
            return f"{refusal % words} {_('Đặt số phiên bản mới cho định nghĩa đã sửa.')}"
        case Standing.REALM:
            refusal = _("Không nhận: mã %(index)s đã dùng cho chỉ số ở phần kia (thật, mô phỏng).")
            return f"{refusal % words} {_('Đặt mã khác cho chỉ số.')}"
        case Standing.YEARS:
            refusal = _("Không nhận: năm áp dụng chồng lên phiên bản %(other)s của chỉ số %(index)s.")
            other = placed.version.version if placed.version is not None else ""
            told = refusal % {"index": definition.code, "other": other}
            return f"{told} {_('Ghi last_year cho phiên bản trước, hoặc sửa first_year.')}"
