from daumoi.mandates.presenters.choice import Choice
from daumoi.mandates.presenters.data import cell_data, duty_with_grounds
from daumoi.mandates.presenters.exports import coverage_data, coverage_workbook, duty_data, file_name
from daumoi.mandates.presenters.matrix import MatrixPage, matrix_page
from daumoi.mandates.presenters.pages import (
    assign_initial,
    body_sentence,
    catalogue_sets,
    cell_sentence,
    cell_view,
    change_sentence,
    duty_sentence,
    group_cards,
    group_comparisons,
    period,
    record_period,
)
from daumoi.mandates.presenters.words import verdict_words

__all__ = [
    "Choice",
    "MatrixPage",
    "assign_initial",
    "body_sentence",
    "catalogue_sets",
    "cell_data",
    "cell_sentence",
    "cell_view",
    "change_sentence",
    "coverage_data",
    "coverage_workbook",
    "duty_data",
    "duty_sentence",
    "duty_with_grounds",
    "file_name",
    "group_cards",
    "group_comparisons",
    "matrix_page",
    "period",
    "record_period",
    "verdict_words",
]
