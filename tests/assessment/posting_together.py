"""The forms with which an educator asks a coach, a coach answers, and a team shares what it made (test_posting.py)."""

from collections.abc import Callable

from tests.assessment.posting import FORMS_OF_ONE, Form, Scene
from tests.submissions.builders import attach, begin, last_said, share_all
from tests.submissions.team import OWN_PART, THEIR_PART, WHAT, share_of, share_with, use_in
from waypost.submissions.actions.team_use import hide_artifact
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SharedArtifact, SharedWork
from waypost.submissions.queries.outline import outline_of


def _with_the_coach(scene: Scene) -> SharedWork:
    return share_all(begin(scene.offer, scene.dana), scene.cora)


def _asking(scene: Scene, work: Enrollment, step: str, **given: object) -> Form:
    parts = [found.part.uid for found in outline_of(work).parts]
    fields = {"parts": parts, "question": "", "version": 0, "attempt": 0, "step": step, **given}
    return Form(scene.dana, "submissions_ask", [work.uid, scene.cora.uid], fields)


def look_as_the_coach(scene: Scene) -> Form:
    return _asking(scene, begin(scene.offer, scene.dana), "look", question="How do I begin?")


def share_with_a_coach(scene: Scene) -> Form:
    return _asking(scene, begin(scene.offer, scene.dana), "share")


def share_as_before_and_ask(scene: Scene) -> Form:
    shared = _with_the_coach(scene)
    return _asking(scene, shared.enrollment, "share", question="And then?", version=shared.version)


def ask_a_coach(scene: Scene) -> Form:
    work = _with_the_coach(scene).enrollment
    return Form(scene.dana, "submissions_coach", [work.uid, scene.cora.uid], {"text": "And after that?"})


def stop_asking(scene: Scene) -> Form:
    work = _with_the_coach(scene).enrollment
    return Form(scene.dana, "submissions_stop_asking", [work.uid, scene.cora.uid])


def answer_an_educator(scene: Scene) -> Form:
    shared = _with_the_coach(scene)
    return Form(scene.cora, "coaching_work", [shared.uid], {"text": "By idea.", "seen": last_said(shared)})


def let_it_rest(scene: Scene) -> Form:
    shared = _with_the_coach(scene)
    return Form(scene.cora, "coaching_no_answer", [shared.uid], {"seen": last_said(shared)})


def _piece(scene: Scene) -> Evidence:
    work = begin(scene.offer, scene.dana)
    return attach(work, outline_of(work).open_items[0])


def _artifact(scene: Scene) -> SharedArtifact:
    return share_with(_piece(scene), scene.offer.members[scene.theo])


def _share(scene: Scene) -> ArtifactShare:
    return share_of(_artifact(scene), scene.theo)


def share_with_a_colleague(scene: Scene) -> Form:
    fields = {
        "colleagues": [scene.offer.members[scene.theo].uid],
        "description": WHAT,
        "own_part": OWN_PART,
        "confirmed": "on",
        "version": 0,
    }
    return Form(scene.dana, "submissions_share", [_piece(scene).uid], fields)


def say_anew_what_it_is(scene: Scene) -> Form:
    artifact = _artifact(scene)
    colleagues = [scene.offer.members[scene.theo].uid]
    fields = {"colleagues": colleagues, "description": "Fractions, week 2", "version": artifact.version}
    return Form(scene.dana, "submissions_share", [Evidence.objects.get().uid], fields)


def stop_sharing_it(scene: Scene) -> Form:
    _artifact(scene)
    return Form(scene.dana, "submissions_stop_sharing", [Evidence.objects.get().uid])


def use_what_a_colleague_shares(scene: Scene) -> Form:
    share, work = _share(scene), begin(scene.offer, scene.theo)
    fields = {"place": f"{work.uid}:{outline_of(work).open_items[0].uid}", "own_part": THEIR_PART}
    return Form(scene.theo, "submissions_use", [share.uid], fields)


def put_it_out_of_sight(scene: Scene) -> Form:
    return Form(scene.theo, "submissions_hide", [_share(scene).uid])


def bring_it_into_sight(scene: Scene) -> Form:
    share = _share(scene)
    hide_artifact(by=scene.theo, share=share)
    return Form(scene.theo, "submissions_hide", [share.uid], {"show": "yes"})


def tell_ones_own_part(scene: Scene) -> Form:
    used = use_in(begin(scene.offer, scene.theo), _artifact(scene))
    fields = {"own_part": "I taught the third lesson and read all the answers.", "version": 1}
    return Form(scene.theo, "submissions_own_part", [used.uid], fields)


#: By the name of the address, which a test compares with all there are.
FORMS: dict[str, tuple[Callable[[Scene], Form], ...]] = {
    **FORMS_OF_ONE,
    "submissions_ask": (look_as_the_coach, share_with_a_coach, share_as_before_and_ask),
    "submissions_coach": (ask_a_coach,),
    "submissions_stop_asking": (stop_asking,),
    "coaching_work": (answer_an_educator,),
    "coaching_no_answer": (let_it_rest,),
    "submissions_share": (share_with_a_colleague, say_anew_what_it_is),
    "submissions_stop_sharing": (stop_sharing_it,),
    "submissions_use": (use_what_a_colleague_shares,),
    "submissions_hide": (put_it_out_of_sight, bring_it_into_sight),
    "submissions_own_part": (tell_ones_own_part,),
}
