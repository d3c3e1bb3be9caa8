"""Reading a county's registry from its preset, shipped or a user's own, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from meetingtui.domain.cadence import Cadence, Level, Rhythm, window_dates
from meetingtui.domain.errors import NotFound, WrongFile
from meetingtui.domain.preset import (
    Actual,
    ArithmeticFinding,
    Basis,
    Chair,
    Duty,
    Floor,
    Law,
    NotMeeting,
    Preset,
    PresetAgency,
    PresetFigure,
    PresetMember,
    PresetPost,
    PresetSeries,
    PresetTrack,
    Reproduced,
    Source,
    Usual,
)
from meetingtui.language import _

FOLDER = Path(__file__).parent.parent / "presets"
LARGEST_BYTES = 8 * 1024 * 1024
_ORDER = ("pingtung", "nantou", "changhua", "kaohsiung", "yilan", "empty")

Facts = Mapping[str, Any]


def counties() -> list[tuple[str, str]]:
    """The shipped registries as (key, county's name), `empty` last."""
    return [(key, json.loads((FOLDER / f"{key}.json").read_bytes())["county"]["name"]) for key in _ORDER]


def read(name_or_path: str | Path) -> Preset:
    """The registry of a shipped county (key, code or Chinese name), or of a file (anything ending in .json).

    Raises NotFound for a county that is not shipped, WrongFile for a file that is too large, broken or refers to
    what it does not hold.
    """
    path = _path(name_or_path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise WrongFile(_("會議清冊「{name}」超過8 MiB，無法讀入。請確認檔案是否正確。"), name=path.name)
        facts = json.loads(path.read_bytes())
    except OSError as error:
        raise WrongFile(_("無法開啟會議清冊「{name}」。請確認檔案存在且可讀取。"), name=path.name) from error
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("會議清冊「{name}」不是完整的JSON檔。請改用原始檔案再試。"), name=path.name) from error
    try:
        preset = _preset(facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        sentence = _("會議清冊「{name}」內容不合格式（{where}）。請對照格式檔 registry.schema.json 修正後再試。")
        raise WrongFile(sentence, name=path.name, where=_where(error)) from error
    if repeated := preset.repeated_codes():
        sentence = _("會議清冊「{name}」有重複的代碼：{codes}。請改為不同代碼後再試。")
        raise WrongFile(sentence, name=path.name, codes=_("、").join(repeated[:5]))
    if dangling := preset.dangling():
        sentence = _("會議清冊「{name}」引用了不存在的代碼：{codes}。請補上或更正後再試。")
        raise WrongFile(sentence, name=path.name, codes=_("、").join(dangling[:5]))
    return preset


def _where(error: Exception) -> str:
    """The few words of `error` that help to find the place, on one line."""
    return " ".join(str(error).split())[:80] or type(error).__name__


def _path(name_or_path: str | Path) -> Path:
    name = str(name_or_path)
    if name.endswith(".json"):
        return Path(name)
    if name in _ORDER:
        return FOLDER / f"{name}.json"
    from meetingtui.domain.names import key

    known = {key(county): shipped for shipped, county in counties()}
    if key(name) in known:
        return FOLDER / f"{known[key(name)]}.json"
    raise NotFound(_("縣市"), name, [key for key, _county in counties()])


def _preset(facts: Facts) -> Preset:
    county = facts["county"]
    document = _text(county["document"])

    def source(one: Facts) -> Source:
        return Source(_text(one.get("document", document)), _whole(one["line"]), _text(one["text"]))

    return Preset(
        code=_text(county["code"]), iso=_text(county["iso"]), name=_text(county["name"]), document=document,
        document_id=_text(county["document_id"]), reporter=_text(county["reporter"]), date=_text(county["date"]),
        date_as_stated=_text(county["date_as_stated"]), townships=_texts(county["townships"]),
        agencies=tuple(_agency(one, source) for one in facts["agencies"]),
        posts=tuple(_post(one) for one in facts["posts"]),
        series=tuple(_series(one, source) for one in facts["series"]),
        figures=tuple(_figure(one, source) for one in facts["figures"]),
        considered_not_meetings=tuple(
            NotMeeting(_text(one["why"]), source(one)) for one in facts["considered_not_meetings"]
        ),
        arithmetic_findings=tuple(
            ArithmeticFinding(_whole(one["line"]), *(_text(one[part]) for part in ("printed", "computed", "note")))
            for one in facts["arithmetic_findings"]
        ),
    )  # fmt: skip


def _agency(one: Facts, source: Callable[[Facts], Source]) -> PresetAgency:
    return PresetAgency(
        code=_text(one["code"]), name=_text(one["name"]), name_en=_text(one["name_en"]), short=_text(one["short"]),
        kind=_text(one["kind"]), networks=_texts(one["networks"]), aliases=_texts(one["aliases"]),
        note=_text(one.get("note", "")), source=source(one["source"]),
    )  # fmt: skip


def _post(one: Facts) -> PresetPost:
    return PresetPost(
        _text(one["code"]), _text(one["name"]), _text(one["name_en"]), _text(one["agency"]), _texts(one["aliases"])
    )


def _series(one: Facts, source: Callable[[Facts], Source]) -> PresetSeries:
    return PresetSeries(
        code=_text(one["code"]), name=_text(one["name"]), name_en=_text(one["name_en"]), aliases=_texts(one["aliases"]),
        level=Level(one["level"]), kind=_text(one["kind"]), nature=_text(one["nature"]), planned=_yes(one["planned"]),
        external=_yes(one["external"]), basis=_basis(one["basis"]), chair=_chair(one["chair"], one["legal_chair"]),
        host=_text(one["host"]["agency"]), host_as_stated=_text(one["host"]["as_stated"]),
        members=tuple(_member(member) for member in one["members"]), cadence=_cadence(one["cadence"]),
        tracks=tuple(_track(track) for track in one["tracks"]), track_kind=_text(one["track_kind"]),
        tracks_source=_text(one["tracks_source"]), duties=tuple(_duty(duty) for duty in one["duties"]),
        counts_for=_texts(one["counts_for"]), floor=_floor(one["floor"]),
        confidentiality=_text(one["confidentiality"]), notice_days=_whole(one["notice_days"]),
        minutes_days=_whole(one["minutes_days"]), stated=_count(one["stated"]),
        stated_source=source(one["stated_source"]) if one["stated_source"] else None,
        computed=_count(one["computed"]), target=_count(one["target"]), discrepancy=_text(one["discrepancy"]),
        usual=_usual(one["usual"]), purpose=_text(one["purpose"]), what_goes_in=_texts(one["what_goes_in"]),
        what_comes_out=_texts(one["what_comes_out"]), deadlines=_texts(one["deadlines"]),
        actuals=tuple(_actual(actual, source) for actual in one["actuals"]),
        possible_same_as=_texts(one["possible_same_as"]), note=_text(one["note"]), note_en=_text(one["note_en"]),
        plan_note=_text(one["plan_note"]), sources=tuple(source(line) for line in one["sources"]),
    )  # fmt: skip


def _basis(one: Facts) -> Basis:
    laws = tuple(
        Law(*(_text(law.get(part, "")) for part in ("law", "article", "version_date", "as_read", "note")))
        for law in one["laws"]
    )
    return Basis(_text(one["type"]), _text(one["as_stated"]), laws)


def _chair(one: Facts, legal: Facts) -> Chair:
    return Chair(
        as_stated=_text(one["as_stated"]), rule=_text(one["rule"]), posts=_texts(one["posts"]),
        deputies=_texts(one["deputies"]), proposed=_yes(one["proposed"]), legal_post=_text(legal["post"]),
        legal_text=_text(legal["text"]),
    )  # fmt: skip


def _member(one: Facts) -> PresetMember:
    label, agency, network, role = (_text(one[part]) for part in ("label", "agency", "network", "role"))
    return PresetMember(label, agency, network, role, _yes(one.get("proposed", False)))


def _cadence(one: Facts) -> Cadence:
    windows = _texts(one["windows"])
    for window in windows:
        window_dates(window, 2024)
    return Cadence(
        rhythm=Rhythm(one["rhythm"]), per_period=_whole(one["per_period"]), windows=windows,
        valid_from=_day(one["valid_from"]), valid_to=_day(one["valid_to"]), qualifier=_text(one["qualifier"]),
        year_basis=_text(one["year_basis"]), as_stated=_text(one["as_stated"]), provisional=_yes(one["provisional"]),
    )  # fmt: skip


def _track(one: Facts) -> PresetTrack:
    code, name, agency, chair = (_text(one[part]) for part in ("code", "name", "agency", "chair"))
    return PresetTrack(code, name, agency, chair, _texts(one["townships"]), _yes(one["proposed"]))


def _duty(one: Facts) -> Duty:
    name, name_en = _text(one["name"]), _text(one["name_en"])
    return Duty(_text(one["code"]), name, name_en, _texts(one["aliases"]), _floor(one["floor"]))


def _floor(one: Facts | None) -> Floor:
    if one is None:
        return Floor()
    texts = {part: _text(one[part]) for part in ("law", "note", "note_en", "verified", "valid_from")}
    return Floor(per_year=_count(one["per_year"]), max_gap_months=_count(one["max_gap_months"]), **texts)


def _usual(one: Facts) -> Usual:
    return Usual(_whole(one["weekday"]), _text(one["time"]), _whole(one["minutes"]), _text(one["room"]))


def _actual(one: Facts, source: Callable[[Facts], Source]) -> Actual:
    unit, qualifier, what, period = (_text(one[part]) for part in ("unit", "qualifier", "what", "period"))
    return Actual(_text(one["kind"]), _value(one["value"]), unit, qualifier, what, period, source(one["source"]))


def _figure(one: Facts, source: Callable[[Facts], Source]) -> PresetFigure:
    by = one["reproduced_by"]
    return PresetFigure(
        indicator=_text(one["indicator"]), value=_value(one["value"]), unit=_text(one["unit"]),
        period=_text(one["period"]), target=None if one["target"] is None else _value(one["target"]),
        group=_text(one["group"]), report=_text(one["report"]), check=_text(one["check"]),
        reproduced_by=Reproduced(_text(by["series"]), _text(by["how"])) if by else None,
        why_not=_text(one["why_not"]), source=source(one["source"]),
    )  # fmt: skip


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r}")
    return tuple(_text(one) for one in value)


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1_000_000:
        raise TypeError(f"{value!r}")
    return value


def _count(value: object) -> int | None:
    return None if value is None else _whole(value)


def _value(value: object) -> int | float | str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{value!r}")
    return value


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))
