"""Where statements were read."""

from dataclasses import dataclass

from daumoi.law.models import Pack, Source


@dataclass(frozen=True)
class Sources:
    """The sources of the register, and the packs they came with."""

    packs: tuple[Pack, ...]
    rows: tuple[Source, ...]


def sources() -> Sources:
    """Every source by its code (2 queries)."""
    return Sources(packs=tuple(Pack.objects.all()), rows=tuple(Source.objects.all()))
