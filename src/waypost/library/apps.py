from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """`waypost.common` finds its job, which keeps the studies that come with Waypost up to date."""

    name = "waypost.library"
