"""Digital signatures on issued papers (PAdES): reading what a PDF carries, and signing with a key the operator keeps.

The Government's own signing service is reached through :class:`SigningService`: an adapter the operator supplies. This
room never claims that a signature made with another key has the force of that service.
"""

from daumoi.documents.signatures.reading import SignatureReport, Verdict, read_signatures, signature_words
from daumoi.documents.signatures.signing import KeyFileSigner, SigningService, configured_service

__all__ = [
    "KeyFileSigner",
    "SignatureReport",
    "SigningService",
    "Verdict",
    "configured_service",
    "read_signatures",
    "signature_words",
]
