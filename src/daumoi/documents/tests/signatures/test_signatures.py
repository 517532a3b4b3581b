"""A signature says who signed; a changed file, a strange issuer and a broken signature are told apart."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from daumoi.documents.rendering import model, render_letter
from daumoi.documents.signatures import (
    KeyFileSigner,
    Verdict,
    read_signatures,
    signature_words,
)
from daumoi.documents.signatures.reading import trust_roots
from daumoi.documents.tests.signatures.keys import PASSWORD, SigningKeys, make_keys
from daumoi.foundation.errors import Invalid


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SigningKeys:
    return make_keys(tmp_path_factory.mktemp("khoa"))


@pytest.fixture(scope="module")
def letter(fonts: Path) -> bytes:
    paper = model.Letter(
        issuer=model.Issuer(name="BỘ A"),
        subject="thử chữ ký số",
        blocks=(model.Paragraph(("Nội dung.",)),),
        notation="BA-TTTT",
        simulated=True,
    )
    return render_letter(paper, at=datetime(2026, 11, 20, 2, tzinfo=UTC), fonts=fonts)


@pytest.fixture(scope="module")
def signed(letter: bytes, keys: SigningKeys) -> bytes:
    signer = KeyFileSigner(file=keys.file, password=PASSWORD)
    return signer.sign(letter, reason="Phát hành", place="Hà Nội")


def test_a_signature_below_a_trusted_root_is_trusted_and_names_its_signer(
    signed: bytes, keys: SigningKeys
) -> None:
    (report,) = read_signatures(signed, roots=[keys.root])
    assert (report.verdict, report.signer) == (Verdict.TRUSTED, "Văn phòng Bộ A (mô phỏng)")
    assert report.covers_all
    assert "được tin cậy" in report.words


def test_without_the_root_the_issuer_is_unknown_and_the_words_say_so(signed: bytes) -> None:
    (report,) = read_signatures(signed)
    assert report.verdict == Verdict.UNKNOWN_ISSUER
    assert "chưa xác định" in report.words


def test_one_changed_byte_of_what_was_signed_is_seen(signed: bytes, keys: SigningKeys) -> None:
    place = signed.index(b"stream\n") + 40  # inside the first packed stream: the file still opens
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    (report,) = read_signatures(changed, roots=[keys.root])
    assert report.verdict == Verdict.CHANGED
    assert "đã bị thay đổi" in report.words


def test_a_second_signature_leaves_the_first_one_whole(signed: bytes, keys: SigningKeys) -> None:
    twice = KeyFileSigner(file=keys.file, password=PASSWORD).sign(signed, reason="Sao y", place="Hà Nội")
    first, second = read_signatures(twice, roots=[keys.root])
    assert (first.verdict, second.verdict) == (Verdict.TRUSTED, Verdict.TRUSTED)
    assert not first.covers_all
    assert second.covers_all


def test_a_paper_without_signature_says_so(letter: bytes) -> None:
    assert read_signatures(letter) == ()
    assert signature_words(letter) == "Tệp không có chữ ký số."


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04", b"\x00" * 2000])
def test_what_is_no_pdf_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(Invalid, match="không đọc được chữ ký số"):
        read_signatures(data)


def test_a_wrong_password_of_the_key_file_is_told(keys: SigningKeys) -> None:
    with pytest.raises(Invalid, match="tệp khoá ký"):
        KeyFileSigner(file=keys.file, password="sai")


def test_roots_are_read_from_the_operators_folder(tmp_path: Path, keys: SigningKeys) -> None:
    (tmp_path / "goc.cer").write_bytes(keys.root)
    assert trust_roots(tmp_path) == (keys.root,)
    assert trust_roots(tmp_path / "khong-co") == ()
