from daumoi.mandates.models.assignments import Assignment, Holding
from daumoi.mandates.models.duties import Duty, DutySet, Group, Hat

__all__ = ["Assignment", "Duty", "DutySet", "Group", "Hat", "Holding"]
