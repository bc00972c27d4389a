"""What of a request makes the page that somebody sent, and what is said where it saved before (decision 0029)."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.timesince import timesince

from waypost.common import clock
from waypost.people.actions.saved_forms import SentPage, page_as_sent
from waypost.people.gates import signed_in_person
from waypost.ui.editing import FormPage

MINUTE = timedelta(minutes=1)
#: The hidden field with the token of a page.
ONCE_FIELD = "once"
SAVED_BEFORE = "This page was sent before and saved then, {how_long} ago. Sending it again changed nothing."
SAVED_OTHERWISE = (
    "This page was sent before and saved then, {how_long} ago. What it says now is not saved yet: save once more if "
    "you mean that as well. To change what you saved before, open that instead."
)
SAVED_THE_SAME = (
    "You saved the same here a moment ago, so it is not saved again yet: save once more if you mean it a second time."
)


def sent_page(request: HttpRequest, page: FormPage) -> SentPage | None:
    """None where something is edited, and where the page was opened before pages had a token."""
    token = request.POST.get(ONCE_FIELD) if page.saves_once else None
    if not token:
        return None
    beside = {ONCE_FIELD, "csrfmiddlewaretoken", page.also}
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in beside)
    files = sorted((name, file.name, _digest(file)) for name in request.FILES for file in request.FILES.getlist(name))
    return page_as_sent(signed_in_person(request), request.get_full_path(), token, [fields, files])


def since(sentence: str, at: datetime) -> str:
    """The sentence with how long ago it was, which is the same in every time zone."""
    passed = clock.now() - at
    return sentence.format(how_long="less than a minute" if passed < MINUTE else timesince(at, at + passed, depth=1))


def _digest(file: "UploadedFile[Any]") -> str:
    """Of what it holds: a file that was put right may be as long as before. Read in pieces, and then wound back."""
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
