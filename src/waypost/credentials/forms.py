"""What people type: something to verify, a reason, a choice about sharing, a filter."""

from typing import Any

from django import forms
from django.core.files.base import File

from waypost.credentials.rules import VISIBILITY_LABELS, SharingChoice, Visibility
from waypost.standards.openbadges.reading import MAXIMUM_IMAGE_BYTES
from waypost.standards.openbadges.vc_jwt import MAXIMUM_TOKEN_BYTES


class VerifyForm(forms.Form):
    """A link, a text or a file: one of them."""

    text = forms.CharField(
        label="Link or text of the credential",
        help_text="Paste the address of its page, which a certificate has below its QR code, or the text of its file.",
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        required=False,
    )
    file = forms.FileField(
        label="Or its file", help_text="JSON, JWT, PNG or SVG, up to 5 MB.", required=False, allow_empty_file=True
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).strip()
        if len(text) > MAXIMUM_TOKEN_BYTES:
            raise forms.ValidationError("This text is longer than any credential. Paste its file and nothing else.")
        return text

    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAXIMUM_IMAGE_BYTES:
            raise forms.ValidationError("This file is larger than 5 MB. Choose the credential's own file.")
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("text")) == (given.get("file") is not None):
            self.add_error("text", "Give one thing to check: a link, a text, or a file.")
        return given


class SharingForm(forms.Form):
    """The holder's choice."""

    visibility = forms.ChoiceField(
        label="Who can open this page",
        choices=[(visibility.value, label) for visibility, label in VISIBILITY_LABELS.items()],
        widget=forms.RadioSelect,
    )
    shows_name = forms.BooleanField(
        label="Show my name",
        help_text="On this page, in the file and on the certificate. Otherwise they hold only a scrambled email.",
        required=False,
    )

    def choice(self) -> SharingChoice:
        return SharingChoice(Visibility(self.cleaned_data["visibility"]), bool(self.cleaned_data["shows_name"]))


class WithdrawForm(forms.Form):
    """Why an award is withdrawn."""

    reason = forms.CharField(
        label="Reason",
        help_text="The educator reads it, and so does everybody to whom they show the credential.",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={"required": "Write the reason in a sentence: the educator will read it."},
    )


class NewKeyForm(forms.Form):
    """Why an issuer gets a new key."""

    why = forms.CharField(
        label="Reason",
        help_text="Kept with the record, such as: once a year, or somebody who ran the server moved on.",
        max_length=500,
    )


class EarnedFilter(forms.Form):
    """Narrows the list of what was earned."""

    text = forms.CharField(label="Educator or school", required=False, max_length=100)

    def __init__(self, *args: Any, micro_credentials: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["micro_credential"] = forms.ChoiceField(
            label="Micro-credential", required=False, choices=[("", "All"), *micro_credentials]
        )
