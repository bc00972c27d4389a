"""What the standard requires of a badge, each difference named with its place."""

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.standards.badges import CREDENTIAL, FIXTURES, World, badge, sentence, sign
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.format_checks import MAXIMUM_DIFFERENCES, check_schema

SUBJECT = ("credentialSubject",)
ACHIEVEMENT = (*SUBJECT, "achievement")
IDENTITY = (*SUBJECT, "identifier", 0)
ACHIEVEMENT_PLACE, IDENTITY_PLACE = "credentialSubject.achievement", "credentialSubject.identifier[0]"
GONE = object()


def changed(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    document: Any = deepcopy(build_credential(CREDENTIAL))
    holder = document
    for name in path[:-1]:
        holder = holder[name]
    if value is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    found: dict[str, Any] = document
    return found


@pytest.mark.parametrize("name", ["did-key.json", "did-key-with-status.json"])
def test_badges_of_other_issuers_and_ours_are_complete(name: str) -> None:
    for document in (json.loads((FIXTURES / name).read_text()), badge(), badge(names_schema=True)):
        assert check_schema(document).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("path", "value", "difference"),
    [
        (("@context",), [], "Its first context is not the one of W3C credentials 2.0 (@context)."),
        (("type",), ["OpenBadgeCredential"], "It is not of the type VerifiableCredential (type)."),
        (("type",), ["VerifiableCredential"], "Its type does not say that it is a credential (type)."),
        (("id",), "award 7", "It has an id that is no address or other identifier (id)."),
        (("issuer",), "Riverbend", "Its issuer is no address or other identifier (issuer)."),
        (("issuer", "type"), "Person", "Its issuer is not of the type Profile (issuer.type)."),
        (("issuer", "url"), 7, "Its issuer has an url that is no address or other identifier (issuer.url)."),
        (("validFrom",), "2026-06-01", "It does not say from when it is valid, with a time zone (validFrom)."),
        (("validUntil",), "2020-01-01T00:00:00Z", "It ends before it starts (validUntil)."),
        (SUBJECT, [], "It does not hold exactly one achievement subject (credentialSubject)."),
        (SUBJECT, "Ada", "Its subject is not written with fields of its own (credentialSubject)."),
        ((*SUBJECT, "type"), GONE, "Its subject is not of the type AchievementSubject (credentialSubject.type)."),
        (
            (*IDENTITY, "identityHash"),
            "",
            f"An identifier of its holder has no identityHash ({IDENTITY_PLACE}.identityHash).",
        ),
        (
            (*IDENTITY, "hashed"),
            "true",
            f"An identifier of its holder does not say whether it is scrambled ({IDENTITY_PLACE}.hashed).",
        ),
        (ACHIEVEMENT, [], "It does not hold exactly one achievement (credentialSubject.achievement)."),
        (
            (*ACHIEVEMENT, "type"),
            ["Course"],
            f"Its achievement is not of the type Achievement ({ACHIEVEMENT_PLACE}.type).",
        ),
        ((*ACHIEVEMENT, "name"), {"en": "Coaching"}, f"Its achievement has no name ({ACHIEVEMENT_PLACE}.name)."),
        ((*ACHIEVEMENT, "id"), GONE, f"Its achievement has no id ({ACHIEVEMENT_PLACE}.id)."),
        (
            (*ACHIEVEMENT, "image"),
            "a.png",
            f"An image is not written with fields of its own ({ACHIEVEMENT_PLACE}.image).",
        ),
        (
            (*ACHIEVEMENT, "alignment", 0, "targetUrl"),
            GONE,
            f"An alignment has no targetUrl ({ACHIEVEMENT_PLACE}.alignment.targetUrl).",
        ),
        (("credentialStatus", "type"), GONE, "Its status entry has no type (credentialStatus.type)."),
        (("credentialSchema",), [{"type": "JsonSchema"}], "A schema that it names has no id (credentialSchema.id)."),
        (
            ("evidence",),
            [{"type": "Evidence"}, {"id": "urn:a"}],
            "A piece of evidence is not of the type Evidence (evidence[1].type).",
        ),
    ],
)
def test_each_difference_is_named_with_its_place(path: tuple[Any, ...], value: object, difference: str) -> None:
    found = check_schema(changed(path, value))
    assert found.outcome is Outcome.NOT_VALID
    assert difference in found.details


def test_all_differences_are_listed_up_to_a_limit() -> None:
    two = check_schema(changed((*ACHIEVEMENT, "criteria"), GONE) | {"id": "award 7"})
    assert two.details == (
        "Its achievement has no criteria (credentialSubject.achievement.criteria).",
        "It has an id that is no address or other identifier (id).",
    )
    assert two.sentence.startswith("This is not a complete Open Badges 3.0 credential: its achievement has no criteria")
    assert len(check_schema(changed(("evidence",), [{}] * 1000)).details) == MAXIMUM_DIFFERENCES


def test_a_schema_of_its_own_is_named_and_never_fetched() -> None:
    names = [{"id": "https://schemas.example/1.json", "type": "1EdTechJsonSchemaValidator2019"}]
    document = build_credential(replace(CREDENTIAL, names_schema=True))
    report = World().verify(sign({**document, "credentialSchema": names}))
    assert (report.overall, report.outcome(CheckCode.SCHEMA)) == (Overall.VALID, Outcome.PASS)
    assert "It also names a schema of its own, which we don't check." in sentence(report, CheckCode.SCHEMA)
