"""What the style guide shows: one fictional district on Thursday, January 14, 2027. No data of anybody."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from waypost.ui import charts
from waypost.ui.charts import Tone
from waypost.ui.forms import CountedTextarea, DayInput, ScaleRadio, SegmentedRadio
from waypost.ui.navigation import Link, PhaseLink
from waypost.ui.timelines import Entry, Ground, Sheet, sheets

TODAY = date(2027, 1, 14)
NOW = datetime(2027, 1, 14, 21, 42, tzinfo=UTC)
LEVELS = [("demonstrated", "Demonstrated"), ("progressing", "Progressing"), ("not_yet", "Not yet")]
AGREEMENT = [("2", "Agree"), ("1", "Neither agree nor disagree"), ("0", "Disagree")]
SCHOOLS = [("", "Choose a school"), ("cedar", "Cedar Elementary"), ("juniper", "Juniper Middle")]
CHANGE = (
    "On Tuesday I gave feedback on draft two only as questions. Eleven of 24 students rewrote their claim, "
    "but the others only fixed spelling, so I"
)


class FormExample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name of the cohort", help_text="As educators will read it.", max_length=20)
    school = forms.ChoiceField(label="School", choices=SCHOOLS)
    starts_on = forms.DateField(label="First day", widget=DayInput)
    email = forms.EmailField(label="Email of the coach", required=False)
    parts = forms.MultipleChoiceField(
        label="Parts to share",
        choices=[("plan", "Plan"), ("evidence", "Evidence")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    visibility = forms.ChoiceField(
        label="Who may see it", choices=[("me", "Only me"), ("link", "Anyone with the link")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="Student names and faces are removed, or I have permission on file")
    code = forms.CharField(label="Code", initial="7Q4M-X2KD", disabled=True, required=False)


class WritingExample(forms.Form):
    """A counted text, an assessor's choice and a survey's scale."""

    change = forms.CharField(
        label="What did you change, and why?",
        help_text="Plain notes are fine; style is not scored.",
        widget=CountedTextarea(minimum_words=150, maximum_words=300),
    )
    level = forms.ChoiceField(label="1. Check fits the goal", choices=LEVELS, widget=SegmentedRadio)
    time = forms.ChoiceField(
        label="4. I have time for this during my work week.", choices=AGREEMENT, widget=ScaleRadio, required=False
    )


class FilterExample(forms.Form):
    """Two ways to narrow a list."""

    q = forms.CharField(label="Name", required=False)
    at = forms.ChoiceField(label="School", choices=SCHOOLS, required=False)


def styleguide_context() -> dict[str, Any]:
    """Everything that the page names."""
    errors = FormExample({"name": "Cohort A of the pilot schools", "email": "priya", "school": "cedar"})
    errors.is_valid()
    return {
        "tabs": (Link("Overview", "#tabs", is_current=True), Link("Activities", "#charts"), Link("History", "#lists")),
        "form": FormExample(auto_id="id_plain_%s"),
        "form_with_errors": errors,
        "writing": WritingExample(initial={"change": CHANGE, "level": "demonstrated"}),
        "too_long": WritingExample(initial={"change": "word " * 312}, auto_id="id_long_%s"),
        "filters": FilterExample(auto_id="id_filter_%s"),
        "page_of_many": Paginator(range(240), 25).page(3),
        "now": NOW,
        "mine": CHANGE,
        "theirs": "On Tuesday I gave feedback on draft two only as questions, and asked each group what it would try.",
        **_timeline(),
        "funnel": [("Invited", 412, None), ("Enrolled", 268, 65), ("Submitted", 141, 53), ("Earned", 97, 69)],
        "course": [5, 9, 8, 14, 21, 27],
        "phases": [("Prepare", 88), ("Plan", 100), ("Launch", 62), ("Sustain", 0)],
        "phase_links": [
            PhaseLink("Prepare", "#charts", "7 of 8 in place", 88, is_current=True),
            PhaseLink("Plan", "#charts", "Complete", 100),
            PhaseLink("Launch", "#charts", "Not started", 0),
        ],
    }


def _timeline() -> dict[str, Any]:
    scale = charts.scale_around([date(2026, 9, 8), date(2027, 6, 11)])
    activities: list[tuple[str, Tone, date | None, date, int, tuple[date, date] | None]] = [
        ("Recruit pilot schools", Tone.DONE, date(2026, 10, 12), date(2026, 11, 20), 100, None),
        (
            "Introductory training",
            Tone.GO,
            date(2026, 11, 30),
            date(2027, 1, 29),
            70,
            (date(2026, 11, 30), date(2027, 1, 22)),
        ),
        ("Train 12 assessors", Tone.LATE, date(2026, 12, 1), date(2027, 1, 8), 75, None),
        ("Release days", Tone.NEXT, date(2027, 2, 1), date(2027, 3, 31), 0, None),
        ("Board reads the policy", Tone.NEXT, None, date(2027, 2, 23), 0, (date(2027, 2, 9), date(2027, 2, 9))),
    ]
    rows = [
        (
            name,
            tone,
            charts.timeline_row(
                scale, start=start, target=target, today=TODAY, tone=tone, done_percent=done, baseline=baseline
            ),
        )
        for name, tone, start, target, done, baseline in activities
    ]
    return {"scale": scale, "today": TODAY, "activities": rows, "sheet": _sheet(scale)}


def _sheet(scale: charts.Scale) -> Sheet:
    """A milestone that moved, an arrow in time and one too late, and a winter break."""
    break_days = (date(2026, 12, 21), date(2027, 1, 1))
    entries = [
        Entry("pilot", "2. Run a pilot with 7 to 12 schools", is_head=True),
        Entry("recruit", "Recruit pilot schools", Tone.DONE, date(2026, 10, 12), date(2026, 11, 20), 100),
        Entry("train", "Train 12 assessors", Tone.LATE, date(2026, 12, 1), date(2027, 1, 8), 75, needs=("recruit",)),
        Entry("score", "Score the first work", Tone.NEXT, date(2027, 1, 4), date(2027, 3, 5), needs=("train",)),
        Entry("board", "Board reads the policy", target=date(2027, 2, 23), ghost=(None, date(2027, 2, 9))),
    ]
    (sheet,) = sheets(entries, Ground(scale, TODAY, (break_days,)))
    return sheet
