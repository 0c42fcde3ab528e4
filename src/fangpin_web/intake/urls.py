"""Addresses of imports and match review."""

from django.urls import path

from fangpin_web.intake import views

app_name = "intake"

urlpatterns = [
    path("imports/", views.upload_list, name="list"),
    path("imports/<int:key>/", views.upload, name="upload"),
    path("imports/<int:key>/unlock", views.unlock, name="unlock"),
    path("imports/<int:key>/preview", views.preview, name="preview"),
    path("imports/<int:key>/accept", views.accept, name="accept"),
    path("imports/<int:key>/returned", views.returned, name="returned"),
    path("imports/<int:key>/withdraw", views.withdraw, name="withdraw"),
    path("imports/<int:key>/undo", views.undo, name="undo"),
    path("imports/<int:key>/accept-matches", views.accept_all, name="accept-matches"),
    path("imports/batch/<int:key>/", views.batch, name="batch"),
    path("matches/", views.matches, name="matches"),
    path("matches/<int:key>/", views.match, name="match"),
]
