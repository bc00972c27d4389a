"""Every form that changes an educator's work or its review, as a browser would post it (test_posting.py)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

import time_machine
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.assessment.builders import SHOWN, SOME, judgement, open_uids, send_decision
from tests.builders import District, build_district, person
from tests.submissions.builders import ENOUGH_WORDS, Offer, attach, begin, build_offer, complete, sent, write
from waypost.assessment.actions.claims import claim_review
from waypost.assessment.models import Review
from waypost.common.clock import at, now
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions.evidence import remove_evidence
from waypost.submissions.forms.work import version_token
from waypost.submissions.models import DraftVersion, Submission
from waypost.submissions.queries.outline import outline_of


@dataclass
class Scene:
    """Dana earns with Theo in the same cohort, Cora coaches, Ana and Omar assess."""

    tree: District
    offer: Offer
    dana: Person
    theo: Person
    cora: Person
    ana: Person
    omar: Person
    clock: time_machine.Traveller

    def in_line(self) -> Submission:
        with at(now() - timedelta(days=4)):
            return sent(self.offer, self.dana)

    def claimed(self) -> Review:
        return claim_review(by=self.ana, submission=self.in_line())


def build_scene(clock: time_machine.Traveller) -> Scene:
    tree = build_district()
    dana, theo = (person(name, Role.EDUCATOR, tree.cedar) for name in ("Dana Ruiz", "Theo Park"))
    return Scene(
        tree=tree,
        offer=build_offer(tree, dana, theo),
        dana=dana,
        theo=theo,
        cora=person("Cora Lund", Role.COACH, tree.district),
        ana=person("Ana Assessor", Role.ASSESSOR, tree.district),
        omar=person("Omar Assessor", Role.ASSESSOR, tree.district),
        clock=clock,
    )


@dataclass(frozen=True)
class Form:
    """Who posts what to which address, by the name of its route and the uids in it."""

    by: Person
    name: str
    uids: Sequence[str]
    fields: Mapping[str, object] = field(default_factory=dict)
    browser: Client = field(default_factory=Client, compare=False)

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.uids)

    def post(self, *, to: str = "", **changed: object) -> HttpResponseBase:
        """Post it byte for byte, or `to` another address: lone surrogates go out as they are."""
        self.browser.force_login(self.by)
        content = urlencode({**self.fields, **changed}, doseq=True, errors="surrogatepass")
        return self.browser.post(to or self.address, content, content_type="application/x-www-form-urlencoded")

    def page_after(self, answer: HttpResponseBase) -> str:
        """What is read next: the page that answered, or the one that it leads to."""
        shown = self.browser.get(answer.headers["Location"]) if answer.status_code == 302 else answer
        return cast("HttpResponse", shown).content.decode()


def begin_it(scene: Scene) -> Form:
    names = [scene.offer.members[scene.dana].uid, scene.offer.micro_credential.slug]
    return Form(scene.dana, "submissions_begin", names)


def plan_it(scene: Scene) -> Form:
    work = begin(scene.offer, scene.dana)
    return Form(scene.dana, "submissions_plan", [work.uid], {"intention": "With room 4.", "version": 0})


def put_it_down(scene: Scene) -> Form:
    work = begin(scene.offer, scene.dana)
    return Form(scene.dana, "submissions_put_down", [work.uid], {"why": "Too much this spring."})


def bring_a_text_back(scene: Scene) -> Form:
    work = begin(scene.offer, scene.dana)
    prompt = outline_of(work).open_prompts[0]
    for text in (ENOUGH_WORDS, "Begun anew."):
        write(work, prompt, text)
    return Form(scene.dana, "submissions_earlier", [work.uid], {"version": DraftVersion.objects.get().uid})


def send_it(scene: Scene) -> Form:
    work = complete(begin(scene.offer, scene.dana))
    return Form(scene.dana, "submissions_check", [work.uid], {"accepted": "on", "attempt": 1})


def save_a_part(scene: Scene, name: str = "submissions_part") -> Form:
    work = begin(scene.offer, scene.dana)
    first = outline_of(work).parts[0]
    fields = {f"text-{first.prompts[0].prompt.uid}": ENOUGH_WORDS, "version": version_token(first.prompts)}
    return Form(scene.dana, name, [work.uid, first.part.uid], fields)


def autosave_a_part(scene: Scene) -> Form:
    return save_a_part(scene, "submissions_autosave")


def _evidence_page(scene: Scene, *, is_removed: bool) -> tuple[list[str], str, str]:
    """The uids of the page with evidence, that of its item, and that of a piece."""
    work = begin(scene.offer, scene.dana)
    part = outline_of(work).parts[1]
    piece = attach(work, part.items[0].item)
    if is_removed:
        remove_evidence(by=scene.dana, evidence=piece)
    return [work.uid, part.part.uid], part.items[0].item.uid, piece.uid


def add_a_link(scene: Scene) -> Form:
    uids, item, _ = _evidence_page(scene, is_removed=False)
    return Form(
        scene.dana, "submissions_part", uids, {f"link-{item}": "https://drive.example.com/file/1", "stay": "yes"}
    )


def remove_a_file(scene: Scene) -> Form:
    uids, _, piece = _evidence_page(scene, is_removed=False)
    return Form(scene.dana, "submissions_part", uids, {"remove": piece})


def bring_a_file_back(scene: Scene) -> Form:
    uids, _, piece = _evidence_page(scene, is_removed=True)
    return Form(scene.dana, "submissions_part", uids, {"bring_back": piece})


def take_back_what_was_sent(scene: Scene) -> Form:
    return Form(scene.dana, "submissions_take_back", [sent(scene.offer, scene.dana).uid])


def claim_it(scene: Scene) -> Form:
    return Form(scene.ana, "review_claim", [scene.in_line().uid])


def keep_a_judgement(scene: Scene, name: str = "review", button: str = "draft") -> Form:
    review = scene.claimed()
    fields = dict[str, object](version=1, **{button: "1"})
    given = judgement(review, SHOWN, SOME, SHOWN)
    for uid in open_uids(review):
        fields[f"level_{uid}"], fields[f"comment_{uid}"] = given.of(uid)
    return Form(scene.ana, name, [review.uid], fields)


def autosave_a_judgement(scene: Scene) -> Form:
    return keep_a_judgement(scene, "review_autosave")


def send_a_decision(scene: Scene) -> Form:
    return keep_a_judgement(scene, button="send")


def hand_it_back(scene: Scene) -> Form:
    return Form(scene.ana, "review_hand_back", [scene.claimed().uid], {"why": "I know this class."})


def take_a_decision_back(scene: Scene) -> Form:
    review = send_decision(scene.claimed(), SHOWN, SHOWN, SHOWN)
    return Form(scene.ana, "review_take_back", [review.uid])


#: By the name of the address; `posting_together` adds those with which people help each other.
FORMS_OF_ONE: dict[str, tuple[Callable[[Scene], Form], ...]] = {
    "submissions_begin": (begin_it,),
    "submissions_plan": (plan_it,),
    "submissions_put_down": (put_it_down,),
    "submissions_earlier": (bring_a_text_back,),
    "submissions_check": (send_it,),
    "submissions_part": (save_a_part, add_a_link, remove_a_file, bring_a_file_back),
    "submissions_autosave": (autosave_a_part,),
    "submissions_take_back": (take_back_what_was_sent,),
    "review_claim": (claim_it,),
    "review": (keep_a_judgement, send_a_decision),
    "review_autosave": (autosave_a_judgement,),
    "review_hand_back": (hand_it_back,),
    "review_take_back": (take_a_decision_back,),
}
