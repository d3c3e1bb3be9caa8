"""What stands in a file that was written, read by other people's programs; and which of them are here."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pypdf
import pytest

from meetingtui.domain.visible import numbered
from meetingtui.papers.document import Document, Table, words

needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
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


def as_pictures(path: Path, folder: Path) -> list[Path]:
    """Every page of a PDF as a picture."""
    subprocess.run(["pdftoppm", "-r", "40", "-gray", path, folder / "page"], check=True, capture_output=True)
    return sorted(folder.glob("page*"))
