"""A sitting to write minutes of: planned, with an agenda of a few points."""

from __future__ import annotations

from meetingtui.domain.sittings import SessionView
from meetingtui.services import adding
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
