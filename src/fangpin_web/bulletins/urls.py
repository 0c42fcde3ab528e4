"""Addresses of bulletins."""

from django.urls import path

from fangpin_web.bulletins import superior_views, views, written_views

app_name = "bulletins"

urlpatterns = [
    path("bulletins/", written_views.signed, name="list"),
    path("bulletins/write/", written_views.write, name="write"),
    path("bulletins/write/<str:suffix>", written_views.draft_file, name="draft-file"),
    path("bulletins/refresh/", written_views.refresh, name="refresh"),
    path("bulletins/forms/", superior_views.superior_forms, name="superior-forms"),
    path("bulletins/forms/<int:key>/", superior_views.superior_form, name="superior-form"),
    path("bulletins/forms/<int:key>/file", superior_views.superior_file, name="superior-file"),
    path("bulletins/<int:key>/", written_views.bulletin, name="bulletin"),
    path("bulletins/<int:key>/file/<str:suffix>", written_views.signed_file, name="file"),
    path("bulletins/<int:key>/verify", written_views.verify, name="verify"),
    path("bulletins/<int:key>/circulate", written_views.circulate, name="circulate"),
    path("bulletins/circulars/<int:key>/answer", written_views.answer, name="answer"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/<int:key>/", views.draft, name="draft"),
    path("drafts/<int:key>/again", views.again, name="again"),
    path("drafts/<int:key>/choose", views.choose, name="choose"),
    path("drafts/<int:key>/commented", views.commented, name="commented"),
    path("drafts/<int:key>/result.json", views.as_data, name="json"),
]
