"""Whether two places lie on one way from the top of the tree. Pure."""


def share_a_branch(one: str, other: str) -> bool:
    """Whether one of these paths is, or lies below, the other."""
    return one.startswith(other) or other.startswith(one)
