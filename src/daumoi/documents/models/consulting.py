"""Góp ý dự thảo and đề nghị hướng dẫn: what a desk asks of others, and what others ask of a desk.

Rows belong to the desk that asks (a consultation) or answers (a request for guidance). The other side reads its own
line through the policies of migration 0004; what it writes is written as system work after its rights were checked.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models.drafting import Version
from daumoi.documents.models.papers import Paper
from daumoi.foundation.owned import HomeQuerySet, M, Owned
from daumoi.foundation.principal import Principal
from daumoi.history.models import tracked


class ConsultedState(models.TextChoices):
    """What a consulted body said. That it is late is seen from the day, not kept."""

    WAITING = "waiting", _("chưa trả lời")
    OPINED = "opined", _("đã góp ý")
    AGREED = "agreed", _("nhất trí, không có ý kiến")


class OpinionSource(models.TextChoices):
    """How an opinion came."""

    WEB = "web", _("trên hệ thống")
    TABLE = "table", _("tệp Word")
    LETTER = "letter", _("công văn")


class OpinionDecision(models.TextChoices):
    """What the drafting desk does with an opinion."""

    OPEN = "", _("chưa xử lý")
    ACCEPTED = "accepted", _("tiếp thu")
    PARTLY = "partly", _("tiếp thu một phần")
    REFUSED = "refused", _("không tiếp thu")


class GuidanceState(models.TextChoices):
    """The way of a request for guidance."""

    NEW = "new", _("mới")
    WORKING = "working", _("đang xử lý")
    ANSWERED = "answered", _("đã trả lời")
    GENERAL = "general", _("thành hướng dẫn chung")


def _beside(principal: Principal, prefix: str = "") -> Q:
    """The other side's half of a row: the organisation named in it is one the principal works in."""
    return Q(**{f"{prefix}body_id__in": principal.homes}) | Q(
        **{f"{prefix}organisation_id__in": principal.units}
    )


class BesideQuerySet(HomeQuerySet[M]):
    """Rows of a desk that the organisation named in them reads as well."""

    def visible_to(self, principal: Principal) -> Self:
        """The desk's own rows, and those that name an organisation the principal works in."""
        if principal.system:
            return self
        mine = Q(root_id__in=principal.homes) | Q(owner_id__in=principal.units)
        return self.filter(mine | self._other_half(principal))

    def addressed_to(self, principal: Principal) -> Self:
        """Only those that name an organisation the principal works in."""
        return self.filter(self._other_half(principal))

    def _other_half(self, principal: Principal) -> Q:
        return _beside(principal)


class AskedQuerySet(BesideQuerySet[M]):
    """Consultations: the consulted see the ones that ask them."""

    def _other_half(self, principal: Principal) -> Q:
        return Q(pk__in=ConsultedBody.objects.filter(_beside(principal)).values("consultation"))


class OpinionQuerySet(BesideQuerySet[M]):
    """Opinions: their giver's own, and everybody's once the asker published the table."""

    def _other_half(self, principal: Principal) -> Q:
        asked = ConsultedBody.objects.filter(_beside(principal)).values("consultation")
        return _beside(principal) | Q(is_published=True, consultation__in=asked)


class RequestQuerySet(BesideQuerySet[M]):
    """Requests for guidance: the unit a request was handed to reads it as well."""

    def visible_to(self, principal: Principal) -> Self:
        """The desk's own rows, those of the unit they were handed to, and those one asked oneself."""
        if principal.system:
            return self
        return self.filter(
            Q(root_id__in=principal.homes)
            | Q(owner_id__in=principal.units)
            | Q(assigned_unit_id__in=principal.units)
            | self._other_half(principal)
        )


class PublishedQuerySet(HomeQuerySet[M]):
    """What a desk publishes to all."""

    def visible_to(self, principal: Principal) -> Self:
        """The desk's own rows and published ones."""
        if principal.system:
            return self
        mine = Q(root_id__in=principal.homes) | Q(owner_id__in=principal.units)
        return self.filter(mine | Q(is_published=True))


@tracked
class Consultation(Owned):
    """A draft put out for opinions: one round.

    `digest` names the frozen words; `parts` are those words cut at their articles and headings, as
    `rules.consulting.DraftPart` in JSON, so that whoever is asked reads them without opening the asker's desk.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="consultations")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="consultations")
    digest = models.CharField(max_length=64)
    subject = models.CharField(max_length=500)
    kind_name = models.CharField(max_length=100)
    asker_name = models.CharField(max_length=200)
    parts = models.JSONField()
    request = models.TextField(blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="following"
    )
    opened_on = models.DateField()
    due_on = models.DateField()
    contact_name = models.CharField(max_length=100)
    contact_telephone = models.CharField(max_length=50, blank=True)
    contact_email = models.EmailField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_simulated = models.BooleanField(default=False)

    objects = AskedQuerySet["Consultation"].as_manager()

    class Meta:
        ordering = ("-opened_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["paper", "round"], name="documents_consultation_round_once"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(closed_at__isnull=True), name="documents_consultation_one_open"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")), name="documents_consultation_due_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(closed_at__isnull=False),
                name="documents_consultation_closed_before_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, lần {self.round}"


@tracked
class ConsultedBody(Owned):
    """One organisation asked for its opinion. `owner` is the asker's desk; `body` the body of the asked organisation.

    A place outside the network has a name only; its opinions are typed from its letter.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="consulted")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=ConsultedState.choices, default=ConsultedState.WAITING)
    letter_code = models.CharField(max_length=60, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    objects = BesideQuerySet["ConsultedBody"].as_manager()

    class Meta:
        ordering = ("consultation_id", "number", "id")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="documents_consulted_name_once"),
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=Q(organisation__isnull=False),
                name="documents_consulted_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(answered_on__isnull=False),
                name="documents_consulted_answer_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class DraftOpinion(Owned):
    """One opinion in its giver's own words, and what the asker did with it.

    `part` is the key of a part of the frozen draft, empty for an opinion on the whole; `change_part` the key of the
    part of the *next* draft in which the change stands. `giver` repeats the line's name: once the table is published
    everybody asked reads all opinions, while each still sees only its own line.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="opinions")
    line = models.ForeignKey(ConsultedBody, on_delete=models.CASCADE, related_name="opinions")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    giver = models.CharField(max_length=200)
    part = models.CharField(max_length=80, blank=True)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=6, choices=OpinionSource.choices)
    decision = models.CharField(max_length=8, choices=OpinionDecision.choices, blank=True)
    reason = models.TextField(blank=True)
    change = models.TextField(blank=True)
    change_part = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_published = models.BooleanField(default=False)

    objects = OpinionQuerySet["DraftOpinion"].as_manager()

    class Meta:
        ordering = ("consultation_id", "line_id", "number", "id")
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="documents_opinion_once"),
            models.CheckConstraint(condition=~Q(text=""), name="documents_opinion_says_something"),
            models.CheckConstraint(
                condition=~Q(decision__in=("partly", "refused")) | ~Q(reason=""),
                name="documents_opinion_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


@tracked
class GeneralGuidance(Owned):
    """An answer that holds for everybody: published to all, with the requests it covers."""

    title = models.CharField(max_length=300)
    text = models.TextField()
    provision = models.CharField(max_length=300, blank=True)
    issuer_name = models.CharField(max_length=200)
    code = models.CharField(max_length=60, blank=True)
    published_on = models.DateField()
    is_published = models.BooleanField(default=True)
    is_simulated = models.BooleanField(default=False)
    search_folded = models.TextField(blank=True)

    objects = PublishedQuerySet["GeneralGuidance"].as_manager()

    class Meta:
        ordering = ("-published_on", "-id")

    def __str__(self) -> str:
        return self.title


@tracked
class GuidanceTerm(Owned):
    """Within how many working days a desk answers requests that arrive from a day on, and which paper says so."""

    days = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=300)
    valid_from = models.DateField()

    objects = HomeQuerySet["GuidanceTerm"].as_manager()

    class Meta:
        ordering = ("-valid_from",)
        constraints = [
            models.UniqueConstraint(fields=["owner", "valid_from"], name="documents_guidance_term_once"),
            models.CheckConstraint(condition=Q(days__gt=0), name="documents_guidance_term_days"),
        ]

    def __str__(self) -> str:
        return f"{self.days} ngày làm việc"


@tracked
class GuidanceRequest(Owned):
    """A request for guidance. `owner` is the desk that answers; `organisation` (of `body`) the one that asks."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker_name = models.CharField(max_length=200)
    question = models.TextField()
    provision = models.CharField(max_length=300, blank=True)
    letter_code = models.CharField(max_length=60, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_ground = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=GuidanceState.choices, default=GuidanceState.NEW)
    assigned_unit = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    answer_code = models.CharField(max_length=60, blank=True)
    answer_paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="guidance"
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    general = models.ForeignKey(
        GeneralGuidance, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    is_simulated = models.BooleanField(default=False)
    search_folded = models.TextField(blank=True)

    objects = RequestQuerySet["GuidanceRequest"].as_manager()

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "general"))
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="documents_guidance_answer_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="general") | Q(general__isnull=False),
                name="documents_guidance_general_names_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["root", "due_on"],
                condition=Q(answered_on__isnull=True),
                name="documents_guidance_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asker_name}: {self.question[:80]}"
