"""People from a file: looked at first, then all or nothing, and safely repeated."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.builders import BUILDER, District, build_district, person
from tests.standards.office_files import zip_with
from waypost.common import jobs
from waypost.common.events import announce
from waypost.common.models import AuditEntry
from waypost.people.actions.organizations import add_organization
from waypost.people.actions.roster import RosterMoved, apply_roster, keep_roster
from waypost.people.events import RosterToMail
from waypost.people.models import Invitation, Person, RoleAssignment, RosterUpload
from waypost.people.queries import current_roles, planned_roster
from waypost.people.roster import Outcome, Roster
from waypost.people.rules import OrganizationKind, Role

pytestmark = pytest.mark.django_db
HEAD = "name,email,role,organization,department\n"
FILE = HEAD + (
    "Dana Ruiz,dana@example.org,Educator,cedar-elementary,\n"
    "Dana Ruiz,dana@example.org,coach,juniper-middle,\n"
    "Sam Osei,sam.osei@example.org,Principal,cedar-elementary,\n"
)


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)


def kept(by: Person, text: str = FILE) -> RosterUpload:
    return keep_roster(by=by, file_name="people.csv", content=text.encode())


def confirm(by: Person, upload: RosterUpload, *, with_mail: bool = False) -> Roster:
    shown = planned_roster(upload).digest
    return apply_roster(by=by, upload=upload, shown=shown, with_mail=with_mail)


def sentences(by: Person, lines: str) -> list[str]:
    return [trouble.sentence for trouble in planned_roster(kept(by, HEAD + lines)).troubles]


def roles_held(email: str) -> set[tuple[str, str]]:
    return set(RoleAssignment.objects.filter(person__email=email).values_list("role", "organization__slug"))


def test_new_people_get_their_roles_and_an_audit_row_each(tree: District, admin: Person) -> None:
    before = AuditEntry.objects.count()
    confirm(admin, kept(admin))
    assert roles_held("dana@example.org") == {("educator", "cedar-elementary"), ("coach", "juniper-middle")}
    assert roles_held("sam.osei@example.org") == {("principal", "cedar-elementary")}
    rows = AuditEntry.objects.order_by("pk")[before:]
    assert [row.verb for row in rows] == ["upload roster", *["add person"] * 2, *["grant role"] * 3, "apply roster"]
    assert {row.actor for row in rows} == {admin.audit_id}
    assert mail.outbox == []


def test_the_same_file_twice_changes_nothing(tree: District, admin: Person) -> None:
    confirm(admin, kept(admin))
    people, roles = Person.objects.count(), RoleAssignment.objects.count()
    again = planned_roster(kept(admin))
    assert [row.outcome for row in again.rows] == [Outcome.LEFT] * 3
    assert not again.changes_anything
    confirm(admin, kept(admin))
    assert (Person.objects.count(), RoleAssignment.objects.count()) == (people, roles)


def test_somebody_of_the_branch_gets_a_new_role_and_keeps_their_name(tree: District, admin: Person) -> None:
    sam = person("Sam Osei", Role.EDUCATOR, tree.cedar)
    roster = confirm(admin, kept(admin))
    assert [row.outcome for row in roster.rows] == [Outcome.NEW_PERSON, Outcome.NEW_PERSON, Outcome.NEW_ROLE]
    assert current_roles(sam).count() == 2


def test_each_line_that_can_not_be_used_says_why(tree: District, admin: Person) -> None:
    person("Far Stranger", Role.EDUCATOR, tree.other_school)
    assert sentences(
        admin,
        "A,a@example.org,Wizard,cedar-elementary,\n"
        "B,b@example.org,Educator,brookside,\n"
        "C,c@example.org,Educator,cedar-elementary,Mathematics\n"
        "Far,far.stranger@example.org,Educator,cedar-elementary,\n"
        "E,e@example.org,Educator,cedar-elementary,\n"
        "E,e@example.org,Educator,cedar-elementary,\n"
        "F,e@example.org,Coach,cedar-elementary,\n",
    ) == [
        (
            "There is no role Wizard: use one of Assessor, Catalog editor, Coach, Committee member, Educator, "
            "Human resources, Organization administrator, Principal, Program lead, State staff."
        ),
        "You have no place with the short name brookside: see Organizations.",
        "Cedar Elementary has no department Mathematics: add it under Organizations first.",
        "far.stranger@example.org has an account elsewhere: invite this person instead.",
        "The line repeats line 6: remove one of them.",
        "Line 6 calls e@example.org E: use one name.",
    ]


def test_everything_that_is_wrong_with_a_line_is_said_at_once(tree: District, admin: Person) -> None:
    text = HEAD + "=A,a at example,Wizard,brookside,\n,b@example.org,Educator,cedar-elementary,Mathematics\n"
    assert planned_roster(kept(admin, text)).lines_left_out == [
        (
            2,
            [
                "The name begins with =, as formulas do: remove that sign.",
                "a at example is not an email address: correct it.",
                (
                    "There is no role Wizard: use one of Assessor, Catalog editor, Coach, Committee member, Educator, "
                    "Human resources, Organization administrator, Principal, Program lead, State staff."
                ),
                "You have no place with the short name brookside: see Organizations.",
            ],
        ),
        (
            3,
            [
                "The name is missing: fill it in.",
                "Cedar Elementary has no department Mathematics: add it under Organizations first.",
            ],
        ),
    ]


def test_a_line_with_two_troubles_counts_once_on_the_page(tree: District, admin: Person, client: Client) -> None:
    client.force_login(admin)
    upload = kept(admin, HEAD + "A,a@example.org,Wizard,brookside,\n")
    page = client.get(reverse("roster_preview", args=[upload.uid])).content.decode()
    assert "0 lines understood, 1 not." in page
    assert page.count("<strong>Line 2</strong>") == 1
    assert "no role Wizard" in page
    assert "short name brookside" in page


def test_a_program_lead_gives_no_administrators_through_a_file(tree: District) -> None:
    lead = person("Lee Lead", Role.PROGRAM_LEAD, tree.district)
    assert sentences(lead, "A,a@example.org,Organization administrator,cedar-elementary,\n") == [
        "You cannot give the role Organization administrator at Cedar Elementary: ask an administrator to."
    ]


def test_a_department_is_named_by_its_name(tree: District, admin: Person) -> None:
    add_organization(
        by=BUILDER,
        kind=OrganizationKind.DEPARTMENT,
        name="Mathematics",
        slug="cedar-math",
        parent=tree.cedar,
        timezone="UTC",
    )
    confirm(admin, kept(admin, HEAD + "Dana Ruiz,dana@example.org,Educator,cedar-elementary,mathematics\n"))
    assert roles_held("dana@example.org") == {("educator", "cedar-math")}


def test_what_changed_since_the_preview_is_shown_again_and_nothing_is_saved(tree: District, admin: Person) -> None:
    upload = kept(admin)
    shown = planned_roster(upload).digest
    person("Sam Osei", Role.EDUCATOR, tree.cedar)
    people = Person.objects.count()
    with pytest.raises(RosterMoved, match="Something changed since this list was made"):
        apply_roster(by=admin, upload=upload, shown=shown, with_mail=False)
    assert Person.objects.count() == people


def test_a_second_confirmation_changes_nothing(tree: District, admin: Person) -> None:
    upload = kept(admin, HEAD + "Dana Ruiz,dana@example.org,Educator,cedar-elementary,\n")
    twin = RosterUpload.objects.get(pk=upload.pk)
    confirm(admin, upload)
    people = Person.objects.count()
    with pytest.raises(RosterMoved):
        confirm(admin, twin)
    assert Person.objects.count() == people


def test_the_text_of_a_confirmed_file_is_not_kept(tree: District, admin: Person) -> None:
    upload = kept(admin)
    confirm(admin, upload)
    upload.refresh_from_db()
    assert bytes(upload.content) == b""


def test_invitations_are_mailed_where_that_was_chosen_once_for_each_new_person(tree: District, admin: Person) -> None:
    person("Sam Osei", Role.EDUCATOR, tree.cedar)
    confirm(admin, kept(admin), with_mail=True)
    jobs.run_waiting()
    assert [letter.to for letter in mail.outbox] == [["dana@example.org"]]
    assert Invitation.objects.get().email == "dana@example.org"
    announce(RosterToMail(RosterUpload.objects.get().uid))
    jobs.run_waiting()
    assert len(mail.outbox) == 1


def test_five_thousand_lines_take_no_more_than_a_query_for_every_twenty(
    tree: District, admin: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = "".join(f"Educator {n},educator{n}@example.org,Educator,cedar-elementary,\n" for n in range(5_000))
    upload = kept(admin, HEAD + lines)
    shown = planned_roster(upload).digest
    with django_assert_max_num_queries(250):
        apply_roster(by=admin, upload=upload, shown=shown, with_mail=False)
    assert Person.objects.filter(email__startswith="educator").count() == 5_000


def test_an_administrator_looks_first_and_confirms_then(tree: District, admin: Person, client: Client) -> None:
    client.force_login(admin)
    file = SimpleUploadedFile("people.csv", FILE.encode())
    address = client.post(reverse("roster_upload"), {"file": file})["Location"]
    preview = client.get(address)
    assert Person.objects.count() == 1
    assert "2 new people, 3 lines understood, 0 not." in preview.content.decode()
    response = client.post(address, {"shown": preview.context["roster"].digest, "with_mail": "on"})
    assert response["Location"] == reverse("people")
    assert Person.objects.count() == 3
    assert client.get(address).status_code == 404


def test_a_stale_confirmation_shows_the_new_list(tree: District, admin: Person, client: Client) -> None:
    client.force_login(admin)
    address = reverse("roster_preview", kwargs={"uid": kept(admin).uid})
    response = client.post(address, {"shown": "0" * 64})
    assert response.status_code == 422
    assert "Something changed since this list was made" in response.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("xl/workbook.xml", "This is an Excel workbook: choose Save As in Excel"),
        ("word/document.xml", "This is a Word document: copy its table into a spreadsheet"),
    ],
)
def test_a_file_of_an_office_program_is_answered_by_what_to_do(
    tree: District, admin: Person, client: Client, inside: str, said: str
) -> None:
    client.force_login(admin)
    file = SimpleUploadedFile("people", zip_with(inside))
    response = client.post(reverse("roster_upload"), {"file": file})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert RosterUpload.objects.count() == 0
