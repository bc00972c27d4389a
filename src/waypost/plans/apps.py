from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waypost.plans"
