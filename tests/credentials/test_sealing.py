import pytest

from waypost.credentials.sealing import SealBroken, seal, unseal

SECRET = "a secret of at least thirty-two characters"


def test_what_was_sealed_opens_with_the_same_secret_alone() -> None:
    sealed = seal(b"private", SECRET)
    assert unseal(sealed, SECRET) == b"private"
    with pytest.raises(SealBroken, match="set WAYPOST_SECRET_KEY"):
        unseal(sealed, SECRET + "!")


def test_what_was_changed_does_not_open() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(b"private", SECRET)[:-8] + "AAAAAAA=", SECRET)


def test_the_same_key_is_never_sealed_twice_alike() -> None:
    assert seal(b"private", SECRET) != seal(b"private", SECRET)
