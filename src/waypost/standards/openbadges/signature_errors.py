"""The one error that both kinds of signature raise."""

MISMATCH = "The signature does not match. The credential was changed after it was signed, or another key signed it."


class SignatureError(ValueError):
    """The signature can't be relied on. The message is one sentence for a reader."""
