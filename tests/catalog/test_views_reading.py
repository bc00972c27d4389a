"""The catalog as anyone reads it."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.builders import BUILDER, build_district, person
from tests.catalog.builders import SAMPLES, sample, sample_draft, sample_published
from waypost.catalog.actions.drafts import start_draft
from waypost.catalog.actions.publication import publish_version, retire_version
from waypost.catalog.actions.samples import import_stack
from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.sample_content import load_stacks
from waypost.common import clock
from waypost.people.models import Organization, Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
ITEM = "/micro-credentials/formative-assessment/"


def page(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, as a reader sees them."""
    response = client.get(address)
    assert response.status_code == status
    return html.unescape(response.content.decode())


def many(organization: Organization, count: int) -> None:
    for number in range(count):
        credential = MicroCredential.objects.create(organization=organization, slug=f"more-{number}")
        version = credential.versions.create(
            number=1, title=f"More {number}", state="published", published_at=clock.now(), estimated_hours=5
        )
        version.tags.create(text=f"tag {number}")


def test_the_public_page_shows_the_whole_anatomy_without_an_account(client: Client) -> None:
    sample_published(build_district().district)
    shown, source = page(client, ITEM), sample()
    texts = [
        source.title,
        source.competency,
        source.key_method.name,
        "About 12 hours over 4 to 6 weeks",
        "Cedar Valley",
    ]
    texts += [component.name for component in source.components] + [work.title for work in source.research]
    texts += [resource.name for resource in source.resources] + [step.what for step in source.time]
    texts += [alignment.statement for alignment in source.alignments] + list(source.tags)
    assert [text for text in texts if text not in shown] == []


def test_the_public_page_shows_what_to_send_with_its_limits(client: Client) -> None:
    sample_published(build_district().district)
    shown, source = page(client, ITEM), sample()
    texts = [part.title for part in source.parts] + [thing for item in source.evidence for thing in item.include]
    texts += [f"{prompt.minimum_words} to {prompt.maximum_words} words" for prompt in source.overview]
    texts += [item.privacy for item in source.evidence] + ["1 to 3 files or links: document, picture, slides."]
    assert [text for text in texts if text not in shown] == []


def test_the_public_page_shows_the_rubric_by_criterion_and_level(client: Client) -> None:
    sample_published(build_district().district)
    shown, source = page(client, ITEM), sample()
    for criterion in source.criteria:
        assert f'data-l="Demonstrated:">{criterion.demonstrated}</td>' in shown
        assert f'data-l="Progressing:">{criterion.progressing}</td>' in shown
        assert f'data-l="Not yet:">{criterion.not_yet}</td>' in shown
    assert "when all six criteria are demonstrated" in shown


def test_an_earlier_version_says_that_it_is_closed_and_leads_to_the_newest(client: Client) -> None:
    first = sample_published(build_district().district)
    draft = start_draft(by=BUILDER, micro_credential=first.micro_credential)
    publish_version(by=BUILDER, draft=draft, change_note="Word limits are wider.")
    assert "Version 1 is closed to new enrollment" in page(client, f"{ITEM}versions/1/")
    newest = page(client, ITEM)
    assert "Word limits are wider." in newest
    assert f'href="{ITEM}versions/1/"' in newest
    assert "closed to new enrollment" not in newest


def test_a_retired_micro_credential_leaves_the_list_and_stays_readable(client: Client) -> None:
    retire_version(by=BUILDER, version=sample_published(build_district().district), why="A pause.")
    assert "Checking for Understanding" not in page(client, "/micro-credentials/")
    assert "Version 1 is closed to new enrollment" in page(client, ITEM)


def test_a_draft_is_previewed_by_its_editors_and_is_not_there_for_others(client: Client) -> None:
    tree = build_district()
    draft = sample_draft(tree.district)
    preview = f"{ITEM}versions/1/"
    client.force_login(person("Ines Park", Role.CATALOG_EDITOR, tree.district))
    assert "Only editors see this page" in page(client, preview)
    page(client, ITEM, status=404)
    client.force_login(person("Other Editor", Role.CATALOG_EDITOR, tree.other_district))
    page(client, preview, status=404)
    client.logout()
    page(client, preview, status=404)
    assert draft.state == "draft"


def test_the_list_is_searched_and_narrowed_and_says_when_nothing_matches(client: Client) -> None:
    tree = build_district()
    sample_published(tree.district)
    sample_published(tree.other_district, "family-engagement")
    assert "2 micro-credentials" in page(client, "/micro-credentials/")
    found = page(client, "/micro-credentials/?text=understanding&issuer=cedar-valley&tag=assessment&hours=medium")
    assert "1 micro-credential<" in found
    assert SAMPLES["family-engagement"].title not in found
    assert "Nothing matches these words" in page(client, "/micro-credentials/?text=zebra")
    assert "2 micro-credentials" in page(client, "/micro-credentials/?tag=no-such-tag&hours=never")


def test_the_list_turns_pages_and_takes_the_same_queries_however_long_it_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tree = build_district()
    many(tree.district, 3)
    with django_assert_num_queries(6):
        page(client, "/micro-credentials/")
    MicroCredentialVersion.objects.all().delete()
    MicroCredential.objects.all().delete()
    many(tree.district, 45)
    with django_assert_num_queries(6):
        assert "Page 1 of 3" in page(client, "/micro-credentials/")
    assert "Page 3 of 3" in page(client, "/micro-credentials/?page=99")


def test_the_page_of_one_keeps_to_its_budget(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sample_published(build_district().district)
    with django_assert_num_queries(14):
        page(client, ITEM)


def test_a_stack_shows_its_members_in_order_and_each_member_its_stack(client: Client) -> None:
    tree = build_district()
    for slug in SAMPLES:
        sample_published(tree.district, slug)
    source = load_stacks()[2]
    import_stack(by=BUILDER, organization=tree.district, sample=source)
    shown = page(client, f"/stacks/{source.slug}/")
    places = [shown.index(f"{number}. {SAMPLES[slug].title}") for number, slug in enumerate(source.members, start=1)]
    assert places == sorted(places)
    assert f'href="/stacks/{source.slug}/">{source.title}</a>, number 1' in page(client, ITEM)
    assert source.title in page(client, "/micro-credentials/")


def test_an_empty_catalog_says_who_fills_it_and_leads_those_there_who_can(client: Client) -> None:
    tree = build_district()
    shown: dict[str, str] = {}
    held = {"Eva Editor": Role.CATALOG_EDITOR, "Ada Admin": Role.ORGANIZATION_ADMIN, "Maya Lead": Role.PROGRAM_LEAD}
    for name in ("Maya Lead", "Ada Admin", "Eva Editor"):
        someone = person(name, held[name], tree.district)
        client.force_login(someone)
        shown[name] = client.get(reverse("micro_credentials")).content.decode()
    assert "nobody here holds that role yet: ask your administrator to give it." in shown["Maya Lead"]
    assert f"{reverse('person', args=[Person.objects.get(name='Ada Admin').uid])}#h-give" in shown["Ada Admin"]
    assert f'href="{reverse("catalog_new")}">Write the first one' in shown["Eva Editor"]
    client.force_login(Person.objects.get(name="Maya Lead"))
    assert "ask Eva Editor." in client.get(reverse("micro_credentials")).content.decode()
    sample_draft(tree.district)
    client.force_login(Person.objects.get(name="Eva Editor"))
    assert "A draft waits to be published." in client.get(reverse("micro_credentials")).content.decode()


def test_the_editor_of_another_district_is_not_named(client: Client) -> None:
    tree = build_district()
    person("Other Editor", Role.CATALOG_EDITOR, tree.other_district)
    client.force_login(person("Maya Lead", Role.PROGRAM_LEAD, tree.district))
    assert "Other Editor" not in client.get(reverse("micro_credentials")).content.decode()
