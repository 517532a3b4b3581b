"""The people of the demonstration: eight who sign in, and the officers and leaders of the other bodies."""

from dataclasses import dataclass
from datetime import date

from daumoi.accounts import actions as accounts
from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.config.demo.government import BODIES, COORDINATOR
from daumoi.foundation.principal import Principal
from daumoi.organisations import actions
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation

PASSWORD = "mo-phong-dau-moi"  # noqa: S105 - printed on purpose: these people exist in the simulation only
SINCE = date(2011, 1, 1)
COORDINATING = 16
"""Number of the body in which the coordinator sits."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in to the demonstration."""

    username: str
    full_name: str
    role: str
    over: str
    position: str

    @property
    def role_title(self) -> str:
        """The role in words."""
        return role(self.role).title if self.role else "chưa được phân công"


ACCOUNTS = (
    Account("dieuphoi", "Nguyễn Thu Hà", "national_coordinator", COORDINATOR, "Chuyên viên chính"),
    Account("dieuphoi2", "Trần Quốc Bảo", "national_coordinator", COORDINATOR, "Phó Trưởng phòng"),
    Account("chuyenvien", "Lê Minh Châu", "ministry_officer", "mp-01", "Chuyên viên đầu mối"),
    Account("thutruong", "Phạm Đức Thắng", "head_of_unit", "mp-01.cntt", "Giám đốc Trung tâm"),
    Account("lanhdao", "Vũ Hồng Nam", "ministry_leader", "mp-01", "Thứ trưởng"),
    Account("donvi", "Đỗ Thị Lan", "unit_officer", "mp-01.cntt", "Chuyên viên"),
    Account("vanthu", "Ngô Thị Mai", "clerk", "mp-16", "Văn thư"),
    Account("kiemtra", "Bùi Anh Tuấn", "inspection_member", "mp-02", "Thành viên đoàn kiểm tra"),
    Account("nguoingoai", "Hồ Văn Khách", "", "", ""),
)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
_MIDDLE = ("Thị", "Văn", "Minh", "Thanh", "Quang", "Thu", "Đình")
_GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Giang",
    "Hải",
    "Hương",
    "Khánh",
    "Long",
    "Mai",
    "Phong",
    "Yến",
    "Sơn",
)


def build(*, by: Principal, places: dict[str, Organisation]) -> None:
    """Create the accounts and appoint them (from 2011 on, so that the round of 2016 finds them in office)."""
    known = set(Person.objects.filter(is_simulated=True).values_list("username", flat=True))
    others = (who(body.number) for body in BODIES for who in (officer, leader, clerk))
    for account in (*ACCOUNTS, *others):
        if account.username not in known:
            _employ(by, account, places, password=PASSWORD if account in ACCOUNTS else None)
            known.add(account.username)


def clerk(number: int) -> Account:
    """The văn thư of a body; the coordinator's signs in."""
    if number == COORDINATING:
        return ACCOUNTS[6]
    return Account(
        f"mp{number:02d}.vanthu", invented_name(number + 80), "clerk", f"mp-{number:02d}", "Văn thư"
    )


def officer(number: int) -> Account:
    """The officer who fills in for a body; body A's signs in."""
    if number == 1:
        return ACCOUNTS[2]
    return Account(
        f"mp{number:02d}.chuyenvien",
        invented_name(number),
        "ministry_officer",
        f"mp-{number:02d}",
        "Chuyên viên",
    )


def leader(number: int) -> Account:
    """The vice-minister of a body."""
    if number == 1:
        return ACCOUNTS[4]
    position = "Phó Thủ trưởng cơ quan" if number > 19 else "Thứ trưởng"
    return Account(
        f"mp{number:02d}.lanhdao", invented_name(number + 40), "ministry_leader", f"mp-{number:02d}", position
    )


def invented_name(seed: int) -> str:
    """A plausible name, always the same for a number."""
    return f"{_FAMILY[seed * 7 % 11]} {_MIDDLE[seed * 5 % 7]} {_GIVEN[seed * 3 % 13]}"


def principal(username: str, day: date) -> Principal:
    """That person with the rights of the day."""
    return organisations.principal_of(person=Person.objects.get(username=username), day=day)


def _employ(
    by: Principal, account: Account, places: dict[str, Organisation], *, password: str | None
) -> None:
    person = accounts.create_person(
        by=by, username=account.username, full_name=account.full_name, password=password, is_simulated=True
    )
    if account.role:
        actions.appoint(
            by=by,
            person=person,
            role=role(account.role),
            over=places[account.over],
            valid_from=SINCE,
            position=account.position,
            document="Phân công trong chính phủ mô phỏng",
        )
