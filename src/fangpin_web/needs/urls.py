"""Addresses of needs and offers."""

from django.urls import path

from fangpin_web.needs import views

app_name = "needs"

urlpatterns = [
    path("needs/", views.needs, name="list"),
    path("sales/", views.sales, name="sales"),
    path("needs/<int:key>/match", views.match, name="match"),
    path("needs/<int:key>/close", views.close, name="close"),
]
