"""Addresses of the council, below /hoi-dong/."""

from django.urls import path

from daumoi.council.views import ballots, bodies, files, ledger, opinions, preparing, sessions

app_name = "council"
_SESSION = "phien/<str:code>/"

urlpatterns = [
    path("", bodies.index, name="index"),
    path("lap/", bodies.council_new, name="council_new"),
    path("kien-nghi/", ledger.ledger, name="ledger"),
    path("kien-nghi.xlsx", files.ledger_workbook, name="ledger_workbook"),
    path("kien-nghi.pdf", files.ledger_pdf, name="ledger_pdf"),
    path("kien-nghi/<str:code>/", ledger.matter, name="matter"),
    path("kien-nghi/<str:code>/dien-bien/", ledger.entry_new, name="entry_new"),
    path("kien-nghi/<str:code>/giao-viec/", ledger.assign, name="matter_assign"),
    path(_SESSION, sessions.session, name="session"),
    path(f"{_SESSION}chuong-trinh/", preparing.agenda, name="agenda"),
    path(f"{_SESSION}chuong-trinh/<int:number>/bo/", preparing.item_remove, name="item_remove"),
    path(f"{_SESSION}cau-hoi/", preparing.questions, name="questions"),
    path(f"{_SESSION}tai-lieu/", preparing.papers, name="papers"),
    path(f"{_SESSION}tai-lieu/<int:number>/<int:version>/", files.paper, name="paper"),
    path(f"{_SESSION}gui/", preparing.send, name="send"),
    path(f"{_SESSION}khong-to-chuc/", preparing.stop, name="stop"),
    path(f"{_SESSION}giay-moi.pdf", files.invitation_pdf, name="invitation_pdf"),
    path(f"{_SESSION}tra-loi-moi/", sessions.answer, name="answer"),
    path(f"{_SESSION}diem-danh/", sessions.attendance, name="attendance"),
    path(f"{_SESSION}diem-danh/<str:organisation>/", sessions.attendance_of, name="attendance_of"),
    path(f"{_SESSION}lan-truoc/", sessions.last_time, name="last_time"),
    path(f"{_SESSION}lan-truoc.pdf", files.last_time_pdf, name="last_time_pdf"),
    path(f"{_SESSION}mo-phien/", sessions.open_meeting, name="open"),
    path(f"{_SESSION}y-kien/", opinions.opinions, name="opinions"),
    path(f"{_SESSION}y-kien.xlsx", files.opinions_workbook, name="opinions_workbook"),
    path(f"{_SESSION}y-kien.pdf", files.opinions_pdf, name="opinions_pdf"),
    path(f"{_SESSION}y-kien/them/", opinions.opinion_new, name="opinion_new"),
    path(f"{_SESSION}y-kien/<int:number>/", opinions.explain, name="explain"),
    path(f"{_SESSION}y-kien/<int:number>/theo-doi/", ledger.matter_from, name="matter_from"),
    path(f"{_SESSION}bien-ban/", opinions.minutes, name="minutes"),
    path(f"{_SESSION}bien-ban.pdf", files.minutes_pdf, name="minutes_pdf"),
    path(f"{_SESSION}ket-luan/", opinions.conclude, name="conclude"),
    path(f"{_SESSION}thong-bao/", opinions.notice, name="notice"),
    path(f"{_SESSION}thong-bao/soan/", opinions.notice_draft, name="notice_draft"),
    path(f"{_SESSION}thong-bao.pdf", files.notice_pdf, name="notice_pdf"),
    path(f"{_SESSION}phieu/", ballots.ballot, name="ballot"),
    path(f"{_SESSION}phieu-giay/<str:organisation>/", ballots.paper_form, name="paper_form"),
    path(f"{_SESSION}theo-doi-phieu/", ballots.board, name="board"),
    path(f"{_SESSION}gia-han/", ballots.extend, name="extend"),
    path(f"{_SESSION}dong-phieu/", ballots.close, name="close"),
    path(f"{_SESSION}ket-qua/", ballots.result, name="result"),
    path(f"{_SESSION}ket-qua.pdf", files.result_pdf, name="result_pdf"),
    path("<str:code>/", bodies.council, name="council"),
    path("<str:code>/thanh-vien/", bodies.seats, name="seats"),
    path("<str:code>/thanh-vien/<int:number>/ket-thuc/", bodies.seat_end, name="seat_end"),
    path("<str:code>/kien-toan/", bodies.renew, name="renew"),
    path("<str:code>/phien-moi/", preparing.session_new, name="session_new"),
    path("<str:code>/kien-nghi-moi/", ledger.matter_new, name="matter_new"),
]
