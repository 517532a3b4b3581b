"""Making a scheme, dividing it into phases, opening it to the bodies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import DutySet
from daumoi.organisations.models import Organisation
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, require_open, said
from daumoi.scheme.models import Phase, Scheme, Weight, WeightCode
from daumoi.surveys.models import Round

WEIGHTS = {
    WeightCode.DUTY: 10,
    WeightCode.CORE: 20,
    WeightCode.OPTION_1: 30,
    WeightCode.OPTION_2: 20,
    WeightCode.OPTION_3: 10,
    WeightCode.COST: 1,
}
"""Points a new scheme begins with; the coordinator changes them and says why."""


@dataclass(frozen=True)
class NewPhase:
    """A phase from the first day of a year to the last day of another."""

    name: str
    first_year: int
    last_year: int
    most_changes: int | None = None
    basis: str = ""


@transaction.atomic
def create_scheme(
    *,
    by: Principal,
    coordinator: Organisation,
    code: str,
    title: str,
    as_of: date,
    round_: Round | None = None,
    title_then: str = "",
    purpose: str = "",
    duty_set: DutySet | None = None,
    due_on: date | None = None,
    contact: str = "",
    phases: Iterable[NewPhase] = (),
) -> Scheme:
    """Begin a scheme, by itself or from a survey round whose accepted replies it will take.

    :raises Forbidden: the principal does not coordinate for this organisation.
    :raises Invalid: code in use, no title, or the bodies' day not after `as_of`.
    """
    by.require(SchemePermission.COORDINATE, body_id=coordinator.root_pk, owner_id=coordinator.pk)
    title = said(title, place=_("Tên đề án"), message=_("Chưa đặt tên đề án."))
    _check_due(as_of, due_on)
    if round_ is not None and round_.is_simulated != coordinator.is_simulated:
        raise Invalid(
            "scheme.realm",
            _("Đợt khảo sát thật và cơ quan mô phỏng (hoặc ngược lại) không đi chung một đề án."),
            place=_("Đợt khảo sát"),
        )
    try:
        with transaction.atomic():
            made = Scheme.objects.create(
                owner=coordinator,
                root_id=coordinator.root_pk,
                code=code,
                title=title,
                title_then=title_then.strip(),
                purpose=purpose.strip(),
                round=round_,
                duty_set=duty_set,
                as_of=as_of,
                due_on=due_on,
                contact=contact.strip(),
                is_simulated=coordinator.is_simulated,
            )
    except IntegrityError as error:
        raise Invalid(
            "scheme.code",
            _("Mã “%s” đã dùng cho một đề án khác.") % code,
            place=_("Mã"),
            remedy=_("Đặt mã khác, ví dụ thêm năm."),
        ) from error
    kept = {"scheme": made, "owner_id": made.owner_id, "root_id": made.root_id}
    Weight.objects.bulk_create(Weight(code=one, points=points, **kept) for one, points in WEIGHTS.items())
    for number, phase in enumerate(phases, start=1):
        _write_phase(made, number, phase)
    journal(
        by,
        "scheme.scheme.created",
        made,
        of=made,
        label=made.title,
        details={"round": round_.code if round_ is not None else ""},
    )
    return made


@transaction.atomic
def edit_scheme(
    *,
    by: Principal,
    scheme: Scheme,
    title: str,
    title_then: str = "",
    purpose: str = "",
    due_on: date | None = None,
    contact: str = "",
) -> Scheme:
    """Change what the scheme says of itself. Code, day and round stay.

    :raises Conflict: it was submitted.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    _check_due(scheme.as_of, due_on)
    scheme.title = said(title, place=_("Tên đề án"), message=_("Chưa đặt tên đề án."))
    scheme.title_then, scheme.purpose = title_then.strip(), purpose.strip()
    scheme.due_on, scheme.contact = due_on, contact.strip()
    scheme.save()
    journal(by, "scheme.scheme.edited", scheme, of=scheme, label=scheme.title)
    return scheme


@transaction.atomic
def open_to_bodies(*, by: Principal, scheme: Scheme, document: str) -> Scheme:
    """From now on the bodies see the scheme and propose; `document` is the letter that asks them.

    :raises Conflict: it is open already, has no phase, no day to answer by, or was submitted.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    document = said(
        document,
        place=_("Văn bản"),
        message=_("Chưa nêu văn bản đề nghị các bộ đề xuất."),
        remedy=_("Ghi số, ký hiệu, ngày của công văn."),
    )
    if scheme.is_published:
        raise Conflict("scheme.opened", _("Đề án đã mở cho các bộ rồi."))
    if scheme.due_on is None:
        raise Conflict(
            "scheme.no_due",
            _("Chưa đặt hạn gửi đề xuất."),
            remedy=_("Sửa đề án, ghi hạn gửi và đầu mối liên hệ rồi mở lại."),
        )
    if not Phase.objects.filter(scheme=scheme).exists():
        raise Conflict(
            "scheme.no_phase",
            _("Đề án chưa chia giai đoạn nên bộ chưa chọn được giai đoạn."),
            remedy=_("Thêm giai đoạn trước."),
        )
    scheme.is_published = True
    scheme.save()
    journal(by, "scheme.scheme.opened", scheme, of=scheme, label=scheme.title, document=document)
    return scheme


@transaction.atomic
def add_phase(*, by: Principal, scheme: Scheme, phase: NewPhase) -> Phase:
    """Add a phase after the last one.

    :raises Invalid: its years overlap with, or lie before, a phase that exists.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    last = Phase.objects.filter(scheme=scheme).order_by("-number").first()
    made = _write_phase(scheme, last.number + 1 if last is not None else 1, phase, after=last)
    journal(by, "scheme.phase.added", made, of=scheme, label=made.name, document=made.basis)
    return made


@transaction.atomic
def remove_phase(*, by: Principal, scheme: Scheme, phase: Phase) -> None:
    """Take the last phase away again.

    :raises Conflict: it is not the last, or a proposal or a rule names it.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    require_open(scheme)
    if Phase.objects.filter(scheme=scheme, number__gt=phase.number).exists():
        raise Conflict(
            "scheme.phase.not_last",
            _("Chỉ bỏ được giai đoạn cuối."),
            remedy=_("Bỏ các giai đoạn sau trước."),
        )
    name = phase.name
    try:
        with transaction.atomic():
            phase.delete()
    except ProtectedError as error:
        raise Conflict(
            "scheme.phase.used",
            _("Có đề xuất hoặc ràng buộc đang ghi giai đoạn này."),
            remedy=_("Chuyển các đề xuất, ràng buộc ấy sang giai đoạn khác trước."),
        ) from error
    journal(by, "scheme.phase.removed", scheme, of=scheme, label=name)


def _check_due(as_of: date, due_on: date | None) -> None:
    if due_on is not None and due_on <= as_of:
        raise Invalid(
            "scheme.due",
            _("Hạn gửi đề xuất phải sau ngày lấy số liệu %s.") % f"{as_of:%d/%m/%Y}",
            place=_("Hạn gửi đề xuất"),
            remedy=_("Chọn ngày muộn hơn."),
        )


def _write_phase(scheme: Scheme, number: int, phase: NewPhase, after: Phase | None = None) -> Phase:
    if phase.last_year < phase.first_year:
        raise Invalid(
            "scheme.phase.years",
            _("Năm cuối của giai đoạn trước năm đầu."),
            place=_("Đến hết năm"),
            remedy=_("Sửa lại hai năm."),
        )
    starts = date(phase.first_year, 1, 1)
    if after is not None and starts < after.ends:
        raise Invalid(
            "scheme.phase.overlap",
            _("Giai đoạn “%(name)s” kéo dài đến hết năm %(year)d; giai đoạn mới phải bắt đầu sau đó.")
            % {"name": after.name, "year": after.ends.year - 1},
            place=_("Từ năm"),
            remedy=_("Chọn năm bắt đầu muộn hơn."),
        )
    return Phase.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        number=number,
        name=said(phase.name, place=_("Tên giai đoạn"), message=_("Chưa đặt tên giai đoạn.")),
        starts=starts,
        ends=date(phase.last_year + 1, 1, 1),
        most_changes=phase.most_changes,
        basis=phase.basis.strip(),
    )
