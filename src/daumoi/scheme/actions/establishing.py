"""All steps towards a Cục are done: the reorganisation goes into the register."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.organisations import actions as organisations
from daumoi.organisations.models import EstablishmentStep, Form, Reorganisation
from daumoi.scheme.actions.steps import said
from daumoi.scheme.queries.establishing import PathRow

_GROUNDS = (
    EstablishmentStep.Step.DECREE.value,
    EstablishmentStep.Step.FUNCTIONS.value,
    EstablishmentStep.Step.POSTS.value,
)


@transaction.atomic
def record_department(*, by: Principal, path: PathRow, name: str, on: date, today: date) -> Reorganisation:
    """Record that the unit became a Cục on `on`, resting on the papers of its steps.

    :raises Forbidden: the principal does not keep the register of this body.
    :raises Conflict: a step is open, the register has a Cục already, or no unit to become one.
    """
    if path.is_department:
        raise Conflict(
            "scheme.department.known",
            _("Sổ đăng ký đã ghi %s là Cục.") % path.unit_name,
            remedy=_("Không cần ghi lại."),
        )
    if path.next_step is not None:
        raise Conflict(
            "scheme.department.steps",
            _("Bước “%s” chưa xong nên chưa có Cục.") % path.next_step.get_step_display(),
            remedy=_("Cập nhật các bước trước khi ghi vào sổ đăng ký."),
        )
    if path.unit is None:
        raise Conflict(
            "scheme.department.no_unit",
            _("Sổ đăng ký chưa nêu được đơn vị của %s để nâng cấp.") % path.name,
            remedy=_("Ghi việc thành lập đơn vị ở trang Tổ chức lại."),
        )
    return organisations.upgrade(
        by=by,
        organisation=path.unit,
        form=Form.DEPARTMENT,
        name=said(name, place=_("Tên Cục"), message=_("Chưa ghi tên Cục.")),
        is_public_service_unit=False,
        on=on,
        basis=organisations.Basis(document=basis_words(path=path)),
        today=today,
    )


def basis_words(*, path: PathRow) -> str:
    """The papers of the deciding steps, as the register cites them."""
    papers = [step.document for step in path.steps if step.step in _GROUNDS and step.document]
    return "; ".join(dict.fromkeys(papers))[:200]
