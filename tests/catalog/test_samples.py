"""The anatomy, wording and sources of the sample micro-credentials (requirement EA1, words of UX.md)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from urllib.parse import urlsplit

import pytest

from waypost.catalog.rules import Glyph
from waypost.catalog.sample_content import load_privacy_statement, load_samples, load_stacks
from waypost.catalog.sample_shapes import (
    Criterion,
    EvidencePart,
    ResearchSource,
    SampleMicroCredential,
    WritingPart,
)

SAMPLES = load_samples()
STACKS = load_stacks()
PRIVACY = load_privacy_statement()

SLUGS = [
    "coaching-conversations",
    "data-use-in-teams",
    "family-engagement",
    "formative-assessment",
    "technology-for-feedback",
    "universal-design-for-learning",
]

BANNED = re.compile(
    r"\b(fail\w*|reject\w*|den(y|ied|ies|ial)\w*|overdue|non-?complian\w*|deficien\w*|deficit\w*|delinquen\w*)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(good|better|best|excellent|outstanding|poor\w*|bad\w*|adequate\w*|inadequate\w*|appropriate\w*|effective\w*"
    r"|meaningful\w*|thorough\w*|sufficient\w*|insufficient\w*|quality|strong\w*|weak\w*|deep\w*|clear|clearly|proper\w*"
    r"|understands?|appreciates?|knows|believes|feels)\b",
    re.IGNORECASE,
)
OBSERVABLE = re.compile(
    r"\b(shows?|shown|names?|named|gives?|lists?|points?|asks?|asked|states?|quotes?|cites?|includes?|included|describes?"
    r"|says?|tells?|reports?|retells?|placed|sets?|marked|uses?|carry|carries|holds?|heard|plans?|speaks?|mix|mention"
    r"|joined|come|counted)\b",
    re.IGNORECASE,
)
STILL_OPEN = re.compile(
    r"\b(yet|so far|still|up to (now|this point)|at (present|this (time|stage|point))|missing|cannot|without|no step"
    r"|with no)\b",
    re.IGNORECASE,
)

# What a reader reads as a paragraph; names, titles and codes may repeat between micro-credentials.
NOT_PROSE = {
    "slug",
    "title",
    "topic",
    "name",
    "key",
    "part",
    "authors",
    "published_in",
    "doi",
    "url",
    "framework",
    "code",
}
SAMPLE_GRADE_LIMIT = 8.5
PROMPT_GRADE_LIMIT = 8
RUBRIC_GRADE_LIMIT = 11

FRAMEWORKS = {
    "InTASC Model Core Teaching Standards": {
        "Standard 2: Learning Differences",
        "Standard 6: Assessment",
        "Standard 7: Planning for Instruction",
        "Standard 8: Instructional Strategies",
        "Standard 9: Professional Learning and Ethical Practice",
        "Standard 10: Leadership and Collaboration",
    },
    "ISTE Standards for Educators": {"2.3 Citizen", "2.5 Designer", "2.7 Analyst"},
    "Learning Forward Standards for Professional Learning (2022)": {
        "Culture of Collaborative Inquiry",
        "Equity Practices",
        "Evidence",
    },
    "NBPTS Five Core Propositions": {"Proposition 3", "Proposition 4"},
}


def by_slug(sample: SampleMicroCredential) -> str:
    return sample.slug


def by_title(criterion: Criterion) -> str:
    return criterion.title


each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=by_slug)
each_source = pytest.mark.parametrize(
    "source",
    [pytest.param(source, id=f"{sample.slug}-{source.year}") for sample in SAMPLES for source in sample.research],
)
each_criterion = pytest.mark.parametrize(
    "criterion", [criterion for sample in SAMPLES for criterion in sample.criteria], ids=by_title
)


def texts(value: object, *, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every non-empty text inside a record, however deep."""
    match value:
        case str() if value:
            yield value
        case dict():
            for name, item in value.items():
                if name not in skip:
                    yield from texts(item, skip=skip)
        case list() | tuple():
            for item in value:
                yield from texts(item, skip=skip)


def prose(sample: SampleMicroCredential) -> list[str]:
    return list(texts(asdict(sample), skip=frozenset(NOT_PROSE)))


def descriptors(criterion: Criterion) -> list[str]:
    return [criterion.demonstrated, criterion.progressing, criterion.not_yet]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'-]+", text)


def sentences(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"(?<=[.?!:])\s+", text) if piece.strip()]


def syllables(word: str) -> int:
    stem = re.sub(r"(?:es|ed|e)$", "", word.lower()) or word
    return max(1, len(re.findall(r"[aeiouy]+", stem)))


def reading_grade(text: str) -> float:
    """The grade level of Flesch and Kincaid, with syllables counted as groups of vowels."""
    found = words(text)
    return 0.39 * len(found) / len(sentences(text)) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def test_the_six_topics_of_the_issue_are_there() -> None:
    assert [sample.slug for sample in SAMPLES] == SLUGS


def test_the_reading_grade_tells_easy_from_hard() -> None:
    assert reading_grade("Ask each child. Look at the work.") < 3
    assert reading_grade("Institutional accountability necessitates comprehensive organizational transformation.") > 20


@each_sample
def test_the_whole_anatomy_is_there(sample: SampleMicroCredential) -> None:
    may_be_empty = {"doi", "url"}
    for name, value in asdict(sample).items():
        assert value, name
    for rows in (sample.components, sample.resources, sample.overview, sample.evidence, sample.reflection):
        for row in rows:
            assert [name for name, value in asdict(row).items() if not value and name not in may_be_empty] == []


@each_sample
def test_each_group_holds_as_many_rows_as_an_educator_can_use(sample: SampleMicroCredential) -> None:
    assert len(sample.components) in range(3, 6)
    assert len(sample.research) >= 2
    assert len(sample.resources) in range(3, 6)
    assert len(sample.overview) in range(1, 3)
    assert len(sample.evidence) in range(2, 4)
    assert len(sample.reflection) in range(1, 3)
    assert len(sample.criteria) in range(4, 7)
    assert len(sample.alignments) >= 2


@each_sample
def test_the_competency_is_one_sentence_about_the_educator(sample: SampleMicroCredential) -> None:
    assert sample.competency.startswith("The educator ")
    assert len(sentences(sample.competency)) == 1
    assert len(words(sample.competency)) in range(12, 36)


@each_sample
def test_a_method_component_says_what_to_do_in_a_few_sentences(sample: SampleMicroCredential) -> None:
    for component in sample.components:
        assert len(sentences(component.text)) in range(2, 6), component.name
    assert len(words(sample.key_method.text)) >= 50


@each_sample
def test_the_hours_add_up(sample: SampleMicroCredential) -> None:
    assert sum(use.hours for use in sample.time) == sample.hours
    assert sample.minimum_weeks < sample.maximum_weeks <= 10


@each_sample
def test_word_limits_leave_room_to_write(sample: SampleMicroCredential) -> None:
    for part in (*sample.overview, *sample.reflection):
        assert 50 <= part.minimum_words < part.maximum_words <= 400, part.key


@each_sample
def test_evidence_says_what_it_takes(sample: SampleMicroCredential) -> None:
    for part in sample.evidence:
        assert 1 <= part.minimum_files <= part.maximum_files <= 6, part.key
        assert len(part.accepts) == len(set(part.accepts)) >= 2, part.key
        assert len(part.include) >= 2, part.key
        assert len(words(part.privacy)) >= 12, part.key


@each_sample
def test_keys_of_parts_are_unique_and_fit_an_address(sample: SampleMicroCredential) -> None:
    keys = [part.key for part in sample.parts]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)] == []


@each_sample
def test_every_part_is_judged_by_a_criterion(sample: SampleMicroCredential) -> None:
    assert {part.key for part in sample.parts} == {criterion.part for criterion in sample.criteria}


@each_criterion
def test_a_descriptor_is_long_enough_to_be_observable(criterion: Criterion) -> None:
    for descriptor in descriptors(criterion):
        assert len(words(descriptor)) in range(15, 50), descriptor
        assert OBSERVABLE.search(descriptor), descriptor
        assert not VAGUE.search(descriptor), descriptor


@each_criterion
def test_the_levels_of_a_criterion_speak_of_the_same_things(criterion: Criterion) -> None:
    top, middle, first = ({word.lower() for word in words(text) if len(word) > 3} for text in descriptors(criterion))
    assert len(top & middle) >= 3
    assert len(top & first) >= 1


@each_criterion
def test_not_yet_says_what_is_still_open(criterion: Criterion) -> None:
    assert STILL_OPEN.search(criterion.not_yet)


def test_no_descriptor_is_used_twice() -> None:
    used = Counter(text for sample in SAMPLES for criterion in sample.criteria for text in descriptors(criterion))
    assert [text for text, times in used.items() if times > 1] == []
    assert len(used) == 3 * sum(len(sample.criteria) for sample in SAMPLES)


def test_no_sentence_is_used_twice() -> None:
    used = Counter(
        sentence
        for sample in SAMPLES
        for text in prose(sample)
        for sentence in sentences(text)
        if len(words(sentence)) >= 6
    )
    assert [sentence for sentence, times in used.items() if times > 1] == []


@each_sample
def test_no_word_sounds_like_a_verdict(sample: SampleMicroCredential) -> None:
    assert [text for text in texts(asdict(sample)) if BANNED.search(text)] == []


@each_source
def test_a_source_can_be_found_by_anyone(source: ResearchSource) -> None:
    assert source.authors
    assert all(re.fullmatch(r"[A-Z][\w .,'-]+", author) for author in source.authors)
    assert 1980 <= source.year <= 2026
    assert len(words(source.title)) >= 3
    assert len(sentences(source.finding)) >= 2
    assert source.doi or source.url
    assert re.fullmatch(r"(10\.\d{4,9}/[\w.()/:;-]+)?", source.doi)
    assert urlsplit(source.link).scheme == "https"


def test_addresses_are_complete() -> None:
    sources = [source.url for sample in SAMPLES for source in sample.research]
    resources = [resource.url for sample in SAMPLES for resource in sample.resources]
    for address in filter(None, sources + resources):
        parts = urlsplit(address)
        assert (parts.scheme, bool(re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc))) == (
            "https",
            True,
        ), address


@each_sample
def test_alignments_name_standards_that_were_checked(sample: SampleMicroCredential) -> None:
    for alignment in sample.alignments:
        assert alignment.code in FRAMEWORKS[alignment.framework]
        assert len(words(alignment.statement)) >= 8


@each_sample
def test_educators_can_read_it_after_a_long_day(sample: SampleMicroCredential) -> None:
    rubric = [text for criterion in sample.criteria for text in descriptors(criterion)]

    assert reading_grade(" ".join(prose(sample))) <= SAMPLE_GRADE_LIMIT
    assert reading_grade(" ".join(rubric)) <= RUBRIC_GRADE_LIMIT


@pytest.mark.parametrize("part", [part for sample in SAMPLES for part in sample.parts], ids=lambda part: part.key)
def test_each_prompt_reads_easily(part: WritingPart | EvidencePart) -> None:
    assert reading_grade(f"{part.prompt} {part.hint}") <= PROMPT_GRADE_LIMIT


def test_every_badge_has_its_own_picture() -> None:
    assert {sample.glyph for sample in SAMPLES} == set(Glyph)


def test_stacks_are_made_of_these_micro_credentials() -> None:
    members = {slug for stack in STACKS for slug in stack.members}
    assert members == set(SLUGS)
    for stack in STACKS:
        assert len(stack.members) == len(set(stack.members))
        assert 2 <= stack.required <= len(stack.members)
        assert stack.outcome.startswith("The educator ")


def test_the_privacy_statement_is_plain_and_its_lines_are_distinct() -> None:
    lines = [line.text for line in PRIVACY.lines]
    assert len(lines) == len(set(lines)) == 7
    assert PRIVACY.number >= 1
    assert [text for text in texts(asdict(PRIVACY)) if BANNED.search(text)] == []
    assert reading_grade(" ".join([PRIVACY.introduction, *lines, PRIVACY.consent, PRIVACY.after_sending])) <= 9
