"""Why something is set aside."""

from django import forms

from waypost.governance.forms.committee_fields import text


class ReasonForm(forms.Form):
    """A sentence for those who look for it later."""

    why = text("Reason", "One sentence for whoever looks for it later.", required=True, rows=2)
