"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from daumoi.scheme import urls_evidence, urls_papers
from daumoi.scheme.views import limits, plans, proposals, schemes

app_name = "scheme"
_ONE = "<str:code>/"
_PROPOSAL = f"{_ONE}de-xuat/<str:body>/<int:option>/"
_RUN = f"{_ONE}phuong-an/lan-tinh/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", schemes.index, name="index"),
    path("moi/", schemes.scheme_new, name="scheme_new"),
    path("bang-chung/", include(urls_evidence.urlpatterns)),
    *urls_papers.patterns,
    path(_ONE, schemes.scheme, name="scheme"),
    path(f"{_ONE}sua/", schemes.scheme_edit, name="edit"),
    path(f"{_ONE}mo-cho-bo/", schemes.scheme_open, name="open"),
    path(f"{_ONE}giai-doan/", schemes.phases, name="phases"),
    path(f"{_ONE}giai-doan/<int:number>/bo/", schemes.phase_remove, name="phase_remove"),
    path(f"{_ONE}lay-tra-loi/", schemes.take, name="take"),
    path(f"{_ONE}de-xuat/", proposals.sheet, name="sheet"),
    path(f"{_ONE}de-xuat.xlsx", proposals.sheet_workbook, name="sheet_workbook"),
    path(f"{_ONE}de-xuat/tong-hop/", proposals.take_sent, name="take_sent"),
    path(f"{_ONE}de-xuat/goi-y/", proposals.suggest, name="suggest"),
    path(_PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{_PROPOSAL}sua/", proposals.proposal_edit, name="proposal_edit"),
    path(f"{_PROPOSAL}gui/", proposals.proposal_send, name="proposal_send"),
    path(f"{_PROPOSAL}rut/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path(f"{_PROPOSAL}lam-ro/", proposals.proposal_ask, name="proposal_ask"),
    path(f"{_PROPOSAL}lam-ro/<int:number>/", proposals.proposal_answer, name="proposal_answer"),
    path(f"{_ONE}tong-hop/", proposals.sums, name="sums"),
    path(f"{_ONE}tran/", limits.limits, name="limits"),
    path(f"{_ONE}tran/bien-che/", limits.post_ceiling, name="post_ceiling"),
    path(f"{_ONE}tran/kinh-phi/", limits.money_ceiling, name="money_ceiling"),
    path(f"{_ONE}tran/<int:number>/bo/", limits.ceiling_remove, name="ceiling_remove"),
    path(f"{_ONE}rang-buoc/moi/", limits.rule_new, name="rule_new"),
    path(f"{_ONE}rang-buoc/<int:number>/", limits.rule_switch, name="rule_switch"),
    path(f"{_ONE}cham-diem/", limits.weights, name="weights"),
    path(f"{_ONE}phuong-an/", plans.plan, name="plan"),
    path(f"{_ONE}phuong-an/tinh/", plans.solve, name="solve"),
    path(f"{_ONE}phuong-an/gan-ngang/", plans.alternatives, name="alternatives"),
    path(f"{_ONE}phuong-an/vi-sao-khong/", plans.why_not, name="why_not"),
    path(f"{_ONE}phuong-an/noi-tran/", plans.ceiling, name="move_ceiling"),
    path(f"{_ONE}phuong-an/lap-tay/", plans.manual, name="manual"),
    path(_RUN, plans.run, name="run"),
    path(f"{_RUN}kiem-tra-lai/", plans.recheck, name="recheck"),
    path(f"{_RUN}chon/<int:variant>/", plans.choose, name="choose"),
]
