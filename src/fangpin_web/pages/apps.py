"""The app of shared templates, components and static files; it has no tables."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "fangpin_web.pages"
    label = "pages"
