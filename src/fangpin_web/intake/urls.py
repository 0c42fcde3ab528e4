"""Addresses of imports and match review."""

from django.urls import path

from fangpin_web.intake import act_views, match_views, views

app_name = "intake"

urlpatterns = [
    path("imports/", views.upload_list, name="list"),
    path("imports/<int:key>/", views.upload, name="upload"),
    path("imports/<int:key>/unlock", act_views.unlock, name="unlock"),
    path("imports/<int:key>/preview", act_views.preview, name="preview"),
    path("imports/<int:key>/accept", act_views.accept, name="accept"),
    path("imports/<int:key>/returned", act_views.returned, name="returned"),
    path("imports/<int:key>/withdraw", act_views.withdraw, name="withdraw"),
    path("imports/<int:key>/undo", act_views.undo, name="undo"),
    path("imports/<int:key>/accept-matches", match_views.accept_all, name="accept-matches"),
    path("imports/batch/<int:key>/", views.batch, name="batch"),
    path("matches/", match_views.matches, name="matches"),
    path("matches/<int:key>/", match_views.match, name="match"),
]
