"""A county's registry as it is shipped: every entry and figure with the document and line it comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from meetingtui.domain.cadence import Cadence, Level
from meetingtui.domain.plan_check import PlanCheck, check


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: document title, line in its text, the words themselves."""

    document: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class PresetAgency:
    """A network agency; one bureau may hold several networks."""

    code: str
    name: str
    name_en: str
    short: str
    kind: str
    networks: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str
    source: Source

    def names(self) -> tuple[str, ...]:
        """Everything it may be called, official name first."""
        return (self.name, self.short, *self.aliases)


@dataclass(frozen=True, slots=True)
class PresetPost:
    """An office that may chair, at an agency."""

    code: str
    name: str
    name_en: str
    agency: str
    aliases: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """Everything it may be called, official name first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Law:
    """An article: `version_date` is the day of the text meant, `as_read` the state of the database it was read in.

    Both are ISO dates or empty.
    """

    law: str
    article: str
    version_date: str
    as_read: str
    note: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a series is convened: law, plan, ad_hoc or not_stated."""

    type: str
    as_stated: str
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Chair:
    """Who presides: rule fixed, rotating, by_track or not_stated; posts in turn; deputies in order.

    `proposed`: the source names nobody (or no names for the rota), the posts are our editable proposal.
    """

    as_stated: str
    rule: str
    posts: tuple[str, ...]
    deputies: tuple[str, ...]
    proposed: bool
    legal_post: str
    legal_text: str


@dataclass(frozen=True, slots=True)
class PresetMember:
    """Who is asked: the label as the source has it, and the agency and network it means where that is clear."""

    label: str
    agency: str
    network: str
    role: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class PresetTrack:
    """A place in which a series is held; `proposed` if the source does not name it."""

    code: str
    name: str
    agency: str
    chair: str
    townships: tuple[str, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class Floor:
    """What a law asks for at least: sittings a year, longest gap in months, from a day on."""

    per_year: int | None = None
    max_gap_months: int | None = None
    law: str = ""
    note: str = ""
    note_en: str = ""
    verified: str = ""
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the duties that a joint series owes; a series of its own of kind `duty`."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    floor: Floor


@dataclass(frozen=True, slots=True)
class Actual:
    """A number that the source reports; `kind` is `reported` for held sittings of the series, else `other`."""

    kind: str
    value: int | float | str
    unit: str
    qualifier: str
    what: str
    period: str
    source: Source


@dataclass(frozen=True, slots=True)
class Usual:
    """Editable default of day (1 = Monday), time (24 h), length in minutes and room."""

    weekday: int
    time: str
    minutes: int
    room: str


@dataclass(frozen=True, slots=True)
class PresetSeries:
    """One entry of the registry. `stated`, `computed` and `target` are three figures, none written over another.

    `computed` is cadence x tracks as the source gives them, without tracks that are only proposed. `plan_note` says
    why an entry is not planned, or what its default rests on. `counts_for`: what a sitting is credited to.
    """

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    level: Level
    kind: str
    nature: str
    planned: bool
    external: bool
    basis: Basis
    chair: Chair
    host: str
    host_as_stated: str
    members: tuple[PresetMember, ...]
    cadence: Cadence
    tracks: tuple[PresetTrack, ...]
    track_kind: str
    tracks_source: str
    duties: tuple[Duty, ...]
    counts_for: tuple[str, ...]
    floor: Floor
    confidentiality: str
    notice_days: int
    minutes_days: int
    stated: int | None
    stated_source: Source | None
    computed: int | None
    target: int | None
    discrepancy: str
    usual: Usual
    purpose: str
    what_goes_in: tuple[str, ...]
    what_comes_out: tuple[str, ...]
    deadlines: tuple[str, ...]
    actuals: tuple[Actual, ...]
    possible_same_as: tuple[str, ...]
    note: str
    note_en: str
    plan_note: str
    sources: tuple[Source, ...]

    def names(self) -> tuple[str, ...]:
        """Everything it may be called, official name first."""
        return (self.name, *self.aliases)

    @property
    def provisional(self) -> bool:
        """Whether its sittings stand on our default and are counted apart."""
        return self.cadence.provisional

    def sittings(self) -> int | None:
        """Sittings a year with all tracks, proposed ones too; None on demand."""
        return self.cadence.computed(len(self.tracks))

    def check(self) -> PlanCheck:
        """Its figures side by side."""
        held = next((actual for actual in self.actuals if actual.kind == "reported"), None)
        return check(
            self.name, self.stated, self.cadence, len(self.tracks), self.floor.per_year, self.floor.max_gap_months,
            int(held.value) if held else None, reported_period=held.period if held else "",
            tracks_proposed=self.tracks_source == "proposed",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reproduced:
    """How the program gives a figure back.

    `planned`: the planned year; `cadence`: cadence x tracks of an entry that is not planned by default;
    `recorded`: sittings (or person-times) recorded in the period.
    """

    series: str
    how: str


@dataclass(frozen=True, slots=True)
class PresetFigure:
    """A figure of the county's document; `group` is meetings, deadline, case_stat, visit or not_meetings.

    A figure of group meetings is either `reproduced_by` something or `why_not` says why not.
    """

    indicator: str
    value: int | float | str
    unit: str
    period: str
    target: int | float | str | None
    group: str
    report: str
    check: str
    reproduced_by: Reproduced | None
    why_not: str
    source: Source


@dataclass(frozen=True, slots=True)
class NotMeeting:
    """Words of the document that were weighed and are no meeting."""

    why: str
    source: Source


@dataclass(frozen=True, slots=True)
class ArithmeticFinding:
    """A printed number that its own document does not bear out."""

    line: int
    printed: str
    computed: str
    note: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A county's registry."""

    code: str
    iso: str
    name: str
    document: str
    document_id: str
    reporter: str
    date: str
    date_as_stated: str
    townships: tuple[str, ...]
    agencies: tuple[PresetAgency, ...]
    posts: tuple[PresetPost, ...]
    series: tuple[PresetSeries, ...]
    figures: tuple[PresetFigure, ...]
    considered_not_meetings: tuple[NotMeeting, ...]
    arithmetic_findings: tuple[ArithmeticFinding, ...]

    def sittings_a_year(self, *, provisional: bool) -> int:
        """Planned sittings a year that stand on our defaults (`provisional`), or on the document and the law."""
        return sum(one.sittings() or 0 for one in self.series if one.planned and one.provisional is provisional)

    def repeated_codes(self) -> list[str]:
        """Codes that stand twice among agencies, posts, or series and duties."""
        shelves = (
            [one.code for one in self.agencies],
            [one.code for one in self.posts],
            [one.code for one in self.series] + [duty.code for one in self.series for duty in one.duties],
        )
        return [code for shelf in shelves for code, times in Counter(shelf).items() if times > 1]

    def dangling(self) -> list[str]:
        """References to agencies, posts or series that are not there, as `where: code`."""
        agencies = {one.code for one in self.agencies}
        posts = {one.code for one in self.posts}
        series = {one.code for one in self.series} | {duty.code for one in self.series for duty in one.duties}
        asked = [(post.code, post.agency, agencies) for post in self.posts]
        asked += [
            (figure.indicator, figure.reproduced_by.series, series) for figure in self.figures if figure.reproduced_by
        ]
        for one in self.series:
            asked.append((one.code, one.host, agencies))
            asked += [(one.code, member.agency, agencies) for member in one.members]
            asked += [(one.code, post, posts) for post in (*one.chair.posts, *one.chair.deputies, one.chair.legal_post)]
            for track in one.tracks:
                asked += [(one.code, track.agency, agencies), (one.code, track.chair, posts)]
            asked += [(one.code, other, series) for other in (*one.counts_for, *one.possible_same_as)]
        return [f"{where}: {code}" for where, code, known in asked if code and code not in known]
