"""What is wrong with a date that somebody wrote."""

from __future__ import annotations


class DateError(ValueError):
    """A date, time or year that cannot be read or does not exist.

    `str()` of it is a whole sentence for the user: the reason and what to do.
    """


def quoted(text: str) -> str:
    """What the user wrote, safe inside a sentence: at most 30 characters, none that could act on a terminal."""
    short = text if len(text) <= 30 else text[:29] + "…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in short)
