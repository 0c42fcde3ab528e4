"""Addresses of figures."""

from django.urls import path

from fangpin_web.figures import views

app_name = "figures"

urlpatterns = [
    path("figures/", views.figures, name="list"),
    path("figures/<slug:name>/", views.figure, name="figure"),
    path("figures/<slug:name>/rows", views.rows, name="rows"),
    path("figures/<slug:name>/export", views.export, name="export"),
    path("figures/<slug:name>/state", views.state, name="state"),
]
