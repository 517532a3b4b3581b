"""Addresses of the exchange box, below /van-ban/lien-thong/."""

from django.urls import URLPattern, path

from daumoi.documents.views import exchange

patterns: list[URLPattern] = [
    path("lien-thong/", exchange.box, name="exchange"),
    path("lien-thong/<int:number>/", exchange.message_file, name="message_file"),
    path("lien-thong/<int:number>/gui-lai/", exchange.message_retry, name="message_retry"),
]
