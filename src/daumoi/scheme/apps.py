from django.apps import AppConfig


class SchemeConfig(AppConfig):
    """The scheme; names its acts for the journal and hears of papers that were issued."""

    name = "daumoi.scheme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.history.presenters import register
        from daumoi.scheme.papers_reactions import listen
        from daumoi.scheme.presenters import acts, papers_acts  # models exist only now

        register(acts.SENTENCES)
        register(papers_acts.SENTENCES)
        listen()
