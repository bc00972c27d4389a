"""Measurements from a file: looked at first, then all of them or nothing (PL2)."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans.builders import Planned
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.plans.actions.indicators import edit_indicator
from waypost.plans.actions.measurements import (
    FedIndicator,
    FileMoved,
    apply_measurements,
    keep_measurements,
    record_measurement,
)
from waypost.plans.models import Indicator, Measurement, MeasurementUpload
from waypost.plans.queries.measurement_files import planned_measurements
from waypost.plans.rules.fields import IndicatorFields

pytestmark = pytest.mark.django_db
FILE = b"date,value,note\n2026-10-30,41,First count\n11/30/2026,43.5,\n"


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


def chosen(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "numbers.csv"
    return file


def upload(lead: Client, indicator: Indicator, content: bytes = FILE) -> str:
    """The text of the preview, or of the form that says what to do about the file."""
    address = reverse("plan_measurements_upload", args=[indicator.uid])
    return lead.post(address, {"file": chosen(content)}, follow=True).content.decode()


def confirm(lead: Client) -> str:
    kept = MeasurementUpload.objects.latest("pk")
    address = reverse("plan_measurements_preview", args=[kept.uid])
    return lead.post(address, {"shown": planned_measurements(kept).digest}, follow=True).content.decode()


def values(indicator: Indicator) -> list[tuple[date, Decimal, str]]:
    return list(indicator.measurements.values_list("measured_on", "value", "note"))


def test_a_file_is_shown_line_by_line_and_then_added(planned: Planned, lead: Client) -> None:
    preview = upload(lead, planned.indicator)
    assert "Nothing is changed yet. 2 new, 0 already there, 0 not understood." in preview
    assert Measurement.objects.count() == 0
    assert "The file is in: 2 new, 0 already there." in confirm(lead)
    assert values(planned.indicator) == [
        (date(2026, 10, 30), Decimal(41), "First count"),
        (date(2026, 11, 30), Decimal("43.5"), ""),
    ]
    rows = AuditEntry.objects.filter(verb="record measurement", actor=planned.lead.audit_id)
    assert rows.count() == 2


def test_the_same_file_twice_changes_nothing(planned: Planned, lead: Client) -> None:
    upload(lead, planned.indicator)
    confirm(lead)
    again = upload(lead, planned.indicator)
    assert "0 new, 2 already there, 0 not understood." in again
    assert "This file changes nothing." in again
    confirm(lead)
    assert Measurement.objects.count() == 2


def test_a_file_that_was_confirmed_is_gone(planned: Planned, lead: Client) -> None:
    upload(lead, planned.indicator)
    kept = MeasurementUpload.objects.get()
    digest = planned_measurements(kept).digest
    confirm(lead)
    with pytest.raises(FileMoved):
        apply_measurements(by=planned.lead, upload=kept, shown=digest)
    assert lead.get(reverse("plan_measurements_preview", args=[kept.uid])).status_code == 404
    assert Measurement.objects.count() == 2


def test_what_is_not_understood_is_said_by_line_and_the_rest_can_be_added(planned: Planned, lead: Client) -> None:
    record_measurement(by=planned.lead, indicator=planned.indicator, value=Decimal(9), measured_on=date(2026, 12, 1))
    lines = (
        b"date,value,note\n2026-12-01,10,\n2999-01-01,10,\nsoon,ten,=1+1\n2026-12-04,4,\n2026-12-04,5,\n,,\n"
        b"2026-12-05,7\n"
    )
    shown = upload(lead, planned.indicator, lines)
    assert "1 new, 0 already there, 5 not understood." in shown
    for sentence in (
        "December 1, 2026 already has 9%: correct it on the indicator&#x27;s page.",
        "January 1, 2999 lies ahead: choose today or an earlier day.",
        "soon is not a date: write it like 2027-01-29 or 1/29/2027.",
        "ten is not a number: write digits, such as 12 or 12.5.",
        "The note begins with =, as formulas do: remove that sign.",
        "The line has the same date as line 5: keep one of them.",
        "The line has 2 cells and the first line has 3: make them equal.",
    ):
        assert sentence in shown
    confirm(lead)
    assert [(day, value) for day, value, _ in values(planned.indicator)] == [
        (date(2026, 12, 1), Decimal(9)),
        (date(2026, 12, 4), Decimal(4)),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"date,value\n", "The file has no line below its head"),
        (b"day,number\n1,2\n", "The first line lacks date and value"),
        (b"date,value\n" + b"2026-10-30,41\n" * 40_000, "The file is larger than 500 kB"),
        (b"PK\x03\x04 cut off", "This is a damaged workbook or ZIP file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b'date,value\n"2026-10-30,41\n', "A quotation mark is open or stray"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_is_not_kept(
    planned: Planned, lead: Client, content: bytes, sentence: str
) -> None:
    assert sentence in upload(lead, planned.indicator, content)
    assert MeasurementUpload.objects.count() == 0


def test_a_number_that_came_in_between_is_looked_at_again(planned: Planned, lead: Client) -> None:
    kept = keep_measurements(by=planned.lead, indicator=planned.indicator, file_name="numbers.csv", content=FILE)
    shown = planned_measurements(kept).digest
    record_measurement(by=planned.lead, indicator=planned.indicator, value=Decimal(1), measured_on=date(2026, 10, 30))
    answer = lead.post(reverse("plan_measurements_preview", args=[kept.uid]), {"shown": shown})
    assert answer.status_code == 422
    assert "Something changed since this list was made" in answer.content.decode()
    assert Measurement.objects.count() == 1


def test_an_indicator_that_waypost_feeds_takes_no_file(planned: Planned, lead: Client) -> None:
    kept = keep_measurements(by=planned.lead, indicator=planned.indicator, file_name="numbers.csv", content=FILE)
    shown = planned_measurements(kept).digest
    fed = IndicatorFields(term="short", text="Schools", source_key="tests.fed")
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=fed)
    with pytest.raises(FedIndicator):
        apply_measurements(by=planned.lead, upload=kept, shown=shown)
    assert lead.get(reverse("plan_measurements_upload", args=[planned.indicator.uid])).status_code == 404
    assert Measurement.objects.count() == 0


def test_the_empty_file_is_read_back_by_the_form(planned: Planned, lead: Client) -> None:
    empty = lead.get(reverse("plan_measurements_template", args=[planned.indicator.uid]))
    assert empty["Content-Disposition"] == 'attachment; filename="measurements.csv"'
    assert "1 new" in upload(lead, planned.indicator, empty.content + b"2026-10-30,41,First\r\n")


def test_a_day_takes_one_number_by_hand_too(planned: Planned, lead: Client) -> None:
    address = reverse("plan_indicator_measure", args=[planned.indicator.uid])
    typed = {"value": "41", "measured_on": "2026-10-30", "note": "First count"}
    assert lead.post(address, typed).status_code == 302
    again = lead.post(address, {**typed, "value": "42", "note": "Second count"})
    assert again.status_code == 422
    assert "October 30, 2026 already has 41%: correct it on the indicator" in again.content.decode()
    assert "Second count" in again.content.decode()
    assert values(planned.indicator) == [(date(2026, 10, 30), Decimal(41), "First count")]


def test_a_number_moves_to_no_day_that_has_another(planned: Planned, lead: Client) -> None:
    for day in (29, 30):
        record_measurement(
            by=planned.lead, indicator=planned.indicator, value=Decimal(day), measured_on=date(2026, 10, day)
        )
    last = planned.indicator.measurements.latest("measured_on")
    typed = {"value": "30", "measured_on": "2026-10-29", "reason": "Wrong day", "version": "1"}
    answer = lead.post(reverse("plan_measurement_correct", args=[last.uid]), typed)
    assert (answer.status_code, "already has 29%" in answer.content.decode()) == (422, True)
    assert {day for day, _, _ in values(planned.indicator)} == {date(2026, 10, 29), date(2026, 10, 30)}


def test_a_share_is_no_number_of_schools(planned: Planned, lead: Client) -> None:
    Indicator.objects.filter(pk=planned.indicator.pk).update(unit="schools")
    preview = upload(lead, planned.indicator, b"date,value\n2026-10-30,80%\n2026-11-30,12\n")
    assert "1 new, 0 already there, 1 not understood" in preview
    assert "The value is a share in percent, and the indicator counts schools" in preview
