"""The law room's part of a data pack: typed rows, checked against each other before any writing."""

from daumoi.law.pack.reading import FILES, read_pack
from daumoi.law.pack.rows import (
    DeadlineRow,
    InstrumentRow,
    LawPack,
    NamedRow,
    PeriodRow,
    ProvisionRow,
    RegimeRow,
    Stated,
)

__all__ = [
    "FILES",
    "DeadlineRow",
    "InstrumentRow",
    "LawPack",
    "NamedRow",
    "PeriodRow",
    "ProvisionRow",
    "RegimeRow",
    "Stated",
    "read_pack",
]
