"""Growth and reflection: nobody reads here that they, or their work, were turned down (UX.md, Conventions)."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Source, product_sources, templates

BANNED = re.compile(r"\b(?:failed|rejected|denied|overdue|non-?compliant|deficient|delinquent)\b", re.IGNORECASE)
#: Our own words, which mean nothing to a newcomer.
JARGON = re.compile(r"\b(?:mend(?:s|ed|ing)?|your (?:own )?branch|put it down)\b", re.IGNORECASE)
CODE_IN_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def banned_in_templates(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path} says {match.group(0)!r}: say what comes next instead."
        for source in sources
        for match in BANNED.finditer(CODE_IN_TEMPLATE.sub(" ", source.text))
    ]


def banned_in_messages(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} says {match.group(0)!r}: say what comes next instead."
        for source in sources
        for line, sentence in sentences(source.tree)
        for match in BANNED.finditer(sentence)
    ]


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts of more than one word, with their lines. Single words are keys; docstrings are for us."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for text in texts:
        if id(text) not in docstrings and " " in str(text.value).strip():
            yield text.lineno, str(text.value)


def test_no_template_says_a_banned_word() -> None:
    assert banned_in_templates(templates()) == []


def test_no_message_says_a_banned_word() -> None:
    assert banned_in_messages(product_sources()) == []


def jargon_in(pages: Iterable[Source], modules: Iterable[Source]) -> list[str]:
    texts = [(page.path, CODE_IN_TEMPLATE.sub(" ", page.text)) for page in pages]
    for module in modules:
        texts += [(module.path, sentence) for _, sentence in sentences(module.tree)]
    return [
        f"{path} says {found.group(0)!r}: use a plain word." for path, text in texts for found in JARGON.finditer(text)
    ]


def test_no_page_or_message_says_a_word_that_only_we_know() -> None:
    assert jargon_in(templates(), product_sources()) == []


def test_a_planted_word_that_only_we_know_is_found() -> None:
    page = Source("src/waypost/people/templates/people/people.html", "<p>In your branch</p>")
    module = Source("src/waypost/plans/forms.py", 'help = "Mend each of them."')
    assert jargon_in([page], [module]) == [
        "src/waypost/people/templates/people/people.html says 'your branch': use a plain word.",
        "src/waypost/plans/forms.py says 'Mend': use a plain word.",
    ]


def test_a_planted_banned_word_in_a_template_is_found() -> None:
    planted = Source("src/waypost/plans/templates/plans/plan.html", "{% if failed %}<p>6 days Overdue</p>{% endif %}")
    assert banned_in_templates([planted]) == [
        "src/waypost/plans/templates/plans/plan.html says 'Overdue': say what comes next instead."
    ]


def test_a_planted_banned_word_in_a_message_is_found() -> None:
    planted = '"""Denied here."""\nkey = "failed"\nmessage = f"{name} was rejected."\n'
    assert banned_in_messages([Source("src/waypost/plans/forms.py", planted)]) == [
        "src/waypost/plans/forms.py:3 says 'rejected': say what comes next instead."
    ]
