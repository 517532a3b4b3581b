"""The whole pipeline against stored results of another program, stage by stage (51 countries, 49 indicators)."""

import numpy as np
import pytest

from daumoi_calc.indices import Result, compute
from daumoi_calc.indices.tests.material import asem, rows

SINGLE_PRECISION = 7e-8
"""The reference stores its stages in single precision."""


@pytest.fixture(scope="module")
def result() -> Result:
    definition, table = asem()
    return compute(definition=definition, table=table)


@pytest.mark.parametrize("stage", ["denominated", "imputed", "treated", "normalised"])
def test_every_stage_agrees_with_the_reference(result: Result, stage: str) -> None:
    reference = {row["UnitCode"]: row for row in rows(f"coinr_asem_ref_{stage.capitalize()}.csv")}
    expected = np.array(
        [[float(reference[unit][code] or "nan") for code in result.indicators] for unit in result.units]
    )
    assert expected.shape == (51, 49)
    found = result.stages[stage]
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    scale = 100.0 if stage == "normalised" else np.maximum(np.abs(expected), 1e-12)
    assert np.nanmax(np.abs(found - expected) / scale) < SINGLE_PRECISION


def test_every_level_of_the_hierarchy_agrees_with_the_reference(result: Result) -> None:
    reference = {row["UnitCode"]: row for row in rows("coinr_asem_ref_Aggregated.csv")}
    assert len(result.nodes) == 11
    for node in result.nodes:
        expected = np.array([float(reference[unit][node]) for unit in result.units])
        assert np.abs(result.score(node) - expected).max() < 100 * SINGLE_PRECISION


def test_the_index_agrees_to_a_billionth_and_all_51_ranks_are_the_same(result: Result) -> None:
    reference = {row["uCode"]: row for row in rows("coinr_UA_results_Nominal.csv")}
    scores = np.array([float(reference[unit]["Score"]) for unit in result.units])
    ranks = np.array([float(reference[unit]["Rank"]) for unit in result.units])
    assert np.abs(result.score() - scores).max() < 1e-9
    assert np.array_equal(result.rank(), ranks)


def test_the_trail_names_the_65_filled_gaps_and_the_15_winsorised_indicators(result: Result) -> None:
    imputed = [line for line in result.audit if line.stage == "imputed"]
    treated = [line for line in result.audit if line.stage == "treated"]
    assert len(imputed) == 65
    assert {line.method for line in imputed} == {"group_mean"}
    assert {line.method for line in treated} == {"winsorised"}
    assert len({line.code for line in treated}) == 15
    for line in treated:
        row = result.units.index(line.unit)
        assert line.before == result.stage("imputed", line.code)[row]
        assert line.after == result.stage("treated", line.code)[row] != line.before


def test_weights_used_multiply_down_the_tree_to_one(result: Result) -> None:
    leaves = [line.effective for line in result.weights if line.part in result.indicators]
    assert len(leaves) == 49
    assert sum(leaves) == pytest.approx(1.0)
