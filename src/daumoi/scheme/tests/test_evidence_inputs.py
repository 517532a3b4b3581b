"""What enters a comparison: covariates of the register and the facts, figures for papers, the command line, speed."""

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.test import Client

from daumoi.facts.models import Element, Fact
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Attestation, Form, Organisation, OrganisationState, StaffCount
from daumoi.scheme.evidence_cli import evidence_command
from daumoi.scheme.queries import evidence
from daumoi.scheme.queries.evidence import Answer, Question
from daumoi.scheme.queries.evidence_computing import Inputs, OutcomeInputs, computed
from daumoi.scheme.queries.evidence_figures import delta, difference, figures
from daumoi.scheme.queries.evidence_labels import Coding, Side, labels
from daumoi.scheme.tests.evidence_scene import ASK, INDEX, QUESTION, RESULT, Scene, make_scene, publish
from daumoi.scheme.tests.test_evidence_pages import content
from daumoi_calc.statistics.sentences import Scale, Source
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 31)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def reader(scene: Scene) -> Client:
    return scene.cast.client(scene.cast.coordinator)


def _people(scene: Scene, *, skip: str = "") -> None:
    with acting(system("dựng cảnh")):
        for number, (letter, body) in enumerate(scene.bodies.items()):
            if letter not in skip:
                unit = Organisation.objects.get(body=body, is_it_unit=True)
                for kind, people in (("cong_chuc", 10 + number * 3), ("hop_dong", number % 4)):
                    StaffCount.objects.create(
                        owner=unit,
                        root_id=body.pk,
                        on=date(2020, 6, 30),
                        kind=kind,
                        measure="co_mat",
                        people=people,
                    )


def _answer(scene: Scene, **changes: object) -> Answer:
    with acting(system("xem")) as by:
        question = Question(**{"coding": Coding(DAY, ("cuc",)), "primary": INDEX, **changes})  # type: ignore[arg-type]
        edition = scene.version.editions.select_related("version__index").get(code="2020")
        return evidence.answer(principal=by, edition=edition, question=question)


def test_people_of_the_unit_can_be_held_fixed(scene: Scene, reader: Client) -> None:
    publish(scene)
    _people(scene)
    assert "số người có mặt của đơn vị" in reader.get(ASK).content.decode()
    page = content(reader.get(RESULT, {**QUESTION, "giu_co_dinh": "nguoi-cua-don-vi"}).content.decode())
    assert "khi giữ cố định số người có mặt của đơn vị, đơn vị hình thức Cục có điểm" in page


def test_a_covariate_that_bodies_lack_is_refused_by_name(scene: Scene, reader: Client) -> None:
    publish(scene)
    _people(scene, skip="BD")
    page = content(reader.get(RESULT, {**QUESTION, "giu_co_dinh": "nguoi-cua-don-vi"}).content.decode())
    assert "số người có mặt của đơn vị: thiếu số liệu của Bộ B, Bộ D." in page
    assert "khi giữ cố định số người" not in page


def test_figures_of_the_facts_dictionary_are_offered_where_half_the_bodies_have_them(scene: Scene) -> None:
    publish(scene)
    with acting(system("dựng cảnh")):
        for code, many in (("he-thong", 14), ("ngan-sach", 3)):
            element = Element.objects.create(code=code, name=f"Số liệu {code}", value_type="number")
            for number, body in list(enumerate(scene.bodies.values()))[:many]:
                Fact.objects.create(
                    owner=body,
                    root_id=body.pk,
                    element=element,
                    on=date(2020, 1, 1),
                    status="confirmed",
                    number=Decimal(number),
                    value=number,
                    source_kind="typed",
                    source_text="thử",
                    is_simulated=True,
                )
    found = _answer(scene, covariates=("he-thong",))
    assert found.findings.adjusted is not None
    with pytest.raises(Invalid, match="ngan-sach"):
        _answer(scene, covariates=("ngan-sach",))


def test_an_officer_holds_fixed_only_what_they_may_read(scene: Scene) -> None:
    publish(scene)
    _people(scene)
    page = scene.cast.client(scene.cast.officer_b).get(ASK).content.decode()
    assert "số người có mặt của đơn vị" not in page


def test_presumed_forms_are_left_out_when_only_firm_ones_count(scene: Scene) -> None:
    publish(scene)
    with acting(system("dựng cảnh")):
        state = OrganisationState.objects.get(organisation__code="bo-c.cntt")
        Attestation.objects.create(state=state, on=date(2015, 1, 1), confidence="B")
    found = _answer(scene)
    assert [row.label.code for row in found.doubtful] == ["bo-c"]
    firm = _answer(scene, coding=Coding(DAY, ("cuc",), firm_only=True))
    assert next(row for row in firm.rows if row.label.code == "bo-c").side is Side.LEFT_OUT
    assert firm.findings.comparison.first == found.findings.comparison.first - 1


def test_an_unknown_second_unit_leaves_a_body_undecided(scene: Scene) -> None:
    with acting(system("dựng cảnh")):
        for letter, form in (("A", Form.UNKNOWN), ("D", Form.DEPARTMENT)):
            body = scene.bodies[letter]
            unit = Organisation.objects.create(
                code=f"{body.code}.hai", level="unit", body=body, is_it_unit=True, is_simulated=True, number=9
            )
            OrganisationState.objects.create(
                organisation=unit, parent=body, name="Đơn vị thứ hai", form=form, valid_from=date(2012, 1, 1)
            )
        found = labels(
            units=[("bo-a", "Bộ A"), ("bo-d", "Bộ D"), ("bo-z", "Bộ Z")],
            coding=Coding(DAY, ("cuc",)),
            simulated=True,
        )
    assert [one.side for one in found] == [Side.LEFT_OUT, Side.FIRST, Side.LEFT_OUT]
    assert "không có trong sổ đăng ký" in found[2].reason


def test_an_outcome_that_nobody_named_is_refused(scene: Scene) -> None:
    publish(scene)
    with pytest.raises(Invalid, match="Chưa nêu kết quả chính"):
        _answer(scene, primary="khac")
    with pytest.raises(Conflict, match="0 cơ quan khác"):
        _answer(scene, coding=Coding(DAY, ("cuc",), others=("van_phong",)))


def test_a_paper_never_gets_a_difference_without_its_interval(scene: Scene) -> None:
    publish(scene)
    found = _answer(scene)
    one, two = difference(answer=found), delta(answer=found)
    assert "khoảng tin cậy" in one.text
    assert "p = " in two.text
    assert "phát hiện được từ |delta|" in two.text
    assert one.value == found.findings.comparison.means.difference
    assert set(figures(answer=found)) == {"chenh_lech", "delta"}
    assert one.digest == found.digest


def test_the_command_line_says_the_same_as_the_page(scene: Scene, reader: Client) -> None:
    publish(scene)
    told = CliRunner().invoke(evidence_command, [f"{INDEX}/2020", "--json"], catch_exceptions=False)
    assert told.exit_code == 0
    page = reader.get(f"{ASK}ket-qua.json", QUESTION).json()
    assert json.loads(told.output)["inputs_sha256"] == page["inputs_sha256"]
    assert json.loads(told.output)["sentences"] == page["sentences"]
    words = CliRunner().invoke(evidence_command, [f"{INDEX}/2020"], catch_exceptions=False).output
    assert page["sentences"]["main"][0] in words


def test_eight_against_fourteen_goes_through_every_labelling_once() -> None:
    names = tuple(f"Bộ {number}" for number in range(22))
    scores = tuple(0.4 + 0.37 * ((number * 7) % 22) / 22 for number in range(22))
    outcomes = tuple(
        OutcomeInputs(f"o{place}", f"Kết quả {place}", tuple(reversed(scores)), (), (), 0.0, "")
        for place in range(4)
    )
    main = OutcomeInputs("chinh", "Chính", scores, scores, ("Có đơn vị riêng",), 0.1, "")
    inputs = Inputs(
        source=Source("Chỉ số", "1", 2020, Scale.GOALPOSTS),
        edition_digest="",
        form="Cục",
        primary="chinh",
        codes=names,
        names=names,
        of_form=tuple(number < 8 for number in range(22)),
        outcomes=(main, *outcomes),
        covariates=(("số người", tuple(float((number * 5) % 22) for number in range(22))),),
    )
    found = computed(inputs=inputs, seed=1)
    assert found.distribution.labellings == 319_770
    assert sum(found.distribution.counts) == 319_770
    assert computed(inputs=inputs, seed=1) is found
