"""The editor's pages: small forms that work without JavaScript and lose nothing."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.builders import BUILDER, District, build_district, person
from tests.catalog.builders import NEED, sample, sample_draft, sample_published
from tests.two_editors import Case, both_keep_what_they_changed, browser_of, opened, the_later_one_is_asked
from waypost.catalog.actions.drafts import edit_draft
from waypost.catalog.actions.pieces import edit_piece
from waypost.catalog.actions.publication import publish_version
from waypost.catalog.actions.stacks import create_stack
from waypost.catalog.models import Criterion, MicroCredential, MicroCredentialVersion, Stack
from waypost.catalog.rules import Level
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def editor(tree: District, client: Client) -> Person:
    made = person("Ines Park", Role.CATALOG_EDITOR, tree.district)
    client.force_login(made)
    return made


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def address(draft: MicroCredentialVersion, rest: str = "") -> str:
    return f"/catalog/versions/{draft.uid}/{rest}"


def test_an_editor_begins_with_a_title_and_lands_on_the_draft(client: Client, tree: District, editor: Person) -> None:
    data = {"title": "Wait time", "slug": "", "organization": tree.district.pk}
    response = client.post("/catalog/new/", data, follow=True)
    draft = MicroCredentialVersion.objects.get()
    assert response.redirect_chain == [(address(draft), 302)]
    assert (draft.title, draft.micro_credential.slug) == ("Wait time", "wait-time")


def test_a_taken_name_is_told_with_what_was_typed(client: Client, tree: District, editor: Person) -> None:
    sample_draft(tree.district)
    data = {"title": "Checks", "slug": "formative-assessment", "organization": tree.district.pk}
    response = client.post("/catalog/new/", data)
    assert response.status_code == 422
    assert "already exists" in words(response)
    assert 'value="Checks"' in words(response)
    assert MicroCredential.objects.count() == 1


def test_an_editor_cannot_issue_in_the_name_of_another_district(client: Client, tree: District, editor: Person) -> None:
    data = {"title": "Checks", "slug": "checks", "organization": tree.other_district.pk}
    assert client.post("/catalog/new/", data).status_code == 422
    assert MicroCredential.objects.count() == 0


def test_a_sample_becomes_a_draft_once(client: Client, tree: District, editor: Person) -> None:
    data = {"need": NEED, "organization": tree.district.pk}
    response = client.post("/catalog/samples/formative-assessment/", data, follow=True)
    assert "Ready to publish" in words(response)
    again = client.post("/catalog/samples/formative-assessment/", data)
    assert again.status_code == 422
    assert "in the catalog already" in words(again)
    assert client.get("/catalog/samples/nothing/").status_code == 404


def test_a_section_is_saved_with_its_tags(client: Client, tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    data = {"title": "New title", "glyph": "spark", "tags": "Math, early grades", "version": draft.revision}
    response = client.post(address(draft, "about/"), data)
    assert (response.status_code, response["Location"]) == (302, address(draft, "about/"))
    draft.refresh_from_db()
    assert (draft.title, draft.glyph, draft.competency) == ("New title", "spark", "")
    assert [tag.text for tag in draft.tags.all()] == ["early grades", "math"]


def test_two_editors_of_a_section_both_see_both_texts_and_the_second_may_go_on(
    client: Client, tree: District, editor: Person
) -> None:
    draft = sample_draft(tree.district)
    other = person("Ravi Menon", Role.CATALOG_EDITOR, tree.district)
    edit_draft(by=other, draft=draft, values={"key_method": "Ravi's words."}, started_from=draft.revision)
    data = {"key_method_name": "Ask", "key_method": "My words.", "version": draft.revision}
    response = client.post(address(draft, "method/"), data)
    shown = words(response)
    assert response.status_code == 409
    assert "Ravi's words." in shown
    assert "Ravi Menon, January 14, 2027, 9:00 AM CST" in shown
    assert "somebody else saved first" in shown
    assert "My words.</textarea>" in shown
    draft.refresh_from_db()
    assert draft.key_method == "Ravi's words."
    assert f'name="version" value="{draft.revision}"' in shown
    client.post(address(draft, "method/"), {**data, "version": draft.revision})
    draft.refresh_from_db()
    assert draft.key_method == "My words."


def test_an_editor_with_two_windows_reads_that_it_was_their_own(client: Client, tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    edit_draft(by=editor, draft=draft, values={"key_method": "My first words."}, started_from=draft.revision)
    data = {"key_method_name": "Ask", "key_method": "My words.", "version": draft.revision}
    shown = words(client.post(address(draft, "method/"), data))
    assert "you saved this in another window" in shown
    assert "My first words." in shown


def test_two_editors_of_a_piece_lose_nothing(client: Client, tree: District, editor: Person) -> None:
    piece = sample_draft(tree.district).components.all()[0]
    edit_piece(by=BUILDER, piece=piece, values={"text": "Their words."}, started_from=1)
    data = {"name": piece.name, "text": "My words.", "version": 1}
    response = client.post(f"/catalog/pieces/component/{piece.uid}/", data)
    assert response.status_code == 409
    assert "Their words." in words(response)
    assert "My words.</textarea>" in words(response)
    piece.refresh_from_db()
    assert piece.text == "Their words."


def test_what_is_published_while_somebody_writes_keeps_their_words_on_the_page(
    client: Client, tree: District, editor: Person
) -> None:
    draft = sample_draft(tree.district)
    publish_version(by=BUILDER, draft=draft)
    data = {"key_method_name": "Ask", "key_method": "My words.", "version": draft.revision}
    response = client.post(address(draft, "method/"), data)
    assert response.status_code == 422
    assert "Start a new draft to change it." in words(response)
    assert "My words.</textarea>" in words(response)
    assert client.get(address(draft, "method/"))["Location"] == address(draft)


def test_an_empty_or_wrong_answer_is_told_and_nothing_is_saved(client: Client, tree: District, editor: Person) -> None:
    part = sample_draft(tree.district).parts.all()[0]
    data = {"title": "Why", "text": "Why?", "minimum_words": 300, "maximum_words": 100}
    response = client.post(f"/catalog/parts/{part.uid}/add/", data)
    assert response.status_code == 422
    assert "Let the fewest words be no more than the most words." in words(response)
    assert "Why?</textarea>" in words(response)
    assert part.prompts.count() == 1


def test_an_evidence_item_is_added_with_what_it_accepts(client: Client, tree: District, editor: Person) -> None:
    part = sample_draft(tree.district).parts.get(kind="evidence")
    data = {
        "title": "A clip",
        "text": "Two minutes.",
        "accepted_kinds": ["video", "link"],
        "number_required": 1,
        "number_allowed": 2,
    }
    assert client.post(f"/catalog/parts/{part.uid}/add/", data).status_code == 302
    item = part.evidence_items.get(title="A clip")
    assert (item.accepted_kinds, item.number_allowed, item.position) == (["video", "link"], 2, 4)


def test_pieces_move_and_go_by_buttons(client: Client, tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    first, second, *_rest = draft.components.all()
    client.post(f"/catalog/pieces/component/{second.uid}/up/")
    assert draft.components.all()[0] == second
    client.post(f"/catalog/pieces/component/{first.uid}/remove/")
    assert first not in draft.components.all()


def test_a_part_that_is_still_needed_stays_and_the_page_says_why(
    client: Client, tree: District, editor: Person
) -> None:
    part = sample_draft(tree.district).parts.all()[0]
    response = client.post(f"/catalog/pieces/part/{part.uid}/remove/", follow=True)
    assert "Move or remove that criterion first." in words(response)
    assert part.version.parts.count() == 3


def test_a_criterion_is_written_with_its_levels_and_edited(client: Client, tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    item = draft.parts.get(kind="evidence").evidence_items.all()[0]
    levels = {"demonstrated": "All.", "progressing": "Some.", "not_yet": "None so far."}
    data = {"looks_at": item.uid, "title": "Seen", "summary": "It is seen.", **levels}
    assert client.post(address(draft, "rubric/add/"), data)["Location"] == address(draft, "rubric/")
    criterion = Criterion.objects.get(title="Seen")
    assert (criterion.evidence_item, criterion.part, criterion.position) == (item, item.part, 7)
    client.post(f"/catalog/criteria/{criterion.uid}/", {**data, "looks_at": item.part.uid, "version": 1})
    criterion.refresh_from_db()
    assert (criterion.evidence_item, criterion.part) == (None, item.part)
    assert {descriptor.level: descriptor.text for descriptor in criterion.descriptors.all()} == levels


def test_a_criterion_cannot_look_at_a_part_of_another_draft(client: Client, tree: District, editor: Person) -> None:
    draft, other = sample_draft(tree.district), sample_draft(tree.district, "family-engagement")
    levels = {"demonstrated": "All.", "progressing": "Some.", "not_yet": "None so far."}
    data = {"looks_at": other.parts.all()[0].uid, "title": "Seen", "summary": "It is seen.", **levels}
    assert client.post(address(draft, "rubric/add/"), data).status_code == 422
    assert not Criterion.objects.filter(title="Seen").exists()


def test_a_draft_with_gaps_says_why_it_cannot_be_published_yet(client: Client, tree: District, editor: Person) -> None:
    client.post("/catalog/new/", {"title": "Wait time", "slug": "", "organization": tree.district.pk})
    empty, full = MicroCredentialVersion.objects.get(), sample_draft(tree.district)
    why = "You can publish this version once nothing is missing."
    assert why in words(client.get(address(empty)))
    assert why not in words(client.get(address(full)))


def test_the_page_to_publish_counts_the_gaps_puts_them_first_and_looks_ready_only_without_any(
    client: Client, tree: District, editor: Person
) -> None:
    draft = sample_draft(tree.district)
    ready = words(client.get(address(draft, "publish/")))
    draft.resources.all().delete()
    waiting = words(client.get(address(draft, "publish/")))
    assert '<button class="btn btn-primary">Publish version 1<' in ready
    assert '<button class="btn wp-quiet">Publish version 1<' in waiting
    assert '<a href="#h-checks">1 point to add</a>' in waiting
    assert re.search(r"<h2 id=\"h-checks\">1 of \d+ points still missing</h2>", waiting)
    assert waiting.index("(missing)") < waiting.index("(in place)")
    assert "points are in place" in ready


def test_publishing_is_refused_with_each_gap_and_a_way_to_it(client: Client, tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    draft.resources.all().delete()
    response = client.post(address(draft, "publish/"))
    assert response.status_code == 422
    assert "Add at least one resource and how to use it." in words(response)
    assert f'href="{address(draft, "resources/")}"' in words(response)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_complete_draft_is_published_and_the_editor_sees_its_page(
    client: Client, tree: District, editor: Person
) -> None:
    draft = sample_draft(tree.district)
    response = client.post(address(draft, "publish/"), follow=True)
    assert response.redirect_chain == [("/micro-credentials/formative-assessment/", 302)]
    assert "Version 1 is published and takes enrollments." in words(response)


def test_a_new_draft_asks_what_changed_and_retiring_asks_why(client: Client, tree: District, editor: Person) -> None:
    published = sample_published(tree.district)
    client.post("/catalog/start/formative-assessment/")
    draft = MicroCredentialVersion.objects.get(number=2)
    response = client.post(address(draft, "publish/"))
    assert response.status_code == 422
    assert "Say in a sentence what changed" in words(response)
    assert client.post(address(published, "retire/"), {"why": ""}).status_code == 422
    client.post(address(published, "retire/"), {"why": "A pause."})
    published.refresh_from_db()
    assert published.state == "retired"


def test_every_section_opens_for_an_empty_and_for_a_full_draft(client: Client, tree: District, editor: Person) -> None:
    client.post("/catalog/new/", {"title": "Wait time", "organization": tree.district.pk})
    empty, full = MicroCredentialVersion.objects.get(), sample_draft(tree.district)
    sections = [
        "about",
        "method",
        "parts",
        "rubric",
        "research",
        "resources",
        "time",
        "privacy",
        "alignments",
        "making",
        "publish",
    ]
    statuses = {
        client.get(address(draft, f"{section}/")).status_code for draft in (empty, full) for section in sections
    }
    assert statuses == {200}
    assert "points still missing" in words(client.get(address(empty)))


def test_an_empty_choice_says_what_to_do(client: Client, tree: District, editor: Person) -> None:
    page = words(client.get(address(sample_draft(tree.district), "add/part/")))
    assert ("Choose one" in page, "-----" in page) == (True, False)


def test_a_stack_is_begun_filled_and_ordered(client: Client, tree: District, editor: Person) -> None:
    members = [sample_published(tree.district, slug).micro_credential for slug in ("family-engagement", sample().slug)]
    data = {"organization": tree.district.pk, "slug": "pair", "title": "Pair", "summary": "Two.", "outcome": "Both."}
    assert client.post("/catalog/stacks/new/", {**data, "required": 2})["Location"] == "/catalog/stacks/pair/"
    for member in members:
        client.post("/catalog/stacks/pair/add/", {"micro_credential": member.pk})
    client.post(f"/catalog/stacks/pair/{members[1].slug}/up/")
    slugs = [place.micro_credential.slug for place in members[0].stack_memberships.get().stack.memberships.all()]
    assert slugs == [members[1].slug, members[0].slug]
    client.post(f"/catalog/stacks/pair/{members[1].slug}/remove/")
    assert members[1].stack_memberships.count() == 0
    assert client.post("/catalog/stacks/pair/nothing/remove/").status_code == 404


def test_two_editors_of_different_fields_are_saved_together(tree: District, editor: Person) -> None:
    piece = sample_draft(tree.district).components.all()[0]
    other = browser_of(person("Ravi Menon", Role.CATALOG_EDITOR, tree.district))
    address = f"/catalog/pieces/component/{piece.uid}/"
    case = Case(address, {"name": "Ask first"}, {"text": "Ask before you tell."}, {"name": "Ask"})
    both_keep_what_they_changed(browser_of(editor), other, case)


def test_two_editors_of_different_sections_do_not_meet(tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    first, second = browser_of(editor), browser_of(person("Ravi Menon", Role.CATALOG_EDITOR, tree.district))
    about, method = address(draft, "about/"), address(draft, "method/")
    late = opened(second, method)
    assert first.post(about, {**opened(first, about), "title": "Asking first", "tags": "Math"}).status_code == 302
    assert second.post(method, {**late, "key_method_name": "Ask"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.key_method_name) == ("Asking first", "Ask")
    assert [tag.text for tag in draft.tags.all()] == ["math"]


def test_who_changes_the_title_alone_keeps_tags_that_another_saved_alone(tree: District, editor: Person) -> None:
    draft = sample_draft(tree.district)
    other = browser_of(person("Ravi Menon", Role.CATALOG_EDITOR, tree.district))
    about = address(draft, "about/")
    case = Case(about, {"tags": "math, reading"}, {"title": "Asking first"}, {"tags": "reading"})
    both_keep_what_they_changed(browser_of(editor), other, case)
    the_later_one_is_asked(other, browser_of(editor), replace(case, first={"tags": "science"}))


def test_two_editors_of_a_criterion_keep_what_each_wrote(tree: District, editor: Person) -> None:
    criterion = sample_draft(tree.district).criteria.all()[0]
    other = browser_of(person("Ravi Menon", Role.CATALOG_EDITOR, tree.district))
    levels = list(Level)
    case = Case(
        f"/catalog/criteria/{criterion.uid}/",
        {levels[0].value: "Not seen yet."},
        {levels[1].value: "Seen once."},
        {levels[0].value: "Not seen."},
    )
    both_keep_what_they_changed(browser_of(editor), other, case)


def test_two_editors_of_a_stack_are_saved_together(tree: District, editor: Person) -> None:
    words = {"title": "Questions", "summary": "Ask.", "outcome": "Asks.", "required": 1}
    create_stack(by=BUILDER, stack=Stack(organization=tree.district, slug="questions", **words))
    other = browser_of(person("Ravi Menon", Role.CATALOG_EDITOR, tree.district))
    case = Case("/catalog/stacks/questions/", {"is_ordered": "on"}, {"summary": "Ask more."}, {"summary": "Ask less."})
    both_keep_what_they_changed(browser_of(editor), other, case)


def test_a_piece_that_is_sent_again_is_added_once(tree: District, editor: Person) -> None:
    draft, client = sample_draft(tree.district), browser_of(editor)
    adding, before = address(draft, "add/component/"), draft.components.count()
    sent = {"name": "Ask", "text": "Ask.", "once": client.get(adding).context["once"]}
    assert [client.post(adding, sent).status_code for _ in range(2)] == [302, 302]
    assert draft.components.count() == before + 1
