"""The forms of django-allauth in our words; `settings.ACCOUNT_FORMS` and `settings.MFA_FORMS` name them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.webauthn import forms as passkeys
from django import forms

from waypost.people.forms.people import EASY_TO_KEEP


class InOurWords(forms.Form):
    """Its fields get these labels and helps by their names, and no words inside the boxes."""

    labels: ClassVar[Mapping[str, str]]
    helps: ClassVar[Mapping[str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        for name, text in self.helps.items():
            self.fields[name].help_text = text


def in_our_words(form: type[forms.Form], labels: Mapping[str, str], helps: Mapping[str, str]) -> type[forms.Form]:
    """The library's `form` with labels and helps of ours."""
    return type(form.__name__, (InOurWords, form), {"labels": labels, "helps": helps})


NEW_PASSWORD = {"password1": "New password", "password2": "New password, once more"}
NEW_HELP = {"password1": EASY_TO_KEEP}

SignIn = in_our_words(account.LoginForm, {"remember": "Keep me signed in on this device"}, {})
ChangePassword = in_our_words(
    account.ChangePasswordForm, {"oldpassword": "Password you have now", **NEW_PASSWORD}, NEW_HELP
)
ChooseFirstPassword = in_our_words(account.SetPasswordForm, NEW_PASSWORD, NEW_HELP)
ReplacePassword = in_our_words(account.ResetPasswordKeyForm, NEW_PASSWORD, NEW_HELP)
AddPasskey = in_our_words(
    passkeys.AddWebAuthnForm,
    {"name": "Name", "passwordless": "Sign in with it alone"},
    {
        "passwordless": "Your device then asks for your finger, your face or its code. Without this, the passkey is "
        "asked for after your password."
    },
)
