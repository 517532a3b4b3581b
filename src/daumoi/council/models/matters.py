from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from daumoi.council.models.bodies import Council
from daumoi.council.models.keeping import Kept, KeptQuerySet, Shared
from daumoi.council.models.opinions import Opinion
from daumoi.council.models.sessions import Session
from daumoi.council.rules import CLOSED_STATES
from daumoi.history.models import tracked
from daumoi.law.models import Sourced


class MatterKind(models.TextChoices):
    """What lives in the ledger."""

    OBSTACLE = "vuong_mac", _("vướng mắc")
    RECOMMENDATION = "kien_nghi", _("kiến nghị")
    CONCLUSION = "ket_luan", _("việc theo kết luận")


class MatterState(models.TextChoices):
    """Where a matter stands. “Submitted” is not “resolved”: it may stay there for years."""

    RAISED = "raised", _("mới nêu")
    WORKING = "working", _("đang xử lý")
    SUBMITTED = "submitted", _("đã trình, chưa có kết quả")
    RESOLVED = "resolved", _("đã giải quyết")
    DROPPED = "dropped", _("thôi theo dõi")


class LinkKind(models.TextChoices):
    """What an entry points to."""

    NONE = "", _("không kèm")
    SURVEY = "survey", _("đợt khảo sát")
    DOCUMENT = "document", _("văn bản")
    SCHEME = "scheme", _("đề án")
    DECISION = "decision", _("quyết định")
    TASK = "task", _("nhiệm vụ")
    SESSION = "session", _("phiên họp")
    EVIDENCE = "evidence", _("minh chứng")


class MatterQuerySet(KeptQuerySet["Matter"]):
    """Matters of the ledger."""

    through = ("", "session__")

    def standing_on(self, day: date) -> Self:
        """Matters raised by the day, with `state_then`, `state_since`, `last_words` as the entries of the day say."""
        last = _newest(day)
        return self.filter(raised_on__lte=day).annotate(
            state_then=Subquery(last.values("state")[:1]),
            state_since=Subquery(last.values("on")[:1]),
            last_words=Subquery(last.values("text")[:1]),
        )

    def open_on(self, day: date) -> Self:
        """Matters raised by the day that still wait on it."""
        done = MatterEntry.objects.filter(pk=OuterRef("newest"), state__in=CLOSED_STATES)
        waiting = self.standing_on(day).annotate(newest=Subquery(_newest(day).values("pk")[:1]))
        return waiting.filter(~Exists(done))


def _newest(day: date) -> "models.QuerySet[MatterEntry]":
    """The entries of a matter by the day, newest first."""
    return MatterEntry.objects.filter(matter=OuterRef("pk"), on__lte=day).order_by("-on", "-id")


@tracked
class Matter(Shared, Sourced):
    """An obstacle, a recommendation or a task from a conclusion, which lives from session to session.

    Its state is what the newest entry by a day says, so that the ledger can be read as of any day.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="matters")
    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=MatterKind.choices)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    raised_on = models.DateField()
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="matters"
    )
    opinion = models.ForeignKey(
        Opinion, on_delete=models.PROTECT, null=True, blank=True, related_name="matters"
    )
    raised_by = models.CharField(max_length=300)
    responsible = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsible_text = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ("raised_on", "id")
        indexes = [models.Index(fields=["council", "raised_on"], name="council_matter_oldest")]

    def __str__(self) -> str:
        return self.title


class MatterEntryQuerySet(KeptQuerySet["MatterEntry"]):
    """Entries of matters."""

    through = ("matter__", "matter__session__")


@tracked
class MatterEntry(Kept, Sourced):
    """What happened to a matter on a day: its state from then on, in words, with one link to evidence."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="entries")
    on = models.DateField()
    state = models.CharField(max_length=10, choices=MatterState.choices)
    text = models.TextField()
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    link_kind = models.CharField(max_length=10, choices=LinkKind.choices, blank=True, default="")
    link_code = models.CharField(max_length=120, blank=True)
    link_label = models.CharField(max_length=200, blank=True)
    link_address = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=200, blank=True)
    from_pack = models.BooleanField(default=False)

    objects = MatterEntryQuerySet.as_manager()

    class Meta:
        ordering = ("matter_id", "on", "id")
        indexes = [models.Index(fields=["matter", "-on", "-id"], name="council_entry_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="council_entry_says_something"),
            models.CheckConstraint(
                condition=Q(link_kind="") | ~Q(link_code=""), name="council_link_has_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.get_state_display()}"
