"""Registers the room with Django (templates, static files, the tag library)."""

from django.apps import AppConfig
from django.core.signals import setting_changed


class UiConfig(AppConfig):
    """The shared face of the product."""

    name = "daumoi.ui"
    label = "ui"

    def ready(self) -> None:
        """What is kept ready holds addresses of static files; a test that changes settings must not see old ones."""
        from daumoi.ui import pieces, signs

        for kept in (signs, pieces):
            setting_changed.connect(
                lambda kept=kept, **_change: kept.forget(), weak=False, dispatch_uid=kept.__name__
            )
