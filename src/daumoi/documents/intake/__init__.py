"""The gate for files from outside: a file is judged from without before anything opens it.

Nothing here runs, expands or follows what a file asks for; what is dangerous is refused with the reason
and the remedy. The rest of the room opens Word files, archives and PDFs through these three functions only.
"""

from daumoi.documents.intake.archives import SafeArchive, ZipLimits, read_zip_safely
from daumoi.documents.intake.pdf import check_pdf_safety
from daumoi.documents.intake.word import WordFile, open_docx
from daumoi.documents.intake.xml import parse_xml

__all__ = [
    "SafeArchive",
    "WordFile",
    "ZipLimits",
    "check_pdf_safety",
    "open_docx",
    "parse_xml",
    "read_zip_safely",
]
