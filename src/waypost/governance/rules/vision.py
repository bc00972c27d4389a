"""When a vision counts as shared (FR2). Pure."""

#: So few people are not yet a shared vision.
ENOUGH = 5


def is_shared(people: int) -> bool:
    return people >= ENOUGH


def endorsed_by(people: int, schools: int) -> str:
    """ "312 people in 11 schools"; "nobody yet"."""
    if not people:
        return "nobody yet"
    said = f"{people:,} {'person' if people == 1 else 'people'}"
    return f"{said} in {schools} {'school' if schools == 1 else 'schools'}" if schools else said
