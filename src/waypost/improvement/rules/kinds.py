"""The kinds of things in a theory of action (ST1). Pure."""

from enum import StrEnum


class Column(StrEnum):
    """Where a statement stands, from left to right."""

    DO = "do"
    EDUCATORS = "educators"
    RESULT = "result"


COLUMN_LABELS: dict[Column, str] = {
    Column.DO: "If we …",
    Column.EDUCATORS: "then educators …",
    Column.RESULT: "so that …",
}
COLUMNS = tuple(Column)


class SourceKind(StrEnum):
    """What a link is read from."""

    MEASURE = "measure"
    SURVEY = "survey"
    PROTOCOL = "protocol"


SOURCE_LABELS: dict[SourceKind, str] = {
    SourceKind.MEASURE: "A number that Waypost counts",
    SourceKind.SURVEY: "A survey question",
    SourceKind.PROTOCOL: "A protocol: walk-throughs, interviews, samples of work",
}


class Comparison(StrEnum):
    """On which side of the threshold a number supports a link."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


COMPARISON_LABELS: dict[Comparison, str] = {Comparison.AT_LEAST: "At least", Comparison.AT_MOST: "At most"}


class Verdict(StrEnum):
    """What the data say of a link."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    NOT_YET_KNOWN = "not yet known"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.SUPPORTED: "Supported",
    Verdict.NOT_SUPPORTED: "Not supported",
    Verdict.NOT_YET_KNOWN: "Not yet known",
}


class LockedBy(StrEnum):
    """Why nothing about a link changes silently any more."""

    PERSON = "person"
    DATE = "date"
    DATA = "data"
