"""The official letter of a round: drafted from what the round knows, and the round issued when the letter is."""

from datetime import date, datetime

from django.db import transaction

from daumoi.documents import actions as documents
from daumoi.documents import queries as papers
from daumoi.documents.models import Addressee, AddresseeRole, Kind, Paper
from daumoi.documents.rules.content import ContactPerson, Content, Part
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation
from daumoi.surveys import rules
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.rounds import addressees_on, issue_round
from daumoi.surveys.models import Reply, ReplyState, Round, RoundState
from daumoi.ui.wording import short_date

_ISSUING = system("phát hành đợt khảo sát theo công văn")
LETTER_KIND = "cong_van"


@transaction.atomic
def draft_letter(*, by: Principal, round_: Round, addressees: list[Organisation], day: date) -> Paper:
    """Draft the letter that will send the round out: words, addressees, hạn gửi and contact are the round's.

    Issuing that letter in the register of papers issues the round to the same addressees under its number.

    :raises Conflict: the round has gone out, or a letter of it is already on its way.
    """
    by.require(SurveyPermission.COORDINATE, body_id=round_.root_id, owner_id=round_.owner_id)
    if round_.state != RoundState.DRAFT:
        raise Conflict(
            "surveys.round.issued",
            f"Đợt này đã phát hành theo công văn {round_.letter_number}.",
            remedy="Muốn thay đổi, gửi công văn bổ sung.",
        )
    before = papers.paper_about(principal=by, kind=rules.LETTER_ABOUT, number=round_.pk)
    if before is not None:
        raise Conflict(
            "surveys.letter.twice",
            f"Công văn của đợt này đã được soạn, đang ở trạng thái “{before.get_state_display()}”.",
            remedy="Mở văn bản ấy để soạn tiếp, hoặc huỷ trước khi soạn lại.",
        )
    if not addressees:
        raise Invalid(
            "surveys.round.addressees",
            "Chưa chọn cơ quan nhận.",
            remedy="Chọn ít nhất một cơ quan.",
            place="Nơi nhận",
        )
    paper = documents.begin_paper(
        by=by,
        owner=round_.owner,
        kind=Kind.objects.get(code=LETTER_KIND),
        subject=_subject(round_),
        day=day,
        content=_content(round_),
        about=(rules.LETTER_ABOUT, round_.pk, rules.round_address(round_code=round_.code)),
    )
    documents.set_addressees(
        by=by, paper=paper, main=addressees, expects_answer=True, due_date=round_.due_on, day=day
    )
    return paper


def draft_letter_to_all(*, by: Principal, round_: Round, day: date) -> Paper:
    """Draft the letter to every body that a letter of that day would go to; errors as in :func:`draft_letter`."""
    everyone = addressees_on(day=day, simulated=round_.is_simulated)
    return draft_letter(by=by, round_=round_, addressees=everyone, day=day)


def _subject(round_: Round) -> str:
    title = round_.title.strip()
    return f"trả lời phiếu {title[0].lower()}{title[1:]}"[:500]


def _content(round_: Round) -> Content:
    asked = (
        f"Số liệu trong phiếu chốt đến hết ngày {short_date(round_.cutoff_on)}. Số liệu cơ quan điều phối đã có được điền"
        " sẵn kèm nguồn; đề nghị quý cơ quan kiểm tra, xác nhận hoặc sửa lại."
    )
    ways = (
        "Quý cơ quan trả lời trên hệ thống, hoặc tải phiếu Excel để điền rồi nộp lại; bản trả lời được in thành phụ lục có"
        " mã nội dung, trình lãnh đạo ký và gửi kèm công văn."
    )
    return Content(
        parts=[Part(text="\n".join(text for text in (round_.purpose.strip(), asked, ways) if text))],
        closing="Trân trọng cảm ơn.",
        recipients=["Như trên", "Lưu: VT."],
        contact=ContactPerson(
            name=round_.contact_name, telephone=round_.contact_phone, email=round_.contact_email
        ),
    )


@transaction.atomic
def issue_under_letter(
    *, round_id: int, paper_id: int, code: str, on: date, signer: str, at: datetime
) -> list[Reply]:
    """Issue a prepared round because its letter was issued: to the addressees of the letter, under its number.

    System work: whoever may number the letter need not coordinate surveys. A round that has gone out stays as it is.
    """
    with acting(_ISSUING):
        round_ = Round.objects.select_for_update(of=("self",)).select_related("owner").get(pk=round_id)
        if round_.state != RoundState.DRAFT:
            return []
        lines = Addressee.objects.filter(
            paper_id=paper_id, role=AddresseeRole.MAIN, organisation__isnull=False
        ).select_related("organisation")
        return issue_round(
            by=_ISSUING,
            round_=round_,
            addressees=[line.organisation for line in lines if line.organisation is not None],
            letter_number=code,
            letter_date=on,
            letter_signer=signer or "theo công văn",
            at=at,
        )


def close_letter_line(*, reply: Reply, at: datetime) -> int:
    """A reply was sent: the line of the round's letter that waited for this addressee is answered."""
    how = (
        f"Trả lời bằng phiếu, công văn {reply.letter_number}"
        if reply.letter_number
        else "Trả lời bằng phiếu, phê duyệt trên hệ thống"
    )
    return documents.answered_elsewhere(
        about_kind=rules.LETTER_ABOUT,
        about_id=reply.round_id,
        organisation=reply.owner,
        words=how,
        on=reply.letter_date or at.date(),
        at=at,
    )


def ask_to_enter_paper(*, round_id: int, organisation_id: int, code: str) -> None:
    """An addressee answered the letter on paper: the coordinator is asked to enter the reply from the scan."""
    with acting(_ISSUING):
        reply = (
            Reply.objects.filter(round_id=round_id, owner_id=organisation_id, state=ReplyState.OPEN)
            .select_related("round", "round__owner", "owner")
            .first()
        )
        if reply is None:
            return
        inbox.post(
            kind="surveys.review",
            thing_id=reply.pk,
            owner=reply.round.owner,
            title=f"Nhập trả lời giấy: {reply.owner.states.latest('valid_from').name}",
            detail=reply.round.title,
            document=code,
            verb="Nhập từ giấy",
            address=rules.review_address(round_code=reply.round.code, organisation_code=reply.owner.code),
            permission=SurveyPermission.COORDINATE,
        )
