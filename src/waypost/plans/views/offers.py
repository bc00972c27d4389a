"""What the plan above offers: the list, and one change to take, take in part or decline (PL9)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions.activities import DateBeforeStart
from waypost.plans.actions.offers import NoValueChosen, OfferMoved, decline_offer, take_offer
from waypost.plans.actions.removal import PartInUse
from waypost.plans.actions.taken_rows import ObjectiveGone
from waypost.plans.forms.extraction import DeclineForm, OfferForm
from waypost.plans.queries import above
from waypost.plans.queries.offers import OpenOffer, is_still_below, offer_about, open_offers, reason_there
from waypost.plans.rules.offers import OfferKind
from waypost.plans.views.shared import UNPROCESSABLE
from waypost.ui.editing import posted_number

CHANGED_MEANWHILE = "Somebody changed this part here meanwhile: look at it again."


@requires(Permission.PLANS_PLAN_EDIT)
def offers(request: HttpRequest, uid: str) -> HttpResponse:
    """What changed in the plan above, and is not decided here."""
    extraction = get_object_or_404(above.extractions(signed_in_person(request)), plan__uid=uid)
    context = {"extraction": extraction, "plan": extraction.plan, "offers": open_offers(extraction)}
    context["is_below"] = is_still_below(extraction)
    return render(request, "plans/offers.html", context)


@requires(Permission.PLANS_PLAN_EDIT)
def offer(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """One change there beside what stands here."""
    person = signed_in_person(request)
    extraction = get_object_or_404(above.extractions(person), plan__uid=uid)
    found = offer_about(extraction, part)
    if found is None:
        messages.info(request, "This was decided already, or nothing changed there.")
        return redirect("plan_offers", uid)
    form = OfferForm(request.POST if request.method == "POST" and not _declines(request) else None, offer=found)
    decline = DeclineForm(request.POST if _declines(request) else None)
    is_ready = form.is_valid() or decline.is_valid()
    answer = _decide(request, person, found, form, decline) if is_ready else None
    return answer or _show(request, found, form, decline)


def _show(request: HttpRequest, found: OpenOffer, form: OfferForm, decline: DeclineForm) -> HttpResponse:
    context = {
        "plan": found.extraction.plan,
        "offer": found,
        "form": form,
        "decline": decline,
        "reason": reason_there(found, found.dates),
        "version": found.here.version if found.here else 0,
    }
    return render(request, "plans/offer.html", context, status=UNPROCESSABLE if request.method == "POST" else 200)


def _declines(request: HttpRequest) -> bool:
    return request.method == "POST" and "reason" in request.POST


def _decide(
    request: HttpRequest, person: Person, found: OpenOffer, form: OfferForm, decline: DeclineForm
) -> HttpResponse | None:
    """Where to go on; None where the form has to be shown again."""
    plan, uid, shown = found.extraction.plan.uid, found.part.uid, posted_number(request.POST, "shown")
    try:
        if decline.is_bound:
            reason = decline.cleaned_data["reason"]
            decline_offer(by=person, extraction=found.extraction, uid=uid, shown=shown, reason=reason)
            messages.success(request, "Declined: your plan stays as it is.")
        else:
            _take(request, person, found, form, shown)
            messages.success(request, "Taken into your plan.")
    except (DateBeforeStart, NoValueChosen) as refusal:
        form.add_error("values", str(refusal))
        return None
    except EditConflict:
        messages.warning(request, CHANGED_MEANWHILE)
        return redirect("plan_offer", plan, uid)
    except (OfferMoved, ObjectiveGone, PartInUse) as refusal:
        messages.warning(request, str(refusal))
    return redirect("plan_offers", plan)


def _take(request: HttpRequest, person: Person, found: OpenOffer, form: OfferForm, shown: int) -> None:
    """All of it by the button for that, else what is chosen."""
    is_all = "all" in request.POST or found.kind is not OfferKind.CHANGED
    names = [value.name for value in found.values] if is_all else form.cleaned_data["values"]
    take_offer(
        by=person,
        extraction=found.extraction,
        uid=found.part.uid,
        shown=shown,
        started_from=posted_number(request.POST, "version"),
        names=names,
    )
