"""A reply travels between two installations as a signed package; any tampering is named."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.actions import packages
from daumoi.surveys.exchange.package import read_package
from daumoi.surveys.models import Answer, Reply, ReplyState
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path):
        yield


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return reply_of(cast, make_round(cast))


@pytest.fixture
def packed(cast: Cast, reply: Reply) -> bytes:
    officer, leader = cast.principal(cast.officer), cast.principal(cast.leader)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
    with acting(leader):
        actions.approve_by_click(by=leader, reply=reply, seen_code=code, at=AT)
    with acting(officer):
        return packages.export_package(by=officer, reply=reply)


def reopened(cast: Cast, reply: Reply) -> None:
    """As the other installation sees it: nothing answered yet."""
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        Answer.objects.filter(reply=reply).delete()
        Reply.objects.filter(pk=reply.pk).update(content_code="", approved_code="")
        reply.refresh_from_db()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, content.replace(old, new) if entry.filename == name else content)
    return out.getvalue()


def test_a_package_is_taken_in_once_its_key_was_compared(cast: Cast, reply: Reply, packed: bytes) -> None:
    reopened(cast, reply)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        with pytest.raises(Conflict, match="vân tay"):
            packages.import_package(by=coordinator, reply=reply, data=packed, compared_fingerprint="", at=AT)
        packages.import_package(
            by=coordinator,
            reply=reply,
            data=packed,
            compared_fingerprint=read_package(packed).fingerprint,
            at=AT,
        )
        assert reply.state == ReplyState.SENT
        assert Answer.objects.get(reply=reply, variable="a2").value == "trung_tam"
        assert packages.is_trusted(package=read_package(packed))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("answers.json", b"trung_tam", b"cucccccccc"[:9], "mã băm"),
        ("manifest.json", b"bo-a", b"bo-b", "Chữ ký"),
        ("manifest.sig", b"", b"x", "Chữ ký"),
    ],
)
def test_a_tampered_package_is_named(packed: bytes, name: str, old: bytes, new: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_package(changed(packed, name, old, new))


def test_strange_archives_are_refused(packed: bytes) -> None:
    with pytest.raises(Invalid, match="không phải gói"):
        read_package(b"no zip")
    out = io.BytesIO(packed)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../etc/passwd", b"x")
    with pytest.raises(Invalid, match="đường dẫn"):
        read_package(out.getvalue())
    extra = io.BytesIO(packed)
    with zipfile.ZipFile(extra, "a") as archive:
        archive.writestr("more.json", b"x")
    with pytest.raises(Invalid, match="thừa"):
        read_package(extra.getvalue())


def test_a_package_of_another_body_is_refused(cast: Cast, reply: Reply, packed: bytes) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        other = Reply.objects.select_related("round", "round__questionnaire", "round__owner", "owner").get(
            round=reply.round, owner=cast.body_b
        )
        with pytest.raises(Invalid, match="bo-a"):
            packages.import_package(
                by=coordinator,
                reply=other,
                data=packed,
                compared_fingerprint=read_package(packed).fingerprint,
                at=AT,
            )


def test_only_approved_content_travels(cast: Cast, reply: Reply) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer), pytest.raises(Conflict, match="ký hoặc phê duyệt"):
        packages.export_package(by=officer, reply=reply)


def test_the_same_reply_gives_the_same_package(cast: Cast, reply: Reply, packed: bytes) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        assert packages.export_package(by=officer, reply=reply) == packed
