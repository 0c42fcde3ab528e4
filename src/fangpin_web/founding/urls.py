"""Addresses of the first day."""

from django.urls import path

from fangpin_web.founding import views

urlpatterns = [
    path("start", views.start, name="start"),
    path("checklist", views.checklist, name="checklist"),
]
