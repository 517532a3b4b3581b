import pytest

from daumoi_calc.expressions import NAMED_PATTERNS


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (
            "ma_dinh_danh",
            ["G09", "G09.22", "G09.22.15", "H26.13.5A", "000.00.00.G14"],
            ["", "g09", "G9", "G09.", "G09..22", "G09-22", "G09.22.15 ", "G09" + ".99" * 11],
        ),
        (
            "so_dinh_danh_ca_nhan",
            ["001085012345"],
            ["101085012345", "00108501234", "0010850123456", "٠٠١٠٨٥٠١٢٣٤٥"],
        ),
        ("ma_so_thue", ["0100109106", "0100109106-001", "001085012345"], ["010010910", "0100109106001"]),
        (
            "email",
            ["vanthu@mic.gov.vn", "a.b-c_d+e@x.vn", "A@B.COM"],
            [
                "",
                "a",
                "a@",
                "@b.vn",
                "a@b",
                "a..b@c.vn",
                ".a@c.vn",
                "a@-b.vn",
                "a b@c.vn",
                "a@b.vn\n",
                "ộ@b.vn",
            ],
        ),
        (
            "so_dien_thoai",
            ["0912345678", "091 234 56 78", "+84912345678", "024 3943 5602", "02439435602", "1900 6068"],
            ["", "912345678", "00912345678", "09123", "0912345678901", "09123456a8", "0912  345678"],
        ),
        (
            "so_ky_hieu_van_ban",
            [
                "2234/BTTTT-THH",
                "17/TTr-BTTTT",
                "17/Tr-BTTTT",
                "1235/QĐ-BTTTT",
                "02/QĐ-HĐGĐCNTTCQTƯ",
                "2723/BTTTT-ƯDCNTT",
                "64/2007/NĐ-CP",
                "20/2020/QĐ-TTg",
                "67/2006/QH11",
                "57-NQ/TW",
                "05/BNV-VP",
                "12a/TB-VPCP",
            ],
            [
                "",
                "BTTTT-THH",
                "2234",
                "2234/",
                "2234-BTTTT",
                "/BTTTT-THH",
                "2234/bttt",
                "2234/BTTTT THH",
                "1/1800/NĐ-CP",
            ],
        ),
        (
            "trang_web",
            ["https://mic.gov.vn", "http://a.b.vn:8080/x?y=1#z"],
            ["mic.gov.vn", "ftp://a.vn", "https://", "https://a", "javascript:alert(1)", "https://a.vn/x y"],
        ),
        ("nam", ["2016", "1999"], ["16", "02016", "3016", "2016 "]),
    ],
)
def test_a_named_pattern_accepts_the_right_and_refuses_the_wrong(
    name: str, right: list[str], wrong: list[str]
) -> None:
    pattern = NAMED_PATTERNS[name]
    assert [text for text in right if not pattern.matches(text)] == []
    assert [text for text in wrong if pattern.matches(text)] == []


@pytest.mark.parametrize("name", NAMED_PATTERNS)
def test_every_published_pattern_accepts_its_own_example_and_has_a_label(name: str) -> None:
    pattern = NAMED_PATTERNS[name]
    assert pattern.matches(pattern.example)
    assert pattern.label_vi


@pytest.mark.parametrize("name", NAMED_PATTERNS)
@pytest.mark.parametrize("piece", ["a", "a.", "0", "0 ", "A", "A-", "Đ", "a-", "1/", "https://a.", "-"])
def test_every_named_pattern_answers_on_a_hostile_text(name: str, piece: str) -> None:
    """One that backtracks would not come to an end; how long they take is measured by `./dev bench`."""
    pattern = NAMED_PATTERNS[name]
    for length in (pattern.longest, 100_000):
        assert not pattern.matches((piece * length)[: length - 1] + "!")
