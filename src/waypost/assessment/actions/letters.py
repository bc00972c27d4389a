"""Mail to educators: once for each return with feedback."""

from django.urls import reverse

from waypost.assessment.models import Review
from waypost.assessment.queries.reviews import review_called
from waypost.common.actors import System
from waypost.common.links import site_link
from waypost.notices.actions.outbox import Post, post_letters
from waypost.notices.writers import Facts, Text, from_template

FEEDBACK = "feedback"
MAILING = System("mailing feedback")


def post_feedback(review: Review) -> None:
    """Owe whoever wrote it a letter; in the transaction that concludes the review."""
    to = review.submission.enrollment.member.person.email
    post_letters(kind=FEEDBACK, posts=[Post(f"feedback:{review.uid}", to, {"review": review.uid})])


def write_feedback(facts: Facts) -> Text:
    """Says that feedback is there and nothing of the levels: mail is read over shoulders."""
    enrollment = review_called(MAILING, facts["review"]).submission.enrollment
    context: dict[str, object] = {
        "person": enrollment.member.person,
        "title": enrollment.version.title,
        "link": site_link(reverse("submissions_work", args=[enrollment.uid])),
    }
    return from_template(enrollment.member.person.email, "assessment/mail/feedback", context)
