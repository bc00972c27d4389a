"""Any form renders accessibly."""

from django import forms
from lxml import html

from waypost.ui.forms import CountedTextarea, DayInput, ScaleRadio, SegmentedRadio

LEVELS = [("a", "Demonstrated"), ("b", "Not yet")]


class Example(forms.Form):
    title = forms.CharField(label="Title", help_text="Short.", widget=forms.TextInput({"class": "mine"}))
    day = forms.DateField(widget=DayInput)
    school = forms.ChoiceField(choices=LEVELS)
    text = forms.CharField(widget=CountedTextarea(minimum_words=2, maximum_words=4), required=False)
    level = forms.ChoiceField(choices=LEVELS, widget=SegmentedRadio)
    scale = forms.ChoiceField(choices=LEVELS, widget=ScaleRadio)
    parts = forms.MultipleChoiceField(choices=LEVELS, widget=forms.CheckboxSelectMultiple)
    consent = forms.BooleanField()
    version = forms.IntegerField(widget=forms.HiddenInput)


def rendered(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<form>{form}</form>")


def test_each_kind_of_field_carries_its_class_and_keeps_its_own() -> None:
    tree = rendered(Example())
    classes = {field.get("name"): field.get("class") for field in tree.xpath("//input | //select | //textarea")}
    assert classes == {
        "title": "mine form-control",
        "day": "form-control",
        "school": "form-control wp-select",
        "text": "form-control",
        "level": "wp-box",
        "scale": "wp-box",
        "parts": "wp-box",
        "consent": "wp-box",
        "version": None,
    }


def test_a_label_a_help_and_an_error_belong_to_their_field() -> None:
    tree = rendered(Example({}))
    (title,) = tree.xpath("//input[@name='title']")
    assert tree.xpath("//label[@for='id_title']/text()")[0].strip() == "Title"
    assert title.get("aria-describedby") == "id_title_helptext id_title_error"
    assert title.get("aria-invalid") == "true"
    assert tree.xpath("string(//*[@id='id_title_error'])").strip() == "Please fill this in."


def test_a_counted_text_is_described_by_its_count() -> None:
    tree = rendered(Example(initial={"text": "one two three four five"}))
    (text,) = tree.xpath("//textarea")
    assert text.get("aria-describedby") == "id_text_count"
    assert tree.xpath("string(//*[@id='id_text_count'])") == "5 of 2 to 4 words: 1 over"


class Limited(forms.Form):
    title = forms.CharField(max_length=5)
    link = forms.URLField(required=False, assume_scheme="https")
    count = forms.IntegerField(required=False, min_value=0)


def test_a_text_that_is_too_long_is_refused_and_never_cut() -> None:
    """A browser cuts what is pasted into a field with a maximum, and tells nobody."""
    form = Limited({"title": "too long", "link": "example", "count": "-1"})
    (title,) = rendered(form).xpath("//input[@name='title']")
    assert (title.get("maxlength"), title.get("value")) == (None, "too long")
    assert form.errors == {
        "title": ["Write at most 5 characters: this has 8."],
        "link": ["Write a whole web address, such as https://example.org/page."],
        "count": ["Write 0 or more."],
    }


def test_only_what_may_stay_empty_is_marked() -> None:
    tree = rendered(Example())
    assert [mark.getparent().get("for") for mark in tree.xpath("//*[@class='wp-optional']")] == ["id_text"]


def test_the_summary_leads_to_the_first_control_of_each_field() -> None:
    tree = rendered(Example({}))
    links = tree.xpath("//*[@id='error-summary']//a/@href")
    assert links == [
        "#id_title",
        "#id_day",
        "#id_school",
        "#id_level_0",
        "#id_scale_0",
        "#id_parts_0",
        "#id_consent",
        "#id_version",
    ]
    assert [link for link in links if not tree.xpath(f"//*[@id='{link[1:]}']")] == []


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered(Example()).xpath("//*[@id='error-summary']") == []


def test_an_empty_answer_is_told_what_to_do() -> None:
    errors = Example({}).errors
    assert [*errors["school"], *errors["consent"]] == ["Please choose one.", "Please check this box to go on."]


def test_choices_in_groups_are_fieldsets_with_a_legend() -> None:
    tree = rendered(Example())
    assert [legend.text.strip() for legend in tree.xpath("//fieldset/legend")] == ["Level", "Scale", "Parts"]


def test_a_day_reads_and_sends_the_browsers_format() -> None:
    tree = rendered(Example({"day": "2027-01-14"}))
    (day,) = tree.xpath("//input[@name='day']")
    assert (day.get("type"), day.get("value")) == ("date", "2027-01-14")
