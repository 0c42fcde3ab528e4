from django.urls import path

from fangpin_web.api.operations import api

urlpatterns = [path("api/", api.urls)]
