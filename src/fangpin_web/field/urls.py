"""Addresses of field work. All begin with /field/, which is as far as the phone page's worker reaches."""

from django.urls import path

from fangpin_web.field import phone_views, views

app_name = "field"

urlpatterns = [
    path("field/", views.to_do, name="to-do"),
    path("field/visits", views.visits, name="visits"),
    path("field/visits/new/<int:key>", views.visit, name="visit"),
    path("field/paper", views.paper, name="paper"),
    path("field/paper/<str:token>", views.paper_visit, name="paper-visit"),
    path("field/scan", views.scan, name="scan"),
    path("field/bring", views.bring, name="bring"),
    path("field/feedback", views.feedback, name="feedback"),
    path("field/phone", phone_views.phone, name="phone"),
    path("field/service-worker.js", phone_views.worker, name="worker"),
    path("field/phone/sign-in", phone_views.sign_in, name="phone-sign-in"),
    path("field/phone/sign-out", phone_views.sign_out, name="phone-sign-out"),
    path("field/phone/session", phone_views.session, name="session"),
    path("field/phone/packages/<str:village>", phone_views.package, name="package"),
    path("field/phone/visits", phone_views.take_visit, name="take-visit"),
    path("field/phone/visits/<str:key>/photos", phone_views.take_photo, name="take-photo"),
]
