"""Signing in and out through allauth's views; everything allauth offers to the open public is closed."""

from allauth.account import views as allauth
from django.urls import path

from daumoi.accounts import views

urlpatterns = [
    path("vao/", allauth.login, name="account_login"),
    path("ra/", allauth.logout, name="account_logout"),
    path("doi-mat-khau/", allauth.password_change, name="account_change_password"),
    path("xac-nhan/", allauth.reauthenticate, name="account_reauthenticate"),
    path("ngung/", allauth.account_inactive, name="account_inactive"),
    path("dang-ky/", views.how_to_get_an_account, name="account_signup"),
    path("quen-mat-khau/", views.how_to_get_an_account, name="account_reset_password"),
]
