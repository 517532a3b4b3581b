from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from daumoi.foundation.errors import Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.scheme import actions
from daumoi.scheme.models import FinancingRegime, FinancingStep
from daumoi.scheme.queries.financing import regimes
from daumoi.scheme.rules import FinancingKind, financing_of
from tests.cast import Cast

_ROWS = """
- code: tu-chu-cu
  name: {vi: Cơ chế cũ}
  instrument: nd-16-2015-nd-cp
  from: 2015-04-06
  to: 2021-08-15
  source: DX-VC
  confidence: A
  steps:
    - {code: cu-14, name: {vi: một phần}, level: tu_bao_dam_mot_phan, below: 100, provision: nd-16-2015-nd-cp#d14}
    - {code: cu-15, name: {vi: Nhà nước}, level: nha_nuoc_bao_dam, below: 100, provision: nd-16-2015-nd-cp#d15}
- code: tu-chu-moi
  name: {vi: Cơ chế mới}
  instrument: nd-60-2021-nd-cp
  from: 2021-08-15
  to: null
  source: DX-VC
  steps:
    - {code: moi-3, name: {vi: nhóm 3}, level: tu_bao_dam_mot_phan, at_least: 10, below: 100}
    - {code: moi-4, name: {vi: nhóm 4}, level: nha_nuoc_bao_dam, below: 10}
"""


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    (tmp_path / "financing.yaml").write_text(_ROWS, encoding="utf-8")
    return tmp_path


def test_regimes_are_loaded_once_with_their_law(folder: Path) -> None:
    with acting(system("nạp gói")) as by:
        first = actions.load_pack(folder=folder, by=by)
        assert first == {"financing_regimes": 2, "financing_steps": 4}
        assert actions.load_pack(folder=folder, by=by) == first
        found = {regime.code: regime for regime in regimes()}
        assert found["tu-chu-cu"].steps[0].provision == "nd-16-2015-nd-cp#d14"
        assert Act.objects.filter(code="scheme.pack.loaded").count() <= 2


def test_the_loaded_regimes_decide_by_day(folder: Path) -> None:
    with acting(system("nạp gói")) as by:
        actions.load_pack(folder=folder, by=by)
        for day, code in ((date(2021, 8, 14), "cu-14"), (date(2021, 8, 15), "moi-3")):
            answer = financing_of(
                form="trung_tam",
                is_public_service_unit=True,
                self_financing_rate=Decimal(30),
                day=day,
                regimes=[one for one in regimes() if one.code.startswith("tu-chu")],
            )
            assert answer.kind is FinancingKind.SERVICE
            assert answer.steps[0].code == code


def test_a_regime_that_left_the_pack_leaves_the_database(folder: Path) -> None:
    with acting(system("nạp gói")) as by:
        actions.load_pack(folder=folder, by=by)
        (folder / "financing.yaml").write_text(_ROWS.split("- code: tu-chu-moi")[0], encoding="utf-8")
        actions.load_pack(folder=folder, by=by)
        assert not FinancingRegime.objects.filter(code="tu-chu-moi").exists()
        assert not FinancingStep.objects.filter(code="moi-4").exists()


@pytest.mark.parametrize("wanted", ["nd-16-2015-nd-cp\n", "DX-VC"])
def test_a_row_that_names_nothing_of_the_pack_is_refused(folder: Path, wanted: str) -> None:
    text = _ROWS.replace(wanted, f"khong-co-{wanted}", 1)
    (folder / "financing.yaml").write_text(text, encoding="utf-8")
    with acting(system("nạp gói")) as by, pytest.raises(Invalid, match="khong-co"):
        actions.load_pack(folder=folder, by=by)


def test_an_unknown_level_is_refused_with_its_row(folder: Path) -> None:
    (folder / "financing.yaml").write_text(_ROWS.replace("nha_nuoc_bao_dam", "khac", 1), encoding="utf-8")
    with acting(system("nạp gói")) as by, pytest.raises(Invalid, match="Dòng 1 tu-chu-cu"):
        actions.load_pack(folder=folder, by=by)


def test_people_do_not_load_packs(folder: Path, cast: Cast) -> None:
    by = cast.principal(cast.officer)
    with acting(by), pytest.raises(Forbidden):
        actions.load_pack(folder=folder, by=by)
