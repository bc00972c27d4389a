"""The page of an award, its downloads, the holder's own list and choices."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.credentials.actions.sharing import NoLongerStands, choose_sharing
from waypost.credentials.downloads.certificates import certificate_pdf
from waypost.credentials.forms import SharingForm
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import Withheld, awards_to_open, own_awards, titles_awaited_by
from waypost.credentials.queries.issuers import issuers
from waypost.credentials.queries.pages import (
    award_page,
    baked_png,
    baked_svg,
    certificate_of,
)
from waypost.credentials.rules import Visibility
from waypost.people.gates import public, signed_in, signed_in_person, viewer_of

UNPROCESSABLE = 422


@signed_in
@require_safe
def my_credentials(request: HttpRequest) -> HttpResponse:
    """What the person who is signed in earned."""
    person = signed_in_person(request)
    context = {"awards": own_awards(person), "awaited": titles_awaited_by(person)}
    return render(request, "credentials/mine.html", context)


@public
@require_safe
def credential(request: HttpRequest, uid: str) -> HttpResponse:
    """One award: for everyone to whom its holder shows it, with the holder's choices for the holder."""
    award = _opened(request, uid)
    form = SharingForm(initial={"visibility": award.visibility, "shows_name": award.shows_name})
    return _award_page(request, award, form)


@signed_in
@require_POST
def sharing(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep the holder's choice."""
    person = signed_in_person(request)
    award = get_object_or_404(own_awards(person), uid=uid)
    form = SharingForm(request.POST)
    if not form.is_valid():
        return _award_page(request, award, form, status=UNPROCESSABLE)
    try:
        choose_sharing(by=person, award=award, choice=form.choice())
    except NoLongerStands as refusal:
        form.add_error("shows_name", str(refusal))
        return _award_page(request, award, form, status=UNPROCESSABLE)
    messages.success(request, "Your choice is saved.")
    return redirect("credential", uid)


@public
@require_safe
def badge_png(request: HttpRequest, uid: str) -> HttpResponse:
    """The badge as PNG with the credential inside."""
    return _badge(request, uid, baked_png, "image/png", "png")


@public
@require_safe
def badge_svg(request: HttpRequest, uid: str) -> HttpResponse:
    """The same as a drawing."""
    return _badge(request, uid, baked_svg, "image/svg+xml", "svg")


@public
@require_safe
def certificate(request: HttpRequest, uid: str) -> HttpResponse:
    """The certificate as accessible PDF, written on demand (about 50 ms, docs/domains/credentials.md)."""
    pdf = certificate_pdf(certificate_of(_standing(request, uid)))
    return _download(pdf, "application/pdf", f"certificate-{uid}.pdf")


@public
@require_safe
def issuer(request: HttpRequest, slug: str) -> HttpResponse:
    """Who issues, for people; the documents for machines lie below this address."""
    return render(request, "credentials/issuer.html", {"issuer": get_object_or_404(issuers(), slug=slug)})


def _opened(request: HttpRequest, uid: str) -> Award:
    return get_object_or_404(awards_to_open(viewer_of(request)), uid=uid)


def _standing(request: HttpRequest, uid: str) -> Award:
    return get_object_or_404(awards_to_open(viewer_of(request)), uid=uid, revocation=None)


def _award_page(request: HttpRequest, award: Award, form: SharingForm, status: int = 200) -> HttpResponse:
    page = award_page(viewer_of(request), award, request.build_absolute_uri("/").rstrip("/"))
    response = render(request, "credentials/credential.html", {"page": page, "form": form}, status=status)
    response["Cache-Control"] = "private, no-cache"
    if award.visibility != Visibility.PUBLIC:
        response["X-Robots-Tag"] = "noindex"
    return response


def _badge(
    request: HttpRequest, uid: str, bake: Callable[[Award], bytes], content_type: str, ending: str
) -> HttpResponse:
    """The image, or one sentence while it would say more than its holder chose."""
    award = _standing(request, uid)
    try:
        return _download(bake(award), content_type, f"badge-{uid}.{ending}")
    except Withheld as reason:
        return render(request, "credentials/withheld.html", {"award": award, "sentence": str(reason)}, status=503)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep. Its holder may close the page at any time, so no copy stays on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
