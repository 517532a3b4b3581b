"""The simulated bodies' registers: series of numbers, addresses of the exchange, a văn thư where somebody signs in."""

from datetime import date

from daumoi.config.demo.government import BODIES
from daumoi.documents import actions
from daumoi.documents.models import ExchangeAddress, NumberingMode, RegisterSide, Series
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation

OPENED = date(2026, 1, 1)
ELSEWHERE = ("mp-21", "mp-22")
"""Bodies with an installation of their own: papers reach them as messages of the exchange."""


def organ_id(code: str) -> str:
    """The invented exchange code of a simulated body."""
    return f"000.00.{code[-2:]}.X90"


def abbreviation(letter: str, *, is_agency: bool) -> str:
    """What stands in the notation of a simulated body's papers."""
    return f"{'CQ' if is_agency else 'B'}{letter}"


def build(*, by: Principal, places: dict[str, Organisation]) -> None:
    """Open what is missing: an outgoing series for every body, arrivals for those that keep their register here."""
    if Series.objects.filter(owner=places["mp-01"]).exists():
        return
    for body in BODIES:
        owner = places[body.code]
        ExchangeAddress.objects.get_or_create(
            organisation=owner,
            defaults={"organ_id": organ_id(body.code), "email": f"vanthu@{body.code}.mophong.vn"},
        )
        _open(by, owner, RegisterSide.OUT, agency=abbreviation(body.letter, is_agency=body.is_agency))
        if body.code not in ELSEWHERE:
            _open(by, owner, RegisterSide.IN)


def _open(by: Principal, owner: Organisation, side: RegisterSide, *, agency: str = "") -> None:
    actions.open_series(
        by=by,
        owner=owner,
        name="Sổ văn bản đi" if side == RegisterSide.OUT else "Sổ văn bản đến",
        side=side,
        mode=NumberingMode.OWN,
        agency=agency,
        kinds=[],
        valid_from=OPENED,
    )
