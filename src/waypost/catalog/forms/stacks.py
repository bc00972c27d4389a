"""Beginning a stack, and choosing what stands in it."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from waypost.catalog.forms.editing import StackForm
from waypost.catalog.models import MicroCredential, Stack
from waypost.catalog.queries import issuing_organizations, micro_credentials_for_stacks
from waypost.people.viewers import Viewer
from waypost.ui.forms import ModelChoice


class NewStackForm(StackForm):
    """Also asks in whose name, and the name in addresses."""

    organization: Any = ModelChoice(None, label="Issued by", empty_label=None)

    class Meta(StackForm.Meta):
        fields = ["organization", "slug", *StackForm.Meta.fields]
        labels = {**StackForm.Meta.labels, "slug": "Name in addresses"}

    def __init__(self, data: Mapping[str, Any] | None = None, *, viewer: Viewer) -> None:
        super().__init__(data, instance=Stack())
        cast("ModelChoice", self.fields["organization"]).queryset = issuing_organizations(viewer)


class AddMemberForm(forms.Form):
    """One more micro-credential for a stack."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, viewer: Viewer, members: list[MicroCredential]
    ) -> None:
        super().__init__(data)
        others = micro_credentials_for_stacks(viewer).exclude(pk__in=[member.pk for member in members])
        self.fields["micro_credential"] = forms.ModelChoiceField(
            others, label="Add a micro-credential", empty_label=None
        )
