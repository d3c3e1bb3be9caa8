"""Returned worksheets as rows: what changes, what must be chosen, what cannot be taken, what is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from meetingtui.domain.reports import LATENESS_WORDS
from meetingtui.domain.returned import Change, Comparison
from meetingtui.domain.worksheets import FILLED, Filled, shown
from meetingtui.language import N_, _
from meetingtui.services.worksheets import Preview
from meetingtui.tui.widgets.record_list import ListColumn, Row

COLUMNS = (
    ListColumn("what", N_("處理"), 10, importance=10),
    ListColumn("number", N_("編號"), 19, importance=8),
    ListColumn("agency", N_("機關"), 8, importance=7, grow=1),
    ListColumn("said", N_("答復或說明"), 24, importance=9, grow=4),
)
Told = dict[str, str]
"""The whole of each row, by its id."""


def rows(seen: Preview, taken: dict[str, Change]) -> tuple[list[Row], Told]:
    """Every row with what is done with it, and the whole of what it says; first what a person must look at."""
    found, agencies = seen.found, seen.agencies()
    made = [
        *_conflicts(found), *_unread(seen), *_problems(found, agencies), *_changes(found), *_taken(taken),
        *_rest(found, agencies),
    ]  # fmt: skip
    return [row for row, _text in made], {str(row.id): text for row, text in made}


def first_open(found: Comparison) -> str:
    """The id of the row that is to be decided on first; empty where none can be taken over."""
    waiting = [*(choice for one in found.conflicts for choice in one.choices), *found.changes]
    return waiting[0].key if waiting else ""


def _taken(taken: dict[str, Change]) -> Iterator[tuple[Row, str]]:
    for one in taken.values():
        yield _change(one, f"taken {one.key}", _("已併入"), "muted")


def _changes(found: Comparison) -> Iterator[tuple[Row, str]]:
    for one in found.changes:
        yield _change(one, one.key, _("變更") if one.known.answer else _("新增"), "success")


def _conflicts(found: Comparison) -> Iterator[tuple[Row, str]]:
    for conflict in found.conflicts:
        for choice in conflict.choices:
            row, text = _change(choice, choice.key, _("! 待選定"), "warning")
            yield row, f"{conflict.sentence()}\n{text}"


def _change(one: Change, row_id: str, what: str, look: str) -> tuple[Row, str]:
    late = f"{_(LATENESS_WORDS[one.known.lateness])} " if one.known.lateness else ""
    text = f"{late}{said(one.filled)}"
    before = _("原為：{answer}").format(answer=said(one.known.answer)) if one.known.answer else ""
    whole = "\n".join(part for part in (f"{one.filename}　{one.number}　{one.known.agency}　{text}", before) if part)
    return Row(row_id, (what, one.number, one.known.agency, text), look), whole


def _unread(seen: Preview) -> Iterator[tuple[Row, str]]:
    for at, sentence in enumerate(seen.unread):
        yield Row(f"unread {at}", (_("! 讀不出"), "", "", sentence), "error"), sentence


def _problems(found: Comparison, agencies: Mapping[str, str]) -> Iterator[tuple[Row, str]]:
    refused = [("refused", _("! 不能併入"), "error", one.number, one.filename, one.sentence()) for one in found.refused]
    missing = [("missing", _("! 缺列"), "warning", one.number, one.filename, one.sentence()) for one in found.missing]
    touched = [
        ("touched", _("! 更動鎖定"), "warning", one.number, one.filename, one.sentence()) for one in found.touched
    ]
    for at, (kind, word, look, number, filename, sentence) in enumerate([*refused, *missing, *touched]):
        yield Row(f"{kind} {at}", (word, number, agencies.get(filename, ""), sentence), look), sentence


def _rest(found: Comparison, agencies: Mapping[str, str]) -> Iterator[tuple[Row, str]]:
    for word, places in ((_("重複"), found.repeated), (_("相同"), found.same), (_("未填"), found.blank)):
        for at, one in enumerate(places):
            where = _("「{file}」第{row}列").format(file=one.filename, row=one.row)
            yield Row(f"{word} {at}", (word, one.number, agencies.get(one.filename, ""), where), "muted"), where


def said(filled: Filled) -> str:
    """An answer in one line."""
    texts = shown(filled)
    return _("、").join(" ".join(texts[column].split()) for column in FILLED if texts[column])


def summary(seen: Preview, taken: int) -> str:
    """How much there is of each."""
    found = seen.found
    text = _("可併入{changes}項，待選定{conflicts}項，不能併入{refused}處，缺列{missing}列，更動鎖定欄位{touched}列")
    told = text.format(
        changes=len(found.changes), conflicts=len(found.conflicts), refused=len(found.refused),
        missing=len(found.missing), touched=len(found.touched),
    )  # fmt: skip
    unread = _("{count}個檔案讀不出；").format(count=len(seen.unread)) if seen.unread else ""
    return (_("已併入{count}項；").format(count=taken) if taken else "") + unread + told
