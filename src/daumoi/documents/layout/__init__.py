"""The checker of layout: the bytes of a paper in, every difference from the rules of its pack out.

Rules are data of a pack (:func:`read_rules`); a Word file and a PDF are read into one model and judged by
the same rules. Nothing here touches the database, the network or the disk beyond the pack's file.
"""

from daumoi.documents.layout.checker import check, check_docx, check_pdf
from daumoi.documents.layout.model import Finding, Report
from daumoi.documents.layout.pack import LayoutRules, read_rules

__all__ = ["Finding", "LayoutRules", "Report", "check", "check_docx", "check_pdf", "read_rules"]
