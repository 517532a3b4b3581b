"""Duties and cells as plain values, for programs."""

from typing import Any

from daumoi.law.models import Provision
from daumoi.mandates.models import Duty
from daumoi.mandates.presenters.exports import duty_data
from daumoi.mandates.presenters.pages import cell_sentence
from daumoi.mandates.queries import CellBasis, Record


def duty_with_grounds(duty: Duty) -> dict[str, Any]:
    """A duty with the articles it rests on."""
    return duty_data(duty) | {"provisions": [provision_data(row) for row in duty.provisions.all()]}


def provision_data(provision: Provision) -> dict[str, Any]:
    """An article as plain values."""
    return {
        "code": provision.code,
        "instrument": str(provision.instrument),
        "place": provision.place,
        "text": provision.display_text,
        "source": provision.source_text,
        "confidence": provision.confidence,
    }


def cell_data(basis: CellBasis) -> dict[str, Any]:
    """A cell with its records and grounds."""
    return {
        "organisation": basis.body.code,
        "duty": basis.duty.code,
        "as_of": basis.day,
        "holding": basis.cell.standing.value,
        "holder": basis.cell.holder,
        "basis": basis.cell.basis,
        "source": basis.cell.source,
        "confidence": basis.cell.confidence,
        "sentence": cell_sentence(basis),
        "provisions": [provision_data(row) for row in basis.provisions],
        "records": [_record_data(row) for row in basis.records],
    }


def _record_data(row: Record) -> dict[str, Any]:
    return {
        "holding": row.cell.standing.value,
        "holder": row.cell.holder,
        "basis": row.cell.basis,
        "source": row.cell.source,
        "confidence": row.cell.confidence,
        "valid_from": row.assignment.valid_from,
        "valid_to": row.assignment.valid_to,
        "is_published": row.assignment.is_published,
    }
