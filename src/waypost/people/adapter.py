"""What django-allauth asks us: accounts open by invitation only, its changes are audited, its messages are ours."""

import base64
import time
from typing import Any, ClassVar

import structlog
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from waypost.common import audit
from waypost.common.events import announce
from waypost.common.links import site_link
from waypost.people.events import AccountChanged
from waypost.people.models import Person
from waypost.people.views.accounts import mail_is_down

#: Mails that tell of a change already made. None holds a code or a link that opens anything.
NEWS = frozenset(
    {
        *(f"account/email/{name}" for name in ("email_changed", "email_deleted")),
        *(f"account/email/password_{name}" for name in ("changed", "reset", "set")),
        *(f"mfa/email/totp_{name}" for name in ("activated", "deactivated")),
        *(f"mfa/email/webauthn_{name}" for name in ("added", "removed")),
        "mfa/email/recovery_codes_generated",
    }
)
#: How a page calls the other ways to show who one is.
WAYS_TO_SHOW = {
    "mfa_reauthenticate": "Use your authenticator app",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}
log = structlog.get_logger("waypost.mail")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Named in `settings.ACCOUNT_ADAPTER`."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed: ask your district's administrator to open it again.",
        "email_password_mismatch": "No account has this email address and password: check both and try again.",
        "email_taken": "Another account has this address: give one that only you use.",
        "incorrect_code": "This is not the code that we expect: look at it again, or ask for a new one.",
        "incorrect_password": "This is not your password: type it again.",
        "enter_current_password": "This is not your password: type it again.",
        "invalid_login": "This did not sign you in: try again, or sign in another way.",
        "invalid_password_reset": "This link does not work any more: ask for a new one.",
        "same_as_current": "This is the address that you have already: give another one.",
        "rate_limited": "That was too often: wait a few minutes, then try again.",
        "too_many_login_attempts": "That was too often: wait five minutes, then try again, or choose a new password.",
    }

    def is_open_for_signup(self, _request: object) -> bool:
        """Nobody opens an account for themselves; an invitation does (OP1)."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Password, authenticator app or passkey; without any of them, a new sign-in by mailed code."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = WAYS_TO_SHOW.get(method["id"], method["description"])
        by_code = {"id": "code", "description": "Use a mailed code", "url": reverse("sign_in_again")}
        return methods or [by_code] if user.is_authenticated else []

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Raises ReauthenticationRequired for somebody who can show nothing but a mailed code, and did so long ago.

        The library lets them pass, whatever their session's age.
        """
        person = self.request.user
        if not super().get_reauthentication_methods(person) and not _signed_in_just_now(self.request, person):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """What somebody waits for at this minute, a code or a link, is mailed at once or not at all: hours later it
        would open nothing, and so nothing of it is stored. News of a change goes into the outbox.

        At once means after the change is stored: no lock is held while a mail server answers.
        """
        known = {"request": self.request, "email": email, "site": site_link("/"), **context}
        mail = self.render_mail(template_prefix, email, known)
        if template_prefix in NEWS:
            announce(AccountChanged(email, str(mail.subject), str(mail.body)))
            return
        transaction.on_commit(lambda: self._send_now(mail, email))

    def _send_now(self, mail: EmailMessage, email: str) -> None:
        """Where no mail server takes it, the answer is one page that says so, and that asking again is no offense."""
        try:
            mail.send()
        except OSError as error:
            log.warning("a mail server did not take a code or link", said=type(error).__name__)
            ratelimit.clear(self.request, action="confirm_email", key=email.lower())
            raise ImmediateHttpResponse(mail_is_down(self.request)) from error

    def get_reset_password_from_key_url(self, key: str) -> str:
        uidb36, _, secret = key.partition("-")
        return site_link(reverse("account_reset_password_from_key", args=[uidb36, secret]))

    def get_email_confirmation_url(self, _request: object, emailconfirmation: Any) -> str:
        return site_link(reverse("account_confirm_email", args=[emailconfirmation.key]))

    @transaction.atomic
    def set_password(self, user: Person, password: str) -> None:
        super().set_password(user, password)
        audit.record(by=user, verb="set password", on=user)

    @transaction.atomic
    def confirm_email(self, request: object, email_address: Any) -> bool:
        """Also called when a new address takes the place of the old one."""
        before = email_address.user.email
        is_confirmed = bool(super().confirm_email(request, email_address))
        if is_confirmed:
            person: Person = email_address.user
            audit.record(
                by=person,
                verb="confirm email",
                on=person,
                before={"email": before},
                after={"email": email_address.email},
            )
        return is_confirmed


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Named in `settings.MFA_ADAPTER`: keys of authenticator apps and recovery codes are encrypted at rest."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Add an authenticator app or passkey first: recovery codes stand in for it.",
        "incorrect_code": "This is not the code that we expect: type the one that your app shows now.",
        "unverified_email": "Confirm your email address first: open the link that we mailed to you.",
    }

    def generate_authenticator_name(self, _user: object, _kind: object) -> str:
        """What stands in the field for the name of a new passkey."""
        return "My passkey"

    def encrypt(self, text: str) -> str:
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return seal().decrypt(encrypted_text.encode()).decode()


def _signed_in_just_now(request: Any, person: Any) -> bool:
    records = get_authentication_records(request, person)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def seal() -> Fernet:
    """Encrypts with a key of its own, which follows from `WAYPOST_SECRET_KEY`."""
    key = salted_hmac("waypost.people.second_factor", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def display_name(person: Person) -> str:
    """How mails and pages call somebody."""
    return person.name
