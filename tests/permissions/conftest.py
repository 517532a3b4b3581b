"""The full house, for the sweeps of this folder."""

from tests.permissions.scene import scene, standing

__all__ = ["scene", "standing"]
