"""Addresses of the register, below /to-chuc/."""

from django.urls import path

from daumoi.organisations.views import appointments, pages, records, reorganising

app_name = "organisations"
urlpatterns = [
    path("", pages.index, name="index"),
    path("co-quan/<str:code>/", pages.body, name="body"),
    path("don-vi/<str:code>/", pages.unit, name="unit"),
    path("so-do/<str:code>/", pages.chart, name="chart"),
    path("nhan-luc/<str:code>/", records.staff, name="staff"),
    path("buoc-lap-cuc/<str:code>/", records.steps, name="steps"),
    path("to-chuc-lai/", reorganising.choose, name="acts"),
    path("to-chuc-lai/<str:slug>/", reorganising.record, name="act"),
    path("dinh-chinh/<int:state_id>/", reorganising.correct, name="correct"),
    path("phan-cong/", appointments.appointments, name="appointments"),
    path("phan-cong/moi/", appointments.appoint, name="appoint"),
    path("phan-cong/<int:appointment_id>/ket-thuc/", appointments.end, name="end_appointment"),
]
