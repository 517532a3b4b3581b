"""Exchange through folders: another program carries what lies in `outbox` and brings what appears in `inbox`.

Layout under the root: `outbox` (to be carried), `sent` (one small mark for each sending, kept), `inbox`
(arrived), `taken` (stored here), `failed` (refused, each with a `.txt` that says why), `partial` (being
written). A file is written in `partial`, then linked into place in one step, so nobody sees half a file. No name
comes from a message: outgoing files are named by their key, refused ones by the hash of their bytes.

A message is carried at least once: a process cut off between the file and its mark, with the file carried away
meanwhile, sends it again. The receiver drops a repeat by the same key (`sending_key`).
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from daumoi.documents.edxml.base64_stream import Writable
from daumoi.documents.edxml.transport.model import Arrived, Outgoing, Receipt, changed
from daumoi.foundation.errors import NotFound

ENDING = ".edxml"
_MODE = 0o640
"""The carrying program runs as another user of the same group."""

_FOLDERS = ("outbox", "sent", "inbox", "taken", "failed", "partial")


class FolderTransport:
    """A transport over one root folder, all on one file system. The folders are made when first used."""

    def __init__(self, *, root: Path) -> None:
        self.root = root
        for name in _FOLDERS:
            (root / name).mkdir(parents=True, exist_ok=True)

    def send(self, message: Outgoing) -> Receipt:
        """Put the message into the outbox once; Conflict when the same sending had another content."""
        with tempfile.NamedTemporaryFile(dir=self.root / "partial", delete=False) as file:
            try:
                passing = _Hashing(file)
                message.write(passing)
                file.flush()
                os.fchmod(file.fileno(), _MODE)
                os.fsync(file.fileno())
                return self._place(Path(file.name), key=message.key, digest=passing.digest.hexdigest())
            finally:
                Path(file.name).unlink(missing_ok=True)

    def _place(self, file: Path, *, key: str, digest: str) -> Receipt:
        mark, target = self.root / "sent" / key, self.root / "outbox" / f"{key}{ENDING}"
        if mark.exists():
            if mark.read_text(encoding="ascii") != digest:
                raise changed(key)
            return Receipt(key=key, reference=target.name, repeated=True)
        try:
            os.link(file, target)
            repeated = False
        except FileExistsError:
            # an earlier attempt was cut short between the file and its mark, or another process is at it now
            if _digest(target) != digest:
                raise changed(key) from None
            repeated = True
        _write_at_once(mark, digest, beside=self.root / "partial")
        return Receipt(key=key, reference=target.name, repeated=repeated)

    def poll(self) -> Iterator[Arrived]:
        """Whole files in the inbox, oldest first; links, folders and files still being brought are passed over."""
        found = []
        for entry in os.scandir(self.root / "inbox"):
            if entry.name.endswith(ENDING) and not entry.name.startswith("."):
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(about.st_mode):
                    found.append((about.st_mtime_ns, entry.name, about.st_size))
        for _when, name, size in sorted(found):
            yield Arrived(token=name, length=size, open=partial(self._open, name))

    def acknowledge(self, arrived: Arrived) -> None:
        """Move the file to `taken`; NotFound when it is no longer there."""
        source = self._arrived(arrived.token)
        os.replace(source, self.root / "taken" / f"{_digest(source)}{ENDING}")

    def refuse(self, arrived: Arrived, *, reason: str) -> None:
        """Move the file to `failed` with the reason beside it; NotFound when it is no longer there."""
        source = self._arrived(arrived.token)
        name = _digest(source)
        _write_at_once(self.root / "failed" / f"{name}.txt", f"{reason}\n", beside=self.root / "partial")
        os.replace(source, self.root / "failed" / f"{name}{ENDING}")

    def _open(self, token: str) -> AbstractContextManager[BinaryIO]:
        return self._arrived(token).open("rb")

    def _arrived(self, token: str) -> Path:
        path = self.root / "inbox" / Path(token).name
        if Path(token).name != token or path.is_symlink() or not path.is_file():
            raise NotFound(
                "documents.edxml.transport.gone",
                _("Tệp không còn trong hộp đến."),
                remedy=_("Có thể tiến trình khác đã xử lý; tải lại danh sách."),
                place=Path(token).name[:80],
            )
        return path


class _Hashing:
    """Writes through and hashes what passes."""

    def __init__(self, to: Writable) -> None:
        self.to = to
        self.digest = hashlib.sha256()

    def write(self, piece: bytes, /) -> object:
        self.digest.update(piece)
        return self.to.write(piece)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_at_once(path: Path, text: str, *, beside: Path) -> None:
    handle, name = tempfile.mkstemp(dir=beside)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)
