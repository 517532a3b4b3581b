"""Addresses of the shell itself: the theme choice and the component catalogue."""

from django.urls import path

from daumoi.ui import views

app_name = "ui"
urlpatterns = [
    path("giao-dien/", views.choose_theme, name="theme"),
    path("mau-thanh-phan/", views.catalogue, name="catalogue"),
]
