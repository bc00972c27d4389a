"""A page with one counted, autosaved text, as a domain would build it on `ui`: what the script is tested with."""

from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django_cotton.compiler_regex import CottonCompiler

from waypost.config.urls import urlpatterns as site_urls
from waypost.people.gates import public
from waypost.ui.forms import CountedTextarea

PAGE = CottonCompiler().process("""{% extends "ui/base.html" %}
{% block title %}Writing{% endblock %}{% block heading %}Writing{% endblock %}
{% block undo %}{% if until %}<c-undo url="/" minutes_left="10" :until="until">Sent.</c-undo>{% endif %}{% endblock %}
{% block content %}<c-form :form="form" autosave="/writing/autosave" button="Check and send" />{% endblock %}""")
CONFLICT = CottonCompiler().process(
    '<c-conflict label="Text" :mine="mine" :theirs="theirs" who="Dana" when="now" :version="version" url="/writing/" />'
)


@dataclass
class Desk:
    """What is saved, and everything that arrived."""

    text: str = ""
    version: int = 1
    autosaved: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


desk = Desk()


class TextForm(forms.Form):
    text = forms.CharField(widget=CountedTextarea(minimum_words=3, maximum_words=5))
    version = forms.IntegerField(widget=forms.HiddenInput)


@public
def writing(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        desk.sent.append(f"{request.POST['version']}: {request.POST['text']}")
        desk.text, desk.version = request.POST["text"], desk.version + 1
        return redirect("/writing/")
    form = TextForm(initial={"text": desk.text, "version": desk.version})
    until = request.GET.get("until")
    return _render(request, PAGE, {"form": form, "until": until and datetime.fromisoformat(until)})


@public
def autosave(request: HttpRequest) -> HttpResponse:
    text, version = request.POST["text"], int(request.POST["version"])
    if version != desk.version and text != desk.text:
        names = {"mine": text, "theirs": desk.text, "version": desk.version}
        return _render(request, CONFLICT, names, status=409)
    desk.text, desk.version = text, desk.version + 1
    desk.autosaved.append(text)
    return JsonResponse({"saved_at": "3:42 PM", "version": desk.version})


def _render(request: HttpRequest, source: str, names: dict[str, object], status: int = 200) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(names, request), status=status)


urlpatterns = [path("writing/", writing), path("writing/autosave", autosave), *site_urls]
