"""The body's own line in the public address book of the exchange."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import ExchangeAddress
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation

_ORGAN_ID = re.compile(r"[A-Z0-9]{1,3}(\.[A-Z0-9]{1,3}){0,3}")
"""Groups of up to three characters with dots between, thirteen at most: OrganId of Annex VI."""
_LONGEST = 13


@transaction.atomic
def set_exchange_address(
    *,
    by: Principal,
    organisation: Organisation,
    organ_id: str,
    address: str = "",
    email: str = "",
    telephone: str = "",
    website: str = "",
) -> ExchangeAddress:
    """Write under which code the organisation sends and receives.

    :raises Invalid: the code is not of the form 000.00.00.G14.
    :raises Conflict: another organisation has the code.
    """
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=organisation.root_pk, owner_id=organisation.pk)
    code = organ_id.strip().upper()
    if len(code) > _LONGEST or not _ORGAN_ID.fullmatch(code):
        raise Invalid(
            "documents.organ_id",
            _("“%(code)s” chưa đúng dạng mã định danh.") % {"code": organ_id.strip()},
            remedy=_(
                "Ghi các nhóm chữ hoa, số cách nhau bằng dấu chấm, tối đa 13 ký tự; ví dụ 000.00.00.G14."
            ),
            place=_("Mã định danh"),
        )
    taken = ExchangeAddress.objects.filter(organ_id=code).exclude(organisation=organisation).first()
    if taken is not None:
        raise Conflict(
            "documents.organ_id.taken",
            _("Mã định danh %(code)s đã ghi cho cơ quan khác.") % {"code": code},
            remedy=_("Kiểm tra lại mã được cấp cho cơ quan mình."),
            place=_("Mã định danh"),
        )
    made, _new = ExchangeAddress.objects.update_or_create(
        organisation=organisation,
        defaults={
            "organ_id": code,
            "address": address.strip(),
            "email": email.strip(),
            "telephone": telephone.strip(),
            "website": website.strip(),
        },
    )
    history.record(
        by=by,
        code="documents.exchange.address_set",
        thing=made,
        root_id=organisation.root_pk,
        owner_id=organisation.pk,
    )
    return made
