"""Mail to educators: once for each return with feedback."""

from django.conf import settings
from django.urls import reverse

from waypost.assessment.models import Review
from waypost.notices.actions import send_letter


def mail_feedback(review: Review) -> bool:
    """Tell whoever wrote it that feedback is there; returns whether it was mailed now.

    Says nothing of the levels: mail is read over shoulders. Call it from a job, outside a transaction.
    """
    enrollment = review.submission.enrollment
    context: dict[str, object] = {
        "person": enrollment.member.person,
        "title": enrollment.version.title,
        "link": settings.PUBLIC_URL.rstrip("/") + reverse("submissions_work", args=[enrollment.uid]),
    }
    to = enrollment.member.person.email
    return send_letter(key=f"feedback:{review.uid}", to=to, template="assessment/mail/feedback", context=context)
