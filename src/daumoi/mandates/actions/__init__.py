from daumoi.mandates.actions.assignments import Basis, assign
from daumoi.mandates.actions.pack import load_pack

__all__ = ["Basis", "assign", "load_pack"]
