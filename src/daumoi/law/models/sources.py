from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How far a statement was checked."""

    READ = "A", _("đã đọc nguyên văn điều khoản")
    STATED = "B", _("theo trang chính thức, báo lớn hoặc văn bản khác")
    SECONDARY = "C", _("chỉ theo nguồn thứ cấp")
    UNVERIFIED = "?", _("chưa kiểm chứng")


class Pack(models.Model):
    """A government's data pack as last loaded: version, day its sources were read, digest of its files."""

    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=50)
    retrieved = models.DateField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Source(models.Model):
    """Where statements were read: an article, a gazette copy, a press page."""

    code = models.CharField(max_length=80, unique=True)
    title = models.TextField()
    where = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Sourced(models.Model):
    """Abstract base of every statement of law or fact: it always says where it was read."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    locator = models.TextField(blank=True, default="")
    confidence = models.CharField(max_length=1, choices=Confidence.choices, default=Confidence.UNVERIFIED)
    note = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def source_text(self) -> str:
        """The source with its place, in one line."""
        if self.source_id is None or self.source is None:
            return ""
        return f"{self.source.title}, {self.locator}" if self.locator else self.source.title
