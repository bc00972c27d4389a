"""The page on which an educator writes and gathers, with and without its script."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.submissions.builders import ENOUGH_WORDS, Offer, a_pdf, attach, begin, complete, send_work, write
from tests.submissions.files import PROGRAM
from waypost.catalog.models import Prompt, SubmissionPart
from waypost.common import clock
from waypost.people.models import Person
from waypost.submissions.actions.drafts import Answer
from waypost.submissions.actions.parts import PartInput, save_part
from waypost.submissions.models import DraftVersion, Enrollment
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.parts import PartOutline


@pytest.fixture
def browser(client: Client, dana: Person) -> Client:
    client.force_login(dana)
    return client


def address(name: str, work: Enrollment, place: int = 0) -> str:
    return reverse(name, args=[work.uid, part_of(work, place).part.uid])


def part_of(work: Enrollment, place: int) -> PartOutline:
    return outline_of(work).parts[place]


def version_in(page: bytes) -> str:
    found = re.search(r'name="version" value="([^"]*)"', page.decode())
    assert found
    return unescape(found[1])


def text_name(work: Enrollment, place: int = 0) -> str:
    return f"text-{part_of(work, place).prompts[0].prompt.uid}"


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_saving_without_a_script_goes_on_to_the_next_part(browser: Client, work: Enrollment) -> None:
    page = browser.get(address("submissions_part", work))
    sent = {text_name(work): "First line\r\nand second", "version": version_in(page.content)}
    answer = browser.post(address("submissions_part", work), sent)
    assert (answer.status_code, answer["Location"]) == (302, address("submissions_part", work, 1))
    assert work.drafts.get().text == "First line\nand second"


def test_after_its_date_a_part_says_that_one_can_still_send(browser: Client, work: Enrollment) -> None:
    assert "Due May 28. Your work" in browser.get(address("submissions_part", work)).content.decode()
    with clock.at(clock.now().replace(month=6, day=10)):
        page = browser.get(address("submissions_part", work)).content.decode()
    assert "May 28 is past; you can still send. Your work" in page
    assert "Due May 28" not in page


def test_evidence_says_how_much_is_added_needed_and_allowed(browser: Client, work: Enrollment) -> None:
    task = next(item for part in outline_of(work).parts for item in part.items)
    attach(work, task.item)
    needed, allowed = task.item.number_required, task.item.number_allowed
    page = browser.get(reverse("submissions_part", args=[work.uid, task.item.part.uid])).content.decode()
    assert (needed, allowed) == (1, 3)
    assert "1 added; 1 needed, up to 3." in page


def test_the_last_part_leads_to_check_and_send_and_save_and_exit_to_my_learning(
    browser: Client, work: Enrollment
) -> None:
    last = address("submissions_part", work, 2)
    assert browser.post(last, {})["Location"] == reverse("submissions_check", args=[work.uid])
    assert browser.post(last, {"later": "yes"})["Location"] == reverse("submissions_learning")


def test_a_text_of_any_length_is_saved(browser: Client, work: Enrollment) -> None:
    """Limits are shown, and asked only when sending."""
    long = "word " * 500
    browser.post(address("submissions_part", work), {text_name(work): long, "version": ""})
    assert work.drafts.get().text == long


def test_autosave_answers_with_time_and_version(browser: Client, work: Enrollment) -> None:
    page = browser.get(address("submissions_part", work))
    first = browser.post(
        address("submissions_autosave", work), {text_name(work): "A line", "version": version_in(page.content)}
    )
    assert (first.status_code, first.json()["saved_at"]) == (200, "9:00 AM CST")
    second = browser.post(
        address("submissions_autosave", work), {text_name(work): "A line more", "version": first.json()["version"]}
    )
    assert second.status_code == 200
    assert work.drafts.get().text == "A line more"


def test_autosave_of_a_late_window_answers_409_with_both_texts_and_a_version_that_wins(
    browser: Client, work: Enrollment
) -> None:
    given = version_in(browser.get(address("submissions_part", work)).content)
    write(work, part_of(work, 0).prompts[0].prompt, "From the phone")
    late = browser.post(address("submissions_autosave", work), {text_name(work): "From the laptop", "version": given})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "From the phone" in shown
    assert "From the laptop" in shown
    version = re.search(r'data-current-version="([^"]*)"', shown)
    assert version
    again = browser.post(
        address("submissions_autosave", work), {text_name(work): "From the laptop", "version": version[1]}
    )
    assert again.status_code == 200
    assert work.drafts.get().text == "From the laptop"
    assert set(DraftVersion.objects.values_list("text", flat=True)) == {"From the phone", "From the laptop"}


def test_without_a_script_a_late_window_gets_both_texts_and_its_next_save_wins(
    browser: Client, work: Enrollment
) -> None:
    given = version_in(browser.get(address("submissions_part", work)).content)
    write(work, part_of(work, 0).prompts[0].prompt, "From the phone")
    late = browser.post(address("submissions_part", work), {text_name(work): "From the laptop", "version": given})
    assert late.status_code == 409
    assert "From the phone" in late.content.decode()
    sent = {text_name(work): "From the laptop", "version": version_in(late.content)}
    assert browser.post(address("submissions_part", work), sent).status_code == 302
    assert work.drafts.get().text == "From the laptop"


def test_a_text_that_arrives_after_sending_is_shown_again_and_not_saved(browser: Client, work: Enrollment) -> None:
    given = version_in(browser.get(address("submissions_part", work)).content)
    send_work(complete(work))
    late = browser.post(address("submissions_part", work), {text_name(work): "One more thought", "version": given})
    assert late.status_code == 422
    assert "One more thought" in late.content.decode()
    assert "This part is not open for changes now." in late.content.decode()
    auto = browser.post(address("submissions_autosave", work), {text_name(work): "One more", "version": given})
    assert auto.status_code == 422
    assert work.drafts.get(prompt=part_of(work, 0).prompts[0].prompt).text == ENOUGH_WORDS


def test_a_file_and_a_link_that_arrive_after_sending_are_named_and_not_said_to_be_saved(
    browser: Client, work: Enrollment
) -> None:
    send_work(complete(work))
    item, before = part_of(work, 1).items[0].item, work.evidence.count()
    late = {
        f"files-{item.uid}": uploaded("late.pdf", a_pdf("late.pdf").read()),
        f"link-{item.uid}": "https://e.org/late",
    }
    answer = browser.post(address("submissions_part", work, 1), {**late, "later": "yes"})
    said = answer.content.decode()
    assert (answer.status_code, work.evidence.count()) == (422, before)
    assert "“late.pdf” was not added. This part is not open for changes now." in said
    assert "This link was not added. This part is not open for changes now." in said
    assert 'value="https://e.org/late"' in said
    assert "Everything is here when you come back." not in said


def test_a_text_that_is_closed_by_now_costs_neither_a_file_nor_a_removal(work: Enrollment) -> None:
    item = part_of(work, 1).items[0].item
    old = attach(work, item)
    late = [Answer(Prompt(part=SubmissionPart()), "One more thought", 0)]
    given = PartInput(late, files=[(item, a_pdf("plan.pdf"))], remove=old)
    outcome = save_part(by=work.member.person, enrollment=work, given=given)
    assert outcome.closed == "This part is not open for changes now. What you sent stays as it is."
    assert [piece.name for piece in work.evidence.filter(removed_at=None)] == ["plan.pdf"]


def test_a_closed_item_shows_no_fields_where_nothing_was_sent_for_it(browser: Client, work: Enrollment) -> None:
    send_work(complete(work))
    item = part_of(work, 1).items[0].item
    assert browser.post(address("submissions_part", work, 1), {f"link-{item.uid}": ""}).status_code == 302
    assert "Add files from this device" not in browser.get(address("submissions_part", work, 1)).content.decode()


def test_several_files_and_a_link_are_added_at_once(browser: Client, work: Enrollment) -> None:
    item = part_of(work, 1).items[0].item
    files = [uploaded("a.pdf", a_pdf(text="a").read()), uploaded("b.pdf", a_pdf(text="b").read())]
    sent = {f"files-{item.uid}": files, f"link-{item.uid}": "https://example.org/plan"}
    answer = browser.post(address("submissions_part", work, 1), sent)
    assert answer["Location"] == address("submissions_part", work, 2)
    assert list(work.evidence.values_list("name", flat=True)) == ["a.pdf", "b.pdf", "https://example.org/plan"]


def test_a_file_whose_name_lies_gets_a_sentence_and_the_other_file_stays(browser: Client, work: Enrollment) -> None:
    item = part_of(work, 1).items[0].item
    files = [uploaded("good.pdf", a_pdf().read()), uploaded("bad.pdf", PROGRAM)]
    answer = browser.post(address("submissions_part", work, 1), {f"files-{item.uid}": files})
    assert answer.status_code == 422
    assert "“bad.pdf” is a program. Programs cannot be added." in answer.content.decode()
    assert [evidence.name for evidence in work.evidence.all()] == ["good.pdf"]


def test_a_link_that_cannot_be_added_stays_typed(browser: Client, work: Enrollment) -> None:
    item = part_of(work, 1).items[0].item
    answer = browser.post(address("submissions_part", work, 1), {f"link-{item.uid}": "http://localhost/plan"})
    assert answer.status_code == 422
    assert 'value="http://localhost/plan"' in answer.content.decode()
    assert not work.evidence.exists()


def test_removing_and_bringing_back_stay_on_the_page(browser: Client, work: Enrollment) -> None:
    evidence = attach(work, part_of(work, 1).items[0].item)
    here = address("submissions_part", work, 1)
    assert browser.post(here, {"remove": evidence.uid})["Location"] == here
    assert "Bring back" in browser.get(here).content.decode()
    assert browser.post(here, {"bring_back": evidence.uid})["Location"] == here
    evidence.refresh_from_db()
    assert evidence.removed_at is None


def test_evidence_of_somebody_else_cannot_be_removed_from_ones_own_page(
    browser: Client, offer: Offer, work: Enrollment, theo: Person
) -> None:
    theirs = attach(begin(offer, theo), part_of(work, 1).items[0].item)
    assert browser.post(address("submissions_part", work, 1), {"remove": theirs.uid}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.removed_at is None


@pytest.mark.parametrize("token", ["nonsense", "a:b:c", ":::", "x:99999999999999999999:y", "a" * 6000])
def test_a_spoiled_version_loses_no_text(browser: Client, work: Enrollment, token: str) -> None:
    answer = browser.post(address("submissions_part", work), {text_name(work): "A line", "version": token})
    assert answer.status_code in {302, 422}
    assert "A line" in (answer.content.decode() + work.drafts.values_list("text", flat=True).first().__str__())


def test_an_editors_words_are_escaped(browser: Client, work: Enrollment) -> None:
    prompt = part_of(work, 0).prompts[0].prompt
    prompt.text = "Use <script>alert(1)</script> & tell"
    prompt.save()
    page = browser.get(address("submissions_part", work)).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; tell" in page


def test_an_earlier_text_is_brought_back(browser: Client, work: Enrollment) -> None:
    prompt = part_of(work, 0).prompts[0].prompt
    write(work, prompt, ENOUGH_WORDS)
    write(work, prompt, "")
    here = reverse("submissions_earlier", args=[work.uid])
    assert ENOUGH_WORDS in browser.get(here).content.decode()
    answer = browser.post(here, {"version": DraftVersion.objects.get().uid})
    assert answer["Location"] == address("submissions_part", work)
    assert work.drafts.get().text == ENOUGH_WORDS
