"""Addresses of evidence."""

from django.urls import path

from fangpin_web.evidence import views

app_name = "evidence"

urlpatterns = [
    path("evidence/shared", views.shared, name="shared"),
    path("evidence/time-unknown", views.time_unknown, name="time-unknown"),
    path("evidence/<int:key>", views.show, name="show"),
    path("evidence/links/<int:key>/withdraw", views.withdraw, name="withdraw"),
    path("evidence/about/<slug:ledger>/<int:key>", views.attach, name="attach"),
]
