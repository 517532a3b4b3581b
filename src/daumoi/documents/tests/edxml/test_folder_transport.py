"""Folders: whole files only, once only, and nothing lost when something breaks."""

import os
from pathlib import Path

import msgspec
import pytest

from daumoi.documents.edxml.base64_stream import Writable
from daumoi.documents.edxml.compare import equivalent
from daumoi.documents.edxml.model import BusinessType
from daumoi.documents.edxml.read import read_message
from daumoi.documents.edxml.transport import (
    Arrived,
    FolderTransport,
    Outgoing,
    StoredSender,
    Transport,
    outgoing,
)
from daumoi.documents.tests.edxml.messages import letter, status, written
from daumoi.foundation.errors import Conflict, Invalid, NotFound


@pytest.fixture
def folder(tmp_path: Path) -> FolderTransport:
    return FolderTransport(root=tmp_path)


def bring(folder: FolderTransport, name: str, content: bytes) -> Path:
    """A partner puts a file into the inbox."""
    path = folder.root / "inbox" / name
    path.write_bytes(content)
    return path


def lying_in(folder: FolderTransport, name: str) -> list[str]:
    """The names in one of the folders."""
    return sorted(path.name for path in (folder.root / name).iterdir())


def test_a_sent_message_lies_whole_in_the_outbox(folder: FolderTransport) -> None:
    transport: Transport = folder
    receipt = transport.send(outgoing(letter()))
    assert not receipt.repeated
    (name,) = lying_in(folder, "outbox")
    assert name == receipt.reference == f"{receipt.key}.edxml"
    with (folder.root / "outbox" / name).open("rb") as file:
        assert equivalent(read_message(file), letter())
    assert lying_in(folder, "partial") == []


def test_sending_again_changes_nothing_even_after_it_was_carried(folder: FolderTransport) -> None:
    first = folder.send(outgoing(letter()))
    assert folder.send(outgoing(letter())).repeated
    (folder.root / "outbox" / first.reference).unlink()
    assert folder.send(outgoing(letter())).repeated
    assert lying_in(folder, "outbox") == []


def test_an_update_a_recall_and_another_receiver_are_other_sendings(folder: FolderTransport) -> None:
    for message in (
        letter(),
        letter(business=BusinessType.UPDATE),
        letter(business=BusinessType.RECALL),
        letter(to=("000.00.00.C03",)),
        letter(document_id="doc-2"),
        status(),
    ):
        assert not folder.send(outgoing(message)).repeated
    assert len(lying_in(folder, "outbox")) == 6


def test_the_same_sending_with_another_content_is_a_conflict(folder: FolderTransport) -> None:
    folder.send(outgoing(letter()))
    with pytest.raises(Conflict) as caught:
        folder.send(outgoing(letter(subject="V/v sửa đổi sau khi gửi")))
    assert caught.value.code == "documents.edxml.transport.changed"


def test_a_cut_between_file_and_mark_is_mended(folder: FolderTransport) -> None:
    receipt = folder.send(outgoing(letter()))
    (folder.root / "sent" / receipt.key).unlink()
    assert folder.send(outgoing(letter())).repeated
    assert lying_in(folder, "sent") == [receipt.key]
    (folder.root / "sent" / receipt.key).unlink()
    with pytest.raises(Conflict):
        folder.send(outgoing(letter(subject="V/v khác")))


def test_a_writer_that_breaks_leaves_nothing_behind(folder: FolderTransport) -> None:
    def breaks(to: Writable) -> None:
        to.write(b"<edXML")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        folder.send(Outgoing(key="0" * 64, write=breaks))
    assert [lying_in(folder, name) for name in ("outbox", "sent", "partial")] == [[], [], []]


def test_names_never_come_from_the_message(folder: FolderTransport) -> None:
    folder.send(outgoing(letter(document_id="../../evil", to=("../x",))))
    (name,) = lying_in(folder, "outbox")
    assert len(name) == 64 + len(".edxml")
    assert name.removesuffix(".edxml").isalnum()


def test_arrivals_come_oldest_first_and_until_they_are_acknowledged(folder: FolderTransport) -> None:
    for age, name in ((100, "b.edxml"), (200, "a.edxml")):
        os.utime(bring(folder, name, written(letter(document_id=name))), (age, age))
    assert [one.token for one in folder.poll()] == ["b.edxml", "a.edxml"]
    first = next(folder.poll())
    with first.open() as file:
        assert read_message(file, declared_length=first.length).sender.organ_id == "000.00.00.A01"
    folder.acknowledge(first)
    assert [one.token for one in folder.poll()] == ["a.edxml"]
    assert len(lying_in(folder, "taken")) == 1


def test_unfinished_files_links_and_folders_are_passed_over(folder: FolderTransport, tmp_path: Path) -> None:
    bring(folder, ".a.edxml", b"")
    bring(folder, "a.edxml.part", b"")
    (folder.root / "inbox" / "folder.edxml").mkdir()
    secret = tmp_path / "secret"
    secret.write_text("x")
    (folder.root / "inbox" / "link.edxml").symlink_to(secret)
    assert list(folder.poll()) == []


def test_a_bad_arrival_is_put_aside_with_its_reason(folder: FolderTransport) -> None:
    bring(folder, "bad.edxml", b"<!DOCTYPE x><x/>")
    (arrived,) = folder.poll()
    with arrived.open() as file, pytest.raises(Invalid) as caught:
        read_message(file)
    folder.refuse(arrived, reason=str(caught.value))
    assert list(folder.poll()) == []
    message, reason = lying_in(folder, "failed")
    assert (message.endswith(".edxml"), reason.endswith(".txt")) == (True, True)
    assert "DOCTYPE" in (folder.root / "failed" / reason).read_text(encoding="utf-8")


@pytest.mark.parametrize("token", ["gone.edxml", "../sent/mark", "/etc/passwd"])
def test_only_what_lies_in_the_inbox_can_be_taken(folder: FolderTransport, token: str) -> None:
    (folder.root / "sent" / "mark").write_text("x")
    arrived = Arrived(token=token, length=None, open=lambda: (folder.root / "sent" / "mark").open("rb"))
    with pytest.raises(NotFound):
        folder.acknowledge(arrived)
    with pytest.raises(NotFound):
        folder.refuse(arrived, reason="x")
    assert lying_in(folder, "sent") == ["mark"]


def test_a_second_process_meets_the_same_mailbox(folder: FolderTransport) -> None:
    folder.send(outgoing(letter()))
    assert FolderTransport(root=folder.root).send(outgoing(letter())).repeated


def test_receivers_in_another_order_are_the_same_sending() -> None:
    one, two = letter(to=("a", "b")), letter(to=("b", "a"))
    assert outgoing(one).key == outgoing(two).key
    assert outgoing(one).key != outgoing(msgspec.structs.replace(one, document_id="doc-9")).key


def test_stored_bytes_go_out_once_under_any_key(folder: FolderTransport) -> None:
    sender = StoredSender(transport=folder)
    for _attempt in range(2):
        sender.send(written(letter()), key="8c1f:000.00.00.B02:../x")
    assert len(lying_in(folder, "outbox")) == 1
    with pytest.raises(Conflict):
        sender.send(b"other", key="8c1f:000.00.00.B02:../x")


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_a_key_that_is_no_hash_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits"):
        Outgoing(key=key, write=lambda _to: None)
