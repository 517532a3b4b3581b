"""Addresses of the law register, below /can-cu/."""

from django.urls import path

from daumoi.law import views

app_name = "law"
urlpatterns = [
    path("", views.index, name="index"),
    path("van-ban/<str:code>/", views.instrument, name="instrument"),
    path("van-ban/<str:code>/<str:anchor>/", views.provision, name="provision"),
    path("hien-hanh/", views.in_force, name="in_force"),
    path("hien-hanh/<str:code>/", views.subject, name="subject"),
    path("lich-nghia-vu/", views.calendar, name="calendar"),
    path("nguon/", views.sources, name="sources"),
]
