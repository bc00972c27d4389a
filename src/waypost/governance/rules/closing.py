"""What people read where something of a committee is set aside, and how its history calls that. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Closing:
    """`heading` is on page and button, `says` what becomes of it; the verbs are those of the trail."""

    heading: str
    says: str
    verb: str
    verb_back: str


#: By the kind that addresses name.
CLOSING = {
    "meeting": Closing(
        "Cancel the meeting",
        "It stays in the list of all meetings with your reason. What was open returns to the draft of the next agenda.",
        "cancel meeting",
        "take up meeting",
    ),
    "question": Closing(
        "Withdraw the question",
        "It stays in the log with your reason, and leaves the draft of the next agenda.",
        "withdraw question",
        "open question again",
    ),
    "action": Closing(
        "Drop the action",
        "It stays on the record with your reason, and nobody is asked for it any more.",
        "drop action",
        "take up action",
    ),
    "committee": Closing(
        "End the committee",
        "Its decisions, meetings and members stay readable. Nothing new is planned until somebody takes it up again.",
        "end committee",
        "take up committee",
    ),
}
