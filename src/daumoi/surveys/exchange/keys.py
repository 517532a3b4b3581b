"""The installation's signing key, and the keys of other installations it has learnt to trust."""

import base64
import hashlib
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PRIVATE = "installation.key"
_TRUSTED = "trusted.json"


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """This installation's key, made at first use (file mode 0600)."""
    file = folder / _PRIVATE
    if file.exists():
        loaded = serialization.load_pem_private_key(file.read_bytes(), password=None)
        assert isinstance(loaded, Ed25519PrivateKey)
        return loaded
    folder.mkdir(parents=True, exist_ok=True)
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(pem)
    return made


def public_text(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The public key as text (base64 of its 32 bytes)."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def fingerprint(public: str) -> str:
    """What two officers compare by telephone: SHA-256 of the public key in groups of four."""
    digest = hashlib.sha256(base64.b64decode(public)).hexdigest()[:32].upper()
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def is_signed_by(*, public: str, signature: bytes, message: bytes) -> bool:
    """Whether the signature over the message was made with the private half of `public`."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted(folder: Path) -> dict[str, str]:
    """Public keys this installation trusts, each with the organisation code it speaks for."""
    file = folder / _TRUSTED
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


def trust(folder: Path, *, public: str, organisation: str) -> None:
    """Remember that a key speaks for an organisation, once somebody compared its fingerprint."""
    known = trusted(folder) | {public: organisation}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _TRUSTED).write_text(
        json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True), encoding="utf-8"
    )
