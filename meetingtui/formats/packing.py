"""Office documents are XML files in a ZIP: how they are escaped and packed, the same bytes for the same parts."""

from __future__ import annotations

from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part: a paper bears its own dates."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(text: str) -> str:
    """`text` as XML text or attribute value. Control signs and lone surrogates must be out already."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def packed(parts: Mapping[str, str], *, stored: str = "") -> bytes:
    """The parts (name to text) as one ZIP, in their order; the part named `stored` comes uncompressed."""
    import io
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    made = io.BytesIO()
    with ZipFile(made, "w", compresslevel=6) as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text if name == stored else DECLARATION + text)
    return made.getvalue()


def points(measure: float) -> str:
    """A measure in points as both formats write it, without needless figures."""
    return f"{measure:.2f}".rstrip("0").rstrip(".") + "pt"


def twips(measure: float) -> int:
    """Points as twentieths of a point, in which DOCX counts."""
    return round(measure * 20)
