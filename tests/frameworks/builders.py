"""A framework to test with, brought in through the action that people use."""

from tests.builders import BUILDER
from waypost.frameworks.actions import import_framework
from waypost.frameworks.models import Framework, FrameworkItem
from waypost.frameworks.queries import FileSource, read_framework
from waypost.people.models import Organization

TITLE = "Language standards"
TABLE = """code,statement,parent,grades
L,Language,,
L.1,Conventions of English,L,"1,2"
L.1.a,Print all letters,L.1,1
L.2,Use nouns with <em>matching</em> verbs,L,2
"""


def framework_at(organization: Organization, table: str = TABLE, title: str = TITLE) -> Framework:
    """Brought in, or brought up to date where the organization has one with this title."""
    planned = import_framework(
        by=BUILDER, organization=organization, file=read_framework(FileSource(table.encode(), title))
    )
    return Framework.objects.get(organization=organization, identifier=planned.head.identifier)


def item_called(framework: Framework, code: str) -> FrameworkItem:
    return framework.items.get(code=code)
