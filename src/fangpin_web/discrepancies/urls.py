"""Addresses of the register of discrepancies."""

from django.urls import path

from fangpin_web.discrepancies import reconciling_views, views

app_name = "discrepancies"

urlpatterns = [
    path("discrepancies/", views.discrepancy_list, name="list"),
    path("discrepancies/export", views.export, name="export"),
    path("discrepancies/departments", views.departments, name="departments"),
    path("discrepancies/departments/send", views.send, name="send"),
    path("discrepancies/circulars/<int:key>", views.circular, name="circular"),
    path("discrepancies/national/", reconciling_views.reconciliations, name="reconciliations"),
    path("discrepancies/national/<int:key>/", reconciling_views.reconciliation, name="reconciliation"),
    path("discrepancies/national/<int:key>/export", reconciling_views.export, name="reconciliation-export"),
    path("discrepancies/national/uploads/<int:key>/compare", reconciling_views.compare, name="compare"),
    path("discrepancies/<int:key>/", views.discrepancy, name="discrepancy"),
    path("discrepancies/<int:key>/answer", views.answer, name="answer"),
    path("discrepancies/<int:key>/decide", views.decide, name="decide"),
    path("discrepancies/<int:key>/take-back", views.take_back, name="take-back"),
]
