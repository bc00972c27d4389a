"""One way to answer every page with a form: save and go on, or show it again with what was typed.

Two people who save at once lose nothing (decision 0022): what they changed in different fields is saved together, and
where it is the same field the page shows both texts. A page that edits nothing saves once (decision 0029).
"""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.actions.saved_forms import (
    PageSavedBefore,
    SameSavedBefore,
    SaveAndGoOn,
    SentPage,
    is_of_a_moment_ago,
    new_token,
    note_of,
    saving_once,
)
from waypost.people.gates import signed_in_person
from waypost.people.models import SavedForm
from waypost.people.queries import YOU, last_change
from waypost.people.sent_pages import ONCE_FIELD, SAVED_BEFORE, SAVED_OTHERWISE, SAVED_THE_SAME, sent_page, since
from waypost.ui.editing import FormPage, Pairs, TwoTexts, base_of, merge, posted_base, posted_number, two_texts


def answer(
    request: HttpRequest, page: FormPage, save: Callable[[int], Any], then: Callable[[Any], str] | None = None
) -> HttpResponse:
    """`save` takes the version that the edit started from; `then` says where to go on with what it made, else back."""
    if request.method != "POST":
        return _show(request, page, version=page.version)

    def save_and_go_on(version: int) -> str:
        made = save(version)
        return then(made) if then else page.back

    sent = sent_page(request, page)
    return _answer_once(request, page, sent, save_and_go_on) if sent else _answer(request, page, save_and_go_on)


def _answer_once(request: HttpRequest, page: FormPage, sent: SentPage, save: SaveAndGoOn) -> HttpResponse:
    """Save what this page holds, unless it did; where that is why it is refused now, say so instead."""
    try:
        response = _answer(request, page, saving_once(sent, save))
    except PageSavedBefore as before:
        return _say_saved_before(request, page, sent, before.note)
    except SameSavedBefore:
        return _ask_once_more(request, page, SAVED_THE_SAME, new_token(is_meant=True))
    note = note_of(sent) if response.status_code >= HTTPStatus.BAD_REQUEST else None
    return _say_saved_before(request, page, sent, note) if note and note.typed == sent.content else response


def _say_saved_before(request: HttpRequest, page: FormPage, sent: SentPage, note: SavedForm) -> HttpResponse:
    """Go where saving led, or back once that may be gone; what was typed since is asked about."""
    if note.typed != sent.content:
        return _ask_once_more(request, page, since(SAVED_OTHERWISE, note.saved_at), new_token())
    messages.info(request, since(SAVED_BEFORE, note.saved_at))
    return redirect(note.went_to if is_of_a_moment_ago(note) else page.back)


def _ask_once_more(request: HttpRequest, page: FormPage, sentence: str, token: str) -> HttpResponse:
    """What was typed, and a token of its own: to save that is a choice."""
    messages.warning(request, sentence)
    return _show(request, page, version=0, status=HTTPStatus.CONFLICT, token=token)


def _answer(request: HttpRequest, page: FormPage, save: SaveAndGoOn) -> HttpResponse:
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


def _settle(request: HttpRequest, page: FormPage, conflict: EditConflict, save: SaveAndGoOn) -> HttpResponse:
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
        ONCE_FIELD: (token or request.POST.get(ONCE_FIELD) or new_token()) if page.saves_once else "",
        "conflicts": conflicts,
        "base": base or posted_base(request.POST) or page.base,
    }
    return render(request, page.template, {**context, **page.more}, status=status)
