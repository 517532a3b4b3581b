from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents; names its acts for the journal."""

    name = "daumoi.documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.documents.presenters.acts import SENTENCES  # models exist only now
        from daumoi.history.presenters import register

        register(SENTENCES)
