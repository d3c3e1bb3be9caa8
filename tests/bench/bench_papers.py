"""Papers: four pages of minutes to PDF against LibreOffice from the same paper's ODT; ODT and DOCX against the PDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from meetingtui.formats import docx, odt, pdf
from meetingtui.papers.document import Document, Paragraph
from tests.bench.databases import Workshop
from tests.bench.measure import PYTHON, Ratio, cpu_of, cpu_of_process, in_turns
from tests.papers import examples

ROOT = Path(__file__).parents[2]
OURS = """
import sys
sys.path.insert(0, {root!r})
from meetingtui.formats import pdf
from tests.papers import examples
open({file!r}, "wb").write(pdf.render(examples.minutes()))
"""
"""A process of its own, which finds and reads its fonts, as LibreOffice does."""


def papers(workshop: Workshop) -> list[Ratio]:
    """Minutes of four pages, another text in every round, as an engine may remember the last one."""
    return [*_against_libreoffice(workshop), *_against_pdf(workshop)]


def _against_libreoffice(workshop: Workshop) -> list[Ratio]:
    if not shutil.which("soffice"):
        print("papers: LibreOffice (soffice) is not installed, so the PDF is not measured against it", file=sys.stderr)
        return []
    source = workshop.folder / "minutes.odt"
    source.write_bytes(odt.render(examples.minutes()))
    home = f"-env:UserInstallation=file://{workshop.folder}/office"
    office = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(workshop.folder), str(source)]
    ours = [PYTHON, "-c", OURS.format(root=str(ROOT), file=str(workshop.folder / "ours.pdf"))]
    subprocess.run(office, check=True, capture_output=True)
    sides = in_turns(workshop.sizes.rounds, lambda: cpu_of_process(ours), lambda: cpu_of_process(office))
    return [Ratio("minutes, 4 pages, to PDF", "LibreOffice from the ODT", sides[0], sides[1], 1 / 3)]


def _against_pdf(workshop: Workshop) -> list[Ratio]:
    number = count()

    def another() -> Document:
        paper = examples.minutes()
        return paper._replace(blocks=tuple(_changed(block, next(number)) for block in paper.blocks))

    def timed(render: Callable[[Document], bytes]) -> Callable[[], float]:
        def once() -> float:
            paper = another()
            return cpu_of(lambda: render(paper))

        return once

    sides = in_turns(workshop.sizes.rounds, timed(odt.render), timed(docx.render), timed(pdf.render))
    return [
        Ratio("minutes, 4 pages, as ODT", "the same as PDF", sides[0], sides[2], 1.0),
        Ratio("minutes, 4 pages, as DOCX", "the same as PDF", sides[1], sides[2], 1.0),
    ]


def _changed(block: object, number: int) -> object:
    return block._replace(text=f"{number}、{block.text}") if isinstance(block, Paragraph) else block
