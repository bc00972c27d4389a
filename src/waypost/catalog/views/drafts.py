"""The editor's pages: what I work on, beginning, one version with its checklist, publishing, retiring."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.catalog.actions.drafts import VersionIsFrozen, create_micro_credential, start_draft
from waypost.catalog.actions.publication import (
    ChangeNoteMissing,
    NotReadyToPublish,
    publish_version,
    retire_version,
)
from waypost.catalog.actions.samples import import_sample
from waypost.catalog.forms.beginning import NewForm, PublishForm, RetireForm, SampleForm
from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.queries import (
    anatomy_of,
    micro_credential_to_edit,
    micro_credentials_to_edit,
    stacks_to_edit,
    version_to_edit,
)
from waypost.catalog.rules import SECTION_LABELS, needs_change_note, quality_checks
from waypost.catalog.sample_content import load_samples
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

EDIT, PUBLISH = Permission.CATALOG_CREDENTIAL_EDIT, Permission.CATALOG_CREDENTIAL_PUBLISH


@requires(EDIT)
def drafts(request: HttpRequest) -> HttpResponse:
    """Every micro-credential of my branches, the one changed last on top."""
    person = signed_in_person(request)
    context = {"micro_credentials": micro_credentials_to_edit(person), "stacks": stacks_to_edit(person)}
    return render(request, "catalog/drafts.html", context)


@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Begin with a title, or go on to a sample."""
    person = signed_in_person(request)
    form = NewForm(request.POST if request.method == "POST" else None, viewer=person)
    if form.is_valid():
        try:
            draft = create_micro_credential(by=person, **form.cleaned_data)
            return redirect("catalog_version", draft.uid)
        except ValidationError as refusal:
            form.add_error("slug", refusal.messages)
    context = {"form": form, "samples": load_samples()}
    return render(request, "catalog/new.html", context, status=422 if form.errors else 200)


@requires(EDIT)
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin with everything that a sample holds."""
    person = signed_in_person(request)
    source = next((found for found in load_samples() if found.slug == slug), None)
    if source is None:
        raise Http404
    form = SampleForm(request.POST if request.method == "POST" else None, viewer=person)
    if form.is_valid():
        try:
            draft = import_sample(by=person, sample=source, **form.cleaned_data)
            return redirect("catalog_version", draft.uid)
        except ValidationError:
            form.add_error(None, "This sample is in the catalog already. Start a draft from the one that is there.")
    return render(request, "catalog/sample.html", {"form": form, "sample": source}, status=422 if form.errors else 200)


@requires(EDIT)
@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the draft of a micro-credential, a new one where there is none."""
    person = signed_in_person(request)
    try:
        credential = micro_credential_to_edit(person, slug)
    except MicroCredential.DoesNotExist:
        raise Http404 from None
    return redirect("catalog_version", start_draft(by=person, micro_credential=credential).uid)


@requires(EDIT)
def version(request: HttpRequest, uid: str) -> HttpResponse:
    """One version: its sections, and what is still missing."""
    found = version_or_404(request, uid)
    checks = quality_checks(anatomy_of(found))
    missing = [check for check in checks if not check.is_met]
    sections = [
        (section, label, sum(check.section == section for check in missing))
        for section, label in SECTION_LABELS.items()
    ]
    context = {"version": found, "sections": sections, "missing": missing, "check_count": len(checks)}
    return render(request, "catalog/version.html", context)


@requires(PUBLISH)
def publish(request: HttpRequest, uid: str) -> HttpResponse:
    """The checklist in full, what is missing first, and the button that publishes."""
    found = version_or_404(request, uid)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publish_version(by=signed_in_person(request), draft=found, change_note=form.cleaned_data["change_note"])
            messages.success(request, f"Version {found.number} is published and takes enrollments.")
            return redirect("micro_credential", found.micro_credential.slug)
        except (NotReadyToPublish, VersionIsFrozen) as refusal:
            form.add_error(None, str(refusal))
        except ChangeNoteMissing as refusal:
            form.add_error("change_note", str(refusal))
    checks = sorted(quality_checks(anatomy_of(found)), key=lambda check: check.is_met)
    context = {
        "version": found,
        "form": form,
        "checks": [(check, SECTION_LABELS[check.section]) for check in checks],
        "missing_count": sum(not check.is_met for check in checks),
        "asks_for_note": needs_change_note(found.number),
    }
    return render(request, "catalog/publish.html", context, status=422 if form.errors else 200)


@requires(PUBLISH)
def retire(request: HttpRequest, uid: str) -> HttpResponse:
    """Close a published version to new enrollment, with a reason."""
    found = version_or_404(request, uid)
    form = RetireForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        retire_version(by=signed_in_person(request), version=found, why=form.cleaned_data["why"])
        messages.success(request, f"Version {found.number} is closed to new enrollment and stays readable.")
        return redirect("catalog_drafts")
    return render(request, "catalog/retire.html", {"version": found, "form": form}, status=422 if form.errors else 200)


def version_or_404(request: HttpRequest, uid: str) -> MicroCredentialVersion:
    """A version of the editor's branches with its anatomy."""
    try:
        return version_to_edit(signed_in_person(request), uid)
    except MicroCredentialVersion.DoesNotExist:
        raise Http404 from None
