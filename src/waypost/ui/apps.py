from django.apps import AppConfig
from django.forms import BooleanField, CharField, ChoiceField, DateField, DecimalField, Field, IntegerField, URLField

#: What Django's fields say, in our words: what to do, for every form of ours and of the libraries.
SENTENCES: dict[type[Field], dict[str, str]] = {
    ChoiceField: {"required": "Please choose one."},
    CharField: {"max_length": "Write at most %(limit_value)d characters: this has %(show_value)d."},
    URLField: {"invalid": "Write a whole web address, such as https://example.org/page."},
    DateField: {"invalid": "Choose a date, or write it as year-month-day, such as 2027-01-31."},
    IntegerField: {
        "invalid": "Write a whole number.",
        "min_value": "Write %(limit_value)s or more.",
        "max_value": "Write %(limit_value)s or less.",
    },
    DecimalField: {"invalid": "Write a number, such as 12 or 12.5."},
}


class UiConfig(AppConfig):
    name = "waypost.ui"

    def ready(self) -> None:
        """A value that can't be taken says what to do."""
        Field.default_error_messages = {"required": "Please fill this in."}
        BooleanField.default_error_messages = {"required": "Please check this box to go on."}
        for field, sentences in SENTENCES.items():
            field.default_error_messages = {**field.default_error_messages, **sentences}
