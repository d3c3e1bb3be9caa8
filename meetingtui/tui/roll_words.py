"""The roll of a sitting as rows and sentences."""

from __future__ import annotations

from meetingtui.domain.registry import Registry
from meetingtui.domain.roles import Role
from meetingtui.domain.roll import Roll, RollLine
from meetingtui.domain.seats import SEAT_WORDS, Seat
from meetingtui.language import N_, _
from meetingtui.services.series_views import ROLE_WORDS
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

COLUMNS = (
    ListColumn("presence", N_("出席"), 8, importance=10),
    ListColumn("name", N_("單位"), 20, importance=10, grow=3),
    ListColumn("title", N_("職稱"), 10, importance=6, grow=1),
    ListColumn("person", N_("姓名"), 12, importance=8, grow=1),
    ListColumn("seat", N_("席次"), 12, importance=3),
    ListColumn("persons", N_("人數"), 4, importance=5, numeric=True),
    ListColumn("online", N_("方式"), 4, importance=4),
)
SHORT = {"present": N_("已出席"), "proxy": N_("代理"), "excused": N_("請假"), "absent": N_("缺席")}
_SIGNS = {"present": "held", "proxy": "moved", "excused": "rule", "absent": "cancelled", "": "planned"}
_LOOKS = {"excused": "muted", "absent": "warning", "present": "success", "proxy": "success"}
GROUPS = ((Role.CHAIR, N_("主席")), (Role.ATTENDEE, N_("出席")), (Role.MAY, N_("得出席")), (Role.OBSERVER, N_("列席")))


def rows(lines: list[RollLine], signs: dict[str, str]) -> list[Row]:
    """The lines by the part they take, walk-ins last; `signs` are drawn for each presence."""
    found: list[Row] = []
    for role, heading in GROUPS:
        alike = [line for line in lines if line.role == role and not line.walk_in]
        if alike:
            found.append(Row(f"role:{role}", (_(heading), _("{count}筆").format(count=len(alike))), HEADING))
            found += [row(line, signs) for line in alike]
    walked_in = [line for line in lines if line.walk_in]
    if walked_in:
        found.append(Row("walk-in", (_("現場加入"), _("{count}筆").format(count=len(walked_in))), HEADING))
        found += [row(line, signs) for line in walked_in]
    return found


def row(line: RollLine, signs: dict[str, str]) -> Row:
    """A line: whether somebody came first."""
    word = _(SHORT.get(line.presence, "")) if line.presence else ""
    seat = _(SEAT_WORDS[Seat(line.seat)]) if line.seat in set(Seat) else ""
    if line.walk_in:
        seat = _(ROLE_WORDS[line.role]) if line.role in ROLE_WORDS else ""
    person = line.person or (_("（{holder}）").format(holder=line.holder) if line.holder and not line.presence else "")
    texts = (
        f"{signs[line.presence]} {word}", line.name, line.title, person, seat,
        str(line.persons) if line.came else "", _("線上") if line.online else "",
    )  # fmt: skip
    return Row(line.key, texts, _LOOKS.get(line.presence, ""))


def signs_of(presence: str) -> str:
    """The name of the sign of a presence."""
    return _SIGNS[presence]


def sums(roll: Roll) -> str:
    """How many lines of each presence, and the person-times."""
    parts = []
    for presence, word in SHORT.items():
        count = sum(1 for line in roll.lines if line.presence == presence)
        if count:
            parts.append(_("{word}{count}").format(word=_(word), count=count))
    left = sum(1 for line in roll.lines if not line.presence)
    if left:
        parts.append(_("未登記{count}").format(count=left))
    about = _("約{count}人次") if roll.about else _("{count}人次")
    return _("、").join(parts) + _("；") + about.format(count=roll.persons)


def found(lines: tuple[RollLine, ...], registry: Registry, text: str) -> list[RollLine]:
    """The lines whose agency, seat or person holds `text`."""
    from meetingtui.domain.names import key

    wanted = key(text)
    return [line for line in lines if any(wanted in key(name) for name in _names(registry, line))]


def _names(registry: Registry, line: RollLine) -> list[str]:
    agency = registry.agencies.get(line.agency_id or 0)
    known = registry.names("agency", agency.id, agency.name, agency.short) if agency else ()
    return [line.name, line.title, line.person, line.holder, line.agency, *known]
