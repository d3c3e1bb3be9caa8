"""列管事項一覽表: what agencies must do, by when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.domain.actions import STATUS_WORDS, ActionView, Origin
from meetingtui.domain.reports import LATENESS_WORDS, PROGRESS_WORDS, PROPOSAL_WORDS, Lateness, ReportView
from meetingtui.domain.rulings import RULING_WORDS, Carried, Ruling, RulingView, is_lapsed
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Cell, Document, Field, PageBreak, Paragraph, Table, Title
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import CLASS, MASK

WORD = "列管事項一覽表"
HEAD = ("編號", "決議（裁示）事項", "主（協）辦單位", "辦理情形", "期限", "列管建議")
WIDTHS = (16, 22, 12, 26, 12, 12)
ACROSS = (16, 24, 14, 25, 12, 9)
"""The same on landscape paper."""
ORDERS = (24, 44, 20, 12)
NONE = "本期無列管事項。"
UNRULED = "未裁示"
LAPSED = "\n（已屆期）"
BEFORE = "歷次會議決議繼續列管案件"
NEW = "本次會議決議列管事項"


class Entry(NamedTuple):
    """A row of the table: an item, what agencies say of it, and what is ruled or proposed (`advice`).

    `due` is an ISO day or empty, `was_due` the one before the sitting moved it; `overdue_days` as of the table's day.
    `lapsed`: the sitting left it open without another day although this one is over.
    """

    number: str
    text: str
    lead: str
    assists: tuple[str, ...]
    due: str
    advice: str
    report: str = ""
    was_due: str = ""
    overdue_days: int = 0
    lapsed: bool = False


class Sheet(NamedTuple):
    """One agency's page, or without `agency` the page of everybody; `before` are those of earlier sittings."""

    agency: str
    actions: tuple[Entry, ...]
    before: tuple[Entry, ...] = ()

    def only(self, agency: str) -> Sheet:
        """The page of what an agency leads or assists in."""
        kept = [
            tuple(one for one in some if agency == one.lead or agency in one.assists)
            for some in (self.actions, self.before)
        ]
        return Sheet(agency, *kept)

    @property
    def agencies(self) -> list[str]:
        """Everybody who leads or assists in something, in the order of the items."""
        everything = (*self.before, *self.actions)
        return list(dict.fromkeys(name for one in everything for name in (one.lead, *one.assists) if name))


class Whose(NamedTuple):
    """Of what the table is: `title` names the series or sitting, `name` is the neutral name of the file.

    `day` is the day on which it is made; confidential action items make the whole table confidential. `mark` and
    `off` are what the papers of a sitting say on every page and, where it does not take place, below the title.
    """

    agency: str
    title: str
    name: str
    day: date
    confidential: bool = False
    mark: str = ""
    off: tuple[Block, ...] = ()


def document(whose: Whose, sheets: Sequence[Sheet], look: Look, masking: Masking = OPEN) -> Document:
    """The table, each agency's on a page of its own."""
    blocks: list[Block] = []
    for sheet in sheets:
        blocks += [PageBreak()] if blocks else []
        blocks += _sheet(whose, sheet, masking)
    mark = whose.mark or (MASK if masking.active else CLASS if whose.confidential else "")
    name = whose.name + (f"_{MASK}" if masking.active else "")
    return Document(name, tuple(blocks), look, running=f"{whose.title}{WORD}", mark=mark, landscape=True)


def entry(one: ActionView) -> Entry:
    """An item as it stands now, with its newest answer."""
    return Entry(
        one.number, one.text, one.lead, one.assists, one.due, STATUS_WORDS[one.status], one.report,
        overdue_days=one.overdue_days,
    )  # fmt: skip


def carried(one: Carried, *, held: bool = False) -> Entry:
    """An item that comes before a sitting: the answers it has, and what it rules or, until then, what is proposed.

    Of a sitting that was `held` what it has not ruled on is 未裁示, so that no proposal reads as a ruling.
    """
    item, last = one.item, one.rulings[-1] if one.rulings else None
    due = last.due if last else item.due
    return Entry(
        item.number, item.text, item.lead, item.assists, due, _advice(one, held), _answers(one),
        was_due=item.due if due != item.due else "", overdue_days=0 if last else item.overdue_days,
        lapsed=last is not None and is_lapsed(item._replace(status=last.status, due=due), last.day),
    )  # fmt: skip


def made(item: ActionView, rulings: Sequence[RulingView] = ()) -> Entry:
    """An item that the sitting has made; `rulings` is what it said of it besides, such as where it goes up to."""
    said = "、".join(ruled(each) for each in rulings)
    return Entry(
        item.number, item.text, item.lead, item.assists, item.due, said or STATUS_WORDS[item.status],
        lapsed=item.came_by == Origin.SPLIT and is_lapsed(item, item.ruled_day),
    )  # fmt: skip


def ruled(one: RulingView) -> str:
    """A ruling as the table says it."""
    word, other = RULING_WORDS[one.verb], "、".join(one.other)
    if one.verb is Ruling.LEAD:
        word = f"改由{wording.line(one.lead)}主辦" if one.lead else word
    elif one.verb is Ruling.MERGE:
        word = f"併入{other}"
    elif one.verb is Ruling.SPLIT:
        parts = "、".join(number.rpartition("-")[2].lstrip("0") for number in one.other)
        word = f"{word}（本次會議第{parts}項）" if parts else word
    elif one.verb is Ruling.RAISE:
        letter = f"（{wording.line(one.doc_no)}）" if one.doc_no else ""
        word = f"提報{wording.line(one.sent_to)}" if one.sent_to else f"提報中央{letter}"
    return word


def _advice(one: Carried, held: bool) -> str:
    if one.rulings:
        said = "\n".join(ruled(each) for each in one.rulings)
        reasons = "；".join(dict.fromkeys(wording.line(each.reason) for each in one.rulings if each.reason))
        return f"{said}\n（{reasons}）" if reasons else said
    leading = (proposed(each) for each in one.reports if each.agency_id == one.item.lead_id)
    passed = f"（前{one.passed_over}次會議未裁示）" if one.passed_over else ""
    wanted = next(leading, "")
    if held:
        wanted = f"{UNRULED}（機關{wanted}）" if wanted else UNRULED
    return "\n".join(filter(None, (wanted, passed)))


def _answers(one: Carried) -> str:
    """What each agency says, the lead first; whose it is where more than one has a part."""
    several = bool(one.item.assists) or len(one.reports) > 1
    order = {agency: place for place, agency in enumerate((one.item.lead_id, *one.item.assist_ids))}
    arranged = sorted(one.reports, key=lambda each: order.get(each.agency_id, len(order)))
    return "\n".join(answer(each, named=several) for each in arranged)


def proposed(one: ReportView) -> str:
    """What an answer proposes that the sitting rule; empty for nothing."""
    if not one.proposal:
        return ""
    due = f"（至{wording.day_in_table(date.fromisoformat(one.proposed_due))}）" if one.proposed_due else ""
    return PROPOSAL_WORDS[one.proposal] + due


def answer(one: ReportView, *, named: bool) -> str:
    """What an agency says of an item, with how far it is; under its name where that is not told otherwise."""
    how = [PROGRESS_WORDS[one.progress]] if one.progress else []
    how += [f"{one.percent}%"] if one.percent is not None else []
    how += [LATENESS_WORDS[one.lateness]] if one.lateness is Lateness.AFTER_SITTING else []
    inside = f"（{'，'.join(how)}）" if how else ""
    if not named:
        return f"{one.text}{inside}"
    return f"{wording.line(one.agency)}{inside}：{one.text}" if one.text else f"{wording.line(one.agency)}{inside}"


def table(entries: Iterable[Entry], caption: str = "", masking: Masking = OPEN, *, with_delay: bool = False) -> Table:
    """Action items as a table of six columns; on a paper of their own `with_delay`: how late each is."""
    head = tuple(Cell(text, "centred") for text in HEAD)
    widths = ACROSS if with_delay else WIDTHS
    return Table(head, tuple(_row(one, masking, with_delay=with_delay) for one in entries), widths, caption)


def orders(entries: Iterable[Entry], caption: str, masking: Masking = OPEN) -> Table:
    """Action items that have just been made: what, who and by when; where one goes up to is said behind what."""
    head = tuple(Cell(HEAD[column], "centred") for column in (0, 1, 2, 4))
    rows = []
    for one in entries:
        number, text, who, _report, due, _state = _row(one, masking, with_delay=False)
        up = f"（{one.advice}）" if one.advice not in STATUS_WORDS.values() else ""
        rows.append((number, Cell(text.text + up), who, due))
    return Table(head, tuple(rows), ORDERS, caption)


def _sheet(whose: Whose, sheet: Sheet, masking: Masking) -> list[Block]:
    day = wording.day_in_text(whose.day)
    blocks: list[Block] = [
        Title(f"{whose.title}{WORD}"),
        *whose.off,
        Field("機關", wording.line(sheet.agency), ("製表日期", day)) if sheet.agency else Field("製表日期", day),
    ]
    for some, caption in ((sheet.before, BEFORE), (sheet.actions, NEW if sheet.before else "")):
        if some:
            blocks.append(table(some, caption, masking, with_delay=True))
    return blocks if sheet.actions or sheet.before else [*blocks, Paragraph(NONE, 0)]


def _row(one: Entry, masking: Masking, *, with_delay: bool) -> tuple[Cell, ...]:
    lead = wording.line(one.lead) or "未定"
    assists = "、".join(map(wording.line, one.assists))
    due = wording.day_in_table(date.fromisoformat(one.due)) if one.due else ""
    was = f"\n原{wording.day_in_table(date.fromisoformat(one.was_due))}" if one.was_due else ""
    late = f"\n（逾期{one.overdue_days}日）" if with_delay and one.overdue_days else LAPSED if one.lapsed else ""
    return (
        Cell(one.number), Cell(masking.order(one.number, wording.clean(one.text))),
        Cell(f"{lead}\n（{assists}）" if assists else lead),
        Cell(masking.said(one.number, wording.clean(one.report))),
        Cell(due + was + late, "centred"), Cell(masking.advice(one.number, wording.clean(one.advice)), "centred"),
    )  # fmt: skip
