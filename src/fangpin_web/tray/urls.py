"""Addresses of the month tray."""

from django.urls import path

from fangpin_web.tray import views

app_name = "tray"

urlpatterns = [
    path("tray/", views.latest, name="latest"),
    path("tray/<int:year>/<int:month>/", views.tray, name="month"),
    path("tray/<int:year>/<int:month>/export", views.export, name="export"),
    path("tray/<int:year>/<int:month>/<slug:source>/", views.line, name="line"),
    path("tray/<int:year>/<int:month>/<slug:source>/nothing", views.nothing, name="nothing"),
    path("tray/<int:year>/<int:month>/reports/<int:key>/withdraw", views.withdraw, name="withdraw"),
]
