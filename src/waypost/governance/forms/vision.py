"""What people type about a shared vision."""

from typing import Any

from django import forms

from waypost.governance.forms.reflection import line, long_text
from waypost.governance.models import VisionVersion
from waypost.governance.models.reflection import LONGEST_NAME, LONGEST_TITLE

MOST_PEOPLE = 1_000_000


class VisionForm(forms.Form):
    """The words of the vision."""

    text = long_text(
        "Vision", "What will be true for students and educators, in words to say aloud.", required=True, rows=8
    )

    @staticmethod
    def initial_of(vision: VisionVersion) -> dict[str, Any]:
        return {"text": vision.text}


class NextVisionForm(VisionForm):
    """The same, where people read an earlier version before."""

    what_changed = line("What is new in it", LONGEST_TITLE, "One sentence for those who read the last version.")


class CommentForm(forms.Form):
    """What somebody says of a version."""

    text = forms.CharField(label="Your comment", max_length=4000, widget=forms.Textarea({"rows": 3}))


class EndorsementForm(forms.Form):
    """Who stands behind the vision elsewhere."""

    words = line("Who", LONGEST_NAME, "A name, or where many agreed: Staff meetings in October.", required=True)
    people_count = forms.IntegerField(label="How many people", min_value=1, max_value=MOST_PEOPLE, initial=1)
    school_count = forms.IntegerField(
        label="In how many schools",
        min_value=0,
        max_value=10_000,
        required=False,
        help_text="Leave it empty where schools do not matter.",
    )

    def clean_school_count(self) -> int:
        return self.cleaned_data["school_count"] or 0
