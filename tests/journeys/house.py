"""What the journeys start from: a round on its way, two weeks before its deadline."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from daumoi.foundation import clock
from daumoi.foundation.principal import acting, system
from daumoi.surveys import actions
from daumoi.surveys.models import Round
from daumoi.surveys.tests.factories import make_questionnaire
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
            questionnaire=make_questionnaire(),
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
