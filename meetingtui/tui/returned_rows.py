"""Returned worksheets as rows: what changes, what must be chosen, what cannot be taken, what is as it was."""

from __future__ import annotations

from collections.abc import Iterator

from meetingtui.domain.reports import LATENESS_WORDS
from meetingtui.domain.returned import Change, Comparison
from meetingtui.domain.worksheets import FILLED, Filled, shown
from meetingtui.language import N_, _
from meetingtui.tui.widgets.record_list import ListColumn, Row

COLUMNS = (
    ListColumn("what", N_("處理"), 10, importance=10),
    ListColumn("number", N_("編號"), 19, importance=8),
    ListColumn("agency", N_("機關"), 8, importance=7, grow=1),
    ListColumn("said", N_("答復或說明"), 24, importance=9, grow=4),
)
Told = dict[str, str]
"""The whole of each row, by its id."""


def rows(found: Comparison, taken: dict[str, Change]) -> tuple[list[Row], Told]:
    """Every row with what is done with it, and the whole of what it says."""
    made = [*_taken(taken), *_changes(found), *_problems(found), *_rest(found)]
    return [row for row, _text in made], {str(row.id): text for row, text in made}


def _taken(taken: dict[str, Change]) -> Iterator[tuple[Row, str]]:
    for one in taken.values():
        yield _change(one, f"taken {one.key}", _("已併入"), "muted")


def _changes(found: Comparison) -> Iterator[tuple[Row, str]]:
    for one in found.changes:
        yield _change(one, one.key, _("變更") if one.known.answer else _("新增"), "success")
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


def _problems(found: Comparison) -> Iterator[tuple[Row, str]]:
    for at, one in enumerate(found.refused):
        sentence = one.sentence()
        yield Row(f"refused {at}", (_("! 不能併入"), one.number, "", sentence), "error"), sentence
    for at, missing in enumerate(found.missing):
        sentence = missing.sentence()
        yield Row(f"missing {at}", (_("! 缺列"), missing.number, "", sentence), "warning"), sentence
    for at, touched in enumerate(found.touched):
        sentence = touched.sentence()
        yield Row(f"touched {at}", (_("! 更動鎖定"), touched.number, "", sentence), "warning"), sentence


def _rest(found: Comparison) -> Iterator[tuple[Row, str]]:
    for word, places in ((_("重複"), found.repeated), (_("相同"), found.same), (_("未填"), found.blank)):
        for at, one in enumerate(places):
            where = _("「{file}」第{row}列").format(file=one.filename, row=one.row)
            yield Row(f"{word} {at}", (word, one.number, "", where), "muted"), where


def said(filled: Filled) -> str:
    """An answer in one line."""
    texts = shown(filled)
    return _("、").join(" ".join(texts[column].split()) for column in FILLED if texts[column])


def summary(found: Comparison, taken: int) -> str:
    """How much there is of each."""
    text = _("可併入{changes}項，待選定{conflicts}項，不能併入{refused}處，缺列{missing}列，更動鎖定欄位{touched}列")
    told = text.format(
        changes=len(found.changes), conflicts=len(found.conflicts), refused=len(found.refused),
        missing=len(found.missing), touched=len(found.touched),
    )  # fmt: skip
    return (_("已併入{count}項；").format(count=taken) if taken else "") + told
