"""Papers as commands write them: into a file of the right ending, or as text onto the screen."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from meetingtui.cli import printing
from meetingtui.domain.errors import Refusal
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.papers.document import Document
    from meetingtui.services.office import Office
    from meetingtui.services.papers import Rendered

FORMATS = ("txt", "odt", "docx", "pdf")


def write(office: Office, document: Document, options: argparse.Namespace) -> int:
    """Write a document where `-o` says, or print it as text."""
    from meetingtui.services import papers

    form = getattr(options, "format", None) or form_of(options.output)
    if options.output == "-":
        return _to_stdout(document, form, json=options.json)
    papers.target(document, form, options.output)
    made = papers.render(document, form)
    done = papers.save_rendered(office, document, form, made, options.output, force=options.force)
    printing.exported(
        done, json=options.json, paper=options.verb, of=options.of, format=form, pages=made.pages,
        missing=[{"sign": one.sign, "code": one.code, "place": one.place} for one in made.missing],
    )  # fmt: skip
    _tell(made, json=options.json)
    return 0


def form_of(output: str) -> str:
    """The format that the ending of a file says; text where it says none."""
    ending = os.path.splitext(output)[1].removeprefix(".").lower()
    return ending if ending in FORMATS else "txt"


def _to_stdout(document: Document, form: str, *, json: bool) -> int:
    from meetingtui.services import papers

    if form != "txt":
        raise Refusal(_("只有文字格式能輸出到螢幕。請以 -o 指定檔案，或改用 --format txt。"))
    lines = papers.text(document, printing.width() or papers.TEXT_WIDTH)
    if json:
        printing.as_json({"name": document.name, "mark": document.mark, "lines": lines})
    else:
        printing.line("\n".join(lines))
    return 0


def _tell(made: Rendered, *, json: bool) -> None:
    """Pages and signs without a glyph, on stderr."""
    if made.pages and not json:
        sys.stderr.write(_("共{count}頁。").format(count=made.pages) + "\n")
    if made.missing:
        from meetingtui.services import papers

        printing.told(papers.missing_words(made.missing))
