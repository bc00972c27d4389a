"""How often somebody wants the digest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.notices.actions.digests import choose_rhythm
from waypost.notices.forms import RhythmForm
from waypost.notices.queries.digests import rhythm_of
from waypost.notices.rules.digests import Rhythm
from waypost.people.gates import signed_in, signed_in_person


@signed_in
def digest_choice(request: HttpRequest) -> HttpResponse:
    """Each school-day morning, once a week, or never."""
    person = signed_in_person(request)
    form = RhythmForm(request.POST if request.method == "POST" else None, initial={"rhythm": rhythm_of(person).value})
    if form.is_valid():
        choose_rhythm(by=person, person=person, rhythm=Rhythm(form.cleaned_data["rhythm"]))
        messages.success(request, "Saved.")
        return redirect("digest_choice")
    return render(request, "notices/digest_choice.html", {"form": form}, status=422 if form.errors else 200)
