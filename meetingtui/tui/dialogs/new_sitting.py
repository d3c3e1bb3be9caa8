"""A new sitting: the series found by any name, all else proposed from its rule, broken rules said before saving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.times import parse_time
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.sessions import KIND_WORDS, Kind
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import finding
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Broken, FormDialog, Values
from meetingtui.tui.dialogs.guests_field import GuestsField
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import MomentField
from meetingtui.tui.widgets.field import Field, LineField

_WRITTEN = frozenset({"note", "guests", "credits"})
"""Fields in which an exclamation mark is text."""
_MARKS = "!！"


class Seen(NamedTuple):
    """What the services answer while one types: the chair whose turn it is, and what would be broken."""

    chair: str
    broken: Broken


class CreditsField(LineField):
    """More series that the sitting counts for, by name; the duties of a joint series are counted by themselves."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.series: Series | None = None
        super().__init__("credits", _("認列"), placeholder=_("其他會議別，以、隔開"))

    def codes(self) -> list[str]:
        """The series typed. Raises NotFound or Ambiguous."""
        words = [word.strip() for word in self.text.replace(",", "、").replace("，", "、").split("、")]
        return [finding.series_of(self.registry, word).code for word in words if word]

    def wrong(self) -> str:
        try:
            self.codes()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def meaning(self) -> str:
        duties = self.registry.duties_of(self.series.id) if self.series else []
        try:
            more = [one.name for one in self.registry.series.values() if one.code in self.codes()]
        except Refusal:
            more = []
        named = [_("{name}1").format(name=name) for name in (*(duty.name for duty in duties), *more)]
        return _("、").join([*named, _("場次1")]) if named else ""


class NewSittingDialog(FormDialog[SessionView]):
    """Adds a sitting; `!` makes it an extraordinary one."""

    HELP: ClassVar[str] = N_(
        "會議別輸入名稱、簡稱或代碼的一部分；日期可輸入 3/5 14:00、115.3.5 或按上下鍵。"
        "其他各欄依會議別的規則先填好，可再修改。按 ! 改為臨時會。Ctrl+S 隨時儲存。外部召開的會議不計入本府場次。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+t", "toggle_kind", N_("臨時"), id="new.extraordinary", key_display="!",
            tooltip=N_("在定期會議與臨時會之間切換；在各欄輸入 ! 也可以"),
        ),
    ]  # fmt: skip

    def __init__(self, page: Page[Any], registry: Registry, *, series: str = "", on: datetime | None = None) -> None:
        """`series` is the code of a series to begin with, `on` a time."""
        self.registry = registry
        self._begin = (series, on)
        self._proposed: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._last_series = ""
        super().__init__(page)

    def heading(self) -> Content:
        return shown(_("新增場次"))

    def facts(self) -> str:
        """Nothing before a series is chosen."""
        return _("請選會議別；各欄會依其規則先填好。")

    def fields(self) -> Sequence[Field]:
        registry, today = self.registry, self.page.office.clock.today()
        code, on = self._begin
        kinds = [Choice(kind, _(word)) for kind, word in KIND_WORDS.items()]
        self._credits = CreditsField(registry)
        self._series_field = ChoiceField(
            "series",
            _("會議別"),
            choices.series(registry),
            code or None,
            required=True,
            placeholder=_("名稱、簡稱或代碼"),
        )
        return (
            self._series_field,
            ChoiceField("track", _("分區"), ()),
            MomentField(
                "start", _("日期時間"), on, near=today, year=self.page.year, required=True,
                placeholder=_("例如 3/5 14:00"),
            ),
            GuestsField(registry, today.isoformat()),
            ChoiceField("room", _("場地"), choices.rooms(registry), free=True),
            ChoiceField("township", _("鄉鎮市區"), choices.townships(registry), free=True),
            ChoiceField("chair", _("主持"), choices.posts(registry), placeholder=_("依輪值或規則")),
            ChoiceField("kind", _("類型"), kinds, Kind.ORDINARY, required=True),
            LineField("minutes", _("時間長度"), rule=_wrong_minutes, placeholder=_("分鐘")),
            self._credits,
            ChoiceField("host", _("主辦機關"), choices.agencies(registry), placeholder=_("留空：依會議別")),
            LineField("note", _("備註"), placeholder=_("我方代表、提案、案號等")),
        )  # fmt: skip

    def on_mount(self) -> None:
        """The track is asked for once the series has some."""
        super().on_mount()
        self.form.field("track").display = False
        self._chosen()

    def action_start_over(self) -> None:
        """As when it was opened: nothing is proposed but for the series it began with."""
        self._proposed, self._texts, self._last_series = {}, {}, ""
        super().action_start_over()
        track, start = self.form.field("track"), self.form.field("start")
        assert isinstance(track, ChoiceField)  # noqa: S101 - made above
        assert isinstance(start, MomentField)  # noqa: S101 - made above
        track.choices, track.display, track.required = (), False, False
        start.usual = self._credits.series = None
        self.query_one(".dialog--facts", Static).update(shown(self.facts()))
        self._chosen()
        for field in (start, self._credits):
            field.tell()

    # ----- what is proposed

    @property
    def series(self) -> Series | None:
        """The series chosen so far."""
        code = self._series_field.value
        return next((one for one in self.registry.series.values() if one.code == code), None)

    def edited(self, field: Field) -> None:
        """Propose what follows from the series, and look what the time would break."""
        if self._takes_mark(field):
            return
        if field is self._series_field:
            self._chosen()
        self._look()

    def _chosen(self) -> None:
        series = self.series
        if series is None or series.code == self._last_series:
            return
        self._last_series = series.code
        rule = series.rule(self._day())
        tracks = choices.tracks(self.registry, series.id, self._day())
        track = self.form.field("track")
        assert isinstance(track, ChoiceField)  # noqa: S101 - made above
        track.choices, track.display, track.required = tuple(tracks), bool(tracks), bool(tracks)
        self._propose("track", tracks[0].label if len(tracks) == 1 else "")
        start = self.form.field("start")
        assert isinstance(start, MomentField)  # noqa: S101 - made above
        start.usual = parse_time(rule.start_time) if rule.start_time else None
        start.tell()
        self._propose("room", rule.room)
        self._propose("minutes", str(rule.minutes))
        self._credits.series = series
        self._credits.tell()
        self._tell_facts(series)

    def _tell_facts(self, series: Series) -> None:
        rule = series.rule(self._day())
        host = rule.host or self.registry.name("agency", rule.host_agency_id)
        parts = [f"{series.code} {series.name}", rule.cadence, host]
        lines = ["　".join(part for part in parts if part)]
        if series.external:
            lines.append(_("外部召開：不發通知、不計入本府場次，結果照樣追蹤；備註可寫我方代表。"))
        self.query_one(".dialog--facts", Static).update(shown("\n".join(lines)))

    def _propose(self, key: str, text: str) -> None:
        """Fill in a field unless the user wrote something else into it."""
        field = self.form.field(key)
        if field.text in {"", self._proposed.get(key, "")}:
            field.text = text
        self._proposed[key] = text

    def _day(self) -> str:
        start = self.form.field("start").value
        return (start if isinstance(start, datetime) else self.page.office.clock.today()).strftime("%Y-%m-%d")

    def _look(self) -> None:
        new = self._new(self.form.values, "")
        if new is not None:
            self.ask(partial(_seen, self.office, new), self._show_seen)

    def _show_seen(self, seen: Seen) -> None:
        if self.series is None:
            return  # begun anew meanwhile
        label = next((one.name for one in self.registry.posts.values() if one.code == seen.chair), "")
        self._propose("chair", label)
        self.show_broken(seen.broken)

    # ----- kind

    def _takes_mark(self, field: Field) -> bool:
        """Whether the exclamation mark of an extraordinary sitting was typed: it never becomes text.

        Where it was typed over a selected text, that text comes back; what was typed since stays.
        """
        if field.key in _WRITTEN or not any(sign in field.text for sign in _MARKS):
            self._texts[field.key] = field.text
            return False
        rest = field.text.translate(dict.fromkeys(map(ord, _MARKS)))
        field.text = rest or self._texts.get(field.key, "")
        self.action_toggle_kind()
        return True

    def action_toggle_kind(self) -> None:
        """Ordinary or extraordinary."""
        field = self.form.field("kind")
        kind = Kind.ORDINARY if field.value is Kind.EXTRAORDINARY else Kind.EXTRAORDINARY
        field.text = _(KIND_WORDS[kind])

    # ----- saving

    def _new(self, values: Values, reason: str) -> NewSitting | None:
        start = values["start"]
        if not isinstance(start, datetime) or not values["series"]:
            return None
        chair = text_of(values["chair"])
        proposed = self.form.field("chair").text == self._proposed.get("chair", "")
        try:
            credits = tuple((code, "") for code in self._credits.codes())
        except Refusal:
            credits = ()
        minutes = text_of(values["minutes"])
        return NewSitting(
            series=text_of(values["series"]), start=start, track=text_of(values["track"]),
            kind=values["kind"] if isinstance(values["kind"], Kind) else Kind.ORDINARY,
            minutes=int(minutes) if minutes.isdecimal() else None, room=text_of(values["room"]),
            township=text_of(values["township"]) or None, chair="" if proposed else chair,
            host=text_of(values["host"]), credits=credits, note=text_of(values["note"]), reason=reason,
            guests=text_of(values["guests"]),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import adding

        new = self._new(values, self.despite_reason)
        assert new is not None  # noqa: S101 - the form lets nothing through without series and start
        return partial(adding.add, self.office, new, despite=self.despite)


def _wrong_minutes(text: str) -> str:
    if text.isascii() and text.isdecimal() and 0 < int(text) <= 24 * 60:
        return ""
    return _("時間長度請填分鐘數，1到1440，例如 120。")


def _seen(office: Office, new: NewSitting) -> Seen:
    from meetingtui.services import adding, chairs

    registry = office.registry()
    series = finding.series_of(registry, new.series)
    track = finding.track_of(registry, series, new.track) if new.track else None
    post = chairs.next_chair(office, series, track, new.start.date().isoformat())
    chair = registry.posts[post].code if post else ""
    return Seen(chair, adding.what_breaks(office, new))
