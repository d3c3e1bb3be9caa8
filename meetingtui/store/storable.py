"""Text as every database can hold it."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:
    """`value`, where it is text with NUL and lone surrogates as the pictures that every screen shows for them.

    PostgreSQL's text has no U+0000 and neither engine's encoding has surrogates. Written and asked for alike on
    both engines, so that searches, dumps and counts agree.
    """
    if not isinstance(value, str) or (value.isprintable() and value.isascii()):
        return value
    if "\0" not in value:
        try:
            value.encode()
        except UnicodeEncodeError:
            pass
        else:
            return value
    from meetingtui.domain.visible import visible

    return "".join(visible(sign) if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in value)
