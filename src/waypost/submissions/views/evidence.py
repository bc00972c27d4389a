"""Streams evidence to those who may read it. Nothing in it can run, and only safe kinds are shown inside a page."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.submissions.actions.evidence import note_reading
from waypost.submissions.files.formats import Format, ending, format_of
from waypost.submissions.models import Evidence
from waypost.submissions.queries.evidence import readable_evidence

#: Even if a browser took a file for a page, nothing in it could run, ask for anything, or be framed.
LOCKED_DOWN = "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@requires(
    Permission.SUBMISSIONS_ENROLLMENT_WORK, Permission.ASSESSMENT_REVIEW_CLAIM, Permission.SUBMISSIONS_SHARED_READ
)
@require_safe
def download(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The file of one piece of evidence; `?show` asks to see it instead of saving it, where its kind is safe."""
    reader = signed_in_person(request)
    evidence = get_object_or_404(readable_evidence(reader).exclude(stored_file=""), uid=uid)
    kind = format_of(evidence.media_type)
    try:
        file = evidence.stored_file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    note_reading(by=reader, evidence=evidence)
    is_attachment = not (kind.is_shown and "show" in request.GET)
    response = FileResponse(
        file, as_attachment=is_attachment, filename=_file_name(evidence, kind, reader), content_type=kind.media_type
    )
    response["Content-Security-Policy"] = LOCKED_DOWN
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _file_name(evidence: Evidence, kind: Format, reader: Person) -> str:
    """Its own name for the owner. Names of files can tell who somebody is, so that an assessor gets a neutral one."""
    if evidence.enrollment.member.person_id == reader.pk and ending(evidence.name) in kind.names:
        return evidence.name
    return f"evidence-{evidence.uid}.{kind.names[0]}"
