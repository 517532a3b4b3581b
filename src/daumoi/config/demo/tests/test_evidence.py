"""The simulated years: always the same marks, inside the points of their criteria, forms as the register has them."""

from daumoi.config.demo.evidence import DEFINITION, YEARS, marks
from daumoi.config.demo.government import BECAME_CUC_AFTER, BODIES
from daumoi_calc.indices import read_definition


def test_marks_stay_inside_their_criteria_and_come_out_the_same() -> None:
    definition = read_definition(DEFINITION.read_text(encoding="utf-8"))
    most = {one.code: one.most or 0 for one in definition.indicators}
    assert sum(most.values()) == 100
    for body in BODIES:
        for year in YEARS:
            found = marks(body=body, year=year)
            assert found == marks(body=body, year=year)
            assert set(found) == set(most)
            assert all(0 <= (mark.value or 0) <= most[code] for code, mark in found.items())


def test_only_the_marked_criterion_moves_with_the_form() -> None:
    definition = read_definition(DEFINITION.read_text(encoding="utf-8"))
    assert [one.code for one in definition.indicators if one.defined_by_form] == ["don-vi-rieng"]
    for body in BODIES:
        values = [marks(body=body, year=year)["don-vi-rieng"].value for year in YEARS]
        changed = [
            year
            for year, before, after in zip(YEARS[1:], values, values[1:], strict=False)
            if before != after
        ]
        became = BECAME_CUC_AFTER.get(body.number)
        assert changed == ([became.year] if became is not None else [])


def test_every_change_has_two_years_before_and_two_from_it_on() -> None:
    for became in BECAME_CUC_AFTER.values():
        assert YEARS[0] + 2 <= became.year <= YEARS[-1] - 1
