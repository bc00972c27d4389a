"""What machines read: issuers, status lists, achievements and credentials."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.rules import Glyph
from waypost.credentials.downloads.badges import badge_png
from waypost.credentials.models import Credential, Issuer
from waypost.credentials.queries import issuers as published
from waypost.credentials.queries.achievements import achievement_of, published_achievements
from waypost.credentials.queries.awards import Withheld, check_not_withheld
from waypost.credentials.queries.verification import credentials_to_open
from waypost.people.gates import public, viewer_of
from waypost.standards.openbadges.credential import achievement_document
from waypost.standards.openbadges.issuers import CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT
from waypost.standards.openbadges.json_documents import JsonObject

HOUR = 3600
#: A withdrawal is seen by everybody after this many seconds.
STATUS_SECONDS = 300
DAY = 24 * HOUR
RETRY_SECONDS = "120"


@public
@require_safe
def did_document(_request: HttpRequest, slug: str) -> HttpResponse:
    """The DID document, where did:web looks for it."""
    return _for_everyone(published.published_did_document(_issuer(slug)), HOUR)


@public
@require_safe
def profile(_request: HttpRequest, slug: str) -> HttpResponse:
    """The issuer as an Open Badges 3.0 Profile."""
    context = {"@context": [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT]}
    return _for_everyone(context | published.published_profile(_issuer(slug)), HOUR)


@public
@require_safe
def key_set(_request: HttpRequest, slug: str) -> HttpResponse:
    """The issuer's keys as a JWK Set."""
    return _for_everyone(published.published_key_set(_issuer(slug)), HOUR)


@public
@require_safe
def status_list(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A status list, letter for letter as it was signed."""
    found = get_object_or_404(published.status_lists(), issuer__slug=slug, number=number)
    return _open_to_scripts(HttpResponse(found.document, content_type="application/json"), STATUS_SECONDS)


@public
@require_safe
def achievement(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a micro-credential as an Open Badges 3.0 Achievement."""
    found = achievement_document(achievement_of(_version(slug, number)))
    return _for_everyone({"@context": [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT]} | found, HOUR)


@public
@require_safe
def achievement_image(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Its badge, with no credential inside."""
    image = badge_png(Glyph(_version(slug, number).glyph))
    return _open_to_scripts(HttpResponse(image, content_type="image/png"), DAY)


@public
@require_safe
def credential_json(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """A credential at its own id. One that was replaced is gone, so that a name that its holder hid stays hidden."""
    found = get_object_or_404(credentials_to_open(viewer_of(request)), award__uid=uid, number=number)
    return _signed(found, found.document, "application/json", "json")


@public
@require_safe
def credential_jwt(request: HttpRequest, uid: str) -> HttpResponse:
    """The current credential of an award as VC-JWT."""
    found = get_object_or_404(credentials_to_open(viewer_of(request)), award__uid=uid, replaced_at=None)
    return _signed(found, found.token, "application/jwt", "jwt")


def _signed(credential: Credential, text: str, content_type: str, ending: str) -> HttpResponse:
    """A file to keep for who follows a link; software that asks for the address reads the same letters."""
    if credential.replaced_at:
        return HttpResponse("A newer credential replaced this one.", status=410, content_type="text/plain")
    try:
        check_not_withheld(credential)
    except Withheld as reason:
        return _withheld(credential, str(reason))
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="credential-{credential.award.uid}.{ending}"'
    # Its holder may close the page at any time, so no copy is kept on the way.
    response["Cache-Control"] = "private, no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _withheld(credential: Credential, sentence: str) -> HttpResponse:
    if credential.award.is_withdrawn:
        return HttpResponse(sentence, status=410, content_type="text/plain")
    return HttpResponse(sentence, status=503, content_type="text/plain", headers={"Retry-After": RETRY_SECONDS})


def _for_everyone(document: JsonObject, seconds: int) -> HttpResponse:
    return _open_to_scripts(JsonResponse(document), seconds)


def _open_to_scripts(response: HttpResponse, seconds: int) -> HttpResponse:
    """Verifiers run in browsers of other sites too."""
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _issuer(slug: str) -> Issuer:
    return get_object_or_404(published.issuers(), slug=slug)


def _version(slug: str, number: int) -> MicroCredentialVersion:
    return get_object_or_404(published_achievements(), micro_credential__slug=slug, number=number)
