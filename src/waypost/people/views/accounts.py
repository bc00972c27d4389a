"""Pages that change how somebody signs in ask first who is there (OP2); the pages themselves are django-allauth's."""

from allauth.account import views as library
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from waypost.people.gates import signed_in

RETRY_SECONDS = 300

asked_again = reauthentication_required(app="allauth.account")

#: Asked when the page opens, so that nothing typed has to wait. To change a password asks for the present one itself.
change_email = asked_again(library.email)
set_first_password = asked_again(library.password_set)


@signed_in
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """For those who have neither password nor passkey: sign out, sign in by a new mailed code, and come back."""
    if request.method != "POST":
        return render(request, "people/sign_in_again.html")
    ahead = passthrough_next_redirect_url(request, reverse("account_request_login_code"), REDIRECT_FIELD_NAME)
    logout(request)
    return redirect(ahead)


def mail_is_down(request: HttpRequest) -> HttpResponse:
    """The answer on any of these pages when no mail server takes a code or link, the same for an unknown address."""
    page = render(request, "people/mail_is_down.html", status=503)
    page["Retry-After"] = str(RETRY_SECONDS)
    return page
