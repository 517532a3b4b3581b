"""The paper an act rests on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.law.models import Confidence, Instrument, Source


@dataclass(frozen=True)
class Basis:
    """An instrument of the law register, or the number and day of a paper that is not in it.

    `confidence` says how far the recorder checked it; `note` is free text.
    """

    instrument: Instrument | None = None
    document: str = ""
    confidence: str = Confidence.UNVERIFIED
    source: Source | None = None
    locator: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.instrument is None and not self.document.strip():
            raise Invalid(
                "organisations.no_basis",
                _("Chưa ghi văn bản làm căn cứ."),
                remedy=_("Chọn văn bản trong sổ Căn cứ pháp lý, hoặc ghi số, ký hiệu, ngày của văn bản."),
            )

    @property
    def text(self) -> str:
        """The paper in words, for the journal."""
        return str(self.instrument) if self.instrument is not None else self.document

    def columns(self) -> dict[str, Any]:
        """The columns of a `Sourced` row."""
        return {
            "source": self.source,
            "locator": self.locator,
            "confidence": self.confidence,
            "note": self.note,
        }
