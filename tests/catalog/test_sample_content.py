"""A sample file that breaks the shape is refused with the name of the file and what to mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from waypost.catalog.sample_content import (
    SAMPLES,
    SampleContentError,
    load_privacy_statement,
    load_samples,
    load_stacks,
)

WriteSample = Callable[..., Path]


@pytest.fixture
def write_sample(tmp_path: Path) -> WriteSample:
    """Write one good sample, with `old` replaced by `new`, to an otherwise empty folder."""

    def write(*, old: str = "", new: str = "", name: str = "formative-assessment.toml") -> Path:
        text = (SAMPLES / "formative-assessment.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return tmp_path

    return write


def test_line_breaks_inside_a_text_are_folded(write_sample: WriteSample) -> None:
    folder = write_sample(old='text = """\nChoose one lesson goal', new='text = """\nPick\n  one lesson goal')

    [sample] = load_samples(folder)

    assert sample.key_method.text.startswith("Pick one lesson goal that matters.")
    assert "\n" not in sample.privacy


def test_parts_come_in_the_order_in_which_an_educator_meets_them(write_sample: WriteSample) -> None:
    [sample] = load_samples(write_sample())

    assert [part.key for part in sample.parts] == [
        "goal-and-check",
        "check",
        "student-responses",
        "changed-lesson",
        "what-changed",
        "next-time",
    ]


def test_a_source_links_its_doi_before_any_address() -> None:
    links = {source.title: source.link for sample in load_samples() for source in sample.research}

    assert links["The Power of Feedback"] == "https://doi.org/10.3102/003465430298487"
    assert (
        links["Coaching Discourse: Supporting Teachers' Professional Learning"] == "https://eric.ed.gov/?id=EJ1013985"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('glyph = "check"', 'glyph = "sun"', "formative-assessment.toml: 'sun' is not a valid Glyph"),
        ('"image", "slides"]', '"image", "zip"]', "formative-assessment.toml: 'zip' is not a valid EvidenceKind"),
        (
            'part = "check"',
            'part = "chek"',
            "formative-assessment.toml: “Everyone answers while there is time” needs",
        ),
        (
            'slug = "formative-assessment"',
            'slug = "checks"',
            "formative-assessment.toml: Name the file checks.toml",
        ),
    ],
)
def test_a_wrong_name_is_pointed_out(write_sample: WriteSample, old: str, new: str, sentence: str) -> None:
    with pytest.raises(SampleContentError) as caught:
        load_samples(write_sample(old=old, new=new))

    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("hours = 12\n", "", "hours"),
        ("hours = 12\n", 'hours = 12\nmood = "sunny"\n', "mood"),
        ("minimum_files = 1\n", "", "minimum_files"),
        ('name = "Ask, read, adjust"\n', "", "name"),
    ],
)
def test_a_missing_or_unknown_field_is_pointed_out(write_sample: WriteSample, old: str, new: str, field: str) -> None:
    with pytest.raises(SampleContentError, match=rf"^formative-assessment\.toml: .*'{field}'"):
        load_samples(write_sample(old=old, new=new))


@pytest.mark.parametrize("content", [b"slug = ", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.toml").write_bytes(content)

    with pytest.raises(SampleContentError, match=r"^broken\.toml: "):
        load_samples(tmp_path)


def test_missing_stacks_and_statement_are_named(tmp_path: Path) -> None:
    with pytest.raises(SampleContentError, match=r"^stacks\.toml: "):
        load_stacks(tmp_path)
    with pytest.raises(SampleContentError, match=r"^privacy\.toml: "):
        load_privacy_statement(tmp_path)
