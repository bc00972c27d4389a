from django.apps import AppConfig
from django.forms import BooleanField, ChoiceField, Field


class UiConfig(AppConfig):
    name = "waypost.ui"

    def ready(self) -> None:
        """An empty answer says what to do, in every form of ours and of the libraries."""
        Field.default_error_messages = {"required": "Please fill this in."}
        ChoiceField.default_error_messages = {**ChoiceField.default_error_messages, "required": "Please choose one."}
        BooleanField.default_error_messages = {"required": "Please check this box to go on."}
