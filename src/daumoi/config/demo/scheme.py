"""The simulated scheme of 2016: proposals from the replies, completed by the bodies, ceilings, rules, runs, a plan."""

from datetime import date

from django.urls import reverse

from daumoi.config.demo.government import BODIES, COORDINATOR, Body
from daumoi.config.demo.people import officer, principal
from daumoi.config.demo.replying import moment
from daumoi.foundation.principal import Principal, acting
from daumoi.mandates.models import Duty, DutySet
from daumoi.organisations.models import Organisation
from daumoi.scheme import actions
from daumoi.scheme.access import access_proposal, access_scheme
from daumoi.scheme.actions import Given, MoneyGiven, NewPhase, PostGiven, Wanted
from daumoi.scheme.models import PlanRun, Proposal, ProposedForm, RuleKind, Scheme
from daumoi.scheme.queries import ceilings_of, phases_of
from daumoi.surveys.models import Round

CODE = "de-an-2016"
DUTIES = "nhom_2017"
MADE, OPENED, DUE = date(2016, 9, 26), date(2016, 10, 3), date(2016, 11, 15)
COMPLETED, SUMMED, SOLVED = date(2016, 10, 24), date(2016, 11, 21), date(2016, 12, 5)
_CORE = ("n17-trien-khai-thong-nhat", "n17-bao-dam-attt")
_DESIGNATED = "n17-ke-hoach-nam"
_WITH_SECOND = frozenset({1, 4, 9, 16})
"""Bodies that also say what they would do if a Cục is not possible in the first phase."""
_LEFT_OPEN = frozenset({8, 21})
"""Bodies that leave their posts to the coordinator's reckoning."""


def build(*, round_: Round, places: dict[str, Organisation]) -> Scheme:
    """Play the scheme up to the chosen plan; nothing happens when it was played before."""
    known = Scheme.objects.filter(code=CODE).first()
    if known is not None:
        return known
    coordinator = principal("dieuphoi", MADE)
    with acting(coordinator):
        made = _begin(coordinator, round_, places)
    _complete(made)
    with acting(coordinator):
        _limit(coordinator, made)
        _ask_and_sum(coordinator, made)
    _answer(made)
    with acting(coordinator):
        actions.take_proposals(by=coordinator, scheme=made, at=moment(SUMMED, 16))
        _plan(coordinator, made)
        return access_scheme(principal=coordinator, code=CODE)


def _begin(by: Principal, round_: Round, places: dict[str, Organisation]) -> Scheme:
    made = actions.create_scheme(
        by=by,
        coordinator=places[COORDINATOR],
        code=CODE,
        title="Mô hình tổ chức hoạt động của đơn vị chuyên trách CNTT các bộ, cơ quan ngang bộ (mô phỏng)",
        title_then="Nâng cao hiệu quả hoạt động của đơn vị chuyên trách CNTT các bộ, cơ quan ngang bộ (mô phỏng)",
        purpose="Thống nhất chức năng, nhiệm vụ, kiện toàn tổ chức và cơ chế tài chính, không tăng biên chế.",
        as_of=date(2016, 9, 15),
        round_=round_,
        duty_set=DutySet.objects.get(code=DUTIES),
        due_on=DUE,
        contact="Nguyễn Thu Hà, 024 3900 0101, dieuphoi@mp16.mophong.vn",
        phases=(
            NewPhase(
                "Giai đoạn 1", 2017, 2018, 9, "Năng lực thẩm định đề án tổ chức mỗi giai đoạn (mô phỏng)"
            ),
            NewPhase(
                "Giai đoạn 2", 2019, 2020, 9, "Năng lực thẩm định đề án tổ chức mỗi giai đoạn (mô phỏng)"
            ),
        ),
    )
    actions.take_replies(by=by, scheme=made, at=moment(MADE, 15))
    actions.open_to_bodies(by=by, scheme=made, document="Công văn số 3012/MP-ĐP ngày 03/10/2016 (mô phỏng)")
    return made


# The bodies complete their proposals -------------------------------------------------------------------


def _complete(scheme: Scheme) -> None:
    """The questionnaire did not ask posts by kind under the new form, nor money: each body says so by letter."""
    for body in BODIES:
        if body.style in ("missing", "clarify") and body.number != 15:
            continue
        by = principal(officer(body.number).username, COMPLETED)
        with acting(by):
            fresh = access_scheme(principal=by, code=CODE)
            own = _own(by, fresh, body)
            if own is None or body.number in _LEFT_OPEN:
                continue
            _write(by, own, body, _given(by, own, body))
            if body.number in _WITH_SECOND:
                _second(by, fresh, own, body)


def _own(by: Principal, scheme: Scheme, body: Body) -> Proposal | None:
    option = int(body.phase[-1])
    found = Proposal.objects.filter(scheme=scheme, root__code=body.code, option=option).exists()
    if not found:
        return None
    return access_proposal(principal=by, scheme=scheme, body_code=body.code, option=option)


def _write(by: Principal, own: Proposal, body: Body, given: Given) -> None:
    actions.write_proposal(
        by=by,
        scheme=own.scheme,
        body=own.owner,
        option=own.option,
        given=given,
        at=moment(COMPLETED, 9, body.number),
        document=f"Công văn số {2100 + body.number}/{body.abbreviation} ngày 24/10/2016 (mô phỏng)",
    )


def _given(by: Principal, own: Proposal, body: Body) -> Given:
    becomes = own.form in (ProposedForm.DEPARTMENT, ProposedForm.ADVISORY)
    names = {"cuc": "Cục Công nghệ thông tin", "trung_tam": "Trung tâm Công nghệ thông tin"}
    return Given(
        form=own.form,
        unit_name=own.unit_name or f"{names.get(own.form, 'Đơn vị chuyên trách CNTT')} {body.name}",
        security=own.security,
        security_unit=own.security_unit,
        phase=own.phase,
        reason=own.reason,
        legal_basis="Chức năng, nhiệm vụ theo luật về công nghệ thông tin và an toàn thông tin mạng (mô phỏng)",
        autonomy="" if becomes else own.autonomy,
        people_more=own.people_more,
        posts=_posts(own, body, becomes=becomes),
        money=_money(own, body),
        duties=_duties(own, body),
    )


def _posts(own: Proposal, body: Body, *, becomes: bool) -> dict[str, PostGiven]:
    """A Cục takes the salaried posts over; other units give up as many civil-service posts, or some fewer."""
    present = {row.kind: row.present or 0 for row in own.posts.all()}
    civil, salaried = present.get("cong_chuc", 0), present.get("vien_chuc_ngan_sach", 0)
    if not becomes:
        more = 2 if body.number % 5 == 2 and own.form != ProposedForm.KEEP else 0
        return {
            kind: PostGiven(count + (more if kind == "cong_chuc" else 0), count)
            for kind, count in present.items()
        }
    short = (3, 0, 5, 2)[body.number % 4]
    rows = {kind: PostGiven(count, count) for kind, count in present.items()}
    rows["vien_chuc_ngan_sach"] = PostGiven(0, salaried)
    rows["cong_chuc"] = PostGiven(
        civil + salaried + short,
        civil,
        max(0, salaried - (2 if body.number % 3 else 0)),
        f"Văn phòng và các vụ có nhiệm vụ giảm của {body.name}",
    )
    return rows


def _money(own: Proposal, body: Body) -> dict[tuple[str, int], MoneyGiven]:
    """What the unit has stays as replied; a change asks for running money from its phase on, and for equipment."""
    rows = {
        (row.source, row.year): MoneyGiven(row.present, row.running, row.one_off) for row in own.money.all()
    }
    if own.phase is None:
        return rows
    million = 1_000_000
    each = (body.size or 10) * (18 if own.form == ProposedForm.DEPARTMENT else 6) * million
    for year in range(own.phase.starts.year, 2021):
        rows["thuong_xuyen", year] = MoneyGiven(running=each)
    rows["dau_tu", own.phase.starts.year] = MoneyGiven(one_off=(body.size or 10) * 25 * million)
    return rows


def _duties(own: Proposal, body: Body) -> dict[Duty, tuple[str, str]]:
    """What the reply wished; the two bodies without a unit of their own add the hard core."""
    found = {row.duty: (row.holder, row.holder_text) for row in own.duties.select_related("duty")}
    if body.wish == "trung_tam":
        for duty in Duty.objects.filter(code__in=(*_CORE, _DESIGNATED)):
            found.setdefault(duty, ("unit", ""))
    return found


def _second(by: Principal, scheme: Scheme, own: Proposal, body: Body) -> None:
    """If no Cục in the first phase: the Centre is strengthened first."""
    phases = phases_of(principal=by, scheme=scheme)
    given = Given(
        form=ProposedForm.STRENGTHEN,
        unit_name=body.unit_name,
        security=own.security,
        security_unit=own.security_unit,
        phase=phases[0],
        reason="Trường hợp chưa lập được Cục, củng cố Trung tâm để đủ bộ phận cứng.",
        autonomy=own.autonomy,
        posts={row.kind: PostGiven(row.present, row.present) for row in own.posts.all()},
        money={("thuong_xuyen", 2018): MoneyGiven(running=(body.size or 10) * 5_000_000)},
        duties=_duties(own, body),
    )
    made = actions.write_proposal(
        by=by,
        scheme=scheme,
        body=own.owner,
        option=2,
        given=given,
        at=moment(COMPLETED, 10, body.number),
    )
    actions.send_proposal(
        by=by,
        proposal=made,
        document=f"Công văn số {2100 + body.number}/{body.abbreviation} ngày 24/10/2016 (mô phỏng)",
        at=moment(COMPLETED, 16, body.number),
    )


# The coordinator ----------------------------------------------------------------------------------------


def _limit(by: Principal, scheme: Scheme) -> None:
    no_growth = "Yêu cầu không tăng biên chế khi kiện toàn tổ chức (mô phỏng)"
    for kind in ("cong_chuc", "vien_chuc_ngan_sach"):
        actions.set_post_ceiling(by=by, scheme=scheme, kind=kind, amount=0, basis=no_growth)
    for year in (2017, 2018, 2019, 2020):
        amount = (6 if year < 2019 else 11) * 1_000_000_000
        budget = f"Dự kiến khả năng cân đối ngân sách năm {year} (mô phỏng)"
        actions.set_money_ceiling(
            by=by, scheme=scheme, source="thuong_xuyen", year=year, amount=amount, basis=budget
        )
    for code in _CORE:
        duty = Duty.objects.get(code=code)
        actions.add_rule(
            by=by,
            scheme=scheme,
            kind=RuleKind.REQUIRED_DUTY,
            duty=duty,
            sentence=f"Mỗi bộ có bộ phận cứng giữ nhiệm vụ “{duty.short}”.",
            basis="Định hướng của đề án: có bộ phận cứng quản lý CNTT, an toàn thông tin (mô phỏng)",
        )
    actions.add_rule(
        by=by,
        scheme=scheme,
        kind=RuleKind.BEFORE,
        first=Organisation.objects.get(code="mp-01"),
        first_form=ProposedForm.DEPARTMENT,
        second=Organisation.objects.get(code="mp-05"),
        second_form=ProposedForm.DEPARTMENT,
        sentence="Bộ E lập Cục sau Bộ A ít nhất một giai đoạn, vì dùng chung trung tâm dữ liệu.",
        basis="Thỏa thuận dùng chung hạ tầng giữa hai bộ (mô phỏng)",
    )


def _ask_and_sum(by: Principal, scheme: Scheme) -> None:
    open_ones = [
        access_proposal(principal=by, scheme=scheme, body_code=body.code, option=int(body.phase[-1]))
        for body in BODIES
        if body.number in _LEFT_OPEN
    ]
    actions.suggest_posts(by=by, proposals=open_ones)
    for code, option, text in (
        ("mp-09", 1, "Đề nghị nói rõ vụ nào giảm biên chế công chức, mỗi vụ bao nhiêu."),
        ("mp-11", 2, "Đề nghị bổ sung dự kiến nguồn kinh phí năm 2019."),
    ):
        asked = access_proposal(principal=by, scheme=scheme, body_code=code, option=option)
        actions.ask_clarification(
            by=by,
            proposal=asked,
            text=text,
            due_on=date(2016, 11, 10),
            address=reverse("scheme:proposal", args=[scheme.code, code, option]),
            at=moment(date(2016, 11, 1), 9),
        )


def _answer(scheme: Scheme) -> None:
    by = principal(officer(9).username, SUMMED)
    with acting(by):
        fresh = access_scheme(principal=by, code=scheme.code)
        own = access_proposal(principal=by, scheme=fresh, body_code="mp-09", option=1)
        question = own.questions.get()
        actions.answer_clarification(
            by=by,
            proposal=own,
            number=question.pk,
            text="Văn phòng giảm hai phần ba, Vụ Tổng hợp giảm một phần ba số biên chế điều chuyển.",
            at=moment(date(2016, 11, 8), 14),
        )


def _plan(by: Principal, scheme: Scheme) -> None:
    """No plan without growth, and why; then, with a few posts, the best plan, its like, a why-not, a plan by hand."""
    actions.solve_plan(by=by, scheme=scheme, at=moment(SOLVED, 8, 30))
    agreed = "Ý kiến thống nhất của cơ quan quản lý biên chế cho giai đoạn đề án (mô phỏng)"
    actions.set_post_ceiling(by=by, scheme=scheme, kind="cong_chuc", amount=20, basis=agreed)
    best = actions.solve_plan(by=by, scheme=scheme, at=moment(SOLVED, 9))
    actions.find_alternatives(by=by, scheme=scheme, at=moment(SOLVED, 9, 10), within_percent=3, count=4)
    actions.ask_why_not(by=by, scheme=scheme, wanted=Wanted("mp-04", "pa1", "gd1"), at=moment(SOLVED, 9, 20))
    civil = next(one for one in ceilings_of(principal=by, scheme=scheme) if one.post_kind == "cong_chuc")
    actions.move_ceiling(by=by, scheme=scheme, ceiling=civil, steps=[-5, 5, 10, 20], at=moment(SOLVED, 9, 30))
    by_hand = [
        Wanted(body.code, f"pa{body.phase[-1]}", "gd1" if body.phase == "pa1" else "gd2")
        for body in BODIES
        if body.wish == "cuc" and body.style not in ("missing",)
    ]
    actions.score_manual(by=by, scheme=scheme, choices=by_hand, at=moment(SOLVED, 9, 40))
    _choose(by, best)


def _choose(by: Principal, best: PlanRun) -> None:
    actions.choose_plan(
        by=by,
        run=best,
        reason="Giữ được mọi trần, nhiều bộ được phương án mình đề nghị nhất; lãnh đạo đồng ý tại cuộc họp (mô phỏng).",
        document="Thông báo kết luận số 512/TB-MP ngày 06/12/2016 (mô phỏng)",
        at=moment(date(2016, 12, 6), 15),
    )
