"""What the reader asked of the matrix, and the addresses that keep it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

REALM = "realm"
SIMULATED = "mo-phong"


@dataclass(frozen=True)
class Choice:
    """What the reader asked of the page: day, realm, duty set, and which bodies to keep."""

    day: date
    is_today: bool
    simulated: bool = False
    duty_set: str = ""
    group: str = ""
    verdict: str = ""

    def url(self, route: str = "mandates:matrix", **changes: str | bool) -> str:
        """An address of this room with the choice kept, some of it changed ('' or False drops a part)."""
        asked: dict[str, str | bool] = {
            "as_of": "" if self.is_today else self.day.isoformat(),
            REALM: SIMULATED if self.simulated else "",
            "danh-muc": self.duty_set,
            "nhom": self.group,
            "muc": self.verdict,
        }
        asked |= changes
        query = urlencode([(name, value) for name, value in asked.items() if value])
        if route not in self._addresses:
            self._addresses[route] = reverse(route)
        return f"{self._addresses[route]}?{query}" if query else self._addresses[route]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Addresses of the routes asked for so far: a page asks for the same ones dozens of times."""
        return {}

    @property
    def is_filtered(self) -> bool:
        """Whether only some bodies are shown."""
        return bool(self.verdict)
