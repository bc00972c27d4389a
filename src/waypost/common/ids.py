"""Public identifiers: short, random, and free of letters that are mistaken for each other."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_uid() -> str:
    """Twelve characters, about 59 random bits: safe to show in an address, not a secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_uid(text: str) -> bool:
    """Whether the text can be one at all; a database may refuse to look for other signs."""
    return len(text) == LENGTH and all(sign in ALPHABET for sign in text)
