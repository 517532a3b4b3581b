"""Addresses of drafting: beginning, words and figures, the paper's page, its chain, own templates and chains."""

from django.urls import URLPattern, URLResolver, path

from daumoi.documents.views import (
    begin,
    chain,
    figures,
    files,
    issuing,
    layout,
    paper,
    routes,
    templates,
    writing,
)

_BEGIN: list[URLPattern | URLResolver] = [
    path("soan/", begin.begin, name="begin"),
    path("soan/<slug:kind>/", begin.begin_kind, name="begin_kind"),
    path("mau/", templates.templates, name="templates"),
    path("mau/moi/", templates.template_new, name="template_new"),
    path("mau/khoi-dau/<slug:kind>/", templates.template_start, name="template_start"),
    path("mau/<int:number>/tep/", templates.template_file, name="template_file"),
    path("mau/<int:number>/dung/", templates.template_switch, name="template_switch"),
    path("quy-trinh/", routes.routes, name="routes"),
    path("quy-trinh/moi/", routes.route_new, name="route_new"),
    path("quy-trinh/<int:number>/", routes.route_edit, name="route_edit"),
    path("quy-trinh/<int:number>/dung/", routes.route_switch, name="route_switch"),
    path("kiem-tra-the-thuc/", layout.layout_check, name="layout_check"),
]
_PAPER: list[URLPattern | URLResolver] = [
    path("<int:number>/", paper.paper, name="paper"),
    path("<int:number>/soan/", writing.write, name="write"),
    path("<int:number>/so-lieu/", figures.figure_new, name="figure_new"),
    path("<int:number>/so-lieu/<slug:key>/cap-nhat/", figures.figure_renew, name="figure_renew"),
    path("<int:number>/so-lieu/<slug:key>/bo/", figures.figure_remove, name="figure_remove"),
    path("<int:number>/cac-ban/", paper.versions, name="versions"),
    path("<int:number>/trinh/", chain.submit, name="submit"),
    path("<int:number>/y-kien/", chain.advise, name="advise"),
    path("<int:number>/phe-duyet/", chain.approve, name="approve"),
    path("<int:number>/ky-ngoai/", chain.signed_outside, name="signed_outside"),
    path("<int:number>/huy/", chain.cancel, name="cancel"),
    path("<int:number>/ban-hanh/", issuing.issue, name="issue"),
    path("<int:number>/ghi-so/", issuing.record_issue, name="record_issue"),
    path("<int:number>/thu-hoi/", issuing.recall, name="recall"),
    path("<int:number>/van-ban.pdf", files.paper_pdf, name="paper_pdf"),
    path("<int:number>/van-ban.docx", files.paper_docx, name="paper_docx"),
    path("<int:number>/phieu-trinh.pdf", files.slip_pdf, name="slip_pdf"),
    path("<int:number>/loi-van.json", files.paper_json, name="paper_json"),
    path("<int:number>/tep/<int:file>/", files.paper_file, name="paper_file"),
]
patterns: list[URLPattern | URLResolver] = [*_BEGIN, *_PAPER]
