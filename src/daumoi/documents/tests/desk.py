"""A desk with open series, for tests: Bộ A and Bộ B each with a văn thư and both registers."""

from datetime import UTC, date, datetime
from functools import partial

from daumoi.documents import actions
from daumoi.documents.models import Kind, NumberingMode, Paper, RegisterSide, Series
from daumoi.documents.rules.content import ContactPerson, Content, Part, Signing
from daumoi.foundation.principal import acting
from daumoi.organisations.models import Organisation
from tests.cast import Cast

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def kind(code: str = "cong_van") -> Kind:
    """A kind of the pack."""
    return Kind.objects.get(code=code)


def open_registers(
    cast: Cast, *, body: Organisation, agency: str, mode: NumberingMode = NumberingMode.OWN
) -> Series:
    """Open both registers of a body; returns the outgoing series."""
    clerk = cast.clerk if body == cast.body_a else cast.clerk_b
    principal = cast.principal(clerk)
    with acting(principal):
        begin = partial(actions.open_series, by=principal, owner=body, kinds=[], valid_from=date(2016, 1, 1))
        begin(name="Văn bản đến", side=RegisterSide.IN, mode=NumberingMode.OWN, agency="")
        return begin(name="Văn bản đi", side=RegisterSide.OUT, mode=mode, agency=agency)


WORDS = Content(
    parts=[Part(text="Để có căn cứ tổng hợp, đề nghị quý cơ quan trả lời phiếu kèm theo.")],
    closing="Trân trọng cảm ơn.",
    recipients=["Như trên", "Lưu: VT, THH."],
    signing=Signing(position="THỨ TRƯỞNG", name="Nguyễn Văn A", on_behalf=["KT. BỘ TRƯỞNG"]),
    contact=ContactPerson(name="Trần Thị B", telephone="024.1234567", unit="Trung tâm Thông tin"),
)


def draft(cast: Cast, *, subject: str = "khảo sát hiện trạng đơn vị chuyên trách", **given: object) -> Paper:
    """A draft letter of Bộ A, written by its officer."""
    principal = cast.principal(cast.officer)
    with acting(principal):
        return actions.begin_paper(
            by=principal,
            owner=cast.body_a,
            kind=kind(),
            subject=subject,
            day=DAY,
            content=WORDS,
            agency="BA",
            unit="TTTT",
            **given,  # type: ignore[arg-type]
        )


def signed(cast: Cast, paper: Paper) -> Paper:
    """The draft, recorded as signed in the body's own system."""
    principal = cast.principal(cast.clerk)
    with acting(principal):
        return actions.record_signed_outside(by=principal, paper=paper, signer="Nguyễn Văn A", at=AT)
