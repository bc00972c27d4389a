"""Items of the library, made through the actions that people use."""

from tests.builders import BUILDER
from waypost.library.actions import add_item, share_item
from waypost.library.models import LibraryItem
from waypost.library.rules import Audience, MemoFields, StudyFields
from waypost.people.models import Organization


def study_fields(title: str = "Coaching in pairs", *tags: str) -> StudyFields:
    return StudyFields(
        title=title,
        claim="Pairs that were matched on a skill learned from each other.",
        kind="randomized trial",
        found="effect",
        strength="strong",
        authors="Rivera, A.",
        year=2020,
        tags=tags or ("peers",),
    )


def memo_fields(title: str = "Our first year") -> MemoFields:
    return MemoFields(
        title=title,
        claim="Time mattered more than money.",
        motivations="Workshops changed little.",
        processes="Three schools began with volunteers.",
        outcomes="Two in three earned a credential.",
        tags=("time",),
    )


def study_at(organization: Organization, audience: Audience = Audience.BRANCH, title: str = "") -> LibraryItem:
    item = add_item(by=BUILDER, organization=organization, fields=study_fields(*([title] if title else [])))
    return share_item(by=BUILDER, item=item, audience=audience)


def memo_at(organization: Organization, audience: Audience = Audience.DRAFT) -> LibraryItem:
    item = add_item(by=BUILDER, organization=organization, fields=memo_fields())
    return share_item(by=BUILDER, item=item, audience=audience)
