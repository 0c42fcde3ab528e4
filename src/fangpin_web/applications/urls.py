"""Addresses of self-application: /apply for everybody once it is switched on, the rest for officers."""

from django.urls import path

from fangpin_web.applications import views

app_name = "applications"

urlpatterns = [
    path("apply", views.apply, name="apply"),
    path("apply/status", views.status, name="application-status"),
    path("applications/", views.application_list, name="list"),
    path("applications/<int:key>/match", views.match, name="match"),
    path("applications/<int:key>/dismiss", views.dismiss, name="dismiss"),
]
