"""Two people with one form open: what each sees, types and saves, as a browser would send it."""

import html
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.test import Client

from waypost.people.models import Person

Sent = dict[str, str | list[str]]


@dataclass(frozen=True)
class Case:
    """A form with two fields that people change apart, and what is typed into each."""

    address: str
    first: Sent
    second: Sent
    other: Sent  # the first field again, otherwise


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def opened(client: Client, address: str) -> Sent:
    """All that the form would send untouched."""
    return sent_by(client.get(address))


def sent_by(page: Any) -> Sent:
    """All that the form of this page would send untouched."""
    form, version, base = (page.context[name] for name in ("form", "version", "base"))
    fields = {bound.html_name: _value(bound) for bound in form}
    sent = {name: value for name, value in fields.items() if value is not None}
    return {**sent, "version": str(version), **dict(base)}


def _value(bound: BoundField) -> str | list[str] | None:
    value = bound.field.prepare_value(bound.value())
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, list):
        return [str(each) for each in value]
    return "" if value is None else str(value)


def both_keep_what_they_changed(first: Client, second: Client, case: Case) -> None:
    """Each changes another field of the same form: both are kept, and nobody is asked."""
    late = opened(second, case.address)
    assert first.post(case.address, opened(first, case.address) | case.first).status_code == 302
    answer = second.post(case.address, late | case.second, follow=True)
    assert answer.redirect_chain
    assert "Saved, together with what" in html.unescape(answer.content.decode())
    stands = opened(first, case.address)
    assert {name: stands.get(name) for name in case.first | case.second} == case.first | case.second


def the_later_one_is_asked(first: Client, second: Client, case: Case) -> None:
    """Both change the same field: one sentence, both texts, nothing saved over, and a choice that then holds."""
    late = opened(second, case.address) | case.other
    assert first.post(case.address, opened(first, case.address) | case.first).status_code == 302
    asked: Any = second.post(case.address, late)
    shown = asked.content.decode()
    texts = [(text.mine, text.theirs) for text in asked.context["conflicts"]]
    assert (asked.status_code, len(texts)) == (409, 1)
    assert "somebody else saved first" in shown
    assert all(html.escape(text.splitlines()[0]) in shown for pair in texts for text in pair)
    assert _held(opened(first, case.address), case.first) == case.first
    chosen = second.post(case.address, sent_by(asked))
    assert chosen.status_code == 302
    assert _held(opened(first, case.address), case.other) == case.other


def _held(stands: Sent, sent: Sent) -> Sent:
    return {name: stands[name] for name in sent}
