from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys; names its acts for the journal."""

    name = "daumoi.surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.history.presenters import register  # models exist only now
        from daumoi.surveys.presenters.acts import SENTENCES
        from daumoi.surveys.reactions import listen

        register(SENTENCES)
        listen()
