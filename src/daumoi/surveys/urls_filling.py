"""Addresses of the pages on which a ministry fills, signs and sends its reply."""

from django.urls import URLPattern, URLResolver, path

from daumoi.surveys.views import filling, filling_handover, filling_section, filling_send, filling_workbook

_REPLY = "tra-loi/<str:round_code>/<str:organisation_code>/"

patterns: list[URLPattern | URLResolver] = [
    path("tra-loi/", filling.my_replies, name="my_replies"),
    path(_REPLY, filling.reply, name="reply"),
    path(f"{_REPLY}dien-tiep/", filling.carry_on, name="reply_continue"),
    path(f"{_REPLY}phan/<str:section_code>/", filling_section.section, name="reply_section"),
    path(f"{_REPLY}phan/<str:section_code>/luu/", filling_section.autosave, name="reply_autosave"),
    path(f"{_REPLY}cau/<str:variable>/<int:row>/", filling_section.question, name="reply_question"),
    path(f"{_REPLY}khong-phat-sinh/", filling.not_arisen, name="reply_not_arisen"),
    path(f"{_REPLY}giao-phan/", filling_handover.handover, name="reply_handover"),
    path(f"{_REPLY}giao-phan/<int:number>/rut/", filling_handover.withdraw, name="reply_handover_withdraw"),
    path(f"{_REPLY}giao-phan/<int:number>/xong/", filling_handover.finish, name="reply_handover_done"),
    path(f"{_REPLY}ra-soat/", filling.check, name="reply_check"),
    path(f"{_REPLY}ky-gui/", filling_send.send_page, name="reply_send"),
    path(f"{_REPLY}ky-gui/chot/", filling_send.prepare, name="reply_prepare"),
    path(f"{_REPLY}ky-gui/cong-van/", filling_send.letter, name="reply_letter"),
    path(f"{_REPLY}ky-gui/phe-duyet/", filling_send.approve, name="reply_approve"),
    path(f"{_REPLY}ky-gui/gui/", filling_send.send, name="reply_send_now"),
    path(f"{_REPLY}phu-luc.pdf", filling_send.annex, name="reply_annex"),
    path(f"{_REPLY}tep/<int:number>/", filling_send.file, name="reply_file"),
    path(f"{_REPLY}goi/", filling_send.package, name="reply_package"),
    path(f"{_REPLY}lam-ro/", filling_send.clarify, name="reply_clarify"),
    path(f"{_REPLY}bieu.xlsx", filling_workbook.workbook, name="reply_workbook"),
    path(f"{_REPLY}nop-excel/", filling_workbook.upload, name="reply_upload"),
]
