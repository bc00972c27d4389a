"""How long a letter is tried, and what a mail server's refusal means. Without database or mail server."""

import re
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused

#: After this long nobody expects the letter any more, and whoever can act is told (RFC 5321, 4.5.4.1: 4 to 5 days).
TRIED_FOR = timedelta(days=5)
#: Longer than any job may run, so a letter in one worker's hands is never due for another.
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
DOUBLINGS = 4

PERMANENT = range(500, 600)
#: Bad mailbox, bad domain, bad syntax, moved without a new address, domain takes no mail (RFC 3463, 3.2; RFC 7505).
NO_SUCH_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
POLICY = "5.7."
ENHANCED_CODE = re.compile(r"\d\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Trouble:
    """Why a mail server did not take a letter."""

    said: str
    #: it takes nobody's letters now, so the others wait too
    of_server: bool = False
    #: it refuses this very address
    of_address: bool = False
    #: and will refuse it for ever
    is_final: bool = False


def pause_after(tries: int) -> timedelta:
    """How long a letter rests after so many tries: 5, 10, 20 and 40 minutes, then an hour each."""
    return min(FIRST_PAUSE * (1 << min(tries - 1, DOUBLINGS)), LONGEST_PAUSE)


def trouble_of(error: OSError) -> Trouble:
    """What `error` of sending means. An address that a policy refuses (5.7) may be right, so it is tried again."""
    if isinstance(error, SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        said = _text(answer)
        enhanced = ENHANCED_CODE.match(said)
        of_address = code in PERMANENT and not said.startswith(POLICY)
        is_final = enhanced is not None and enhanced[0] in NO_SUCH_ADDRESS
        return Trouble(f"{code} {said}"[:300], of_address=of_address, is_final=of_address and is_final)
    if isinstance(error, SMTPDataError):
        return Trouble(f"{error.smtp_code} {_text(error.smtp_error)}"[:300])
    if isinstance(error, SMTPNotSupportedError):
        return Trouble(str(error)[:300])
    return Trouble(f"{type(error).__name__}: {error}"[:300], of_server=True)


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
