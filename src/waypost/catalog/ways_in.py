"""What has to happen before an empty catalog holds something, and whether the reader can do it."""

from dataclasses import dataclass

from django.urls import reverse

from waypost.catalog.queries import EDIT, drafts_to_publish
from waypost.people.models import Person
from waypost.people.queries import holds, names_with_role, roles_to_give_anywhere
from waypost.people.rules import Role

WRITES = "A catalog editor writes and publishes micro-credentials"


@dataclass(frozen=True)
class WayIn:
    """One sentence, and the button that leads on; `url` is empty where somebody else has to act."""

    sentence: str
    action: str = ""
    url: str = ""


def way_into_catalog(person: Person) -> WayIn:
    """The next step of `person` towards a first published micro-credential."""
    if holds(person, EDIT):
        return _of_an_editor(person)
    editors = names_with_role(person, Role.CATALOG_EDITOR)
    if editors:
        return WayIn(f"{WRITES}: ask {_listed(editors)}.")
    nobody = f"{WRITES}, and nobody here holds that role yet"
    if Role.CATALOG_EDITOR in roles_to_give_anywhere(person):
        url = f"{reverse('person', args=[person.uid])}#h-give"
        return WayIn(f"{nobody}. Give it to yourself or to somebody else.", "Give yourself the role", url)
    administrators = names_with_role(person, Role.ORGANIZATION_ADMIN)
    return WayIn(f"{nobody}: ask {_listed(administrators) if administrators else 'your administrator'} to give it.")


def _of_an_editor(person: Person) -> WayIn:
    if drafts_to_publish(person):
        return WayIn("A draft waits to be published.", "Open the drafts", reverse("catalog_drafts"))
    return WayIn("Begin with a draft, or with one of six samples.", "Write the first one", reverse("catalog_new"))


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
