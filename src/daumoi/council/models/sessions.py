from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daumoi.council.models.bodies import Council, Seat
from daumoi.council.models.keeping import Kept, KeptQuerySet, Shared
from daumoi.history.models import tracked
from daumoi.law.models import Sourced


class Mode(models.TextChoices):
    """How the council is asked."""

    MEETING = "meeting", _("họp")
    WRITTEN = "written", _("lấy ý kiến bằng phiếu")


class SessionState(models.TextChoices):
    """The way of a session, in the words of practice."""

    PREPARING = "preparing", _("đang chuẩn bị")
    SENT = "sent", _("đã gửi giấy mời, tài liệu")
    OPEN = "open", _("đang họp")
    CONCLUDED = "concluded", _("đã kết luận")
    ISSUED = "issued", _("đã ban hành thông báo kết luận")
    STOPPED = "stopped", _("không tổ chức")
    RECORDED = "recorded", _("ghi theo tư liệu")


_WRITTEN_WORDS = {SessionState.SENT: _("đang lấy ý kiến"), SessionState.OPEN: _("đã đóng phiếu")}


class SessionQuerySet(KeptQuerySet["Session"]):
    """Sessions the principal keeps, was invited to, or finds published."""

    through = ("",)


@tracked
class Session(Shared, Sourced):
    """One meeting or one written consultation. `owner` is the standing body.

    `held_on` is the day of the meeting; for a written consultation the day it was opened, with `due_on` the day to
    return the forms by. `readers` are filled when invitations go out.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    code = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.MEETING)
    held_on = models.DateField()
    starts_at = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    purpose = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PREPARING)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    concluded_under = models.CharField(max_length=200, blank=True)
    notice_number = models.CharField(max_length=80, blank=True)
    notice_date = models.DateField(null=True, blank=True)
    notice_signer = models.CharField(max_length=150, blank=True)
    stop_reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode="written") | Q(due_on__isnull=False), name="council_written_has_deadline"
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(stop_reason=""), name="council_stop_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(notice_number="") & Q(notice_date__isnull=False)),
                name="council_notice_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_written(self) -> bool:
        """Whether members answer by forms instead of meeting."""
        return self.mode == Mode.WRITTEN

    @property
    def state_words(self) -> str:
        """The state as practice says it for this mode."""
        if self.is_written and self.state in _WRITTEN_WORDS:
            return str(_WRITTEN_WORDS[SessionState(self.state)])
        return str(self.get_state_display())


class AgendaKind(models.TextChoices):
    """What an item of the agenda asks of the members."""

    REVIEW = "review", _("kiểm điểm kết luận trước")
    INFORM = "inform", _("thông tin")
    DISCUSS = "discuss", _("xin ý kiến")


class PartQuerySet(KeptQuerySet["AgendaItem"]):
    """What hangs on a session."""

    through = ("session__",)


@tracked
class AgendaItem(Kept):
    """One item of a session's agenda, with what was said on it for the minutes."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    kind = models.CharField(max_length=10, choices=AgendaKind.choices, default=AgendaKind.DISCUSS)
    presenter = models.CharField(max_length=200, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "number")
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="council_item_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class PaperQuerySet(KeptQuerySet["Paper"]):
    """Papers of sessions."""

    through = ("session__",)


class Paper(Kept):
    """One version of a paper of a session: a file, or a document of the register, always with its SHA-256.

    Sending freezes it (the database then refuses any change); a changed paper is the next `version` with a reason.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    document_code = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(default=0)
    change_reason = models.CharField(max_length=300, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "number", "version")
        constraints = [
            models.UniqueConstraint(fields=["session", "number", "version"], name="council_paper_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="council_paper_has_hash"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False) | ~Q(document_code=""), name="council_paper_is_something"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(change_reason=""), name="council_paper_change_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(models.TextChoices):
    """What a member said to the invitation."""

    NONE = "", _("chưa trả lời")
    ATTEND = "attend", _("sẽ dự")
    SUBSTITUTE = "substitute", _("cử người dự thay")
    ABSENT = "absent", _("vắng mặt")


class Attendance(models.TextChoices):
    """Who sat in the member's seat."""

    NONE = "", _("chưa điểm danh")
    PRESENT = "present", _("có mặt")
    SUBSTITUTE = "substitute", _("người dự thay")
    ABSENT = "absent", _("vắng mặt")


class Channel(models.TextChoices):
    """How the papers, or a form, went."""

    HERE = "here", _("qua hệ thống này")
    LETTER = "letter", _("công văn giấy")
    AXIS = "axis", _("trục liên thông văn bản")
    MAIL = "mail", _("thư điện tử công vụ")


class FormState(models.TextChoices):
    """Where a member's form stands."""

    NONE = "", _("chưa gửi phiếu")
    VALID = "valid", _("phiếu hợp lệ")
    INVALID = "invalid", _("phiếu không hợp lệ")


class InvitationQuerySet(KeptQuerySet["Invitation"]):
    """Invitations to sessions."""

    through = ("session__",)


@tracked
class Invitation(Kept):
    """A member's line in a session, owned by the member's organisation: invitation, answer, attendance, form.

    Name and position are those of the day of sending, whoever holds the seat later.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="invitations")
    holder = models.CharField(max_length=150, blank=True)
    position = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.HERE)
    proof = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    substitute = models.CharField(max_length=200, blank=True)
    answer_reason = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True, default="")
    attended_by = models.CharField(max_length=200, blank=True)
    absence_reason = models.CharField(max_length=500, blank=True)
    form_state = models.CharField(max_length=10, choices=FormState.choices, blank=True, default="")
    form_flaws = models.CharField(max_length=60, blank=True)
    form_note = models.CharField(max_length=500, blank=True)
    form_signer = models.CharField(max_length=200, blank=True)
    form_document = models.CharField(max_length=120, blank=True)
    form_channel = models.CharField(max_length=10, choices=Channel.choices, blank=True, default="")
    returned_on = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=200, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="council_invited_once"),
            models.CheckConstraint(
                condition=~Q(answer="absent") | ~Q(answer_reason=""), name="council_absence_said_why"
            ),
            models.CheckConstraint(
                condition=~Q(attendance="absent") | ~Q(absence_reason=""), name="council_absent_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(form_state="invalid") | ~Q(form_flaws=""), name="council_invalid_form_has_flaw"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.holder}"
