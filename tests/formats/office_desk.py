"""LibreOffice as an agency uses it: opens a worksheet, fills cells in, saves it as XLSX or ODS."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS = {"ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}">\n'
)
_LIBRARY = (
    _HEAD.format(kind="library:library", dtd="library.dtd")
    + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Desk"/>'
    "</library:library>"
)
_MODULE = (
    _HEAD.format(kind="script:module", dtd="module.dtd")
    + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Desk"'
    ' script:language="StarBasic">{code}</script:module>'
)


def filled(source: Path, cells: Mapping[str, str], target: Path, *, before: str = "") -> Path:
    """Save `source` as `target` with texts in `cells` (by address, F4) of its first sheet; a text may be a formula.

    `before` is Basic that is run on the document `d` and its first sheet `s` first, such as taking the protection off.
    """
    typed = "\n".join(f"s.getCellRangeByName({_basic(at)}).{_put(text)}" for at, text in cells.items())
    code = f"""Sub Fill
On Error Goto Failed
Dim hidden(0) As New com.sun.star.beans.PropertyValue
hidden(0).Name = "Hidden"
hidden(0).Value = True
d = StarDesktop.loadComponentFromURL({_basic(source.resolve().as_uri())}, "_blank", 0, hidden())
s = d.Sheets.getByIndex(0)
{before}
{typed}
Dim kind(0) As New com.sun.star.beans.PropertyValue
kind(0).Name = "FilterName"
kind(0).Value = {_basic(FILTERS[target.suffix.removeprefix(".")])}
d.storeToURL({_basic(target.resolve().as_uri())}, kind())
d.close(True)
Failed:
StarDesktop.terminate()
End Sub"""
    _run(target.parent / ".office", code)
    assert target.exists(), "LibreOffice saved nothing"
    return target


def _put(text: str) -> str:
    return f"setFormula({_basic(text)})" if text.startswith("=") else f"setString({_basic(text)})"


def _basic(text: str) -> str:
    lines = ['"' + line.replace('"', '""') + '"' for line in text.split("\n")]
    return " & Chr(10) & ".join(lines)


def _run(home: Path, code: str) -> None:
    office = ["soffice", f"-env:UserInstallation={home.resolve().as_uri()}", "--headless", "--norestore"]
    library = home / "user" / "basic" / "Standard"
    if not library.exists():
        subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (library / "Desk.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    subprocess.run([*office, "macro:///Standard.Desk.Fill"], check=True, capture_output=True, timeout=120)
