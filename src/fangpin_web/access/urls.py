"""Addresses of the read log."""

from django.urls import path

from fangpin_web.access import views

app_name = "access"

urlpatterns = [path("log/", views.read_log, name="log")]
