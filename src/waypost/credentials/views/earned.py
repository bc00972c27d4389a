"""What was earned in a branch, for principals, HR and program leads; and withdrawing an award."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.forms import EarnedFilter, WithdrawForm
from waypost.credentials.queries.awards import (
    awards_to_follow,
    awards_to_withdraw,
    earned_that_match,
    micro_credentials_earned,
)
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

PER_PAGE = 50
UNPROCESSABLE = 422


@requires(Permission.CREDENTIALS_EARNED_READ)
@require_safe
def earned(request: HttpRequest) -> HttpResponse:
    """Who earned what: no work, no attempts, no scores."""
    person = signed_in_person(request)
    form = EarnedFilter(request.GET, micro_credentials=micro_credentials_earned(person))
    narrowed = form.cleaned_data if form.is_valid() else {}
    found = earned_that_match(
        person, text=narrowed.get("text", ""), micro_credential=narrowed.get("micro_credential", "")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    in_sight = [award.pk for award in page]
    context = {
        "form": form,
        "page": page,
        "may_follow": awards_to_follow(person).filter(pk__in=in_sight),
        "may_withdraw": awards_to_withdraw(person).filter(pk__in=in_sight),
        "is_narrowed": any(narrowed.values()),
    }
    return render(request, "credentials/earned.html", context)


@requires(Permission.CREDENTIALS_AWARD_REVOKE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask for a reason, say what will happen, and withdraw."""
    person = signed_in_person(request)
    award = get_object_or_404(awards_to_withdraw(person), uid=uid)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        revoke_award(by=person, award=award, reason=form.cleaned_data["reason"])
        messages.success(request, f"Credential {award.number} is withdrawn, and {award.holder.name} is told by mail.")
        return redirect("earned")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "credentials/withdraw.html", {"award": award, "form": form}, status=status)
