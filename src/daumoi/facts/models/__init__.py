from daumoi.facts.models.elements import Aggregation, Element, ValueType
from daumoi.facts.models.facts import Fact, FactStatus

__all__ = ["Aggregation", "Element", "Fact", "FactStatus", "ValueType"]
