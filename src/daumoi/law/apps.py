from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "daumoi.law"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the room's acts for the journal."""
        from daumoi.history import presenters  # models exist only now
        from daumoi.law.presenters.words import ACTS

        presenters.register(ACTS)
