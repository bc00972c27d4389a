"""Forms of people, roles and organizations."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import is_slug_free, organizations, roles_to_give_anywhere, roles_to_give_at
from waypost.people.rules import KINDS_BELOW, ROLE_LABELS, TIME_ZONES, OrganizationKind, Role, usual_kind_below
from waypost.standards.csv_text import UnreadableFile
from waypost.standards.people_csv import LARGEST_BYTES, read_people
from waypost.ui.forms import CHOOSE_ONE, ModelChoice

LONGEST_NAME = 200
INDENT = "\u2003"
EASY_TO_KEEP = "At least 12 characters; three or four words are easy to keep in mind."
NOT_YOURS = "You cannot give this role there: choose another role or another place."
SLUG_HELP = (
    "Names the place in addresses and files: small letters, digits and hyphens. Made from the name if left empty."
)


class PlaceField(ModelChoice):
    """An organization of one's branch, indented by its depth in the tree."""

    def label_from_instance(self, obj: Organization) -> str:
        return f"{INDENT * (int(obj.depth) - 1)}{obj.name}"


class NewPasswordField(forms.CharField):
    """A password that is typed once and shown on demand by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(label="Password", widget=widget, help_text=EASY_TO_KEEP, strip=False, **kwargs)


def role_choices(roles: frozenset[Role]) -> list[tuple[str, str]]:
    return [("", "Choose a role"), *((role.value, label) for role, label in ROLE_LABELS.items() if role in roles)]


def kind_choices(kinds: tuple[OrganizationKind, ...]) -> list[tuple[str, str]]:
    """Nothing is chosen beforehand where there is a choice."""
    choices = [(kind.value, kind.value.capitalize()) for kind in kinds]
    return choices if len(kinds) == 1 else [("", CHOOSE_ONE), *choices]


class PeopleFilterForm(forms.Form):
    """Narrows the list of people."""

    text = forms.CharField(label="Name or email", required=False, max_length=200)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "All roles"), *role_choices(frozenset(Role))[1:]]
    )
    at = PlaceField(None, label="Place", required=False, to_field_name="slug", empty_label="All places")

    def __init__(self, data: Any, viewer: Person) -> None:
        super().__init__(data)
        cast(PlaceField, self.fields["at"]).queryset = organizations(viewer, Permission.PEOPLE_PERSON_READ)


class RoleForm(forms.Form):
    """A role at a place, out of those that the giver may give."""

    organization = PlaceField(None, label="Place", to_field_name="slug", empty_label="Choose a place")
    role = forms.ChoiceField(label="Role")

    def __init__(
        self, data: Any, giver: Person, permission: Permission, *, initial: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial={**(initial or {})})
        self.giver = giver
        cast(PlaceField, self.fields["organization"]).queryset = organizations(giver, permission)
        cast(forms.ChoiceField, self.fields["role"]).choices = role_choices(roles_to_give_anywhere(giver))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        role, place = answers.get("role"), answers.get("organization")
        if role and place and Role(role) not in roles_to_give_at(self.giver, place):
            self.add_error("role", NOT_YOURS)
        return answers


class InviteForm(RoleForm):
    """Whom to invite, as what, and where."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME)
    email = forms.EmailField(label="Email", max_length=254)
    field_order = ("name", "email", "organization", "role")


def whom_to_invite(asked: Mapping[str, str]) -> dict[str, str]:
    """What a link to the form of invitations names, as a field holds it: "Ana Ruiz", or an address in its place."""
    said = " ".join(asked.get("name", "").split())[:LONGEST_NAME]
    return {"email" if "@" in said else "name": said}


class EndRoleForm(forms.Form):
    """Why a role ends."""

    why = forms.CharField(
        label="Reason", max_length=500, help_text="Kept with the record, such as: moved to another school."
    )


class OrganizationForm(forms.Form):
    """A new place below another one."""

    kind = forms.ChoiceField(label="Kind", error_messages={"required": "Choose what kind of place you add."})
    name = forms.CharField(label="Name", max_length=200)
    slug = forms.SlugField(label="Short name", required=False, max_length=80, help_text=SLUG_HELP)
    timezone = forms.ChoiceField(label="Time zone", choices=TIME_ZONES)

    def __init__(self, data: Any, parent: Organization | None) -> None:
        kinds = KINDS_BELOW[OrganizationKind(parent.kind) if parent else None]
        usual = usual_kind_below(OrganizationKind(parent.kind)) if parent else None
        super().__init__(data, initial={"timezone": parent.timezone if parent else "", "kind": usual})
        cast(forms.ChoiceField, self.fields["kind"]).choices = kind_choices(kinds)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        slug = answers.get("slug") or slugify(answers.get("name") or "")[:80]
        if answers.get("name") and not slug:
            self.add_error("slug", "Give a short name of small letters, digits and hyphens.")
        elif slug and not is_slug_free(slug):
            self.add_error("slug", f"The short name {slug} is taken: give another one.")
        return {**answers, "slug": slug}


class ChangeOrganizationForm(forms.Form):
    """A new name or time zone."""

    name = forms.CharField(label="Name", max_length=200)
    timezone = forms.ChoiceField(label="Time zone", choices=TIME_ZONES)

    @staticmethod
    def initial_of(organization: Organization) -> dict[str, str]:
        return {"name": organization.name, "timezone": organization.timezone}


class AcceptForm(forms.Form):
    """What somebody who was invited tells us."""

    name = forms.CharField(label="Your name", max_length=200)
    password = NewPasswordField()

    def __init__(self, data: Any, email: str, name: str) -> None:
        super().__init__(data, initial={"name": name})
        self.email = email

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        check_password(self, Person(name=answers.get("name", ""), email=self.email), answers.get("password"))
        return answers


class SetUpForm(OrganizationForm):
    """The first organization and its administrator."""

    your_name = forms.CharField(label="Your name", max_length=200)
    email = forms.EmailField(label="Your email", max_length=254)
    password = NewPasswordField()

    def __init__(self, data: Any) -> None:
        super().__init__(data, parent=None)
        self.fields["kind"].label = "What do you set up?"
        self.fields["kind"].error_messages["required"] = (
            "Choose what you set up: a state, a district or an association."
        )
        self.fields["name"].label = "Its name"
        zone = cast(forms.ChoiceField, self.fields["timezone"])
        zone.choices = [("", CHOOSE_ONE), *TIME_ZONES]
        zone.error_messages["required"] = "Choose the time zone by whose calendar your dates count."

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        person = Person(name=answers.get("your_name", ""), email=answers.get("email", ""))
        check_password(self, person, answers.get("password"))
        return answers


def check_password(form: forms.Form, person: Person, password: str | None) -> None:
    """Put what makes `password` too easy to guess beside its field."""
    if not password:
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        form.add_error("password", error)


class RosterUploadForm(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label="CSV file",
        help_text="The first line names the columns: name, email, role, organization and, if you like, department.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """The file, if it can be read; what its lines say is shown on the next page."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError("The file is larger than 2 MB: split it, and upload the parts.")
        try:
            read_people(file.read())
        except UnreadableFile as error:
            raise ValidationError(str(error)) from error
        file.seek(0)
        return file


class ConfirmRosterForm(forms.Form):
    """Confirms exactly what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    with_mail = forms.BooleanField(label="Mail an invitation to each new person", required=False)
