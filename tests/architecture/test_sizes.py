"""What fits on a screen can be understood at once; what outgrows its limit becomes two things with names."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Source, python_sources, templates

FILE_LINES = 400
FUNCTION_LINES = 50
VIEW_LINES = 30
TEST_LINES = 40
TEMPLATE_LINES = 200


def too_long(sources: Iterable[Source], limit: int) -> list[str]:
    return [
        f"{source.path} has {count} lines; {limit} is the limit: split it."
        for source in sources
        if (count := len(source.text.splitlines())) > limit
    ]


def long_functions(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{function.lineno} {function.name} has {count} lines; {limit} is the limit: name its parts."
        for source in sources
        for function in source.functions()
        if (count := line_count(function)) > (limit := limit_of(source, function.name))
    ]


def line_count(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def limit_of(source: Source, name: str) -> int:
    if source.path.startswith("tests/") and name.startswith("test_"):
        return TEST_LINES
    return VIEW_LINES if source.path.startswith("src/") and "views" in source.path.split("/")[3] else FUNCTION_LINES


def lines(count: int) -> str:
    return "\n".join(["x = 1"] * count)


def function_of(count: int, name: str = "do") -> str:
    return "\n".join([f"def {name}():", *["    x = 1"] * (count - 1)])


def test_no_python_file_outgrows_its_limit() -> None:
    assert too_long(python_sources(), FILE_LINES) == []


def test_no_template_outgrows_its_limit() -> None:
    assert too_long(templates(), TEMPLATE_LINES) == []


def test_no_function_outgrows_its_limit() -> None:
    assert long_functions(python_sources()) == []


def test_a_planted_long_file_is_found() -> None:
    planted = [Source("src/waypost/plans/rules.py", lines(401)), Source("src/waypost/plans/models.py", lines(400))]
    assert too_long(planted, FILE_LINES) == ["src/waypost/plans/rules.py has 401 lines; 400 is the limit: split it."]


def planted_functions() -> Iterator[Source]:
    for path, name, fitting in [
        ("src/waypost/plans/rules.py", "do", FUNCTION_LINES),
        ("src/waypost/plans/views.py", "page", VIEW_LINES),
        ("src/waypost/plans/views/tasks.py", "page", VIEW_LINES),
        ("tests/plans/test_rules.py", "test_it", TEST_LINES),
        ("tests/builders.py", "build", FUNCTION_LINES),
    ]:
        yield Source(path, function_of(fitting, name))
        yield Source(path, function_of(fitting + 1, name))


def test_each_kind_of_planted_long_function_is_found() -> None:
    assert long_functions(planted_functions()) == [
        "src/waypost/plans/rules.py:1 do has 51 lines; 50 is the limit: name its parts.",
        "src/waypost/plans/views.py:1 page has 31 lines; 30 is the limit: name its parts.",
        "src/waypost/plans/views/tasks.py:1 page has 31 lines; 30 is the limit: name its parts.",
        "tests/plans/test_rules.py:1 test_it has 41 lines; 40 is the limit: name its parts.",
        "tests/builders.py:1 build has 51 lines; 50 is the limit: name its parts.",
    ]
