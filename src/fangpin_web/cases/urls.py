"""Addresses of casework."""

from django.urls import path

from fangpin_web.cases import paper_views, shared_views, views

app_name = "cases"

urlpatterns = [
    path("cases/", views.case_list, name="list"),
    path("cases/open", views.open_new, name="open"),
    path("cases/meeting", shared_views.meeting, name="meeting"),
    path("cases/notice", shared_views.notice, name="notice"),
    path("cases/days", shared_views.days, name="days"),
    path("cases/occasions/<int:key>/go", shared_views.go_on, name="go-on"),
    path("cases/<int:key>/", views.case, name="case"),
    path("cases/<int:key>/move", views.move, name="move"),
    path("cases/<int:key>/papers/<slug:name>", paper_views.paper, name="paper"),
    path("cases/<int:key>/pause", views.pause, name="pause"),
    path("cases/<int:key>/resume", views.resume, name="resume"),
    path("cases/<int:key>/objection", views.objection, name="objection"),
    path("cases/<int:key>/objections/<int:objection_key>/answer", views.answer, name="answer"),
]
