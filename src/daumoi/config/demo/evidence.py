"""A simulated index over six years around the dates on which four simulated bodies took the form of a Cục.

Every mark is invented, from the code of the body and the year alone; nothing is added for a form except where the
criterion itself asks for one, which the definition marks.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from daumoi.config.demo.government import BECAME_CUC_AFTER, BODIES, COORDINATOR, Body
from daumoi.config.demo.people import officer, principal
from daumoi.config.demo.replying import moment
from daumoi.foundation.principal import Principal, acting
from daumoi.indices import actions
from daumoi.indices.access import access_edition, access_sheet
from daumoi.indices.models import Edition, IndexVersion
from daumoi.indices.rules import Mark
from daumoi.organisations.models import Organisation

INDEX = "ung-dung-mo-phong"
DEFINITION = Path(__file__).with_name("evidence.yaml")
YEARS = range(2016, 2022)
_POINTS = {"mang-noi-bo": 20, "ho-so-dien-tu": 25, "dich-vu": 25}


def build(*, by: Principal, places: dict[str, Organisation]) -> list[Edition]:
    """Publish the years that are missing; the second time nothing changes."""
    version = actions.adopt_definition(
        by=by, text=DEFINITION.read_text(encoding="utf-8"), file_name=DEFINITION.name, is_simulated=True
    )
    known = set(Edition.objects.filter(version__index__code=INDEX).values_list("code", flat=True))
    for year in YEARS:
        if str(year) not in known:
            _play(year, version, places)
    return list(Edition.objects.filter(version__index__code=INDEX).order_by("year"))


def marks(*, body: Body, year: int) -> dict[str, Mark]:
    """The marks of a body in a year: steady level of its own, slow common rise, some noise."""
    steady, moving = Random(f"ud-{body.code}"), Random(f"ud-{body.code}-{year}")  # noqa: S311 - invented figures
    level = 0.4 + 0.03 * (year - YEARS[0]) + min(body.size, 120) / 500 + steady.uniform(-0.15, 0.15)
    found = {
        column: Mark("value", Decimal(str(round(most * _share(level + moving.uniform(-0.08, 0.08)), 1))))
        for column, most in _POINTS.items()
    }
    found["don-vi-rieng"] = Mark("value", Decimal(_points_of_form(body, year)))
    found["can-bo"] = Mark("value", Decimal(str(round(15 * _share(level + moving.uniform(-0.05, 0.05)), 1))))
    return found


def _share(level: float) -> float:
    return min(max(level, 0.05), 0.98)


def _points_of_form(body: Body, year: int) -> int:
    """What the criterion “a unit of its own” gives on the cut-off day."""
    since = BECAME_CUC_AFTER.get(body.number)
    if body.form == "cuc" or (since is not None and since <= date(year, 12, 31)):
        return 15
    return {"vu": 12, "trung_tam": 10, "": 0}.get(body.form, 5)


def _play(year: int, version: IndexVersion, places: dict[str, Organisation]) -> None:
    """One edition from the letter to its publication."""
    days = _days(year)
    opened = principal("dieuphoi", next(days))
    with acting(opened):
        edition = actions.open_edition(
            by=opened,
            keeper=places[COORDINATOR],
            version=version,
            code=str(year),
            title=f"Mức độ ứng dụng mô phỏng năm {year}",
            year=year,
            cut_off=date(year, 12, 31),
            letter=f"Công văn mô phỏng số {20 + year % 100}/ƯD-MP",
            bodies={"": [places[body.code] for body in BODIES]},
        )
    sent = next(days)
    for body in BODIES:
        _send(body, year, edition, sent)
    verified, told, published = next(days), next(days), next(days)
    by = principal("dieuphoi", verified)
    with acting(by):
        actions.start_verifying(by=by, edition=edition)
        for body in BODIES:
            sheet = access_sheet(principal=by, edition=edition, body=body.code)
            actions.verify_sheet(
                by=by, sheet=sheet, marks=marks(body=body, year=year), at=moment(verified, 9), finished=True
            )
        document = f"Công văn mô phỏng số {60 + year % 100}/ƯD-MP"
        actions.open_appeals(by=by, edition=edition, until=told, document=document, at=moment(verified, 16))
        actions.publish_edition(
            by=by,
            edition=access_edition(principal=by, index=INDEX, code=str(year)),
            document=f"Quyết định mô phỏng số {90 + year % 100}/QĐ-MP",
            on=published,
            at=moment(published, 15),
        )


def _send(body: Body, year: int, edition: Edition, sent: date) -> None:
    who = principal(officer(body.number).username, sent)
    with acting(who):
        sheet = access_sheet(principal=who, edition=edition, body=body.code)
        found = marks(body=body, year=year)
        actions.save_sheet(by=who, sheet=sheet, marks=found, confirmed=set(found))
        actions.send_sheet(
            by=who,
            sheet=access_sheet(principal=who, edition=edition, body=body.code),
            document=f"Công văn số {200 + body.number}/{body.abbreviation}-CNTT",
            at=moment(sent, 10),
        )


def _days(year: int) -> Iterator[date]:
    """Opened, sent, verified, appeals until, published: in the year after."""
    return iter(
        (
            date(year + 1, 1, 10),
            date(year + 1, 2, 14),
            date(year + 1, 3, 10),
            date(year + 1, 3, 24),
            date(year + 1, 4, 7),
        )
    )
