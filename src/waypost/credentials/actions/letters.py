"""Mail to the holder of an award: that it is there, and that it was withdrawn."""

from django.conf import settings
from django.urls import reverse

from waypost.credentials.models import Award
from waypost.notices.actions import send_letter


def mail_award(*, award: Award) -> None:
    """Say that the award is there; once."""
    _mail(award, "award")


def mail_revocation(*, award: Award) -> None:
    """Say that the award was withdrawn, and why; once."""
    _mail(award, "withdrawn")


def _mail(award: Award, name: str) -> None:
    page = reverse("credential", kwargs={"uid": award.uid})
    send_letter(
        key=f"{name}:{award.uid}",
        to=award.holder.email,
        template=f"credentials/mail/{name}",
        context={"award": award, "version": award.enrollment.version, "link": f"{settings.PUBLIC_URL}{page}"},
    )
