"""What the parts of an Open Badges 3.0 credential must hold, and where a badge differs.

The standard's JSON Schema is not ours to ship, and a schema that a badge names is never fetched; this says the same of
what the standard requires: the parts that must be there, of which type, with which texts and identifiers. Parts that it
does not require are looked at where a badge has them; words that it does not know are allowed, as it allows them.
Source: Open Badges 3.0, appendix B (data models).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from waypost.standards.openbadges.json_documents import JsonObject, as_list, text_of

IDENTIFIER_FORM = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True)
class Shape:
    """One kind of part: `label` names it in a sentence, `parts` are those that it may hold, once or as a list."""

    label: str
    type: str = ""
    texts: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    optional_identifiers: tuple[str, ...] = ()
    parts: Mapping[str, "Shape"] = field(default_factory=dict)


IMAGE = Shape("an image", "Image", identifiers=("id",))
PROFILE = Shape("a profile", "Profile", identifiers=("id",), optional_identifiers=("url",), parts={"image": IMAGE})
IDENTITY = Shape("an identifier of its holder", "IdentityObject", texts=("identityHash", "identityType"))
ALIGNMENT = Shape("an alignment", "Alignment", texts=("targetName",), identifiers=("targetUrl",))
RESULT_DESCRIPTION = Shape("a result description", "ResultDescription", ("name", "resultType"), ("id",))
ACHIEVEMENT = Shape(
    "its achievement",
    "Achievement",
    texts=("name", "description"),
    identifiers=("id",),
    parts={
        "criteria": Shape("its criteria", optional_identifiers=("id",)),
        "image": IMAGE,
        "alignment": ALIGNMENT,
        "resultDescription": RESULT_DESCRIPTION,
        "creator": PROFILE,
    },
)
SUBJECT = Shape(
    "its subject",
    "AchievementSubject",
    optional_identifiers=("id",),
    parts={
        "achievement": ACHIEVEMENT,
        "identifier": IDENTITY,
        "image": IMAGE,
        "result": Shape("a result", "Result"),
        "source": PROFILE,
    },
)
CREDENTIAL = Shape(
    "it",
    "VerifiableCredential",
    identifiers=("id",),
    parts={
        "credentialSubject": SUBJECT,
        "credentialSchema": Shape("a schema that it names", texts=("type",), identifiers=("id",)),
        "credentialStatus": Shape("its status entry", texts=("type",)),
        "evidence": Shape("a piece of evidence", "Evidence", optional_identifiers=("id",)),
        "image": IMAGE,
        "refreshService": Shape("its refresh service", texts=("type",)),
        "termsOfUse": Shape("its terms of use", texts=("type",)),
    },
)


def differences(value: object, shape: Shape = CREDENTIAL, place: str = "") -> Iterator[str]:
    """Where `value` differs from `shape`, each as half a sentence with its place, such as `its achievement has no name
    (credentialSubject.achievement.name)`."""
    if not isinstance(value, dict):
        yield f"{shape.label} is not written with fields of its own ({place})"
        return
    if shape.type and shape.type not in as_list(value.get("type")):
        yield f"{shape.label} is not of the type {shape.type} ({_inside(place, 'type')})"
    for name in shape.texts:
        if not _is_text(value, name):
            yield f"{shape.label} has no {name} ({_inside(place, name)})"
    yield from _differences_of_identifiers(value, shape, place)
    for name, part in shape.parts.items():
        entries = as_list(value.get(name))
        for position, entry in enumerate(entries):
            index = f"[{position}]" if isinstance(value[name], list) and len(entries) > 1 else ""
            yield from differences(entry, part, f"{_inside(place, name)}{index}")


def is_identifier(value: object) -> bool:
    """Whether `value` is a URI: an https address, a DID, a urn and so on."""
    return isinstance(value, str) and IDENTIFIER_FORM.fullmatch(value) is not None


def _differences_of_identifiers(value: JsonObject, shape: Shape, place: str) -> Iterator[str]:
    for name in shape.identifiers:
        if name not in value:
            yield f"{shape.label} has no {name} ({_inside(place, name)})"
    for name in (*shape.identifiers, *shape.optional_identifiers):
        if name in value and not is_identifier(value[name]):
            yield f"{shape.label} has an {name} that is no address or other identifier ({_inside(place, name)})"


def _is_text(value: JsonObject, name: str) -> bool:
    # A `type` may be a list of names.
    found = as_list(value.get(name))
    return bool(text_of(value, name)) or (name == "type" and any(isinstance(entry, str) and entry for entry in found))


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
