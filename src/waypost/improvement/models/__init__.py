"""Theories of action: what a program believes, how it will know, and what the data say (ST1)."""

from waypost.improvement.models.theories import (
    LaterEdit,
    Link,
    LinkCitation,
    LinkFinding,
    Statement,
    Theory,
)

__all__ = ["LaterEdit", "Link", "LinkCitation", "LinkFinding", "Statement", "Theory"]
