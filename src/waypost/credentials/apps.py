from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """`waypost.common` finds this package's jobs, which hear of concluded reviews."""

    name = "waypost.credentials"
