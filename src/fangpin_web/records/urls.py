"""Addresses of households, ledgers and the dictionary."""

from django.urls import path

from fangpin_web.records import honours_views, views

app_name = "records"

urlpatterns = [
    path("households/", views.households, name="households"),
    path("households/<int:key>/", views.household, name="household"),
    path("households/<int:key>/show", views.show_names, name="show"),
    path("households/<int:key>/hide", views.hide_names, name="hide"),
    path("households/<int:key>/print", views.print_file, name="print"),
    path("ledgers/", views.ledgers, name="ledgers"),
    path("ledgers/<slug:name>/", views.ledger_list, name="ledger"),
    path("ledgers/<slug:name>/new", views.ledger_new, name="new"),
    path("ledgers/<slug:name>/export", views.ledger_export, name="ledger-export"),
    path("ledgers/<slug:name>/<int:key>/", views.ledger_row, name="row"),
    path("honours/", honours_views.honours, name="honours"),
    path("certificates/", honours_views.certificates, name="certificates"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("dictionary/<slug:name>/", views.dictionary_ledger, name="dictionary-ledger"),
]
