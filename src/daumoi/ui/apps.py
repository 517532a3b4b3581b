"""Registers the room with Django (templates, static files, the tag library)."""

from django.apps import AppConfig
from django.core.signals import setting_changed


class UiConfig(AppConfig):
    """The shared face of the product."""

    name = "daumoi.ui"
    label = "ui"

    def ready(self) -> None:
        """Signs hold the address of the sprite; a test that changes settings must not see an old one."""
        from daumoi.ui import signs

        setting_changed.connect(lambda **_change: signs.forget(), weak=False, dispatch_uid="daumoi.ui.signs")
