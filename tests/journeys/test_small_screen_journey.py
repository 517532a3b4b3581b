"""On a telephone of 320 px nothing makes the page scroll sideways, and it reads as well as elsewhere."""

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.house import BODY, ROUND

REPLY = f"/khao-sat/tra-loi/{ROUND}/{BODY}"
SEEN_ELSEWHERE = {
    "chuyenvien.a": (
        "/",
        f"{REPLY}/",
        f"{REPLY}/phan/a/",
        f"{REPLY}/phan/b/",
        f"{REPLY}/ra-soat/",
        f"{REPLY}/ky-gui/",
    ),
    "dieuphoi": ("/khao-sat/", f"/khao-sat/dot/{ROUND}/", f"/khao-sat/dot/{ROUND}/{BODY}/"),
}
"""Pages that another journey has read with axe; here only their width counts."""

PAGES = {
    "chuyenvien.a": (f"/to-chuc/co-quan/{BODY}/", "/nhat-ky/"),
    "dieuphoi": (
        "/to-chuc/?as_of=2017-05-31",
        "/to-chuc/phan-cong/",
        "/nhiem-vu/ma-tran/?as_of=2017-05-31",
        "/nhiem-vu/danh-muc/",
        "/can-cu/",
        "/can-cu/van-ban/nd-64-2007-nd-cp/",
        "/can-cu/hien-hanh/don_vi_chuyen_trach/?as_of=2011-09-08",
        "/can-cu/lich-nghia-vu/",
        "/bao-cao/hien-trang/?as_of=2017-05-31",
    ),
}


@pytest.mark.parametrize("person", PAGES)
def test_pages_fit_a_telephone(enter: Enter, person: str) -> None:
    reader = enter(viewport={"width": 320, "height": 640})
    reader.sign_in(person)
    for page in SEEN_ELSEWHERE[person]:
        reader.open(page)
        reader.fits()
    for page in PAGES[person]:
        reader.open(page)
        reader.fits()
        reader.everyone_can_read()


def test_what_is_not_there_and_what_is_not_theirs_is_said(enter: Enter) -> None:
    reader = enter(viewport={"width": 320, "height": 640})
    reader.sign_in("nguoingoai")
    for page, code in (("/khong-co-trang-nay/", 404), ("/to-chuc/", 403)):
        answer = reader.page.goto(page)
        assert answer is not None
        assert answer.status == code
        reader.fits()
        reader.everyone_can_read()
