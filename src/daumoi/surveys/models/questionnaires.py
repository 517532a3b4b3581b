from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionnaireState(models.TextChoices):
    """A published version never changes; the next change is the next version."""

    DRAFT = "draft", _("dự thảo")
    PUBLISHED = "published", _("đã ban hành")
    RETIRED = "retired", _("không dùng nữa")


class Questionnaire(models.Model):
    """One version of a questionnaire: its definition as data, with the digest of its canonical form."""

    code = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    title = models.TextField()
    title_en = models.TextField(blank=True)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=QuestionnaireState.choices, default=QuestionnaireState.DRAFT
    )
    origin = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("code", "-created_at")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="surveys_questionnaire_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
