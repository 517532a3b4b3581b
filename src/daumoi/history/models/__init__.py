from daumoi.history.models.acts import Act, Chain
from daumoi.history.models.tracking import tracked

__all__ = ["Act", "Chain", "tracked"]
