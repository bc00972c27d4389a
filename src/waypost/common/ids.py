"""Public identifiers: short, random, and free of letters that are mistaken for each other."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_uid() -> str:
    """Twelve characters, about 59 random bits: safe to show in an address, not a secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_uid(said: str) -> bool:
    """Whether it could be an identifier: what is none, such as a zero byte, is better not asked for."""
    return len(said) == LENGTH and set(said) <= set(ALPHABET)
