from django.apps import AppConfig


class IndicesConfig(AppConfig):
    """Index definitions, editions and results; names its acts for the journal."""

    name = "daumoi.indices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.history.presenters import register  # models exist only now
        from daumoi.indices.presenters.acts import SENTENCES

        register(SENTENCES)
