from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "daumoi.facts"
    default_auto_field = "django.db.models.BigAutoField"
