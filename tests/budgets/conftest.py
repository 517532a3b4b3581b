"""The full house, for the sweeps of this folder."""

from tests.permissions.scene import scene

__all__ = ["scene"]
