"""Addresses of mechanisms, their worklists and the document library."""

from django.urls import path

from fangpin_web.mechanisms import library_views, switch_views, views

app_name = "mechanisms"

urlpatterns = [
    path("mechanisms/", views.mechanisms, name="list"),
    path("mechanisms/work-out", views.work_out, name="work-out"),
    path("mechanisms/switches/<int:key>/", switch_views.entry, name="switch-entry"),
    path("mechanisms/switches/<int:key>/decide", switch_views.decide, name="switch-decide"),
    path("mechanisms/<slug:name>/", views.mechanism, name="mechanism"),
    path("mechanisms/<slug:name>/open/", views.open_items, name="open"),
    path("mechanisms/<slug:name>/open/export", views.export, name="export"),
    path("mechanisms/<slug:name>/switch", switch_views.enter, name="switch"),
    path("library/", library_views.library, name="library"),
    path("library/document", library_views.document, name="document"),
]
