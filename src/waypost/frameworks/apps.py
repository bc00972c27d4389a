from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "waypost.frameworks"
