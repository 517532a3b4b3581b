from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Joins the rooms once all of them are loaded."""

    name = "daumoi.config"

    def ready(self) -> None:
        from daumoi.config import assembly  # models exist only now

        assembly.assemble()
