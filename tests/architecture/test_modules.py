"""The same names mean the same in every package, so a newcomer who knows one package knows them all."""

import ast
from collections.abc import Iterable

from tests.architecture.sources import Source, product_sources, python_sources

#: From the lowest to the highest: a module imports from its own package only what stands further to the left.
ORDER = ("rules", "models", "events", "queries", "actions", "tasks", "forms", "views", "urls", "admin", "apps")
FREE = {"common", "ui", "config", "standards", "demo"}  # not domains: formats, tools, and the two ends of the house
FOLDERS = {"management", "migrations", "templatetags"}

#: Modules beside the usual ones, each with its reason, and whether other packages may import it.
EXTRA = {
    "catalog/sample_content": ("the sample micro-credentials and the privacy statement are content, not rules", True),
    "catalog/sample_shapes": ("types of that content", True),
    "credentials/downloads": ("what a credential looks like as image and page: formats, not rules", False),
    "credentials/report_words": ("pure like rules: what a report says to people", False),
    "credentials/sealing": ("how private keys lie in the database: cryptography, not rules", False),
    "catalog/next_steps": ("the registry by which submissions say what an educator can do next", True),
    "frameworks/uses": ("the registry by which plans say what is aligned with an item", True),
    "governance/decision_files": ("what the log looks like as Word file and pages: formats, not rules", False),
    "library/citing": ("the form with which upper packages cite an item", True),
    "library/shipped": ("reads the studies that come with Waypost: content, not rules", False),
    "library/uses": ("the registry by which upper packages say what cites an item", True),
    "home/navigation": ("a context processor; Django asks for it by name", False),
    "notices/digests": ("the registry of what the digest tells people", True),
    "notices/federal_holidays": ("the one module that loads the library of holidays, and only when asked", False),
    "notices/writers": ("the registry of who writes which letter", True),
    "people/acting": ("who acts, for rows that show a name: asked by every action", True),
    "people/adapter": ("what allauth asks us; settings name it", False),
    "people/deliveries": ("the registry by which notices say whom mail does not reach", True),
    "people/answering": ("what every view with a form does: save, or show it again", True),
    "people/gates": ("what every view declares", True),
    "people/mentions": ("the registry by which governance says what was decided about an object", True),
    "people/middleware": ("where somebody goes who is not signed in; settings name it", False),
    "people/permissions": ("the one enum of permissions", True),
    "people/remembered": ("what a request that only reads asks the database once: a cache, not a query", True),
    "people/roster": ("pure like rules: what a file of people would change", False),
    "people/sent_pages": ("what of a request makes the page that somebody sent", False),
    "people/viewers": ("who is looking: asked by every query", True),
    "plans/activity_phases": ("the registry by which programs say in which phase an activity falls", True),
    "plans/board_file": ("what a board report looks like as a page of paper: a format, not rules", False),
    "plans/logic_drawing": ("where the boxes of a picture stand: a drawing, not rules", False),
    "plans/timeline_drawing": ("where the rows of a picture stand: a drawing, not rules", False),
    "plans/timeline_files": ("what a timeline looks like as image and pages: formats, not rules", False),
    "plans/export_files": ("files of a plan that the registry offers from the start: formats, not rules", False),
    "plans/date_advice": ("the registry by which programs say what people told them about timing", True),
    "plans/exports": ("the registry of files as which a plan leaves: each format adds itself", True),
    "plans/long_files": ("how many long files are typeset at once, for every format of them", True),
    "plans/plan_pdf": ("the plan as pages to print: a format, not rules", False),
    "plans/uses": ("the registry by which programs say what stands on an activity", True),
    "plans/word_template": ("the Word file to fill in: a format, not rules", True),
    "plans/measures": ("the registry that upper packages fill", True),
    "programs/budget_files": ("a budget as a file for spreadsheets: formats, not rules", False),
    "programs/involved": ("the registry by which packages say who helps to plan a program", True),
    "programs/kept_files": ("the registry by which submissions keeps files that are attached to outcomes", True),
    "programs/outcomes": ("the registry by which packages say which outcome of a phase exists", True),
    "programs/ready_mixes": ("mixes to start a model from are content, not rules", False),
    "programs/shipped_options": ("supports, locations and currencies are content, not rules", False),
    "programs/shown_counts": ("the registry by which insight says which numbers may be read", True),
    "submissions/files": ("what a file really is, and how it is cleaned: formats, not rules", False),
    "submissions/evidence_readers": ("the registry by which assessment lets assessors read evidence", True),
    "submissions/standing_awards": ("the registry by which credentials says which awards stand", True),
    "submissions/review_facts": ("the registry that assessment fills", True),
}
PUBLISHED = {"models", "queries", "actions", "events", "rules"}
TEST_FOLDERS = {"access", "architecture", "bench", "browser", "house", "interop"}


def full_inits(sources: Iterable[Source]) -> list[str]:
    """Only Django asks for a package by its own name: it finds models in `models`, so that one may hand them on."""
    return [
        f"{source.path} holds code: an import must lead to the file that defines the thing, so __init__ stays empty."
        for source in sources
        if source.parts[-1] == "__init__.py" and source.text.strip() and not _only_hands_models_on(source)
    ]


def _only_hands_models_on(source: Source) -> bool:
    return source.parts[-2] == "models" and all(_hands_on(node) for node in source.tree.body)


def _hands_on(node: ast.stmt) -> bool:
    """A docstring, an import, or `__all__`."""
    if isinstance(node, ast.Assign):
        return [ast.unparse(target) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.ImportFrom) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def strange_names(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}: a domain package has {', '.join(ORDER)}; find its place there, or add a row to EXTRA."
        for source in sources
        if source.package not in FREE | {""}
        and source.kind not in {*ORDER, *FOLDERS, "__init__"}
        and f"{source.package}/{source.kind}" not in EXTRA
    ]


def upward_imports(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} imports {name}: inside a package imports go {' < '.join(ORDER)}."
        for source in sources
        if source.package not in FREE | {""} and source.kind in ORDER
        for line, name in source.imports()
        if name.startswith(f"waypost.{source.package}.")
        and (target := name.split(".")[2]) in ORDER
        and ORDER.index(target) > ORDER.index(source.kind)
    ]


def impure_rules(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} imports {name}: rules are pure, so that they read without database or web."
        for source in sources
        if source.package not in FREE | {""} and source.kind == "rules"
        for line, name in source.imports()
        if name.startswith(("django.", "waypost.")) and is_impure(name)
    ]


def is_impure(name: str) -> bool:
    allowed_of_django = ("django.utils.", "django.db.models.TextChoices", "django.db.models.IntegerChoices")
    if name.startswith("django."):
        return not name.startswith(allowed_of_django)
    return name.split(".")[2] in {"models", "queries", "actions", "forms", "views"}


def private_imports(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} imports {name}: another domain is met through {', '.join(sorted(PUBLISHED))} only."
        for source in sources
        if source.package not in FREE
        for line, name in source.imports()
        if (parts := name.split("."))[0] == "waypost"
        and len(parts) > 2
        and parts[1] not in FREE | {source.package}
        and parts[2] not in PUBLISHED
        and not EXTRA.get("/".join(parts[1:3]), ("", False))[1]
    ]


def strange_test_folders(sources: Iterable[Source], packages: set[str]) -> list[str]:
    return [
        f"{source.path}: tests/{source.package} mirrors no package of src/waypost."
        for source in sources
        if source.package not in packages | TEST_FOLDERS | {""}
    ]


def test_init_files_are_empty() -> None:
    assert full_inits(python_sources()) == []


def test_domain_packages_hold_only_modules_with_the_agreed_names() -> None:
    assert strange_names(product_sources()) == []


def test_inside_a_package_imports_go_one_way() -> None:
    assert upward_imports(product_sources()) == []


def test_rules_know_neither_database_nor_web() -> None:
    assert impure_rules(product_sources()) == []


def test_a_domain_meets_another_only_through_what_that_one_publishes() -> None:
    assert private_imports(product_sources()) == []


def test_the_folders_of_tests_mirror_the_packages() -> None:
    packages = {source.package for source in product_sources()}
    assert strange_test_folders(python_sources(below="tests/"), packages) == []


def test_every_extra_module_still_exists() -> None:
    there = {f"{source.package}/{source.kind}" for source in product_sources()}
    assert sorted(set(EXTRA) - there - {"plans/measures"}) == []


def found(check: str, path: str, text: str = "") -> int:
    """How many lines `check` says about a planted file."""
    checks = {
        "init": full_inits,
        "names": strange_names,
        "upward": upward_imports,
        "impure": impure_rules,
        "private": private_imports,
    }
    return len(checks[check]([Source(path, text)]))


def test_a_planted_init_with_code_is_found() -> None:
    assert found("init", "src/waypost/plans/__init__.py", "from waypost.plans.models import Plan") == 1
    assert found("init", "src/waypost/plans/__init__.py", "\n") == 0
    handed_on = "from waypost.plans.models.plans import Plan\n__all__ = ['Plan']"
    assert found("init", "src/waypost/plans/models/__init__.py", handed_on) == 0
    assert found("init", "src/waypost/plans/models/__init__.py", f"{handed_on}\nLIMIT = 3") == 1
    assert found("init", "src/waypost/plans/queries/__init__.py", handed_on) == 1


def test_a_planted_helper_module_is_found() -> None:
    assert found("names", "src/waypost/plans/helpers.py") == 1
    assert found("names", "src/waypost/plans/queries/reports.py") == 0
    assert found("names", "src/waypost/common/ids.py") == 0


def test_a_planted_import_upward_is_found() -> None:
    upward = "from waypost.plans.actions import adopt_plan"
    assert found("upward", "src/waypost/plans/queries.py", upward) == 1
    assert found("upward", "src/waypost/plans/views.py", upward) == 0


def test_a_planted_query_in_rules_is_found() -> None:
    assert found("impure", "src/waypost/plans/rules.py", "from django.db import transaction") == 1
    assert found("impure", "src/waypost/plans/rules.py", "from waypost.people.models import Person") == 1
    assert found("impure", "src/waypost/plans/rules.py", "from waypost.people.rules import Role") == 0


def test_a_planted_reach_into_another_domain_is_found() -> None:
    assert found("private", "src/waypost/programs/views.py", "from waypost.plans.forms import PlanForm") == 1
    assert found("private", "src/waypost/programs/views.py", "from waypost.people.gates import requires") == 0
    assert found("private", "src/waypost/programs/views.py", "from waypost.plans.queries import plans") == 0


def test_a_planted_folder_of_tests_without_a_package_is_found() -> None:
    planted = [Source("tests/misc/test_it.py", ""), Source("tests/plans/test_rules.py", "")]
    assert strange_test_folders(planted, {"plans"}) == [
        "tests/misc/test_it.py: tests/misc mirrors no package of src/waypost."
    ]
