"""Figures that several domains share."""

from datetime import timedelta

#: Sending and deciding can be taken back this long; only then does the next step begin (DESIGN.md, Concurrency).
UNDO_WINDOW = timedelta(minutes=10)
