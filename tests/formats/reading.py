"""What stands in a file that was written, read by other people's programs; and which of them are here."""

from __future__ import annotations

import atexit
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import fromstring as well_formed
from zipfile import ZipFile

import pypdf
import pytest

from meetingtui.domain.visible import numbered
from meetingtui.papers.document import Document, Table, words

needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


def joined(texts: Iterable[str]) -> str:
    """Texts as one, without blanks and line breaks, of which every format has its own."""
    return "".join("".join(texts).split())


def expected(document: Document) -> str:
    """The words of a paper, in their order; heads of tables out, as they stand on every page."""
    return without_heads(joined(map(numbered, words(document))), document)


def without_heads(text: str, document: Document) -> str:
    """`text` without the heads of the paper's tables."""
    for block in document.blocks:
        if isinstance(block, Table):
            text = text.replace(joined(cell.text for cell in block.head), "")
    return text


def in_pdf(path: Path, document: Document) -> str:
    """The words of a PDF in the order in which they were set, without what stands in the margins of each page."""
    if shutil.which("pdftotext"):
        made = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True, capture_output=True)
        pages = made.stdout.decode().split("\f")[:-1]
    else:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    return without_heads(
        "".join(_page(joined([page]), document, number) for number, page in enumerate(pages)), document
    )


def _page(text: str, document: Document, number: int) -> str:
    text = re.sub(r"第\d+頁，共\d+頁", "", text)
    if document.binding:
        text = text.replace("裝", "", 1).replace("訂", "", 1).replace("線", "", 1)
    for margin in (document.mark, document.running if number else ""):
        text = text.removeprefix(joined([margin]))
    return text


def in_odt(made: bytes) -> str:
    """The words of an ODT in the order of its content."""
    root = _root(made, "content.xml")
    return "".join(_texts(root))


def in_docx(made: bytes) -> str:
    """The words of a DOCX in the order of its document part."""
    root = _root(made, "word/document.xml")
    return joined(one.text or "" for one in root.iter() if one.tag.endswith("}t"))


def _root(made: bytes, name: str) -> Element:
    with ZipFile(io.BytesIO(made)) as archive:
        return well_formed(archive.read(name))  # noqa: S314 - our own file, just written


def _texts(element: Element) -> Iterator[str]:
    yield joined([element.text or ""])
    for child in element:
        yield from _texts(child)
        yield joined([child.tail or ""])


def opened(made: bytes, ending: str, folder: Path) -> Path:
    """What LibreOffice makes of a file that was written, as a PDF; it fails where LibreOffice cannot open it."""
    file = folder / f"paper.{ending}"
    file.write_bytes(made)
    words = [
        "soffice",
        f"-env:UserInstallation=file://{_settings_of_libreoffice()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        file,
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return folder / "paper.pdf"


@cache
def _settings_of_libreoffice() -> str:
    """A folder for LibreOffice's own settings, filled at its first start, which takes most of its time."""
    folder = tempfile.TemporaryDirectory(prefix="libreoffice-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder.name
