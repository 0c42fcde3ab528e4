"""Addresses of what was told."""

from django.urls import path

from fangpin_web.told import views

app_name = "told"

urlpatterns = [
    path("households/<int:key>/told", views.add, name="add"),
    path("told/<int:key>/withdraw", views.withdraw, name="withdraw"),
]
