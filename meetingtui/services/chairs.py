"""Who presides: the fixed chair, the next of the rota, the deputies in their order."""

from __future__ import annotations

from meetingtui.domain.registry import Post, Registry, Series, Track
from meetingtui.domain.sessions import STANDING
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows


def next_chair(office: Office, series: Series, track: Track | None, day: str) -> int | None:
    """The post that is to chair a new sitting of `series` on an ISO day; None where the registry names none."""
    rule = series.rule(day)
    if track is not None and track.chair_post_id:
        return track.chair_post_id
    if not rule.chairs or (track is not None and rule.chairs_by_track and len(rule.chairs) > 1):
        return None
    if not rule.rotates:
        return rule.chairs[0]
    return rule.chairs[turns_taken(office, series, day) % len(rule.chairs)]


def turns_taken(office: Office, series: Series, before: str) -> int:
    """How many turns of a rota are used up before an ISO day; a cancelled sitting uses none (rule of the house)."""
    standing = tuple(str(status) for status in STANDING)
    wanted = SessionFilter(series_ids=(series.id,), statuses=standing, kinds=("ordinary",), last=_eve(before))
    return session_rows.count(office.reader, wanted)


def deputies(registry: Registry, sitting: SessionView) -> list[Post]:
    """The posts that may act for the chair of a sitting, in the order of the rule; all others follow."""
    rule = registry.series[sitting.series_id].rule(sitting.day or f"{sitting.year}-01-01")
    first = [registry.posts[post_id] for post_id in (*rule.deputies, *rule.chairs) if post_id != sitting.chair_post_id]
    rest = [post for post in registry.posts.values() if post not in first and not post.retired_on]
    return [*dict.fromkeys(first), *(post for post in rest if post.id != sitting.chair_post_id)]


def _eve(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
