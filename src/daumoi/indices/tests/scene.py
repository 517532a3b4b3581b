"""A small simulated index over three bodies, kept by the coordinator in Bộ B, and a body that has nothing to do with it."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pypdf import PdfWriter

from daumoi.accounts.models import Person
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import acting, system
from daumoi.indices import actions
from daumoi.indices.access import access_edition
from daumoi.indices.models import Edition, Entry, IndexVersion, Sheet
from daumoi.indices.rules import Mark
from daumoi.organisations.models import Organisation
from tests.cast import PASSWORD, Cast, appoint, make_body

AT = datetime(2026, 11, 20, 9, 0, tzinfo=HANOI)
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=HANOI)
CUT_OFF, DUE, UNTIL = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 10)
INDEX, EDITION = "chi-so-thu", "2026"
HOME = f"/chi-so/{INDEX}/{EDITION}/"

DEFINITION = """
code: chi-so-thu
version: '2026.1'
name: {vi: Chỉ số thử nghiệm, en: Trial index}
owner: Cơ quan thử nghiệm
regime: {first_year: 2024}
sources: [{code: tai-lieu, title: Tài liệu thử nghiệm, where: kho thử nghiệm}]
status:
- {part: cấu trúc, status: confirmed, text: {vi: Cấu trúc do bài kiểm thử đặt.}, source: tai-lieu}
- {part: trọng số, status: unconfirmed, text: {vi: Trọng số chưa đối chiếu.}}
summary: {vi: 'Đo mức làm việc trên môi trường số của cơ quan thử nghiệm.'}
goalpost_policy: {ends: fixed}
missing: zero
weighting: {method: points}
tree:
  kind: node
  code: chi-so-thu
  name: {vi: Chỉ số thử nghiệm}
  children:
  - kind: node
    code: ha-tang
    name: {vi: Hạ tầng}
    children:
    - {kind: indicator, code: may-tinh, name: {vi: Máy tính trên cán bộ}, unit: máy,
       rule: {rule: share, column: so_may, per: so_can_bo, points: 20}, column: so_may}
    - {kind: indicator, code: mang, name: {vi: Mạng nội bộ}, rule: {rule: points}, max_points: 30,
       evidence: [{vi: Sơ đồ mạng được phê duyệt}]}
  - kind: node
    code: an-toan
    name: {vi: An toàn}
    children:
    - {kind: indicator, code: quy-che, name: {vi: Có quy chế an toàn}, rule: {rule: yes_no, points: 10},
       evidence: [{vi: Quyết định ban hành quy chế}]}
    - {kind: indicator, code: dien-tap, name: {vi: Diễn tập}, rule: {rule: points}, max_points: 40}
"""
"""Two pillars, one hundred points."""

COLUMNS = ("so_may", "so_can_bo", "mang", "quy-che", "dien-tap")


def pdf() -> bytes:
    """The smallest paper."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def value(number: float | str, words: str = "") -> Mark:
    """A mark with a value."""
    return Mark("value", Decimal(str(number)), words)


def marks(*numbers: float) -> dict[str, Mark]:
    """A mark for every column of the trial index."""
    return {column: value(number) for column, number in zip(COLUMNS, numbers, strict=True)}


@dataclass(frozen=True)
class Scene:
    """The edition and the people around it, besides the cast."""

    cast: Cast
    body_c: Organisation
    body_d: Organisation
    officer_c: Person
    officer_d: Person
    version: IndexVersion

    def edition(self, code: str = EDITION) -> Edition:
        """The edition anew, as the database has it."""
        with acting(system("xem")) as by:
            return access_edition(principal=by, index=INDEX, code=code)

    def sheet(self, body: Organisation, code: str = EDITION) -> Sheet:
        """The sheet of a body anew."""
        with acting(system("xem")):
            rows = Sheet.objects.select_related("owner", "edition__version__index", "edition__owner")
            return rows.get(edition__code=code, owner=body)

    def entry(self, body: Organisation, column: str) -> Entry:
        """One cell anew."""
        with acting(system("xem")):
            return Entry.objects.select_related("sheet").get(sheet=self.sheet(body), column=column)

    def fill(self, who: Person, body: Organisation, *numbers: float, sent: bool = True) -> Sheet:
        """Fill a sheet and send it."""
        with acting(self.cast.principal(who)) as by:
            actions.save_sheet(by=by, sheet=self.sheet(body), marks=marks(*numbers))
            if sent:
                actions.send_sheet(by=by, sheet=self.sheet(body), document="15/BC-BA ngày 18/11/2026", at=AT)
        return self.sheet(body)

    def everybody_sends(self) -> None:
        """All three bodies fill and send."""
        self.fill(self.cast.officer, self.cast.body_a, 80, 100, 25, 1, 30)
        self.fill(self.cast.officer_b, self.cast.body_b, 100, 100, 30, 1, 40)
        self.fill(self.officer_c, self.body_c, 50, 100, 10, 0, 20)

    def verify_all(self) -> None:
        """The coordinator verifies every sheet; Bộ A loses five points with a reason."""
        found = {
            self.cast.body_a: {**marks(80, 100, 20, 1, 30), "mang": value(20, "Sơ đồ chưa được phê duyệt")},
            self.cast.body_b: marks(100, 100, 30, 1, 40),
            self.body_c: marks(50, 100, 10, 0, 20),
        }
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            actions.start_verifying(by=by, edition=self.edition())
            for body, given in found.items():
                actions.verify_sheet(by=by, sheet=self.sheet(body), marks=given, at=AT, finished=True)

    def open_appeals(self) -> Edition:
        """Everybody sends, all is verified, appeals are open."""
        self.everybody_sends()
        self.verify_all()
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            actions.open_appeals(
                by=by, edition=self.edition(), until=UNTIL, document="20/TB-BB ngày 20/11/2026", at=AT
            )
        return self.edition()

    def publish(self) -> Edition:
        """The whole way to a published edition."""
        self.open_appeals()
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            actions.publish_edition(
                by=by,
                edition=self.edition(),
                document="30/QĐ-BB ngày 01/12/2026",
                on=LATER.date(),
                at=LATER,
            )
        return self.edition()


def make_scene(cast: Cast) -> Scene:
    """Write the edition into the database at hand."""
    with acting(system("dựng vai")):
        body_c, body_d = make_body("bo-c", "Bộ C", 3), make_body("bo-d", "Bộ D", 4)
        officer_c = _officer("chuyenvien.c", "Lý Chuyên Viên C", body_c)
        officer_d = _officer("chuyenvien.d", "Đinh Chuyên Viên D", body_d)
    with acting(cast.principal(cast.coordinator)) as by:
        version = actions.adopt_definition(by=by, text=DEFINITION, file_name="thu.yaml", is_simulated=True)
        actions.open_edition(
            by=by,
            keeper=cast.body_b,
            version=version,
            code=EDITION,
            title="Đánh giá thử nghiệm năm 2026",
            year=2026,
            cut_off=CUT_OFF,
            due_on=DUE,
            letter="10/CV-BB ngày 01/11/2026",
            bodies={"": [cast.body_a, cast.body_b, body_c]},
        )
    return Scene(cast, body_c, body_d, officer_c, officer_d, version)


def _officer(username: str, full_name: str, body: Organisation) -> Person:
    made = Person(username=username, full_name=full_name, is_simulated=True)
    made.set_password(PASSWORD)
    made.save()
    appoint(made, "ministry_officer", body)
    return made
