"""Addresses of the data checks."""

from django.urls import path

from fangpin_web.rounds import exchange_views, exemption_views, views

app_name = "rounds"

urlpatterns = [
    path("rounds/", views.round_list, name="list"),
    path("rounds/trend", views.trend, name="trend"),
    path("rounds/answers", exchange_views.answers, name="answers"),
    path("rounds/exemptions/", exemption_views.exemptions, name="exemptions"),
    path("rounds/exemptions/import", exemption_views.import_kept, name="import-exemptions"),
    path("rounds/exemptions/disputes", exemption_views.disputes, name="disputes"),
    path("rounds/exemptions/<int:key>/withdraw", exemption_views.withdraw, name="withdraw-exemption"),
    path("rounds/<int:key>/", views.round_page, name="round"),
    path("rounds/<int:key>/unlock", views.unlock, name="unlock"),
    path("rounds/<int:key>/columns", views.columns, name="columns"),
    path("rounds/<int:key>/again", views.again, name="again"),
    path("rounds/<int:key>/workbooks", views.workbooks, name="workbooks"),
    path("rounds/<int:key>/findings", views.findings, name="findings"),
    path("rounds/<int:key>/findings/export", views.export_findings, name="export-findings"),
    path("rounds/<int:key>/issues", exchange_views.issues, name="issues"),
]
