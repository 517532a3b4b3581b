"""XLSForm in and out: the workbook that ODK, KoboToolbox and many statisticians draw their forms in."""

from daumoi.surveys.xlsform.functions import ACCEPTED_FUNCTIONS, OPERATORS
from daumoi.surveys.xlsform.problems import SheetProblem
from daumoi.surveys.xlsform.reader import ReadForm, read_xlsform
from daumoi.surveys.xlsform.writer import write_xlsform

__all__ = ["ACCEPTED_FUNCTIONS", "OPERATORS", "ReadForm", "SheetProblem", "read_xlsform", "write_xlsform"]
