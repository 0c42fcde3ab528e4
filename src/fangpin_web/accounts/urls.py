"""Addresses of accounts."""

from django.urls import path

from fangpin_web.accounts import administration_views as administration
from fangpin_web.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("set-password", views.set_password, name="set-password"),
    path("accounts/", administration.officers, name="officers"),
    path("accounts/export", administration.export, name="officers-export"),
    path("accounts/add", administration.add, name="officer-add"),
    path("accounts/workbook", administration.roster, name="roster"),
    path("accounts/workbook/template", administration.roster_template, name="roster-template"),
    path("accounts/<int:key>/", administration.officer, name="officer"),
    path("accounts/<int:key>/change", administration.change, name="officer-change"),
    path("accounts/<int:key>/<str:name>", administration.act, name="officer-act"),
]
