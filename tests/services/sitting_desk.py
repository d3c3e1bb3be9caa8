"""A sitting to write minutes of: planned, with an agenda of a few points."""

from __future__ import annotations

from meetingtui.domain.sittings import SessionView
from meetingtui.services import adding, attendance, holding, minutes, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from tests.builders import at

POINTS = (
    ("confirm", "確認上次會議紀錄"),
    ("report", "115年上半年通報統計"),
    ("report", "脆弱家庭服務量能"),
    ("discussion", "跨網絡資訊交換表單修正"),
    ("motion", "寒假期間值勤聯絡窗口"),
)


def sitting(office: Office, day: str = "2026-11-20", series: str = "PIF-10", **more: object) -> SessionView:
    """A sitting of a liaison series on that day."""
    from meetingtui.domain.sessions import Rule

    new = NewSitting(series, at(day), reason="另訂", **more)  # type: ignore[arg-type] # as the caller says
    return adding.add(office, new, despite=frozenset(Rule))


def points(office: Office, session: SessionView, *wanted: tuple[str, str]) -> list[int]:
    """Put points on the agenda of a sitting; their ids."""
    from meetingtui.store.tables import AgendaItem

    with office.begin() as work:
        rows = [
            AgendaItem(series_id=session.series_id, session_id=session.id, position=place, kind=kind, matter=matter)
            for place, (kind, matter) in enumerate(wanted or POINTS, 1)
        ]
        work.add_all(rows)
        work.audit("added", f"{session.number} agenda")
        work.commit()
    return [row.id or 0 for row in rows]


def of(office: Office, name: str | int) -> SessionView:
    """A sitting as it stands."""
    return sessions.show(office, name)


def complete(office: Office, day: str = "2026-11-18", series: str = "PIF-10") -> SessionView:
    """A sitting that was held, with minutes in which nothing is missing."""
    made = sitting(office, day, series)
    ids = points(office, made)
    attendance.attend(office, made.number, "社會處", presence="present", persons=2)
    holding.hold(office, made.number)
    minutes.save_head(
        office, made.number, remarks="感謝各位委員出席。", minute_taker="王小明", opened="14:00", adjourned="16:05",
        base_version=0,
    )  # fmt: skip
    for item in ids:
        minutes.save_item(
            office, made.number, item, text="各單位報告。", decision_kind="", decision="洽悉。", base_version=0
        )
    return of(office, made.id)
