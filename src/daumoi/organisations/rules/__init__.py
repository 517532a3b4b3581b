"""Pure decisions on plain values: what an act of reorganisation changes, and what is refused."""

from daumoi.organisations.rules.reorganisations import (
    dissolve,
    establish,
    merge,
    rename,
    split,
    transfer,
    upgrade,
)
from daumoi.organisations.rules.values import (
    Closing,
    Draft,
    Link,
    Newcomer,
    Opening,
    Plan,
    Ref,
    Standing,
    StateFacts,
)

__all__ = [
    "Closing",
    "Draft",
    "Link",
    "Newcomer",
    "Opening",
    "Plan",
    "Ref",
    "Standing",
    "StateFacts",
    "dissolve",
    "establish",
    "merge",
    "rename",
    "split",
    "transfer",
    "upgrade",
]
