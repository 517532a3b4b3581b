"""Fourteen simulated bodies with dated forms, an index with an indicator that the form itself defines, and its years."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from daumoi.foundation.principal import acting, system
from daumoi.indices import actions
from daumoi.indices.models import Edition, EditionState, IndexVersion
from daumoi.indices.queries import computed
from daumoi.organisations.models import Form, Organisation, OrganisationState
from tests.cast import Cast, make_body, make_unit

INDEX = "chi-so-thu"
HOME = "/de-an/bang-chung/"
ASK = f"{HOME}{INDEX}/2020/"
RESULT = f"{ASK}ket-qua/"
QUESTION = {"ngay": "2020-12-31", "hinh_thuc": "cuc", "ket_qua_chinh": INDEX}
LETTERS = "ABCDEFGHIJKLMN"
DEPARTMENTS = "BCEGIK"
UNKNOWN = "N"

_HEAD = """
code: chi-so-thu
version: '{version}'
name: {{vi: Chỉ số thử nghiệm, en: Trial index}}
owner: Cơ quan thử nghiệm
regime: {{first_year: {first}, last_year: {last}}}
sources: [{{code: tai-lieu, title: Tài liệu thử nghiệm, where: kho thử nghiệm}}]
status:
- {{part: cấu trúc, status: confirmed, text: {{vi: Cấu trúc đặt để kiểm thử.}}, source: tai-lieu}}
summary: {{vi: 'Đo mức làm việc trên môi trường số của cơ quan thử nghiệm.'}}
goalpost_policy: {{ends: fixed}}
layout: {{unit: don_vi, name: ten}}
missing: zero
weighting: {{method: points}}
{peers}
tree:
  kind: node
  code: chi-so-thu
  name: {{vi: Chỉ số thử nghiệm}}
  children:
  - kind: node
    code: ha-tang
    name: {{vi: Hạ tầng}}
    children:
    - {{kind: indicator, code: mang, name: {{vi: Mạng nội bộ}}, rule: {{rule: points}}, max_points: 30}}
    - {{kind: indicator, code: may, name: {{vi: Máy tính}}, rule: {{rule: points}}, max_points: 20}}
  - kind: node
    code: to-chuc
    name: {{vi: Tổ chức}}
    children:
    - {{kind: indicator, code: don-vi, name: {{vi: Có đơn vị riêng}}, rule: {{rule: points}}, max_points: 20{marked}}}
    - {{kind: indicator, code: ke-hoach, name: {{vi: Kế hoạch}}, rule: {{rule: points}}, max_points: 30}}
"""
PEERS = "peers: {column: nhom, groups: {co: {vi: Có dịch vụ công}, khong: {vi: Không có dịch vụ công}}}"
COLUMNS = ("mang", "may", "don-vi", "ke-hoach")


def definition(
    *, version: str = "1", first: int = 2012, last: int = 2024, peers: str = "", marked: bool = True
) -> str:
    """The trial index; one indicator may be marked as decided by the form."""
    mark = ", defined_by_form: true" if marked else ""
    return _HEAD.format(version=version, first=first, last=last, peers=peers, marked=mark)


@dataclass(frozen=True)
class Scene:
    """The cast, the bodies by letter, and the version of the index."""

    cast: Cast
    bodies: dict[str, Organisation]
    version: IndexVersion

    @property
    def codes(self) -> list[str]:
        """Codes of all bodies."""
        return [body.code for body in self.bodies.values()]


def make_scene(cast: Cast, *, text: str = "") -> Scene:
    """Fourteen bodies: six with a Cục, six with a centre, one Vụ, one that the register cannot place."""
    bodies = {"A": cast.body_a, "B": cast.body_b}
    with acting(system("dựng cảnh")):
        for number, letter in enumerate(LETTERS[2:], start=3):
            bodies[letter] = make_body(f"bo-{letter.lower()}", f"Bộ {letter}", number)
            form = Form.DEPARTMENT if letter in DEPARTMENTS else Form.CENTRE
            form = Form.ADVISORY if letter == "M" else Form.UNKNOWN if letter == UNKNOWN else form
            make_unit(f"bo-{letter.lower()}.cntt", f"Đơn vị CNTT Bộ {letter}", bodies[letter], form)
        version = actions.adopt_definition(
            by=system("dựng cảnh"), text=text or definition(), is_simulated=True
        )
    return Scene(cast, bodies, version)


def upgrade(scene: Scene, letter: str, on: date, *, known: bool = True) -> None:
    """The centre of a body becomes a Cục on a day."""
    with acting(system("dựng cảnh")):
        unit = Organisation.objects.get(body=scene.bodies[letter], is_it_unit=True)
        old = OrganisationState.objects.get(organisation=unit)
        old.valid_to, old.to_known = on, known
        old.save()
        OrganisationState.objects.create(
            organisation=unit,
            parent=scene.bodies[letter],
            name=f"Cục CNTT Bộ {letter}",
            form=Form.DEPARTMENT,
            valid_from=on,
            from_known=known,
        )


def marks_of(letter: str, year: int) -> tuple[float, ...]:
    """Marks that differ between bodies, rise a little from year to year, and give a Cục its unit's points."""
    place = LETTERS.index(letter)
    drift = (year - 2016) * 0.4
    wave = (place * 7 + year * 3) % 5 * 0.3
    own = 18.0 if letter in DEPARTMENTS else 6.0 + place % 3
    return 12 + place * 0.9 + drift + wave, 8 + place % 6 + drift / 2, own, 14 + (place * 5) % 9 + drift


def publish(
    scene: Scene,
    year: int = 2020,
    *,
    version: IndexVersion | None = None,
    skip: str = "",
    groups: str = "",
    bonus: dict[str, float] | None = None,
    form_bonus: dict[str, float] | None = None,
) -> Edition:
    """A published edition, computed from a table; `groups` are letters of the peer group “khong”."""
    chosen = version or scene.version
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    with_groups = "peers:" in chosen.definition
    writer.writerow(["don_vi", "ten", *(["nhom"] if with_groups else []), *COLUMNS])
    for letter, body in scene.bodies.items():
        if letter in skip:
            continue
        marks = list(marks_of(letter, year))
        marks[0] += (bonus or {}).get(letter, 0.0)
        marks[2] = min(20.0, marks[2] + (form_bonus or {}).get(letter, 0.0))
        group = ["khong" if letter in groups else "co"] if with_groups else []
        writer.writerow([body.code, f"Bộ {letter}", *group, *(round(mark, 2) for mark in marks)])
    found = computed(definition=chosen.definition, inputs=out.getvalue())
    with acting(system("dựng cảnh")):
        return Edition.objects.create(
            version=chosen,
            code=str(year),
            title=f"Đánh giá thử nghiệm năm {year}",
            year=year,
            cut_off=date(year, 12, 31),
            state=EditionState.PUBLISHED,
            inputs=found.inputs,
            result=found.result,
            intervals=found.intervals,
            recipe=found.recipe,
            digest=found.digest,
            published_on=date(year + 1, 2, 1),
            published_under=f"10/QĐ-BB ngày 01/02/{year + 1}",
            is_published=True,
            is_simulated=True,
            owner=scene.cast.body_b,
            root_id=scene.cast.body_b.pk,
            desk_id=scene.cast.body_b.pk,
        )
