from django.urls import path

from daumoi.history import views

app_name = "history"
urlpatterns = [path("", views.journal, name="journal")]
