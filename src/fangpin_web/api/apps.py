from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "fangpin_web.api"
    verbose_name = "接口"
