"""Teams of a plan: who is in them, which places are open, and their annual work plan."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.plans.builders import Planned, activity_of
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.teams import (
    TeamOfAnotherPlan,
    UnclearMember,
    UnclearTeamLead,
    add_team,
    choose_team,
    edit_team,
)
from waypost.plans.actions.undo import NotUndoable, undo_change
from waypost.plans.models import Activity, Team
from waypost.plans.queries.comparing import comparison_page
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.snapshots import snapshot_of
from waypost.plans.queries.work_plans import team_page
from waypost.plans.rules.teams import Place, TeamFields, open_words

pytestmark = pytest.mark.django_db

FIELDS = TeamFields(
    "Assessors", "Maya Okafor", (Place("Feedback", "Tom Becker"), Place("Data analyst"), Place("", "An Association"))
)


@pytest.fixture
def team(planned: Planned) -> Team:
    person("Tom Becker", Role.ASSESSOR, planned.tree.cedar)
    return add_team(by=planned.lead, plan=planned.plan, fields=FIELDS)


def places(team: Team) -> list[tuple[str, str, bool]]:
    return [(place.expertise, place.said, place.person is not None) for place in team.members.all()]


def undo_last(planned: Planned) -> None:
    undo_change(by=planned.lead, plan=planned.plan, entry=AuditEntry.objects.latest("pk"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ((Place("Data", "Tom"),), ""),
        ((Place("Data analyst"),), "1 place open: Data analyst"),
        ((Place("Data"), Place("", "Tom"), Place("Law")), "2 places open: Data, Law"),
        ((Place(),), "1 place open"),
    ],
)
def test_open_places_are_counted_and_named(typed: tuple[Place, ...], words: str) -> None:
    assert open_words(typed) == words


def test_names_become_people_where_somebody_here_is_meant(planned: Planned, team: Team) -> None:
    assert (team.lead, team.lead_name) == (planned.lead, "")
    assert places(team) == [
        ("Feedback", "Tom Becker", True),
        ("Data analyst", "", False),
        ("", "An Association", False),
    ]


def test_somebody_of_another_district_stays_a_name(planned: Planned) -> None:
    made = add_team(by=planned.lead, plan=planned.plan, fields=TeamFields("Reviews", "Other Lead"))
    assert (made.lead, made.lead_said) == (None, "Other Lead")


def test_an_address_means_its_person_and_must_be_somebodys(planned: Planned, team: Team) -> None:
    made = add_team(by=planned.lead, plan=planned.plan, fields=TeamFields("Reviews", "TOM.BECKER@example.org"))
    assert made.lead_said == "Tom Becker"
    with pytest.raises(UnclearTeamLead, match="check it, or write the name"):
        add_team(by=planned.lead, plan=planned.plan, fields=TeamFields("Reviews", "nobody@example.org"))
    assert Team.objects.count() == 2


def test_two_of_one_name_are_told_apart_by_address_and_stay_who_they_were(planned: Planned, team: Team) -> None:
    twin = person("Tom Becker Jr", Role.COACH, planned.tree.juniper)
    type(twin).objects.filter(pk=twin.pk).update(name="Tom Becker")
    with pytest.raises(UnclearMember, match="2 people are called Tom Becker"):
        add_team(by=planned.lead, plan=planned.plan, fields=TeamFields("Two", "", (Place("", "Tom Becker"),)))
    fields = TeamFields("Assessors and reviews", "Maya Okafor", FIELDS.members)
    edit_team(by=planned.lead, team=team, started_from=1, fields=fields)
    assert places(team)[0] == ("Feedback", "Tom Becker", True)


def test_a_lead_and_members_of_one_name_stay_who_they_are(planned: Planned, team: Team) -> None:
    twin = person("Tom Becker Jr", Role.COACH, planned.tree.juniper)
    typed = TeamFields("Twins", twin.email, (Place("Data", "tom.becker@example.org"), Place("Law", twin.email)))
    type(twin).objects.filter(pk=twin.pk).update(name="Tom Becker")
    made = add_team(by=planned.lead, plan=planned.plan, fields=typed)
    named = TeamFields("Renamed", "Tom Becker", (Place("Data", "Tom Becker"), Place("Law", "Tom Becker")))
    edit_team(by=planned.lead, team=made, started_from=1, fields=named)
    found = Team.objects.get(pk=made.pk)
    assert [found.lead, *(place.person for place in found.members.all())] == [twin, team.members.all()[0].person, twin]


def test_a_name_that_gets_an_account_is_a_change(planned: Planned, team: Team) -> None:
    typed = TeamFields("Reviews", "Ana Ruiz", (Place("Law", "Ana Ruiz"),))
    made = add_team(by=planned.lead, plan=planned.plan, fields=typed)
    ana = person("Ana Ruiz", Role.COACH, planned.tree.juniper)
    fields = TeamFields("Reviews", ana.email, (Place("Law", ana.email),))
    edit_team(by=planned.lead, team=made, started_from=1, fields=fields)
    found = Team.objects.get(pk=made.pk)
    assert (found.lead, found.members.get().person, found.version) == (ana, ana, 2)


def test_an_edit_counts_versions_and_says_what_changed(planned: Planned, team: Team) -> None:
    edit_team(by=planned.lead, team=team, started_from=1, fields=FIELDS)
    team.refresh_from_db()
    assert team.version == 1
    fields = TeamFields("Assessors", "Priya Shah", FIELDS.members[:1])
    edit_team(by=planned.lead, team=team, started_from=1, fields=fields)
    (change, *_) = changes_of(planned.lead, planned.plan, None).changes
    assert (change.done, change.what) == ("changed the team", "Assessors")
    assert change.values == (
        ("lead", "Maya Okafor", "Priya Shah"),
        ("members", "Tom Becker: Feedback; Data analyst; An Association", "Tom Becker: Feedback"),
    )
    with pytest.raises(EditConflict):
        edit_team(by=planned.lead, team=team, started_from=1, fields=FIELDS)


def test_an_edit_is_undone_with_its_people(planned: Planned, team: Team) -> None:
    edit_team(by=planned.lead, team=team, started_from=1, fields=TeamFields("Other", "", ()))
    undo_last(planned)
    team.refresh_from_db()
    assert (team.topic, team.lead, len(places(team))) == ("Assessors", planned.lead, 3)
    assert places(team)[0] == ("Feedback", "Tom Becker", True)


def test_an_edit_that_was_written_over_is_not_undone(planned: Planned, team: Team) -> None:
    edit_team(by=planned.lead, team=team, started_from=1, fields=TeamFields("Other", "", ()))
    first = AuditEntry.objects.latest("pk")
    edit_team(by=planned.lead, team=team, started_from=2, fields=TeamFields("Third", "", ()))
    with pytest.raises(NotUndoable, match="changed again since"):
        undo_change(by=planned.lead, plan=planned.plan, entry=first)
    team.refresh_from_db()
    assert team.topic == "Third"


def test_an_activity_joins_leaves_and_rejoins_its_team(planned: Planned, team: Team) -> None:
    choose_team(by=planned.lead, activity=planned.activity, started_from=1, team=team)
    assert snapshot_of(planned.plan)["objectives"][0]["activities"][0]["team"] == "Assessors"
    take_out(by=planned.lead, part=team)
    planned.plan.refresh_from_db()
    assert snapshot_of(planned.plan)["objectives"][0]["activities"][0]["team"] == ""
    assert snapshot_of(planned.plan)["teams"] == []
    put_back(by=planned.lead, part=team)
    assert Activity.objects.get().team == team


def test_choosing_a_team_is_undone(planned: Planned, team: Team) -> None:
    choose_team(by=planned.lead, activity=planned.activity, started_from=1, team=team)
    (change, *_) = changes_of(planned.lead, planned.plan, None).changes
    assert (change.done, change.values) == ("chose the team", (("team", "nothing", "Assessors"),))
    undo_last(planned)
    assert Activity.objects.get().team is None


def test_an_activity_joins_no_team_of_another_plan(planned: Planned, team: Team) -> None:
    other = type(planned.plan).objects.create(organization=planned.tree.cedar, goal=planned.plan.goal, title="Other")
    elsewhere = add_team(by=BUILDER, plan=other, fields=TeamFields("Elsewhere"))
    with pytest.raises(TeamOfAnotherPlan):
        choose_team(by=planned.lead, activity=planned.activity, started_from=1, team=elsewhere)
    assert Activity.objects.get().team is None


def test_a_team_stands_in_the_comparison(planned: Planned, team: Team) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    edit_team(by=planned.lead, team=team, started_from=1, fields=TeamFields("Assessors", "", FIELDS.members))
    add_team(by=planned.lead, plan=planned.plan, fields=TeamFields("Pay"))
    page = comparison_page(planned.plan, "1", "today")
    assert page is not None
    assert [line.values for line in page.changed] == [(("lead", "Maya Okafor", "nothing"),)]
    assert [(part.kind, part.title) for part in page.comparison.added] == [("team", "Pay")]


def test_the_work_plan_shows_the_year_by_month(planned: Planned, team: Team) -> None:
    due = {"Kick-off": date(2027, 3, 5), "Report": date(2027, 3, 19), "Next year": date(2027, 9, 1)}
    for text, when in due.items():
        activity = activity_of(planned.objective, text, when)
        choose_team(by=BUILDER, activity=activity, started_from=1, team=team)
    pages = [team_page(planned.lead, team, year) for year in ("", "2027", "2031")]
    shown = [[(block.heading, [str(line.activity) for line in block.lines]) for block in page.blocks] for page in pages]
    assert shown == [[("March 2027", ["Kick-off", "Report"])], [("September 2027", ["Next year"])], []]
    assert [str(year) for year in pages[0].years] == ["2026\u201327", "2027\u201328"]


def test_the_plan_points_out_open_places_once_it_is_adopted(planned: Planned, team: Team, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan", args=[planned.plan.uid])
    before = client.get(address).content.decode()
    assert ("1 place open" in before, "Assessors: 1 place open" in before) == (True, False)
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    assert "Assessors: 1 place open: Data analyst" in client.get(address).content.decode()


def test_more_rows_come_without_a_check_and_keep_what_was_typed(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_team_add", args=[planned.plan.uid])
    typed = {"topic": "", "members_expertise": ["Data", "Law", ""], "members_name": ["", "Luis", ""]}
    answer = client.post(address, {**typed, "more": "members"})
    page = answer.content.decode()
    assert (answer.status_code, page.count('name="members_name"'), 'value="Luis"' in page) == (200, 4, True)
    assert client.post(address, typed).status_code == 422
    client.post(address, {**typed, "topic": "Reviews"})
    assert places(Team.objects.get()) == [("Data", "", False), ("Law", "Luis", False)]


def test_a_team_is_edited_and_an_unclear_name_is_said_at_its_field(
    planned: Planned, team: Team, client: Client
) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_team_edit", args=[team.uid])
    typed = {"version": 1, "topic": "Reviews", "lead": "", "members_expertise": [""], "members_name": ["no@x.org"]}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "has the address no@x.org" in answer.content.decode()
    assert client.post(address, {**typed, "members_name": ["Luis"]}).status_code == 302
    team.refresh_from_db()
    assert (team.topic, places(team)) == ("Reviews", [("", "Luis", False)])


def test_a_reader_sees_the_team_and_changes_nothing_and_a_stranger_sees_nothing(
    planned: Planned, team: Team, client: Client
) -> None:
    adopt_plan(by=planned.lead, plan=planned.plan, number=1)
    reader = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)
    choice = {"version": 1, "team": team.uid, "topic": "Mine"}
    for viewer, status in ((reader, 200), (planned.stranger, 404)):
        client.force_login(viewer)
        assert client.get(reverse("plan_team", args=[team.uid])).status_code == status
        assert client.post(reverse("plan_team_edit", args=[team.uid]), choice).status_code == 404
        assert client.post(reverse("plan_activity_team", args=[planned.activity.uid]), choice).status_code == 404
    assert (Team.objects.get().version, Activity.objects.get().team) == (1, None)


def test_a_teammate_chooses_the_team_of_an_activity(planned: Planned, team: Team, client: Client) -> None:
    client.force_login(person("Second Lead", Role.PROGRAM_LEAD, planned.tree.district))
    address = reverse("plan_activity_team", args=[planned.activity.uid])
    client.post(address, {"version": 1, "team": team.uid})
    assert Activity.objects.get().team == team
    page = client.get(reverse("plan_activity", args=[planned.activity.uid])).content.decode()
    assert reverse("plan_team", args=[team.uid]) in page


def test_the_team_of_a_draft_is_seen_by_editors_alone(planned: Planned, team: Team, client: Client) -> None:
    address = reverse("plan_team", args=[team.uid])
    seen = []
    for viewer in (planned.lead, person("Reader", Role.COMMITTEE_MEMBER, planned.tree.district)):
        client.force_login(viewer)
        seen.append(client.get(address).status_code)
    assert seen == [200, 404]
