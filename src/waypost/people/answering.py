"""One way to answer every page with a form: save and go on, or show it again with what was typed.

Two people who save at once lose nothing (decision 0022): what they changed in different fields is saved together, and
where it is the same field the page shows both texts. A page that adds something adds it once (decision 0029).
"""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.actions.saved_forms import Save, SavedBefore, Sending, first_saving, new_token, once, sending
from waypost.people.gates import signed_in_person
from waypost.people.models import SavedForm
from waypost.people.queries import YOU, last_change
from waypost.ui.editing import FormPage, Pairs, TwoTexts, base_of, merge, posted_base, posted_number, two_texts

#: The hidden field with the token of a page that adds something.
ONCE = "once"
SAVED_ALREADY = "Saved already. Sending it again changed nothing."
SAVED_OTHERWISE = (
    "You saved this page before. What you changed on it since is not saved yet: save once more to add it as well. "
    "To change what you saved before, open that instead."
)


def answer(
    request: HttpRequest, page: FormPage, save: Callable[[int], Any], then: Callable[[Any], str] | None = None
) -> HttpResponse:
    """`save` takes the version that the edit started from; `then` says where to go on with what it made, else back."""
    if request.method != "POST":
        return _show(request, page, version=page.version)

    def save_and_go_on(version: int) -> str:
        made = save(version)
        return then(made) if then else page.back

    sent = _sending(request, page)
    return _add(request, page, sent, save_and_go_on) if sent else _save(request, page, save_and_go_on)


def _sending(request: HttpRequest, page: FormPage) -> Sending | None:
    """None where something is edited, and where the page was opened before pages had a token."""
    token = request.POST.get(ONCE) if page.adds else None
    if not token:
        return None
    beside = {ONCE, "csrfmiddlewaretoken", page.also}
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in beside)
    files = sorted((name, file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name))
    return sending(signed_in_person(request), request.path, token, [fields, files])


def _add(request: HttpRequest, page: FormPage, sent: Sending, save: Save) -> HttpResponse:
    """Save what this page adds, unless it did; where that is why it is refused now, say so instead."""
    try:
        response = _save(request, page, once(sent, save))
    except SavedBefore as before:
        return _say_saved(request, page, sent, before.first)
    first = first_saving(sent) if response.status_code >= HTTPStatus.BAD_REQUEST else None
    return _say_saved(request, page, sent, first) if first and first.typed == sent.typed else response


def _say_saved(request: HttpRequest, page: FormPage, sent: Sending, first: SavedForm) -> HttpResponse:
    """Go where the first saving led, or ask about what was typed since: to save that is a choice."""
    if first.typed == sent.typed:
        messages.success(request, SAVED_ALREADY)
        return redirect(first.went_to)
    messages.warning(request, SAVED_OTHERWISE)
    return _show(request, page, version=0, status=HTTPStatus.CONFLICT, token=new_token())


def _save(request: HttpRequest, page: FormPage, save: Save) -> HttpResponse:
    if not page.form.is_valid():  # a form that asks for more rows sends nothing yet
        return show_again(request, page, HTTPStatus.UNPROCESSABLE_ENTITY if page.form.is_bound else HTTPStatus.OK)
    try:
        address = save(posted_number(request.POST, "version"))
    except EditConflict as conflict:
        return _settle(request, page, conflict, save)
    except tuple(page.refused) as refusal:
        return _refuse(request, page, refusal)
    return _go_on(request, page, address)


def show_again(request: HttpRequest, page: FormPage, status: int = HTTPStatus.OK) -> HttpResponse:
    """The form as it was typed; nothing is saved, and the version that it started from is carried along."""
    return _show(request, page, version=posted_number(request.POST, "version"), status=status)


def _settle(request: HttpRequest, page: FormPage, conflict: EditConflict, save: Save) -> HttpResponse:
    """Save together what two people changed in different fields, and show both texts where it is the same one.

    Both are shown, too, where what the two changed does not go together.
    """
    merged = merge(page.form, page.saved(conflict.current), request.POST)
    if merged is None or page.form.errors:
        return _show_both(request, page, conflict, because=_said_in(page.form))
    changed = _changed(last_change(signed_in_person(request), conflict.current)[0])
    try:
        address = save(conflict.version)
    except EditConflict as another:
        return _show_both(request, page, another)
    except tuple(page.refused) as refusal:
        if not merged or not _is_about_what_stands(page, refusal, conflict):
            return _refuse(request, page, refusal)
        return _show_both(request, page, conflict, because=" ".join(_sentences(refusal)))
    if merged:
        return _go_on(request, page, address, f"Saved, together with what {changed}: {', '.join(merged)}.")
    return _go_on(request, page, address)


def _changed(who: str) -> str:
    return "you changed in another window" if who == YOU else f"{who} changed meanwhile"


def _is_about_what_stands(page: FormPage, refusal: Exception, conflict: EditConflict) -> bool:
    """Not where it names a field that nothing was merged into, such as a reason."""
    name = page.refused[type(refusal)]
    return name is None or name in page.saved(conflict.current)


def _show_both(request: HttpRequest, page: FormPage, conflict: EditConflict, because: str = "") -> HttpResponse:
    """Saving again after a conflict is a choice: the form then starts from what stands now.

    `because` says why what both changed was not saved together; it is true of no text that the form shows.
    """
    who, when = last_change(signed_in_person(request), conflict.current)
    if because:
        messages.warning(request, f"What you changed does not go with what {_changed(who)}: {because}")
        page.form.errors.clear()
    saved = page.saved(conflict.current)
    texts = two_texts(page.form, saved, request.POST, who, when, is_anothers=who != YOU)
    base = base_of(page.form, saved)
    return _show(request, page, version=conflict.version, status=HTTPStatus.CONFLICT, conflicts=texts, base=base)


def _refuse(request: HttpRequest, page: FormPage, refusal: Exception) -> HttpResponse:
    page.form.add_error(page.refused[type(refusal)], _sentences(refusal))
    return show_again(request, page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _sentences(refusal: Exception) -> list[str]:
    return getattr(refusal, "messages", [str(refusal)])


def _said_in(form: BaseForm) -> str:
    return " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)


def _go_on(request: HttpRequest, page: FormPage, address: str, merged: str = "") -> HttpResponse:
    if said := merged or page.done:
        messages.success(request, said)
    return redirect(address)


def _show(
    request: HttpRequest,
    page: FormPage,
    *,
    version: int,
    status: int = HTTPStatus.OK,
    conflicts: Sequence[TwoTexts] = (),
    base: Pairs = (),
    token: str = "",
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "page": page,
        "form": page.form,
        "version": version,
        ONCE: (token or request.POST.get(ONCE) or new_token()) if page.adds else "",
        "conflicts": conflicts,
        "base": base or posted_base(request.POST) or page.base,
    }
    return render(request, page.template, {**context, **page.more}, status=status)
