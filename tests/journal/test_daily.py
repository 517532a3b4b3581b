"""`daumoi daily`: the works of every day, one failing work never keeping the others from running."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from daumoi.config import verbs
from daumoi.foundation.clock import today
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Organisation, OrganisationState
from tests.cast import START, Cast


def test_an_act_recorded_ahead_takes_effect_on_its_day(cast: Cast) -> None:
    with acting(system("sắp xếp")):
        OrganisationState.objects.filter(organisation=cast.unit_a).update(valid_to=today())
        OrganisationState.objects.create(
            organisation=cast.unit_a,
            parent=cast.body_b,
            name="Trung tâm Thông tin chuyển về Bộ B",
            form="trung_tam",
            valid_from=today(),
        )
    done = CliRunner().invoke(verbs.daily, catch_exceptions=False)
    assert done.exit_code == 0
    assert "1 đơn vị đổi cơ quan chủ quản" in done.output
    assert "nhật ký nguyên vẹn" in done.output
    with acting(system("xem")):
        assert Organisation.objects.get(pk=cast.unit_a.pk).body_id == cast.body_b.pk
    again = CliRunner().invoke(verbs.daily, catch_exceptions=False)
    assert "0 đơn vị đổi cơ quan chủ quản" in again.output
    assert today() - timedelta(days=1) > START


def test_a_work_that_fails_is_named_and_the_next_one_still_runs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(day: date) -> str:
        raise Conflict("daily.broken", f"Ngày {day:%d/%m/%Y} không có lịch.", remedy="Nạp lịch.")

    monkeypatch.setattr(verbs, "DAILY", (("Việc hỏng", broken), *verbs.DAILY))
    done = CliRunner().invoke(verbs.daily)
    assert done.exit_code == 1
    assert "Việc hỏng: CHƯA XONG. Ngày" in done.output
    assert "nhật ký nguyên vẹn" in done.output
