"""Pages of frameworks: which there are, what one holds, and one item with what is aligned with it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.frameworks import queries
from waypost.frameworks.forms import ItemSearchForm
from waypost.frameworks.uses import uses_of
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may

ROWS = 50
READ = Permission.FRAMEWORKS_FRAMEWORK_READ
MANAGE = Permission.FRAMEWORKS_FRAMEWORK_MANAGE


@requires(READ)
def frameworks(request: HttpRequest) -> HttpResponse:
    """The frameworks of one's branch, and those kept above it."""
    person = signed_in_person(request)
    page = Paginator(queries.frameworks_in_numbers(person), ROWS).get_page(request.GET.get("page"))
    return render(request, "frameworks/list.html", {"page": page, "may_keep": queries.may_keep(person)})


@requires(READ)
def framework(request: HttpRequest, uid: str) -> HttpResponse:
    """The top of the tree, or what a search found; `?withdrawn=1` lists what later files no longer hold."""
    person = signed_in_person(request)
    kept = get_object_or_404(queries.frameworks(person), uid=uid)
    form = ItemSearchForm(request.GET)
    words = form.words()
    is_withdrawn = request.GET.get("withdrawn") == "1"
    found = queries.withdrawn_items(kept) if is_withdrawn else queries.top_items(kept)
    if words:
        found = queries.found_items(queries.frameworks(person).filter(pk=kept.pk), words)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "framework": kept,
        "form": form,
        "words": words,
        "is_withdrawn": is_withdrawn and not words,
        "page": page,
        "branches": [] if words or is_withdrawn else queries.branches_of(page),
        "counts": queries.counts_of(kept),
        "may_keep": may(person, MANAGE, kept.organization),
    }
    return render(request, "frameworks/framework.html", context)


@requires(READ)
def item(request: HttpRequest, uid: str) -> HttpResponse:
    """One item: where it stands, what stands under it, and what is aligned with it."""
    person = signed_in_person(request)
    shown = get_object_or_404(queries.items(person), uid=uid)
    context = {
        "item": shown,
        "above": queries.ancestors(shown),
        "page": Paginator(queries.children(shown), ROWS).get_page(request.GET.get("page")),
        "uses": uses_of(person, shown),
    }
    return render(request, "frameworks/item.html", context)
