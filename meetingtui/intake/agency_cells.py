"""Cells that name agencies: one below the other, with their sections, lead and assisting ones together."""

from __future__ import annotations

import re
from typing import NamedTuple

_BETWEEN = re.compile(r"[、,，;；/／|\n\r\t]+")
_PART = re.compile(r"(主辦|主責|主政|協辦|配合)(?:單位|機關|局處)?[:：]")
_MARKED = re.compile(r"(.+?)[(（](主|協)(?:辦|責)?(?:單位|機關)?[)）]")
_BRACKETED = re.compile(r"([^(（]+)[(（]([^)）]*)[)）]", re.DOTALL)
_HELP = re.compile(r"^(?:協辦|協|配合)(?:單位|機關|局處)?[:：]?")
_LEADS = ("主辦", "主責", "主政")


class Unit(NamedTuple):
    """An agency and the section of it that a cell names."""

    agency: str
    section: str


def names(text: str) -> tuple[str, ...]:
    """The names in a cell, each once: by commas, strokes and lines."""
    return tuple(dict.fromkeys(one.strip() for one in _BETWEEN.split(text) if re.search(r"\w", one)))


def unit(text: str) -> Unit | None:
    """社會處（保護科）: one agency with its section; None for anything else."""
    found = _BRACKETED.fullmatch(text.strip())
    if not found or len(names(found[1])) != 1:
        return None
    return Unit(found[1].strip(), found[2].strip())


def parties(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who assists, of one cell.

    They are told by words (主辦：、協辦：), by marks （主）（協）, or by brackets around who assists;
    else the first one leads.
    """
    parts = _PART.split(text)
    if len(parts) > 1:
        leads: tuple[str, ...] = names(parts[0])
        assists: tuple[str, ...] = ()
        for word, said in zip(parts[1::2], parts[2::2], strict=True):
            leads, assists = (leads + names(said), assists) if word in _LEADS else (leads, assists + names(said))
        return leads, assists
    marked = [(one, _MARKED.fullmatch(one)) for one in names(text)]
    if any(found for _one, found in marked):
        leads = tuple(found[1] for _one, found in marked if found and found[2] == "主")
        return leads, tuple(found[1] if found else one for one, found in marked if not found or found[2] == "協")
    if found := _BRACKETED.fullmatch(text.strip()):
        return names(found[1]), names(_HELP.sub("", found[2].strip()))
    said = names(text)
    return said[:1], said[1:]
