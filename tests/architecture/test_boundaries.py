"""Reads stand in queries, writes in actions, HTTP in views: one place to look for each."""

import ast
from collections.abc import Iterable

from tests.architecture.sources import Source, product_sources

#: Who may ask the database, and the modules of common that are themselves a model's one action.
DATA_KINDS = {"models", "queries", "actions"}
DATA_FILES = {"src/waypost/common/audit.py", "src/waypost/common/jobs.py"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}

#: Who may know about requests. Navigation is a context processor, which Django hands the request.
HTTP_KINDS = {"views", "gates", "answering", "sent_pages", "middleware", "urls", "navigation"}
HTTP_MODULES = ("django.http", "django.shortcuts", "django.views", "django.test.client")


def stray_queries(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{node.lineno} asks the database: write a query or an action for it."
        for source in sources
        if source.kind not in DATA_KINDS and source.path not in DATA_FILES
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def stray_http(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} imports {name}: only views know HTTP, so that all else can be used without a request."
        for source in sources
        if source.kind not in HTTP_KINDS
        for line, name in source.imports()
        if name.startswith(HTTP_MODULES)
    ]


def in_packages() -> list[Source]:
    return [source for source in product_sources() if source.package]


def test_only_models_queries_and_actions_ask_the_database() -> None:
    assert stray_queries(in_packages()) == []


def test_only_views_know_http() -> None:
    assert stray_http(in_packages()) == []


def test_a_planted_query_in_a_view_is_found() -> None:
    asks = "from waypost.plans.models import Plan\nplans = Plan.objects.all()"
    assert stray_queries([Source("src/waypost/plans/views.py", asks)]) == [
        "src/waypost/plans/views.py:2 asks the database: write a query or an action for it."
    ]
    assert stray_queries([Source("src/waypost/plans/queries/reports.py", asks)]) == []


def test_a_planted_request_in_an_action_is_found() -> None:
    knows = "from django.http import HttpRequest"
    assert len(stray_http([Source("src/waypost/plans/actions.py", knows)])) == 1
    assert len(stray_http([Source("src/waypost/plans/forms.py", "from django.shortcuts import redirect")])) == 1
    assert stray_http([Source("src/waypost/plans/views/plan_page.py", knows)]) == []
