"""The simulated index: two published years with reasons and appeals, and the edition of this year under way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from daumoi.config.demo.government import BODIES, COORDINATOR, Body
from daumoi.config.demo.people import officer, principal
from daumoi.config.demo.replying import moment
from daumoi.foundation.principal import Principal, acting
from daumoi.indices import actions
from daumoi.indices.access import access_edition, access_entry, access_sheet
from daumoi.indices.models import Edition, Entry, IndexVersion, Sheet
from daumoi.indices.rules import Mark
from daumoi.organisations.models import Organisation

INDEX = "cds-mo-phong"
DEFINITION = Path(__file__).with_name("indices.yaml")
_SHARES = ("du-lieu-mo", "toan-trinh", "ho-so-so", "boi-duong")
_PROVED = {"quy-che": "Quyết định ban hành quy chế", "hai-long": "Báo cáo khảo sát mức độ hài lòng"}


@dataclass(frozen=True)
class Year:
    """The days of one edition; `published` is empty while it is under way."""

    year: int
    cut_off: date
    opened: date
    sent: date
    verified: date
    until: date
    published: date | None = None


YEARS = (
    Year(
        2024,
        date(2024, 12, 31),
        date(2025, 1, 10),
        date(2025, 2, 14),
        date(2025, 3, 10),
        date(2025, 3, 24),
        date(2025, 4, 7),
    ),
    Year(
        2025,
        date(2025, 12, 31),
        date(2026, 1, 12),
        date(2026, 2, 13),
        date(2026, 3, 9),
        date(2026, 3, 23),
        date(2026, 4, 6),
    ),
    Year(
        2026,
        date(2026, 10, 31),
        date(2026, 11, 3),
        date(2026, 11, 18),
        date(2026, 11, 20),
        date(2026, 12, 15),
    ),
)
_LOWERED = {
    2024: {3: "giam-sat", 8: "hai-long", 12: "hai-long", 17: "giam-sat", 21: "giam-sat"},
    2025: {4: "hai-long", 9: "giam-sat", 11: "giam-sat", 15: "hai-long"},
}
_REASONS = {
    "giam-sat": "Chưa nối hệ thống giám sát về đầu mối chung theo biên bản kiểm tra.",
    "hai-long": "Báo cáo khảo sát chưa nêu cỡ mẫu nên chỉ tính một phần.",
}
_APPEALS = {
    2024: (
        (
            8,
            "hai-long",
            "Gửi kèm phụ lục nêu cỡ mẫu 1.200 phiếu.",
            "accepted",
            "Đã đối chiếu phụ lục, tính lại.",
        ),
    ),
    2025: (
        (
            4,
            "hai-long",
            "Cỡ mẫu ghi ở trang 3 của báo cáo.",
            "accepted",
            "Đã đối chiếu trang 3, tính lại điểm.",
        ),
        (
            11,
            "giam-sat",
            "Đơn vị tự giám sát bằng phần mềm riêng.",
            "kept",
            "Tiêu chí đòi nối về đầu mối chung.",
        ),
    ),
}
_SENT_THIS_YEAR = (2, 3, 7, 10, 13, 16, 17, 20, 22)
_ASKED = 7


def build(*, by: Principal, places: dict[str, Organisation]) -> list[Edition]:
    """Play the editions that are missing; the second time nothing changes."""
    version = actions.adopt_definition(
        by=by, text=DEFINITION.read_text(encoding="utf-8"), file_name=DEFINITION.name, is_simulated=True
    )
    known = set(Edition.objects.filter(version__index__code=INDEX).values_list("code", flat=True))
    for year in YEARS:
        if str(year.year) not in known:
            _play(year, version, places)
    return list(Edition.objects.filter(version__index__code=INDEX).order_by("year"))


def _play(year: Year, version: IndexVersion, places: dict[str, Organisation]) -> None:
    coordinator = principal("dieuphoi", year.opened)
    with acting(coordinator):
        edition = actions.open_edition(
            by=coordinator,
            keeper=places[COORDINATOR],
            version=version,
            code=str(year.year),
            title=f"Đánh giá chuyển đổi số mô phỏng năm {year.year}",
            year=year.year,
            cut_off=year.cut_off,
            due_on=year.sent if year.published else date(2026, 12, 4),
            letter=f"Công văn mô phỏng số {40 + year.year % 100}/CĐS-MP",
            bodies={"": [places[body.code] for body in BODIES]},
        )
    sending = [body for body in BODIES if year.published or body.number in _SENT_THIS_YEAR]
    for body in sending:
        _fill(year, body, edition, finished=True)
    if year.published is None:
        _fill(year, BODIES[0], edition, finished=False)
        _ask(year, edition)
        return
    _verify(year, edition)
    _appeal(year, edition)
    last = principal("dieuphoi", year.published)
    with acting(last):
        actions.publish_edition(
            by=last,
            edition=edition,
            document=f"Quyết định mô phỏng số {100 + year.year % 100}/QĐ-MP",
            on=year.published,
            at=moment(year.published, 15),
        )


def _fill(year: Year, body: Body, edition: Edition, *, finished: bool) -> None:
    """The officer of a body writes what it has, proves some of it, and sends when finished."""
    who = principal(officer(body.number).username, year.sent)
    with acting(who):
        sheet = _sheet(who, edition, body)
        columns = list(Entry.objects.filter(sheet=sheet).order_by("number").values_list("column", flat=True))
        found = marks(body, year.year)
        given = {column: found[column] for column in (columns if finished else columns[:6])}
        if not finished:
            kept = [entry.column for entry in Entry.objects.filter(sheet=sheet, state="unconfirmed")]
            given = {column: mark for column, mark in given.items() if column not in kept}
        actions.save_sheet(by=who, sheet=sheet, marks=given, confirmed=set(columns) if finished else ())
        for column, title in _PROVED.items():
            if finished and given[column].value:
                actions.add_evidence(
                    by=who,
                    sheet=sheet,
                    entry=access_entry(principal=who, sheet=sheet, column=column),
                    title=title,
                    document=f"{20 + body.number}/{body.abbreviation} (mô phỏng)",
                    at=moment(year.sent, 9),
                )
        if finished:
            actions.send_sheet(
                by=who,
                sheet=_sheet(who, edition, body),
                document=f"Công văn số {300 + body.number}/{body.abbreviation}-CNTT",
                at=moment(year.sent, 10, body.number),
            )


def marks(body: Body, year: int) -> dict[str, Mark]:
    """What the body says for a year: invented, steady, a little better from year to year."""
    steady, moving = Random(body.code), Random(f"{body.code}-{year}")  # noqa: S311 - invented figures
    level = 0.42 + 0.06 * (year - YEARS[0].year) + min(body.size, 120) / 400 + steady.uniform(-0.12, 0.12)

    def share(spread: float = 0.12) -> Decimal:
        drawn = level + moving.uniform(-spread, spread)
        return Decimal(str(round(min(max(drawn, 0.05), 0.98), 2)))

    total = 8 + 2 * body.number % 17 + 3 * (year - YEARS[0].year)
    values = {
        "he_thong.tong": Decimal(total),
        "he_thong.co_cap_do": Decimal(int(total * share())),
        "trung-tam-du-lieu": Decimal(min(3, int(share() * 4))),
        "hai-long": Decimal(str(round(float(share()) * 8, 1))),
        "chuyen-gia": Decimal(int(body.size * float(share()) / 3)),
        "quy-che": Decimal(int(body.number % 6 != year % 5)),
        "dien-tap": Decimal(int(share() * 4)),
        "giam-sat": Decimal(str(round(float(share()) * 6, 1))),
        **{column: share() for column in _SHARES},
    }
    found = {column: Mark("value", value) for column, value in values.items()}
    if body.style in {"poor", "none"}:
        found["du-lieu-mo"] = Mark("missing", None, "Chưa lập kế hoạch dữ liệu mở.")
    if body.number in {20, 21}:
        found["toan-trinh"] = Mark(
            "not_applicable", None, "Cơ quan không có thủ tục hành chính với người dân."
        )
        found["ho-so-so"] = Mark("not_applicable")
    return found


def _sheet(who: Principal, edition: Edition, body: Body) -> Sheet:
    return access_sheet(principal=who, edition=_anew(who, edition), body=body.code)


def _anew(who: Principal, edition: Edition) -> Edition:
    return access_edition(principal=who, index=INDEX, code=edition.code)


def _verify(year: Year, edition: Edition) -> None:
    by = principal("dieuphoi", year.verified)
    with acting(by):
        actions.start_verifying(by=by, edition=edition)
        for body in BODIES:
            sheet = _sheet(by, edition, body)
            given = {
                entry.column: Mark(entry.self_kind, entry.self_value)
                for entry in Entry.objects.filter(sheet=sheet)
            }
            column = _LOWERED[year.year].get(body.number)
            if column is not None:
                less = round((given[column].value or Decimal(0)) / 2, 1)
                given[column] = Mark("value", less, _REASONS[column])
            actions.verify_sheet(
                by=by, sheet=sheet, marks=given, at=moment(year.verified, 9, body.number), finished=True
            )
        actions.open_appeals(
            by=by,
            edition=edition,
            until=year.until,
            document=f"Công văn mô phỏng số {70 + year.year % 100}/CĐS-MP",
            at=moment(year.verified, 16),
        )


def _appeal(year: Year, edition: Edition) -> None:
    for number, column, text, result, answer in _APPEALS[year.year]:
        body = BODIES[number - 1]
        who = principal(officer(number).username, year.verified)
        with acting(who):
            sheet = _sheet(who, edition, body)
            entry = access_entry(principal=who, sheet=sheet, column=column)
            appeal = actions.raise_appeal(
                by=who, sheet=sheet, entry=entry, text=text, at=moment(year.verified.replace(day=18), 9)
            )
        by = principal("dieuphoi", year.until)
        with acting(by):
            mark = Mark("value", entry.self_value) if result == "accepted" else None
            actions.answer_appeal(
                by=by, appeal=appeal, result=result, answer=answer, mark=mark, at=moment(year.until, 14)
            )


def _ask(year: Year, edition: Edition) -> None:
    by = principal("dieuphoi", year.verified)
    with acting(by):
        for number in (2, 3):
            body = BODIES[number - 1]
            actions.receive_sheet(by=by, sheet=_sheet(by, edition, body), at=moment(year.verified, 9, number))
        actions.ask_sheet(
            by=by,
            sheet=_sheet(by, edition, BODIES[_ASKED - 1]),
            words="Đề nghị gửi danh sách hệ thống kèm số quyết định phê duyệt cấp độ.",
            at=moment(year.verified, 10),
        )
        actions.remind_sheet(by=by, sheet=_sheet(by, edition, BODIES[10]), at=moment(year.verified, 11))
