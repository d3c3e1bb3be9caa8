"""Entries of the registry as the dialogs on names and endings take them: one shape for all kinds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from meetingtui.services.office import Office
from meetingtui.services.registry import AgencyView, PostView
from meetingtui.services.series_views import SeriesView, TrackView

SERVICES = {"series": "series", "agency": "agencies", "post": "posts", "track": "tracks", "contact": "contacts"}


class Thing(NamedTuple):
    """Something that bears names and may be given up; `owner` is the series of a track, `name_en` None without one."""

    kind: str
    code: str
    name: str
    version: int | None = None
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    retired_on: str | None = None
    owner: str = ""

    @property
    def title(self) -> str:
        """Code and name, as dialogs are headed."""
        code = f"{self.owner} {self.code}".strip()
        return self.name if self.kind == "contact" else f"{code} {self.name}"

    def verb(self, office: Office, name: str) -> Callable[..., Any]:
        """The service call `name` (rename, alias, retire, revive) on this entry, its other arguments still open."""
        call = getattr(import_module(f"meetingtui.services.{SERVICES[self.kind]}"), name)
        return partial(call, office, *([self.owner] if self.owner else []), self.code)


def of_series(view: SeriesView) -> Thing:
    """A series."""
    return Thing("series", view.code, view.name, view.version, view.name_en, view.aliases, view.retired_on)


def of_agency(view: AgencyView) -> Thing:
    """An agency."""
    return Thing("agency", view.code, view.name, view.version, view.name_en, view.aliases, view.retired_on)


def of_post(view: PostView) -> Thing:
    """A post."""
    return Thing("post", view.code, view.name, view.version, view.name_en, view.aliases, view.retired_on)


def of_track(series: str, view: TrackView) -> Thing:
    """A track of a series."""
    return Thing("track", view.code, view.name, view.version, None, (), view.valid_to, series)
