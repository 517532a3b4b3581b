from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "daumoi.mandates"
    default_auto_field = "django.db.models.BigAutoField"
