"""Addresses of the coordinator: rounds, the board, the review of a reply."""

from django.urls import URLPattern, path

from daumoi.surveys.views import board, letters, packages, paper, questions, reminders, review, rounds

_REPLY = "dot/<str:code>/<str:organisation>/"

patterns: list[URLPattern] = [
    path("", rounds.rounds, name="rounds"),
    path("dot/moi/", rounds.round_new, name="round_new"),
    path("dot/<str:code>/", board.board, name="round"),
    path("dot/<str:code>/bang.xlsx", board.board_workbook, name="round_workbook"),
    path("dot/<str:code>/sua/", rounds.round_edit, name="round_edit"),
    path("dot/<str:code>/phat-hanh/", rounds.round_issue, name="round_issue"),
    path("dot/<str:code>/cong-van/", letters.letter_new, name="letter_new"),
    path("dot/<str:code>/ket-thuc/", rounds.round_close, name="round_close"),
    path("dot/<str:code>/nhap-goi/", packages.package_import, name="package_import"),
    path("dot/<str:code>/nhap-goi/<str:digest>/", packages.package_enter, name="package_enter"),
    path(_REPLY, review.review, name="review"),
    path(f"{_REPLY}tiep-nhan/", review.receive, name="review_receive"),
    path(f"{_REPLY}chot/", review.close, name="review_close"),
    path(f"{_REPLY}lam-ro/", questions.clarify, name="review_clarify"),
    path(f"{_REPLY}gia-han/", review.extend, name="review_extend"),
    path(f"{_REPLY}khong-tra-loi/", review.waive, name="review_waive"),
    path(f"{_REPLY}lien-he/", review.contact, name="review_contact"),
    path(f"{_REPLY}tep/<int:number>/", review.file, name="review_file"),
    path(f"{_REPLY}nhap-giay/", paper.paper_start, name="paper_start"),
    path(f"{_REPLY}doi-chieu/", paper.paper_check, name="paper_check"),
    path(f"{_REPLY}don-doc/", reminders.reminder_new, name="reminder_new"),
    path(f"{_REPLY}don-doc/<int:number>/", reminders.reminder, name="reminder"),
    path(f"{_REPLY}don-doc/<int:number>/cong-van.pdf", reminders.reminder_pdf, name="reminder_pdf"),
]
