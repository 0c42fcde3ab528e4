"""Addresses of rules, parameters, snapshots and yield."""

from django.urls import path

from fangpin_web.publishing import parameter_views, policy_views, views

app_name = "publishing"

urlpatterns = [
    path("rules/", policy_views.rules, name="rules"),
    path("rules/<slug:name>/", policy_views.rule, name="rule"),
    path("parameters/", policy_views.parameters, name="parameters"),
    path("parameters/entries/<int:key>/", parameter_views.entry, name="parameter-entry"),
    path("parameters/entries/<int:key>/decide", parameter_views.decide, name="parameter-decide"),
    path("parameters/<slug:name>/", policy_views.parameter, name="parameter"),
    path("parameters/<slug:name>/enter", parameter_views.enter, name="parameter-enter"),
    path("snapshots/", views.snapshots, name="snapshots"),
    path("snapshots/<int:key>/", views.snapshot, name="snapshot"),
    path("snapshots/seal", views.seal, name="seal"),
    path("snapshots/<int:key>/screen", views.screen, name="screen"),
    path("snapshots/<int:key>/verify", views.verify, name="verify"),
    path("yield/", views.yields, name="yield"),
]
