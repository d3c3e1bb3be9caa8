"""The fonts that a PDF is set in, in the order of official practice, and the signs that none of them can draw."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.formats import font_tables, glyph_places
from meetingtui.formats.font_tables import Face
from meetingtui.formats.glyph_places import Missing
from meetingtui.language import _
from meetingtui.papers.document import Document

KAI = "標楷體"
ORDER = (
    ("DFKai-SB", KAI),
    ("BiauKai", "BiauKaiTC"),
    ("TW-Kai", "TW-Kai-98_1", "全字庫正楷體"),
    ("TW-Kai-Ext-B", "TW-Kai-Ext-B-98_1", "全字庫正楷體 Ext-B"),
    ("AR PL UKai TW",),
    ("Noto Serif CJK TC", "Noto Serif TC"),
)
"""Families that stand for 標楷體, the best first; each line is one family under the names that it goes by."""
REGULAR = 400
"""The boldness of text; bold faces often bear the same name."""
ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
WINDOWS_FROM_LINUX = Path("/mnt/c/Windows/Fonts/kaiu.ttf")
"""標楷體 of the Windows around WSL; its folder is slow to read, so that this one file is asked for."""


class NoFonts(Refusal):
    """No font for Chinese on this machine: a PDF would show empty boxes."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "無法製作 PDF：這台電腦沒有中文字型。請執行「pip install pylopdf-fonts-zh-tw」安裝內附的宋體，"
                "或安裝標楷體（Debian、Ubuntu：apt install fonts-cns11643-kai），或改存 ODT、DOCX。"
            )
        )


class Fonts(NamedTuple):
    """The faces of a paper: whatever the first cannot draw, the next draws."""

    faces: tuple[Face, ...]

    @property
    def families(self) -> list[str]:
        """The names of the faces, in their order."""
        return [name for face in self.faces for name in sorted(face.names)]

    @property
    def has_kai(self) -> bool:
        """Whether a face like 標楷體 is among them."""
        return any(name in names for names in ORDER[:-1] for name in self.families)

    @property
    def folders(self) -> list[str]:
        """Where their files lie."""
        return list(dict.fromkeys(str(face.path.parent) for face in self.faces))


@cache
def find(font: str = KAI) -> Fonts:
    """The fonts of this machine for a paper in `font`, looked for once. Raises NoFonts."""
    return search(font, [*_folders(), *_installed_with_us()])


def search(font: str, folders: Iterable[Path]) -> Fonts:
    """The fonts in `folders` for a paper in `font`: that one first, then what stands for 標楷體. Raises NoFonts."""
    by_name: dict[str, Face] = {}
    for path in _files(folders):
        for face in font_tables.faces(path):
            for name in map(str.casefold, face.names):
                if name not in by_name or abs(face.weight - REGULAR) < abs(by_name[name].weight - REGULAR):
                    by_name[name] = face
    wanted: Sequence[Sequence[str]] = ORDER if font == KAI else ((font,), *ORDER)
    faces = [by_name[name.casefold()] for names in wanted for name in names if name.casefold() in by_name]
    if not faces or font_tables.undrawn(faces[-1], "會議"):
        raise NoFonts
    return Fonts(tuple(dict.fromkeys(faces)))


def instead(font: str) -> str:
    """The family in which a PDF is set where `font` is not on this machine; empty where it is. Raises NoFonts."""
    names = find(font).faces[0].names
    is_there = font == KAI or font.casefold() in map(str.casefold, names)
    return "" if is_there else min(names)


def missing(document: Document) -> list[Missing]:
    """The signs of `document` that no font here can draw, each with its first place. Raises NoFonts."""
    chosen = find(document.look.font)
    left = glyph_places.signs(document)
    for face in chosen.faces:
        left = font_tables.undrawn(face, left)
    return glyph_places.places(document, left) if left else []


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [
        *(home / folder for folder in (".local/share/fonts", ".fonts")),
        *map(Path, ("/usr/local/share/fonts", "/usr/share/fonts")),
        WINDOWS_FROM_LINUX,
    ]


def _installed_with_us() -> list[Path]:
    """The serif face that is installed with this program."""
    try:
        import pylopdf_fonts_zh_tw
    except ImportError:
        return []
    return [pylopdf_fonts_zh_tw.serif_path()]


def _files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        if folder.suffix.lower() in ENDINGS:
            yield folder
            continue
        for where, _inside, names in os.walk(folder):
            yield from (Path(where, name) for name in sorted(names) if name.lower().endswith(ENDINGS))
