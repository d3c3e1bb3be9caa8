"""Printing through a real CUPS to printers that listen on a socket."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetingtui.papers.document import Document, Paragraph
from meetingtui.papers.settings import Look
from meetingtui.services import printing
from meetingtui.services.printing import CannotPrint, SignsMissing
from tests.papers import examples
from tests.services.cups_desk import Cups, Paper, free_port, needs_cupsd, running

pytestmark = needs_cupsd


@pytest.fixture(scope="module")
def system() -> Iterator[Cups]:
    """One printing system for the tests of this module."""
    with running() as cups:
        yield cups


@pytest.fixture
def cups(system: Cups, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """The printing system without any printer in it."""
    monkeypatch.setenv("CUPS_SERVER", system.address)
    yield system
    for queue in _names(system):
        system.command("cancel", "-a", queue)
        system.command("lpadmin", "-x", queue)


@pytest.fixture
def paper(cups: Cups) -> Iterator[Paper]:
    """The printer `Office`, which keeps what it is sent."""
    listener = Paper()
    cups.queue("Office", listener.port)
    yield listener
    listener.close()


def _names(cups: Cups) -> list[str]:
    try:
        return [one.name for one in printing.printers()]
    except CannotPrint:
        return []


def refusal(name: str = "") -> str:
    with pytest.raises(CannotPrint) as refused:
        printing.choose(name)
    return str(refused.value)


def test_a_paper_reaches_the_printer_as_pdf_and_is_followed_until_it_is_there(office, paper):
    job = printing.send(office, examples.notice())
    state = printing.followed(job)

    assert (state.done, state.failed, state.words) == (True, False, "已送交印表機")
    assert [one[:5] for one in paper.received] == [b"%PDF-"]
    assert (job.printer, job.pages, job.copies) == ("Office", 1, 1)


def test_the_job_tells_others_neither_series_nor_number(office, cups, paper):
    printing.followed(printing.send(office, examples.notice()._replace(name="PIF-10-115-03_紀錄")))

    note = cups.jobs()[-1]
    assert b"paper" in note
    assert b"PIF" not in note


def test_copies_and_both_sides_are_asked_for(office, cups, paper):
    printing.followed(printing.send(office, examples.notice(), copies=3, duplex=True))

    assert b"two-sided-long-edge" in cups.jobs()[-1]
    assert len(paper.received) in {1, 3}
    assert b"".join(paper.received).count(b"%PDF-") == 3


def test_a_paper_that_lies_across_is_turned_over_its_short_edge(office, cups, paper):
    printing.followed(printing.send(office, examples.counts(), duplex=True))

    assert b"two-sided-short-edge" in cups.jobs()[-1]


def test_nothing_is_left_in_the_folder_for_temporary_files(office, paper, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    printing.followed(printing.send(office, examples.notice()))

    assert [file for file in tmp_path.iterdir() if file.suffix == ".pdf"] == []


def test_a_print_is_noted_in_the_trail(office, paper):
    printing.send(office, examples.notice())

    last = office.reader.row("SELECT verb, object FROM audit ORDER BY id DESC LIMIT 1")
    assert tuple(last) == ("printed", "notice")


def test_a_printer_that_is_off_is_told_and_the_job_waits(office, cups):
    cups.queue("Cellar", free_port())

    job = printing.send(office, examples.notice())
    state = printing.followed(job)

    assert (state.done, state.failed) == (False, True)
    assert state.words == "等待中：印表機可能沒有開機，或沒有連上網路"


def test_a_job_that_somebody_cancels_is_told_as_not_printed(office, cups):
    cups.queue("Cellar", free_port())
    job = printing.send(office, examples.notice())

    cups.command("cancel", job.name)

    assert printing.followed(job).words == "未印出：工作已被取消"


def test_a_paused_printer_is_named_with_the_reason_that_was_given(cups, paper):
    cups.command("cupsdisable", "-r", "out of paper", "Office")

    assert refusal("Office").startswith("印表機「Office」已暫停（out of paper）。")


def test_a_printer_that_takes_no_jobs_is_named(cups, paper):
    cups.command("cupsreject", "-r", "moving", "Office")

    assert refusal("Office").startswith("印表機「Office」目前不收件（moving）。")


def test_a_printer_that_nobody_knows_is_refused_with_those_there_are(paper):
    assert "可用的有：Office" in refusal("Offfice")
    assert "可用的有：Office" in refusal("-rf")


def test_without_a_default_among_several_the_user_is_asked_to_choose(cups, paper):
    cups.queue("Second", paper.port)
    assert "沒有預設印表機" in refusal()

    cups.command("lpadmin", "-d", "Second")

    assert printing.choose().name == "Second"
    assert [one.name for one in printing.printers()] == ["Second", "Office"]


def test_without_any_printer_the_sentence_says_so(cups):
    assert "沒有任何印表機" in refusal()


def test_a_service_that_is_down_is_named(monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")

    assert "列印服務（CUPS）沒有啟動" in refusal()


def test_without_lp_the_sentence_says_what_to_install(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "apt install cups-client" in refusal()


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_a_number_of_copies_that_nobody_means_is_refused(office, paper, copies):
    with pytest.raises(CannotPrint, match="份數須在1到99之間"):
        printing.send(office, examples.notice(), copies=copies)


def test_signs_that_would_be_boxes_are_named_before_anything_is_printed(office, cups, paper):
    document = Document("paper", (Paragraph("堃\ue123"),), Look())
    before = len(cups.jobs())

    with pytest.raises(SignsMissing, match=r"U\+E123"):
        printing.send(office, document)

    assert len(cups.jobs()) == before
    assert printing.followed(printing.send(office, document, despite_missing=True)).done


def test_every_refusal_offers_the_pdf(cups):
    assert refusal().endswith("也可先另存 PDF，再到其他電腦列印。")
