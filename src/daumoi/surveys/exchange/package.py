"""A reply as a signed package between two installations: content, hash, signed letter.

A package is a zip of exactly four kinds of file: `manifest.json` (what it is, with the SHA-256 of every other
file), `manifest.sig` (Ed25519 over the manifest), `answers.json`, and `letters/*.pdf`.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from daumoi.foundation.errors import Invalid
from daumoi.surveys.exchange.content_code import content_code
from daumoi.surveys.exchange.keys import fingerprint, is_signed_by, public_text

FORMAT = "daumoi-reply/1"
MOST_BYTES = 60 * 1024 * 1024
MOST_FILES = 20
PLACE = "Gói trả lời"
S = TypeVar("S")


class PackedAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer as it travels."""

    variable: str
    row: int
    status: str
    value: object = None


class PackedExplanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One explanation of a soft check as it travels."""

    check: str
    row: int
    text: str


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a reply says."""

    answers: tuple[PackedAnswer, ...]
    explanations: tuple[PackedExplanation, ...] = ()


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the package is, who signed it, and the hash of every file in it."""

    format: str
    round: str
    organisation: str
    questionnaire_digest: str
    content_code: str
    letter_number: str
    letter_date: date | None
    letter_signer: str
    is_simulated: bool
    files: dict[str, str]
    public_key: str


@dataclass(frozen=True)
class Package:
    """A package whose structure, hashes, signature and content code hold."""

    manifest: Manifest
    content: Content
    letters: dict[str, bytes]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed it, to be compared by telephone when it is not known."""
        return fingerprint(self.manifest.public_key)


def write_package(
    *,
    key: Ed25519PrivateKey,
    round_code: str,
    organisation_code: str,
    questionnaire_digest: str,
    code: str,
    content: Content,
    letters: Mapping[str, bytes],
    letter_number: str,
    letter_date: date | None,
    letter_signer: str,
    is_simulated: bool,
) -> bytes:
    """The package as bytes; the same reply always gives the same bytes."""
    files = {"answers.json": msgspec.json.encode(content, order="deterministic")}
    files |= {
        f"letters/{number:02d}.pdf": data for number, (_, data) in enumerate(sorted(letters.items()), start=1)
    }
    manifest = msgspec.json.encode(
        Manifest(
            format=FORMAT,
            round=round_code,
            organisation=organisation_code,
            questionnaire_digest=questionnaire_digest,
            content_code=code,
            letter_number=letter_number,
            letter_date=letter_date,
            letter_signer=letter_signer,
            is_simulated=is_simulated,
            files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
            public_key=public_text(key),
        ),
        order="deterministic",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"manifest.json": manifest, "manifest.sig": key.sign(manifest), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def read_package(data: bytes) -> Package:
    """Open a package with suspicion: structure, sizes, hashes, signature and content code must all hold."""
    files = _unzip(data)
    manifest = _decoded(files.pop("manifest.json", b""), Manifest, "manifest.json")
    signature = files.pop("manifest.sig", b"")
    if manifest.format != FORMAT:
        raise _refused(
            "package.format", f"Định dạng “{manifest.format}” không đọc được.", "Nâng cấp bản cài đặt cũ hơn."
        )
    signed = msgspec.json.encode(manifest, order="deterministic")
    if not is_signed_by(public=manifest.public_key, signature=signature, message=signed):
        raise _refused(
            "package.signature", "Chữ ký của gói không khớp: gói đã bị sửa.", "Đề nghị cơ quan gửi lại gói."
        )
    if set(files) != set(manifest.files):
        odd = ", ".join(sorted(set(files) ^ set(manifest.files)))
        raise _refused("package.files", f"Tệp thừa hoặc thiếu: {odd}.", "Đề nghị cơ quan gửi lại gói.")
    for name, held in files.items():
        if hashlib.sha256(held).hexdigest() != manifest.files[name]:
            raise _refused(
                "package.hash", f"Tệp {name} khác với mã băm trong gói.", "Đề nghị cơ quan gửi lại gói."
            )
    content = _decoded(files.pop("answers.json", b""), Content, "answers.json")
    code = content_code(
        definition_digest=manifest.questionnaire_digest,
        round_code=manifest.round,
        organisation_code=manifest.organisation,
        answers={(one.variable, one.row): (one.status, one.value) for one in content.answers},
    )
    if code != manifest.content_code:
        raise _refused(
            "package.code",
            f"Mã nội dung tính lại là {code}, trên gói ghi {manifest.content_code}.",
            "Đối chiếu với mã trên công văn đã ký; đề nghị gửi lại gói.",
        )
    return Package(manifest=manifest, content=content, letters=files)


def _unzip(data: bytes) -> dict[str, bytes]:
    if len(data) > MOST_BYTES:
        raise _refused("package.size", "Gói lớn quá 60 MB.", "Quét công văn ở 200 dpi rồi xuất lại gói.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MOST_FILES or len(set(names)) != len(names):
                raise _refused(
                    "package.entries", "Gói có quá nhiều tệp hoặc tệp trùng tên.", "Đề nghị gửi lại gói."
                )
            if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
                raise _refused(
                    "package.path", "Gói chứa đường dẫn lạ.", "Không mở gói này; báo đầu mối an ninh mạng."
                )
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _refused(
                    "package.bomb", "Gói bung ra quá 60 MB.", "Không mở gói này; báo đầu mối an ninh mạng."
                )
            return {entry.filename: _bounded(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refused(
            "package.zip", "Tệp không phải gói trả lời hoặc đã hỏng.", "Chọn đúng tệp .zip do hệ thống xuất."
        ) from error


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read no more than the directory promised: a lying directory is a bomb."""
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _refused(
            "package.bomb", "Gói khai sai kích thước tệp.", "Không mở gói này; báo đầu mối an ninh mạng."
        )
    return content


def _decoded(data: bytes, kind: type[S], name: str) -> S:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise _refused(
            "package.json", f"{name} không đúng cấu trúc: {error}.", "Đề nghị cơ quan gửi lại gói."
        ) from error


def _refused(code: str, message: str, remedy: str) -> Invalid:
    return Invalid(f"surveys.{code}", message, remedy=remedy, place=PLACE)
