"""The address that the QR mark of an issued paper names; open to everybody who holds the paper."""

from django.urls import URLPattern, path

from daumoi.documents.views import verifying

patterns: list[URLPattern] = [path("xac-minh/<str:code>/", verifying.verify, name="verify")]
