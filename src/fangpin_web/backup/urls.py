"""Address of the page about backups."""

from django.urls import path

from fangpin_web.backup import views

app_name = "backup"

urlpatterns = [path("backups/", views.how_backups_stand, name="standing")]
