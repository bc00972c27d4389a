"""Every page that promises a mail has the letter that keeps the promise."""

import re

from tests.architecture.sources import ROOT
from waypost.notices import writers

PROMISE = re.compile(
    r"gets? a mail|by mail|mailed (there|to)|[Ww]e (send|sent|mail) |[Mm]ail an invitation|is on its way", re.ASCII
)

#: The file with the promise, and the kind of letter that keeps it. "at once": django-allauth mails it in the request,
#: and where no mail server takes it, the page says so (tests/people/test_mail_is_down.py).
KEPT_BY = {
    "credentials/templates/credentials/withdraw.html": "withdrawn",
    "credentials/views/earned.py": "withdrawn",
    "people/templates/account/confirm_login_code.html": "at once",
    "people/templates/account/email_change.html": "at once",
    "people/templates/account/password_reset.html": "at once",
    "people/templates/account/password_reset_done.html": "at once",
    "people/templates/account/request_login_code.html": "at once",
    "people/templates/account/verification_sent.html": "at once",
    "people/templates/people/invite.html": "invitation",
    "people/templates/people/sign_in_again.html": "at once",
    "people/templates/people/roster_preview.html": "invitation",
    "people/views/invitations.py": "invitation",
    "submissions/templates/submissions/_next.html": "feedback",
    "submissions/templates/submissions/receipt.html": "feedback",
}


def promising_files() -> set[str]:
    source = ROOT / "src" / "waypost"
    files = [*source.glob("*/templates/**/*.html"), *source.glob("*/views/*.py"), *source.glob("*/views.py")]
    shown = (path.relative_to(source) for path in files)
    pages = (path for path in shown if not {"mail", "email"} & set(path.parts))
    return {str(path) for path in pages if PROMISE.search((source / path).read_text(encoding="utf-8"))}


def test_every_promise_of_a_mail_names_the_letter_that_keeps_it() -> None:
    assert promising_files() == set(KEPT_BY)


def test_every_letter_that_is_promised_has_a_writer() -> None:
    assert set(KEPT_BY.values()) - {"at once"} <= set(writers._writers)
