"""Registers the room with Django (templates, static files, the tag library)."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shared face of the product."""

    name = "daumoi.ui"
    label = "ui"
