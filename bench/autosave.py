"""Autosave of one answer at 50 requests a second, through the server that the product is served with.

The real web server over a scratch database with the simulated government: its 22 officers
fill the questionnaire of 2016, every question already answered, each save with the version its writer saw. The load
is open: a request starts when its time has come, however slow the others are, and waits count as time.
"""

import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench._scratch import browser_of, scratch_database
from daumoi.accounts.models import Person
from daumoi.config.demo import government, people, replying, round_2016
from daumoi.config.packs import load_pack
from daumoi.config.web_server import web_server
from daumoi.foundation.operating import operating
from daumoi.foundation.principal import acting
from daumoi.surveys import actions, queries
from daumoi.surveys.models import Reply
from daumoi.surveys.presenters.filling_cells import canonical_text, fingerprint
from daumoi.surveys.presenters.filling_section import place_of

RATE, SECONDS, WARM = 50, 12, 3
WRITERS = 48
"""Requests under way at most: more than the server has threads, so that waiting shows in the times."""
BUDGET = 100
DAY = date(2016, 7, 20)
TOKEN = "b" * 32

Line = dict[str, Any]


@dataclass
class Control:
    """One integer answer on an officer's screen: where it is saved, and what the screen last saw."""

    session: str
    address: str
    name: str
    seen: str
    version: int
    shape: str

    def save(self, server: http.client.HTTPConnection, number: int) -> None:
        """Post another number, as the page does when the cursor leaves the control."""
        text = str(100 + number % 400)
        sent = {"shape": self.shape, f"seen:{self.name}:0": self.seen, f"value:{self.name}:0": text}
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        server.request("POST", self.address, urlencode(sent), headers)
        answer = server.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {body[:300].decode(errors='replace')}")
        self.version += 1
        self.seen = f"{self.version}:{fingerprint(text)}"


def run() -> list[Line]:
    """The measurements: 95 % of the saves within so many milliseconds, and what one costs the server."""
    with scratch_database():
        controls = _controls()
        with _serving() as (server, port):
            _load(port, controls, seconds=WARM)
            before = _cpu(server)
            spent = _load(port, controls, seconds=SECONDS)
            each = (_cpu(server) - before) * 1000 / len(spent)
    spent.sort()
    p50, p95, worst = (spent[int(len(spent) * share)] for share in (0.5, 0.95, 0.999))
    said = f"{len(spent)} saves in {SECONDS} s on {os.cpu_count()} cores, load generator included"
    return [
        {
            "name": f"autosave_p95_at_{RATE}_a_second",
            "value": round(p95, 1),
            "unit": "ms",
            "budget": BUDGET,
            "ok": p95 <= BUDGET,
            "note": f"{said}; median {p50:.1f}, longest {worst:.1f}",
        },
        {
            "name": "autosave_cpu",
            "value": round(each, 1),
            "unit": "ms CPU",
            "budget": None,
            "ok": True,
            "note": "of the web processes, per save",
        },
    ]


def _controls() -> list[Control]:
    """A round with all answers in, and every integer question of every officer as a control."""
    load_pack(settings.PACKS / "vietnam")
    with operating("đo") as by:
        actions.load_questionnaires(folder=settings.PACKS / "vietnam", by=by)
        places = government.build(by=by, today=date.today())
        people.build(by=by, places=places)
        coordinator = people.principal("dieuphoi", round_2016.ISSUED)
        with acting(coordinator):
            made = _round(coordinator, places)
        replies = list(
            Reply.objects.filter(round=made).select_related("round__questionnaire", "round__owner", "owner")
        )
        bodies = {body.code: body for body in government.BODIES}
        by_reply = [_filled(reply, bodies[reply.owner.code]) for reply in replies]
    return [control for row in zip(*by_reply, strict=False) for control in row]


def _round(by: Any, places: dict[str, Any]) -> Any:
    made = actions.create_round(
        by=by,
        coordinator=places[government.COORDINATOR],
        code="do-luong",
        title="Đo",
        questionnaire=round_2016.published(round_2016.QUESTIONNAIRE),
        cutoff_on=date(2016, 6, 30),
        due_on=round_2016.DUE,
        contact_name="Người Đo",
        contact_phone="024 3900 0101",
        contact_email="do@mophong.vn",
        purpose="Đo.",
        is_simulated=True,
    )
    actions.issue_round(
        by=by,
        round_=made,
        addressees=[places[body.code] for body in government.BODIES],
        letter_number="1/MP-DO",
        letter_date=round_2016.ISSUED,
        letter_signer="Người Đo",
        at=replying.moment(round_2016.ISSUED, 10),
    )
    return made


def _filled(reply: Reply, body: government.Body) -> list[Control]:
    officer = people.officer(body.number).username
    by = people.principal(officer, DAY)
    with acting(by):
        replying.fill(by=by, reply=reply, body=body, at=replying.moment(DAY))
        sheet = queries.reply_sheet(principal=by, reply=reply)
    browser = browser_of(Person.objects.get(username=officer))
    session = browser.cookies["sessionid"].value
    found, shapes = [], dict[str, str]()
    for (name, row), answer in sheet.answers.items():
        variable = sheet.compiled.variables.get(name)
        if row or variable is None or variable.field.type != "integer" or variable.field.calculation:
            continue
        where = [reply.round.code, reply.owner.code, variable.section.code]
        number = place_of(sheet, (name, row))[1]
        page, address = (
            f"{reverse(route, args=where)}?trang={number}"
            for route in ("surveys:reply_section", "surveys:reply_autosave")
        )
        if page not in shapes:
            shapes[page] = _shape_on_screen(browser, page)
        seen = f"{answer.version}:{fingerprint(canonical_text(variable, answer, sheet))}"
        found.append(Control(session, address, name, seen, answer.version, shapes[page]))
    return found


def _shape_on_screen(browser: Client, page: str) -> str:
    """What the page tells the server it shows, so that an answer brings back only what changed."""
    told = re.search(r'data-shape="(\w+)"', browser.get(page).content.decode())
    if told is None:
        raise RuntimeError(f"no shape on {page}")
    return told[1]


@contextmanager
def _serving() -> Iterator[tuple[int, int]]:
    """The product's server over the scratch database: its process id and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    arguments = web_server(bind=f"127.0.0.1:{port}")
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {
        key: urlunsplit(urlsplit(os.environ[key])._replace(path=f"/{name}"))
        for key in ("DATABASE_URL", "DATABASE_OWNER_URL")
        if key in os.environ
    }
    server = subprocess.Popen(arguments, env=environment)
    try:
        _wait_for(port)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            asked.request("GET", reverse("account_login"))
            if asked.getresponse().status == 200:
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _load(port: int, controls: list[Control], *, seconds: int) -> list[float]:
    """Save `RATE` times a second; milliseconds of each save from the moment it was due."""
    begin = time.perf_counter() + 0.2

    def one(number: int) -> float:
        due = begin + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        controls[number % len(controls)].save(server, number + int(begin))
        spent = time.perf_counter() - due
        server.close()
        return spent * 1000

    with ThreadPoolExecutor(WRITERS) as writers:
        return list(writers.map(one, range(RATE * seconds)))


def _cpu(master: int) -> float:
    """Seconds of CPU that the server's processes have used so far."""
    tick = os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    times = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in children)
    return sum(int(fields[11]) + int(fields[12]) for fields in times) / tick
