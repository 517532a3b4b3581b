from pathlib import Path

import msgspec
import pytest
from pyxform.xls2xform import convert

from daumoi.surveys.definition import Definition
from daumoi.surveys.tests.definition.samples import definition, question, staff_grid, systems_roster
from daumoi.surveys.xlsform import read_xlsform, write_xlsform
from daumoi.surveys.xlsform.plainform import without_grids

PACK = Path(__file__).parents[5] / "packs" / "vietnam" / "questionnaires"


def returned(form: Definition) -> Definition:
    """What comes back when the form goes out as a workbook and is read again."""
    found = read_xlsform(write_xlsform(form), name="tro-lai.xlsx")
    assert found.problems == (), "\n".join(str(problem) for problem in found.problems)
    assert found.definition is not None
    return msgspec.structs.replace(found.definition, imported_from=form.imported_from)


def test_the_survey_of_2016_goes_out_and_comes_back_with_grids_as_questions() -> None:
    file = PACK / "hien-trang-va-yeu-cau-2016.yaml"
    form = msgspec.yaml.decode(file.read_bytes(), type=Definition)
    assert returned(form) == without_grids(form)
