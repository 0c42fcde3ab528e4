"""Addresses of bulletins."""

from django.urls import path

from fangpin_web.bulletins import views

app_name = "bulletins"

urlpatterns = [
    path("bulletins/drafts/", views.drafts, name="drafts"),
    path("bulletins/drafts/<int:key>/", views.draft, name="draft"),
    path("bulletins/drafts/<int:key>/again", views.again, name="again"),
    path("bulletins/drafts/<int:key>/choose", views.choose, name="choose"),
    path("bulletins/drafts/<int:key>/commented", views.commented, name="commented"),
    path("bulletins/drafts/<int:key>/result.json", views.as_data, name="json"),
]
