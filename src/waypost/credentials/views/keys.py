"""Issuers of a branch and the keys that sign for them, for its administrators (CR1)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from waypost.credentials.actions.issuers import rotate_key
from waypost.credentials.forms import NewKeyForm
from waypost.credentials.queries.issuers import active_key, issuers_to_manage
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

UNPROCESSABLE = 422
MANAGE = Permission.CREDENTIALS_ISSUER_MANAGE


@requires(MANAGE)
@require_safe
def issuing(request: HttpRequest) -> HttpResponse:
    """Each issuer with its identifier and its keys, the newest first."""
    issuers = issuers_to_manage(signed_in_person(request)).order_by("organization__path").prefetch_related("keys")
    return render(request, "credentials/issuing.html", {"issuers": issuers})


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_key(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Say what a new key means, ask for a reason, and put it in the place of the key `uid`."""
    person = signed_in_person(request)
    issuer = get_object_or_404(issuers_to_manage(person), slug=slug)
    key = get_object_or_404(issuer.keys.all(), uid=uid)
    form = NewKeyForm(request.POST or None)
    if form.is_valid():
        rotate_key(by=person, issuer=issuer, replacing=key, why=form.cleaned_data["why"])
        messages.success(request, f"{issuer} signs with a new key from now on.")
        return redirect("issuing")
    context = {"issuer": issuer, "key": key, "form": form, "is_active": active_key(issuer) == key}
    return render(request, "credentials/new_key.html", context, status=UNPROCESSABLE if form.is_bound else 200)
