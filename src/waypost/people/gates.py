"""One declaration per view of who may open it. A view without one fails the test of all addresses.

A person who lacks the permission gets 404, as if the page did not exist.
Which rows a view shows is the matter of its query.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from waypost.common.actors import Public
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import holds
from waypost.people.viewers import Viewer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed in"


def requires(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Only people who hold one of `permissions` at some node of the tree may open the view."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(holds(signed_in_person(request), permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        return _declare(cast("View[P]", guarded), " or ".join(permissions))

    return guard


def signed_in(view: View[P]) -> View[P]:
    """Anyone who is signed in may open the view; it shows only what is theirs."""
    return _declare(view, SIGNED_IN)


def public(view: View[P]) -> View[P]:
    """Anyone may open the view, with or without an account."""
    return _declare(login_not_required(view), PUBLIC)


def signed_in_person(request: HttpRequest) -> Person:
    """The person who is signed in. Raises Http404 where nobody is."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks at a public page: the signed-in person, or the public."""
    return request.user if isinstance(request.user, Person) else Public()


def _declare(view: View[P], access: str) -> View[P]:
    cast(Any, view).access = access
    return view
