"""Addresses of background work."""

from django.urls import path

from fangpin_web.jobs import views

app_name = "jobs"

urlpatterns = [
    path("work/", views.work_list, name="list"),
    path("work/<int:key>/", views.work, name="work"),
    path("work/<int:key>/stop", views.stop, name="stop"),
    path("work/<int:key>/again", views.begin_again, name="again"),
]
