"""Addresses of notices."""

from django.urls import path

from fangpin_web.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notice_list, name="list"),
    path("notices/make", views.make, name="make"),
    path("notices/counts", views.counts, name="counts"),
    path("notices/<int:key>", views.notice, name="notice"),
    path("notices/<int:key>/hang", views.hang, name="hang"),
    path("notices/<int:key>/take-down", views.take_down, name="take-down"),
    path("notices/<int:key>/withdraw", views.withdraw, name="withdraw"),
    path("notices/<int:key>/objections", views.object_to, name="object"),
    path("notices/objections/<int:key>/answer", views.answer, name="answer"),
]
