"""Marks of state secret are found in file names and ordinary words are not; stored names are safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daumoi.documents.edxml.file_names import LONGEST, check_name, is_marked_secret, safe_name
from daumoi.foundation.errors import Invalid


@pytest.mark.parametrize(
    "name",
    [
        "MẬT.pdf",
        "Mật - Kế hoạch.docx",
        "Ke hoach [MAT].pdf",
        "Báo cáo (Mật).pdf",
        "bao-cao_tối_mật.pdf",
        "TUYETMAT-01.pdf",
        "do mat A.pdf",
        "BC quy 3 - MẬT.pdf",
        "Bao cao (Tuyệt mật) v2.pdf",
        "mật.pdf",
        "01-KH-MAT.signed.pdf",
    ],
)
def test_a_mark_is_found(name: str) -> None:
    assert is_marked_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "Báo cáo bảo mật.pdf",
        "bao_mat.docx",
        "Luật Bảo vệ bí mật nhà nước.pdf",
        "Mật khẩu và tài khoản.docx",
        "mat ma dan su.pdf",
        "Mật độ dân số.xlsx",
        "huong dan format.pdf",
        "phu luc 1.pdf",
        "Quy chế bí mật.pdf",
        "automat.pdf",
    ],
)
def test_an_ordinary_word_is_no_mark(name: str) -> None:
    assert not is_marked_secret(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("ten. . ", "ten"),
        (".htaccess", "htaccess"),
        ("...", "tep"),
    ],
)
def test_a_stored_name_is_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("ế" * 300 + ".pdf")
    assert safe.endswith("ế.pdf")
    assert len(safe.encode()) <= LONGEST


@given(st.text(max_size=300))
def test_whatever_passes_the_check_is_one_plain_name(name: str) -> None:
    try:
        check_name(name, path="")
    except Invalid:
        return
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert safe not in {".", ".."}
    assert len(safe.encode()) <= 255
