from django.urls import path

from daumoi.mandates import views

app_name = "mandates"

urlpatterns = [
    path("", views.index, name="index"),
    path("ma-tran/", views.matrix, name="matrix"),
    path("ma-tran.xlsx", views.matrix_workbook, name="matrix_workbook"),
    path("ma-tran.json", views.matrix_data, name="matrix_data"),
    path("so-sanh/", views.comparison, name="comparison"),
    path("danh-muc/", views.catalogue, name="catalogue"),
    path("danh-muc/<str:code>/", views.duty, name="duty"),
    path("co-quan/<str:body>/", views.body, name="body"),
    path("o/<str:body>/<str:duty>/", views.cell, name="cell"),
    path("giao/<str:body>/<str:duty>/", views.assign, name="assign"),
]
