import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.council.models.bodies import Seat
from daumoi.council.models.keeping import Kept, KeptQuerySet, shared_with
from daumoi.council.models.sessions import AgendaItem, Invitation, Session
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked
from daumoi.law.models import Sourced


class OpinionKind(models.TextChoices):
    """Three things that must not be mixed up: what was told, what was asked for, what the chair concluded."""

    INFORMATION = "information", _("thông tin")
    OPINION = "opinion", _("ý kiến, kiến nghị")
    CONCLUSION = "conclusion", _("kết luận của Chủ tịch")


class OpinionVerdict(models.TextChoices):
    """What became of an opinion."""

    NONE = "", _("chưa tiếp thu, giải trình")
    ACCEPTED = "accepted", _("tiếp thu")
    PARTLY = "partly", _("tiếp thu một phần")
    NOT = "not", _("không tiếp thu")


class OpinionQuerySet(KeptQuerySet["Opinion"]):
    """What was said in sessions."""

    through = ("session__",)


@tracked
class Opinion(Kept, Sourced):
    """One thing said in a session, and, for an opinion, what became of it.

    `is_verbatim` False: retold after a source, not the speaker's own words. The database holds that only a chair's
    seat concludes (constraint and trigger) and that only opinions are answered.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="opinions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="opinions"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=OpinionKind.choices)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="opinions")
    speaker = models.CharField(max_length=300)
    text = models.TextField()
    is_verbatim = models.BooleanField(default=True)
    verdict = models.CharField(max_length=10, choices=OpinionVerdict.choices, blank=True, default="")
    reason = models.TextField(blank=True)
    change_made = models.TextField(blank=True)
    change_place = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    from_pack = models.BooleanField(default=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "number")
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="council_opinion_once"),
            models.CheckConstraint(
                condition=~Q(kind="conclusion") | Q(seat__isnull=False), name="council_conclusion_has_chair"
            ),
            models.CheckConstraint(
                condition=Q(kind="opinion") | Q(verdict=""), name="council_only_opinions_are_answered"
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["partly", "not"]) | ~Q(reason=""), name="council_refusal_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.speaker}"


class QuestionQuerySet(KeptQuerySet["Question"]):
    """Questions of written consultations."""

    through = ("session__",)


@tracked
class Question(Kept):
    """One question of a written consultation, one box on the form; answered by name or anonymously."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_anonymous = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "number")
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="council_question_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ChoiceMark(models.TextChoices):
    """What a box says."""

    AGREE = "agree", _("đồng ý")
    DISAGREE = "disagree", _("không đồng ý")
    OTHER = "other", _("ý kiến khác")
    UNCLEAR = "unclear", _("ô không rõ")


class ChoiceQuerySet(KeptQuerySet["Choice"]):
    """Boxes of forms: one's own, and everybody's once the ballot is closed."""

    def visible_to(self, principal: Principal) -> Self:
        """See `KeptQuerySet.visible_to`; another member's box only after the ballot was closed."""
        if principal.sees_network:
            return self
        opened = self.filter(shared_with(principal, "question__session__"), is_released=True)
        return super().visible_to(principal) | opened


class Choice(Kept):
    """One box of one form. An anonymous one carries no member, no time, and a random key: nothing leads back.

    Written once; only `is_released` changes when the ballot is closed. Row history is not kept on purpose: its time
    would join an anonymous box to the form it came with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="choices"
    )
    mark = models.CharField(max_length=10, choices=ChoiceMark.choices)
    text = models.TextField(blank=True)
    is_counted = models.BooleanField()
    is_released = models.BooleanField(default=False)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ("question_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["question", "invitation"], name="council_one_box_per_question"),
            models.CheckConstraint(
                condition=~Q(mark="other") | ~Q(text=""), name="council_other_opinion_is_said"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_mark_display())
