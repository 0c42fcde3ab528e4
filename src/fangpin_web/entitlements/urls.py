"""Addresses of entitlements."""

from django.urls import path

from fangpin_web.entitlements import views

app_name = "entitlements"

urlpatterns = [
    path("entitlements/", views.summary, name="list"),
    path("entitlements/reckon", views.reckon, name="reckon"),
    path("entitlements/rows", views.rows, name="rows"),
    path("entitlements/rows/export", views.export, name="export"),
    path("entitlements/rows/<int:key>/", views.row, name="row"),
    path("entitlements/schemes/<slug:name>/", views.scheme, name="scheme"),
    path("bills/<int:key>/", views.bill, name="bill"),
]
