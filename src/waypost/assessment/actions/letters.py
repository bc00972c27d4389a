"""Mail to educators: once for each decision."""

from django.conf import settings
from django.urls import reverse

from waypost.assessment.models import Review
from waypost.assessment.rules import Decision, decision
from waypost.notices.actions import send_letter


def mail_decision(review: Review) -> bool:
    """Mail the feedback, or the good news, to whoever wrote it; returns whether it was mailed now.

    Says nothing of the levels: mail is read over shoulders. Call it from a job, outside a transaction.
    """
    levels = dict(review.scores.values_list("criterion__uid", "level"))
    enrollment = review.submission.enrollment
    context: dict[str, object] = {
        "person": enrollment.member.person,
        "title": enrollment.version.title,
        "is_award": decision(levels) is Decision.AWARD,
        "link": settings.PUBLIC_URL.rstrip("/") + reverse("home"),
    }
    to = enrollment.member.person.email
    return send_letter(key=f"decision:{review.uid}", to=to, template="assessment/mail/decision", context=context)
