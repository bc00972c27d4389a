"""The style guide: every component in every state, made of the components themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waypost.ui.styleguide import styleguide_context


def styleguide(request: HttpRequest) -> HttpResponse:
    """A page without data; `config/urls.py` opens it to everybody."""
    return render(request, "ui/styleguide/page.html", styleguide_context())
