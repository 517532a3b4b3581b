"""Addresses of the room, below /van-ban/: registers, arrivals, numbers, following, files; then the paper itself."""

from django.urls import URLPattern, URLResolver, path

from daumoi.documents import urls_consulting, urls_drafting, urls_exchange, urls_verifying
from daumoi.documents.views import arrivals, folders, following, numbers, registers

app_name = "documents"
_BOOKS: list[URLPattern | URLResolver] = [
    path("", registers.register, name="register"),
    path("tai-so/", registers.register_workbook, name="register_workbook"),
    path("den/moi/", arrivals.arrival_new, name="arrival_new"),
    path("so-so/", numbers.series, name="series"),
    path("so-so/moi/", numbers.series_new, name="series_new"),
    path("so-so/lien-thong/", numbers.exchange_address, name="exchange_address"),
    path("so-so/<int:number>/", numbers.series_page, name="series_page"),
    path("so-so/<int:number>/dong/", numbers.series_close, name="series_close"),
    path("so-so/<int:number>/giu/", numbers.number_reserve, name="number_reserve"),
    path("so-so/<int:number>/huy/<int:row>/", numbers.number_cancel, name="number_cancel"),
    path("theo-doi/", following.following, name="following"),
    path("theo-doi/tai/", following.following_workbook, name="following_workbook"),
    path("ho-so/", folders.folders, name="folders"),
    path("ho-so/moi/", folders.folder_new, name="folder_new"),
    path("ho-so/<int:number>/", folders.folder, name="folder"),
    path("ho-so/<int:number>/them/", folders.folder_add, name="folder_add"),
    path("ho-so/<int:number>/bo/<int:paper>/", folders.folder_take_out, name="folder_take_out"),
    path("ho-so/<int:number>/dong/", folders.folder_close, name="folder_close"),
    path("ho-so/<int:number>/nop-luu/", folders.folder_hand_over, name="folder_hand_over"),
    path("ho-so/<int:number>/tai/", folders.folder_zip, name="folder_zip"),
    path("<int:number>/giao/", arrivals.paper_assign, name="paper_assign"),
    path("<int:number>/xong/", arrivals.paper_finish, name="paper_finish"),
    path("<int:number>/theo-doi/", following.following_paper, name="following_paper"),
    path("<int:number>/theo-doi/<int:line>/", following.line_mark, name="line_mark"),
    path("<int:number>/don-doc/", following.remind, name="remind"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *_BOOKS,
    *urls_drafting.patterns,
    *urls_exchange.patterns,
    *urls_verifying.patterns,
    *urls_consulting.patterns,
]
