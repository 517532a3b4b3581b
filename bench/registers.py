"""Registers at scale: search among 100,000 papers as the serving role under the policy, and how fast numbers are given.

Runs on a scratch database of its own, made by the product's migrations and dropped afterwards. A search is the whole
of what a page asks for: the words, the filters, the first page of rows. Nine papers in ten belong to other bodies.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import psycopg
from django.db import connection, transaction
from psycopg import sql

from bench._scratch import scratch_database
from daumoi.accounts.models import Person
from daumoi.accounts.rules import role
from daumoi.documents import queries
from daumoi.documents.actions.numbering import next_number
from daumoi.documents.models import Kind, Paper, Series, Side
from daumoi.documents.queries import Book, BookFilters
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal, acting, system
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Appointment, Organisation, OrganisationState

PAPERS = 100_000
BODIES = 10
ROUNDS = 20
CLERKS, EACH = 8, 25
FIRST, DAY = date(2020, 1, 1), date(2026, 11, 20)

Line = dict[str, Any]

_SUBJECTS = (
    "khảo sát hiện trạng đơn vị chuyên trách",
    "báo cáo kết quả chuyển đổi số quý",
    "đề nghị cung cấp số liệu nhân lực",
    "mời họp rà soát an toàn hệ thống thông tin",
    "góp ý dự thảo quy chế",
    "phê duyệt dự toán kinh phí",
    "kế hoạch kiểm tra, đánh giá",
    "hướng dẫn xây dựng kế hoạch năm",
)
_SEARCHES = {
    "rare": "an toan cap do 4711",
    "common": "khao sat hien trang",
    "prefix": "chuyen do",
    "nothing": "tau vu tru",
}


def run() -> list[Line]:
    """The measurements, each a line."""
    with scratch_database() as owner:
        with acting(system("đo")), transaction.atomic():
            bodies = _bodies()
            reader = _reader(bodies[0])
        _fill(owner, [body.pk for body in bodies])
        made = [*_searches(reader), *_numbers(bodies[0])]
        _leave(owner)
        return made


def _leave(owner: psycopg.Connection) -> None:
    """Close what served, and wait until the server has seen it: a database in use cannot be dropped."""
    connection.close()
    for _turn in range(100):
        others = owner.execute(
            "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        ).fetchone()
        if others is None:
            return
        time.sleep(0.05)


def _bodies() -> list[Organisation]:
    made = []
    for number in range(1, BODIES + 1):
        body = Organisation.objects.create(
            code=f"bo-{number}", level="ministry", is_simulated=True, number=number
        )
        OrganisationState.objects.create(organisation=body, name=f"Bộ {number}", kind="bo", valid_from=FIRST)
        made.append(body)
    Kind.objects.create(code="cong_van", name="Công văn", family="letter")
    return made


def _reader(body: Organisation) -> Principal:
    person = Person(username="do-luong", full_name="Người Đo")
    person.set_unusable_password()
    person.save()
    held = role("clerk")
    Appointment.objects.create(
        person=person, role=held.code, scope=held.scope, owner=body, root=body, valid_from=FIRST
    )
    return organisations.principal_of(person=person, day=DAY)


def _fill(owner: psycopg.Connection, bodies: list[int]) -> None:
    """Papers of seven years in turn for each body, half of them out, with folded words as the product keeps them."""
    [kind] = owner.execute("select id from documents_kind").fetchone() or (0,)
    table = sql.Identifier("documents_paper")
    owner.execute(sql.SQL("alter table {} disable trigger user").format(table))
    with owner.cursor().copy(
        "copy documents_paper (guid, owner_id, root_id, side, kind_id, state, code_number, code_notation, issued_date,"
        " organ_id, organ_name, subject, language, page_amount, description, signer_position, signer_full_name,"
        " priority, issued_amount, arrival_date, arrival_number, to_places, steering, response_to, is_secret_stub,"
        " about_kind, about_id, about_address, is_simulated, verification_code, state_reason,"
        " created_at, changed_at) from stdin"
    ) as copy:
        for row, _ in _rows(bodies, int(kind)):
            copy.write_row(row)
    owner.execute("create temp table told (guid text primary key, folded text)")
    with owner.cursor().copy("copy told from stdin") as copy:
        for row, folded in _rows(bodies, int(kind)):
            copy.write_row((row[0], folded))
    owner.execute(
        "insert into documents_paperwords (paper_id, owner_id, root_id, folded)"
        " select p.id, p.owner_id, p.root_id, t.folded from documents_paper p join told t using (guid) order by p.id"
    )
    owner.execute(sql.SQL("alter table {} enable trigger user").format(table))
    owner.execute("vacuum analyze")


def _rows(bodies: list[int], kind: int) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each paper as a row of its table, and its folded words."""
    chance = random.Random(20261120)
    for number in range(PAPERS):
        body, day = bodies[number % len(bodies)], DAY - timedelta(days=number * 2500 // PAPERS)
        out = number // len(bodies) % 2 == 0
        subject = f"{_SUBJECTS[number % 7 if number % 3 else 7]} số {number}"
        if number % 10_000 == 0:
            subject = f"an toàn cấp độ 4711, việc {number}"
        words = " ".join(chance.choices(_SUBJECTS, k=12))
        code, issuer = str(number % 4000 + 1), f"Bộ {number % len(bodies) + 1}"
        folded = fold(f"{code} B-THH {subject} {issuer} Nguyễn Văn A {words}")
        row = (
            *(f"g{number}", body, body, "out" if out else "in", kind, "issued" if out else "done", code),
            *("B-THH", day, "", issuer, subject, "Tiếng Việt", 2, "", "THỨ TRƯỞNG", "Nguyễn Văn A", 0, 0),
            *(None if out else day, None if out else number, "Bộ 1; Bộ 2", 1, "", False, "", 0, "", True, ""),
            *("", f"{day}T08:00:00+07:00", f"{day}T08:00:00+07:00"),
        )
        yield row, folded


def _searches(reader: Principal) -> list[Line]:
    made: list[Line] = []
    with acting(reader):
        with transaction.atomic():
            mine = Paper.objects.filter(side=Side.OUT).count()
        assert mine == PAPERS // BODIES // 2, mine
        asked = {
            f"search_100k_{name}": BookFilters(book=Book.OUT, text=text) for name, text in _SEARCHES.items()
        }
        asked["register_first_page_100k"] = BookFilters(book=Book.OUT, year=2026)
        for name, filters in asked.items():
            made += _timed(name, _asking(reader, filters))
        made += _timed("register_counts_100k", lambda: queries.book_counts(principal=reader, year=2026))
    return made


def _asking(reader: Principal, filters: BookFilters) -> Callable[[], object]:
    return lambda: queries.book_page(principal=reader, filters=filters)


def _timed(name: str, work: Callable[[], object]) -> list[Line]:
    """Wall and CPU of one question, each transaction entered as a request enters it."""

    def once() -> None:
        with transaction.atomic():
            work()

    found = []
    for unit, clock in (("ms", time.perf_counter), ("ms CPU", time.process_time)):
        once()
        spent = []
        for _ in range(ROUNDS):
            begin = clock()
            once()
            spent.append(clock() - begin)
        value = round(statistics.median(spent) * 1000, 2)
        found.append(
            {
                "name": f"{name}{'_cpu' if 'CPU' in unit else ''}",
                "value": value,
                "unit": unit,
                "budget": 50,
                "ok": value <= 50,
                "note": f"{PAPERS:,} papers of {BODIES} bodies, as app role under the policy",
            }
        )
    return found


def _numbers(body: Organisation) -> list[Line]:
    """Numbers given by clerks at once: how many a second, none twice and none missing."""
    with acting(system("đo")), transaction.atomic():
        series = Series.objects.create(owner=body, root=body, name="Văn bản đi", agency="B", valid_from=FIRST)

    def clerk(_: int) -> list[int]:
        try:
            with acting(system("văn thư")):
                taken = []
                for _turn in range(EACH):
                    with transaction.atomic():
                        taken.append(next_number(series=series, year=2026))
                return taken
        finally:
            connection.close()

    begin = time.perf_counter()
    with ThreadPoolExecutor(max_workers=CLERKS) as clerks:
        given = sorted(number for taken in clerks.map(clerk, range(CLERKS)) for number in taken)
    spent = time.perf_counter() - begin
    whole = given == list(range(1, CLERKS * EACH + 1))
    return [
        {
            "name": "numbers_given_at_once",
            "value": round(len(given) / spent, 1),
            "unit": "numbers/s",
            "budget": None,
            "ok": whole,
            "note": f"{CLERKS} clerks, one series; " + ("no gap, none twice" if whole else "GAP OR DOUBLE"),
        }
    ]
