"""Sharing a piece of one's own evidence with the colleagues who made it too."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.actions.team import CannotShareArtifact, change_sharing, share_evidence, stop_sharing_artifact
from waypost.submissions.forms.team import ShareForm
from waypost.submissions.models import Evidence
from waypost.submissions.queries.statement import privacy_statement, team_statement
from waypost.submissions.queries.team import colleagues, sharable, was_sent_alone
from waypost.submissions.queries.team_names import names_in_cohort
from waypost.submissions.queries.team_shelf import SharedByMe, shared_artifact

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def share(request: HttpRequest, uid: str) -> HttpResponse:
    """With whom, what it is, and one's own part in it; once it is shared, who uses it."""
    evidence = get_object_or_404(sharable(signed_in_person(request)), uid=uid)
    sharing = shared_artifact(evidence)
    form = _form(request, evidence, sharing)
    if request.method != "POST":
        return _page(request, evidence, sharing, form)
    if not form.is_valid():
        return _page(request, evidence, sharing, form, status=422)
    try:
        _save(request, evidence, sharing, form)
    except CannotShareArtifact as reason:
        form.add_error(None, str(reason))
        return _page(request, evidence, sharing, form, status=422)
    except EditConflict:
        return _conflict(request, evidence, form)
    messages.success(request, "Shared with your team. Each colleague finds it on their own page of team artifacts.")
    return redirect("submissions_team")


@requires(WORK)
@require_POST
def stop(request: HttpRequest, uid: str) -> HttpResponse:
    """Offer it to nobody any longer."""
    person = signed_in_person(request)
    evidence = get_object_or_404(sharable(person).filter(shared_artifact__isnull=False), uid=uid)
    stop_sharing_artifact(by=person, artifact=evidence.shared_artifact)
    messages.success(request, "You no longer share it. Colleagues who use it already keep it in their own work.")
    return redirect("submissions_team")


def _form(request: HttpRequest, evidence: Evidence, sharing: SharedByMe | None) -> ShareForm:
    return ShareForm(
        names_in_cohort(evidence.enrollment),
        colleagues(evidence.enrollment),
        is_shared=sharing is not None,
        data=request.POST or None,
        initial=_initial(sharing),
    )


def _initial(sharing: SharedByMe | None) -> dict[str, object]:
    if sharing is None:
        return {"version": 0}
    artifact = sharing.artifact
    return {"version": artifact.version, "description": artifact.description, "colleagues": sharing.chosen}


def _save(request: HttpRequest, evidence: Evidence, sharing: SharedByMe | None, form: ShareForm) -> None:
    person, given = signed_in_person(request), form.sharing(team_statement())
    if sharing is None:
        share_evidence(by=person, evidence=evidence, given=given, own_part=form.cleaned_data["own_part"])
    else:
        started_from = form.cleaned_data["version"]
        change_sharing(by=person, artifact=sharing.artifact, started_from=started_from, given=given)


def _conflict(request: HttpRequest, evidence: Evidence, form: ShareForm) -> HttpResponse:
    """Both versions; saving again goes on from what another window saved."""
    sharing = shared_artifact(evidence)
    again = _form(request, evidence, sharing)
    again.data = {
        "description": request.POST.get("description", ""),
        "colleagues": request.POST.getlist("colleagues"),
        "confirmed": request.POST.get("confirmed", ""),
        "version": sharing.artifact.version if sharing else 0,
    }
    typed = "\n\n".join(filter(None, [form.data.get("description"), form.data.get("own_part")]))
    return _page(request, evidence, sharing, again, status=409, typed=typed, saved=_saved(sharing, form))


def _saved(sharing: SharedByMe | None, form: ShareForm) -> str:
    """What stands beside what was typed; the own part too where this window told one."""
    if sharing is None:
        return ""
    own_part = sharing.own_part if "own_part" in form.data else ""
    return "\n\n".join(filter(None, [sharing.artifact.description, own_part]))


def _page(
    request: HttpRequest,
    evidence: Evidence,
    sharing: SharedByMe | None,
    form: ShareForm,
    *,
    status: int = 200,
    typed: str = "",
    saved: str = "",
) -> HttpResponse:
    context = {
        "evidence": evidence,
        "sharing": sharing,
        "form": form,
        "statement": privacy_statement(),
        "typed": typed,
        "saved": saved,
        "was_sent_alone": sharing is not None and was_sent_alone(evidence),
    }
    return render(request, "submissions/share.html", context, status=status)
