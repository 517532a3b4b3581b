from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models.kinds import Kind
from daumoi.documents.models.papers import Paper
from daumoi.foundation.owned import HomeQuerySet, Owned
from daumoi.history.models import tracked


class Version(Owned):
    """The words of a paper as somebody left them. Versions are added, never changed: the newest is the draft.

    `content` is `documents.rules.content.Content` as JSON; `digest` names it.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    author_name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    objects = HomeQuerySet["Version"].as_manager()

    class Meta:
        ordering = ("paper_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="documents_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} · {self.number}"


@tracked
class Figure(Owned):
    """A live figure: a stored query whose value stands in the text and is frozen when the paper is signed.

    `key` is how the text calls it (“[[da_nhan]]”). `value` is what it was when last drafted, `frozen_value` what was
    signed; a query that answers otherwise today is shown as changed.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=60)
    query = models.CharField(max_length=80)
    parameters = models.JSONField(default=dict)
    as_of = models.DateField()
    label = models.CharField(max_length=300)
    value = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    drafted_at = models.DateTimeField()
    frozen_value = models.CharField(max_length=200, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet["Figure"].as_manager()

    class Meta:
        ordering = ("paper_id", "key")
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="documents_figure_once")]

    def __str__(self) -> str:
        return f"[[{self.key}]] = {self.frozen_value or self.value}"


class ChainAct(models.TextChoices):
    """The five acts of a signing chain, never one "duyệt"."""

    SUBMIT = "trinh", _("trình")
    ADVISE = "cho_y_kien", _("cho ý kiến")
    CHECK = "tham_dinh", _("thẩm định")
    APPROVE = "phe_duyet", _("phê duyệt")
    ISSUE = "ban_hanh", _("ban hành")


class StepState(models.TextChoices):
    """Where a step stands."""

    WAITING = "waiting", _("chưa đến lượt")
    CURRENT = "current", _("đang chờ")
    DONE = "done", _("đã xong")
    RETURNED = "returned", _("trả lại")
    SKIPPED = "skipped", _("bỏ qua")


@tracked
class Step(Owned):
    """One step of a paper's signing chain. `lap` counts how often the paper went round after being returned."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="steps")
    lap = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=12, choices=ChainAct.choices)
    title = models.CharField(max_length=200)
    permission = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_outside = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    opinion = models.TextField(blank=True)
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    done_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet["Step"].as_manager()

    class Meta:
        ordering = ("paper_id", "lap", "order")
        constraints = [
            models.UniqueConstraint(fields=["paper", "lap", "order"], name="documents_step_once"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(opinion=""), name="documents_returned_step_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


@tracked
class OwnRoute(Owned):
    """A body's own signing chain for some kinds of paper; it stands before the pack's."""

    name = models.CharField(max_length=200)
    kinds = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    objects = HomeQuerySet["OwnRoute"].as_manager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Template(Owned):
    """A body's own Word template for a kind of paper, with checked placeholders."""

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="templates")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = HomeQuerySet["Template"].as_manager()

    class Meta:
        ordering = ("kind_id", "name", "id")

    def __str__(self) -> str:
        return self.name
