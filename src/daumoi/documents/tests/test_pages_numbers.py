"""Series of numbers and the address book of the exchange, through the pages of a văn thư."""

from datetime import date

import pytest

from daumoi.documents.models import ExchangeAddress, Number, NumberState, Series
from daumoi.documents.tests.test_pages_registers import desks, page
from daumoi.foundation.principal import acting, system
from tests.cast import Cast

__all__ = ["desks"]
SERIES = "/van-ban/so-so/"


def out_series(cast: Cast) -> Series:
    """The outgoing series of Bộ A."""
    with acting(system("tìm sổ")):
        return Series.objects.get(owner=cast.body_a, side="out")


def test_a_clerk_opens_a_series_for_one_kind(desks: Cast) -> None:
    client = desks.client(desks.clerk)
    words = page(client, f"{SERIES}moi/")
    assert "Đánh số tại đây" in words
    assert "Lấy số của hệ thống văn bản của cơ quan" in words
    new = {
        "name": "Quyết định",
        "side": "out",
        "mode": "own",
        "agency": "BA",
        "kinds": ["quyet_dinh"],
        "first_number": "412",
        "valid_from": "2026-01-01",
    }
    answer = client.post(f"{SERIES}moi/", new, follow=True)
    assert "Sổ số: Quyết định" in answer.content.decode()
    twice = client.post(f"{SERIES}moi/", {**new, "name": "Quyết định nữa"})
    assert twice.status_code == 422
    assert "đã đánh số các loại văn bản này" in twice.content.decode()


def test_a_number_is_reserved_and_cancelled_with_reasons_and_stays(desks: Cast) -> None:
    client, series = desks.client(desks.clerk), out_series(desks)
    silent = client.post(f"{SERIES}{series.pk}/giu/", {"reason": ""})
    assert silent.status_code == 422
    client.post(f"{SERIES}{series.pk}/giu/", {"reason": "quyết định ký chiều"})
    with acting(desks.principal(desks.clerk)):
        held = Number.objects.get(series=series)
    assert held.state == NumberState.RESERVED
    cancel = f"{SERIES}{series.pk}/huy/{held.pk}/"
    assert client.post(cancel, {"reason": ""}).status_code == 422
    client.post(cancel, {"reason": "không ban hành"})
    words = page(client, f"{SERIES}{series.pk}/?nam={held.year}")
    assert "Đã huỷ" in words
    assert "không ban hành" in words
    again = client.post(cancel, {"reason": "lần nữa"})
    assert again.status_code == 422
    assert "không còn ở trạng thái giữ trước" in again.content.decode()


def test_a_closed_series_says_so_and_is_closed_only_after_its_first_day(desks: Cast) -> None:
    client, series = desks.client(desks.clerk), out_series(desks)
    early = client.post(f"{SERIES}{series.pk}/dong/", {"on": "2015-01-01"})
    assert early.status_code == 422
    assert "phải sau ngày mở" in early.content.decode()
    client.post(f"{SERIES}{series.pk}/dong/", {"on": "2026-06-01"})
    assert out_series(desks).valid_to == date(2026, 6, 1)
    assert "Đóng từ ngày" in page(client, f"{SERIES}{series.pk}/")


@pytest.mark.parametrize(("person", "opens", "code"), [("officer", 200, 403), ("clerk_b", 404, 404)])
def test_others_read_their_own_series_and_change_none(
    desks: Cast, person: str, opens: int, code: int
) -> None:
    client, series = desks.client(getattr(desks, person)), out_series(desks)
    assert client.get(f"{SERIES}{series.pk}/").status_code == opens
    assert client.post(f"{SERIES}{series.pk}/giu/", {"reason": "x"}).status_code == code
    assert client.post(f"{SERIES}{series.pk}/dong/", {"on": "2026-12-01"}).status_code == code


def test_a_body_writes_its_own_address_and_nobody_elses_code(desks: Cast) -> None:
    place = f"{SERIES}lien-thong/"
    wrong = desks.client(desks.clerk).post(place, {"organ_id": "không phải mã"})
    assert wrong.status_code == 422
    assert "chưa đúng dạng mã định danh" in str(wrong.context["form"].errors["organ_id"])
    desks.client(desks.clerk).post(place, {"organ_id": "000.00.00.a01", "email": "vanthu@bo-a.vn"})
    assert ExchangeAddress.objects.get(organisation=desks.body_a).organ_id == "000.00.00.A01"
    taken = desks.client(desks.clerk_b).post(place, {"organ_id": "000.00.00.A01"})
    assert "đã ghi cho cơ quan khác" in taken.content.decode()
    assert desks.client(desks.officer).get(place).status_code == 403
    assert "000.00.00.A01" in page(desks.client(desks.officer), SERIES)
