"""Mail to the holder of an award: that it is there, and that it was withdrawn."""

from django.urls import reverse

from waypost.common.links import site_link
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import award_called
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.writers import Facts, Text, from_template

AWARDED = "award"
WITHDRAWN = "withdrawn"


def post_award(award: Award) -> None:
    """Owe the holder the news; in the transaction that issues the award."""
    _post(AWARDED, award)


def post_withdrawal(award: Award) -> None:
    """Owe the holder the name of who withdrew it and the reason; in the transaction of the withdrawal."""
    _post(WITHDRAWN, award)


def write_award(facts: Facts) -> Text | None:
    """Nothing, where it was withdrawn before the mail server took this letter: the other one says all."""
    award = award_called(facts["award"])
    return None if award.is_withdrawn else _text(award, AWARDED)


def write_withdrawal(facts: Facts) -> Text:
    return _text(award_called(facts["award"]), WITHDRAWN)


def _post(kind: str, award: Award) -> None:
    post_letters(kind=kind, posts=[Post(f"{kind}:{award.uid}", award.holder.email, {"award": award.uid})])


def _text(award: Award, kind: str) -> Text:
    page = reverse("credential", kwargs={"uid": award.uid})
    context: dict[str, object] = {
        "award": award,
        "version": award.enrollment.version,
        "link": site_link(page),
    }
    return from_template(award.holder.email, f"credentials/mail/{kind}", context)
