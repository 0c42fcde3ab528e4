"""Addresses of clues."""

from django.urls import path

from fangpin_web.clues import views

app_name = "clues"

urlpatterns = [
    path("clues/", views.clue_list, name="list"),
    path("clues/export", views.clue_export, name="export"),
    path("clues/dispatch", views.dispatch, name="dispatch"),
    path("clues/<int:key>/", views.clue, name="clue"),
    path("clues/<int:key>/rows/<int:evidence>", views.clue_rows, name="rows"),
    path("clues/<int:key>/take", views.take, name="take"),
    path("clues/<int:key>/give-back", views.give_back, name="give-back"),
    path("clues/<int:key>/close", views.close, name="close"),
    path("clues/<int:key>/reopen", views.reopen, name="reopen"),
]
