"""What the journeys start from: a round on its way, two weeks before its deadline."""

import json
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from django.db import transaction

from daumoi.documents.tests.desk import open_registers
from daumoi.foundation import clock
from daumoi.foundation.principal import acting, system
from daumoi.surveys import actions
from daumoi.surveys.definition import digest, encode
from daumoi.surveys.models import Questionnaire, Round
from daumoi.surveys.tests.factories import make_questionnaire, small_definition
from tests.cast import Cast

ROUND = "dot-1"
BODY = "bo-a"
OTHER_BODY = "bo-b"


@dataclass(frozen=True)
class House:
    """Where it is served, who is in it, which round runs."""

    address: str
    cast: Cast
    round: Round


def issue_round(cast: Cast) -> Round:
    """A simulated round to both bodies, issued yesterday under a letter, due in two weeks."""
    by, now = system("dựng đợt"), clock.now()
    with acting(by), transaction.atomic():
        made = actions.create_round(
            by=by,
            coordinator=cast.body_b,
            code=ROUND,
            title="Khảo sát hiện trạng đơn vị chuyên trách",
            questionnaire=_questionnaire(),
            cutoff_on=now.date() - timedelta(days=30),
            due_on=now.date() + timedelta(days=14),
            contact_name="Nguyễn Văn Đầu Mối",
            contact_phone="024 3000 0101",
            is_simulated=True,
        )
        actions.issue_round(
            by=by,
            round_=made,
            addressees=[cast.body_a, cast.body_b],
            letter_number="2234/MP-KS",
            letter_date=now.date() - timedelta(days=1),
            letter_signer="Nguyễn Ký",
            at=now - timedelta(days=1),
        )
    return made


def open_desks(cast: Cast) -> None:
    """Both bodies keep their registers here."""
    with transaction.atomic():
        open_registers(cast, body=cast.body_a, agency="BA")
        open_registers(cast, body=cast.body_b, agency="BB")


def _questionnaire() -> Questionnaire:
    """The small questionnaire, its form of unit being the pack's element: the national report is drawn from that."""
    made, plain = make_questionnaire(), small_definition()
    first, *others = plain.sections
    items = tuple(
        msgspec.structs.replace(one, element="don_vi.hinh_thuc") if one.code == "a2" else one
        for one in first.items
    )
    whole = msgspec.structs.replace(plain, sections=(msgspec.structs.replace(first, items=items), *others))
    made.definition, made.digest = json.loads(encode(whole)), digest(whole)
    made.save(update_fields=["definition", "digest"])
    return made
