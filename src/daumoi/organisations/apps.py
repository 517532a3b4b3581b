from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The register; names its acts for the journal."""

    name = "daumoi.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from daumoi.history.presenters import register  # models exist only now
        from daumoi.organisations.presenters.acts import SENTENCES

        register(SENTENCES)
