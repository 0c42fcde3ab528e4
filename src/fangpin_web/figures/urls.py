"""Addresses of figures, of what others state, and of snapshots compared."""

from django.urls import path

from fangpin_web.figures import restating_views, stated_views, views

app_name = "figures"

urlpatterns = [
    path("figures/", views.figures, name="list"),
    path("figures/count", views.count, name="count"),
    path("figures/stated/", stated_views.stated, name="stated"),
    path("figures/restatements/", restating_views.restatements_page, name="restatements"),
    path("figures/restatements/<int:key>/", restating_views.restatement, name="restatement"),
    path("figures/<slug:name>/", views.figure, name="figure"),
    path("figures/<slug:name>/rows", views.rows, name="rows"),
    path("figures/<slug:name>/export", views.export, name="export"),
    path("figures/<slug:name>/state", stated_views.state, name="state"),
]
