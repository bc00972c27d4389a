"""A plan beside its baselines; what was taken out; undoing a change."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions import removal
from waypost.plans.actions.undo import NotUndoable, undo_change
from waypost.plans.forms.comparing import ComparisonForm, RemovalForm
from waypost.plans.queries import access, comparing, history, removed
from waypost.plans.views.shared import plan_form


@requires(Permission.PLANS_PLAN_READ)
def compare(request: HttpRequest, uid: str) -> HttpResponse:
    """The plan of today, or a later baseline, beside a baseline."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person), uid=uid)
    page = comparing.comparison_page(plan, request.GET.get("before", ""), request.GET.get("after", ""))
    form = ComparisonForm(page) if page else None
    return render(request, "plans/compare.html", {"plan": plan, "page": page, "form": form})


@requires(Permission.PLANS_PLAN_EDIT)
def take_out(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Take one part out of its plan."""
    person = signed_in_person(request)
    part = _editable(person, kind, uid)
    plan = removal.plan_of(part)
    form = RemovalForm(request.POST or None, is_adopted=plan.baselines.exists())
    page = plan_form(
        f"Take out this {kind}",
        form,
        plan,
        reverse("plan", args=[plan.uid]),
        button="Take out",
        lede=str(part),
        refused={removal.PartInUse: "reason", removal.RemovalReasonMissing: "reason"},
    )
    return answer(
        request, page, lambda _version: removal.take_out(by=person, part=part, reason=form.cleaned_data["reason"])
    )


@requires(Permission.PLANS_PLAN_EDIT)
def taken_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Everything that was taken out of a plan, to be put back."""
    plan = get_object_or_404(access.plans(signed_in_person(request), access.EDIT), uid=uid)
    return render(request, "plans/taken_out.html", {"plan": plan, "parts": removed.removed_parts(plan)})


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def put_back(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Put a part back where it stood."""
    person = signed_in_person(request)
    part = _editable(person, kind, uid)
    removal.put_back(by=person, part=part)
    return redirect("plan", removal.plan_of(part).uid)


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def undo(request: HttpRequest, uid: str, entry: int) -> HttpResponse:
    """Undo one change, if nothing changed the same thing since."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    change = get_object_or_404(history.entries_of(plan), pk=entry)
    try:
        undo_change(by=person, plan=plan, entry=change)
    except (NotUndoable, removal.PartInUse) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Undone.")
    return redirect("plan", plan.uid)


def _editable(person: Person, kind: str, uid: str) -> access.Removable:
    """Raises Http404 for all who may not edit it, and for a kind that is none; taken out or not."""
    part = access.removable(person, kind, uid)
    if part is None:
        raise Http404
    return part
