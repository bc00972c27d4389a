"""What assessors of the demo say stands under the criterion that it was written for."""

from collections import defaultdict

import pytest

from waypost.assessment.models import Score
from waypost.catalog.models import Criterion
from waypost.demo.answers import work_on
from waypost.demo.content_files import CONTENT

SLUGS = sorted(file.stem for file in (CONTENT / "work").glob("*.toml"))
Written = set[tuple[str, str]]


def written_for(slug: str) -> Written:
    """Each comment of the content with the criterion that it names."""
    work = work_on(slug)
    return {(row["criterion"], row["comment"]) for row in (*work["praise"], *work["feedback"])}


def test_each_comment_was_written_for_the_criterion_under_which_it_stands(db: None) -> None:
    given: dict[str, Written] = defaultdict(set)
    for score in Score.objects.exclude(comment="").select_related("criterion", "review__submission__enrollment"):
        enrollment = score.review.submission.enrollment
        given[enrollment.version.micro_credential.slug].add((score.criterion.title, score.comment))
    assert sorted(given) == SLUGS
    assert {slug: comments - written_for(slug) for slug, comments in given.items()} == {slug: set() for slug in SLUGS}


@pytest.mark.parametrize("slug", SLUGS)
def test_comments_name_criteria_that_the_micro_credential_has(db: None, slug: str) -> None:
    named = {criterion for criterion, _ in written_for(slug)}
    known = set(Criterion.objects.filter(version__micro_credential__slug=slug).values_list("title", flat=True))
    assert named <= known


def test_no_text_puts_an_article_before_a_word_that_a_classroom_fills_in() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (CONTENT / "work").glob("*.toml")]
    assert [text for text in texts if " a {" in text or " an {" in text] == []
