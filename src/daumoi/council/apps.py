from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """The council; names its acts for the journal."""

    name = "daumoi.council"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.council.presenters.acts import SENTENCES
        from daumoi.council.reactions import listen
        from daumoi.history.presenters import register  # models exist only now

        register(SENTENCES)
        listen()
