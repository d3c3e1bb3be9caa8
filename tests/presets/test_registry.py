"""The five shipped registries against the manifest of what the documents hold: nothing lost, everything found."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from meetingtui.domain.names import hits, resolve
from meetingtui.domain.plan_check import Finding
from meetingtui.intake.presets import FOLDER, counties, read

MANIFEST = json.loads((Path(__file__).parent / "manifest.json").read_bytes())
KEYS = {"PIF": "pingtung", "NAN": "nantou", "CHA": "changhua", "KHH": "kaohsiung", "ILA": "yilan"}
ENTRIES = MANIFEST["entries"]


def shipped(county):
    return read(KEYS[county])


def series(code):
    return next(one for one in shipped(code[:3]).series if one.code == code)


@pytest.mark.parametrize("key", [*KEYS.values(), "empty"])
def test_each_registry_keeps_to_the_schema(key):
    schema = json.loads((FOLDER / "registry.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    facts = json.loads((FOLDER / f"{key}.json").read_bytes())
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(facts)] == []


def test_the_schema_notices_a_planned_training_and_a_figure_without_reason():
    schema = json.loads((FOLDER / "registry.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    facts = json.loads((FOLDER / "pingtung.json").read_bytes())
    next(one for one in facts["series"] if one["nature"] == "training")["planned"] = True
    facts["figures"][0]["reproduced_by"] = None
    assert len(list(validator.iter_errors(facts))) == 2


def test_all_123_entries_are_there_in_their_counties():
    assert len(ENTRIES) == 123
    found = [one.code for county in KEYS for one in shipped(county).series]
    assert found == [entry["id"] for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_keeps_its_name_figures_and_lines(entry):
    one = series(entry["id"])
    assert (one.name, str(one.level), one.stated, one.computed) == (
        entry["name"],
        entry["level"],
        entry["stated"],
        entry["computed"],
    )
    assert (one.floor.per_year, one.floor.max_gap_months) == (entry["per_year_floor"], entry["max_gap_months"])
    assert [[actual.value, actual.unit] for actual in one.actuals] == entry["actuals"]
    assert [source.line for source in one.sources] == entry["lines"]
    assert set(entry["aliases"]) <= set(one.aliases)
    assert [member.label for member in one.members if not member.proposed] == entry["members"]
    assert len(one.deadlines) == entry["deadlines"]
    assert len(one.basis.laws) == entry["laws"]
    if entry["tracks"] is not None:
        assert len(one.tracks) == entry["tracks"]
        assert one.tracks_source == "stated"


@pytest.mark.parametrize("county", KEYS)
def test_every_figure_of_a_county_is_kept_with_document_and_line(county):
    preset = shipped(county)
    assert preset.document
    assert preset.document_id == MANIFEST["document_ids"][county]
    wanted = [one for one in MANIFEST["figures"] if one["county"] == county]
    kept = [
        {
            "county": county, "line": one.source.line, "text": one.source.text, "value": one.value, "unit": one.unit,
            "target": one.target, "group": one.group,
        }
        for one in preset.figures
    ]  # fmt: skip
    assert kept == wanted
    sources = [one.source for one in (*preset.figures, *preset.agencies, *preset.considered_not_meetings)]
    for one in preset.series:
        sources += [*one.sources, *(actual.source for actual in one.actuals)]
        assert (one.stated is None) == (one.stated_source is None)
        if one.stated_source:
            sources.append(one.stated_source)
    assert all(source.document == preset.document and source.line > 0 and source.text for source in sources)


@pytest.mark.parametrize("county", KEYS)
def test_what_is_no_meeting_and_what_does_not_add_up_is_kept_too(county):
    preset = shipped(county)
    not_meetings = [[county, one.source.line, one.source.text] for one in preset.considered_not_meetings]
    assert not_meetings == [one for one in MANIFEST["considered_not_meetings"] if one[0] == county]
    findings = [[county, one.line, one.printed, one.computed] for one in preset.arithmetic_findings]
    assert findings == [one for one in MANIFEST["arithmetic_findings"] if one[0] == county]


@pytest.mark.parametrize("county", KEYS)
def test_every_agency_is_kept_with_all_its_networks_and_found_by_the_name_in_the_document(county):
    preset = shipped(county)
    entries = [(one.code, one.names()) for one in preset.agencies]
    for wanted in MANIFEST["agencies"]:
        if wanted["county"] == county:
            code = resolve(wanted["as_stated"], entries, "機關")
            agency = next(one for one in preset.agencies if one.code == code)
            assert list(agency.networks) == wanted["networks"]
            assert agency.source.line == wanted["line"]


@pytest.mark.parametrize("county", KEYS)
def test_any_name_finds_one_agency_one_post_and_one_series(county):
    preset = shipped(county)
    for shelf in (preset.agencies, preset.posts, preset.series):
        entries = [(one.code, one.names()) for one in shelf]
        for code, names in entries:
            for name in (code, *names):
                assert hits(name, entries) == [code], name


def test_one_bureau_may_hold_two_networks():
    both = [one for one in shipped("NAN").agencies if {"社政", "勞政"} <= set(one.networks)]
    assert [one.code for one in both] == ["SLD"]


def test_the_juvenile_committee_is_an_agency_and_a_series():
    preset = shipped("PIF")
    assert hits("少輔會", [(one.code, one.names()) for one in preset.agencies]) == ["JGC"]
    assert hits("少輔會", [(one.code, one.names()) for one in preset.series]) == ["PIF-02"]


def test_the_year_of_pingtung_is_91_stated_and_6_by_law_and_the_rest_counted_apart():
    preset = shipped("PIF")
    firm = [one for one in preset.series if one.planned and not one.provisional]
    plan = MANIFEST["pif_year_plan"]
    assert sum(one.sittings() for one in firm if one.stated is not None) == plan["stated"] == 91
    by_law = {one.code: one.sittings() for one in firm if one.stated is None}
    assert by_law == {"PIF-02": 4, "PIF-07": 2}
    assert preset.sittings_a_year(provisional=False) == plan["not_provisional"] == 97
    assert {one.code for one in preset.series if one.planned and one.provisional} == {
        "PIF-01", "PIF-03", "PIF-04", "PIF-05", "PIF-06",
    }  # fmt: skip


@pytest.mark.parametrize("county", KEYS)
def test_every_county_has_a_year_and_plans_only_what_has_a_number(county):
    planned = [one for one in shipped(county).series if one.planned]
    assert planned
    for one in planned:
        assert one.nature == "meeting"
        assert one.sittings(), one.code
        assert one.chair.posts or one.tracks, one.code
        assert one.members, one.code
        assert one.host, one.code


@pytest.mark.parametrize("county", KEYS)
def test_what_is_not_planned_or_a_default_says_why(county):
    for one in shipped(county).series:
        if one.provisional or not one.planned:
            assert one.plan_note or one.stated is not None, one.code


@pytest.mark.parametrize("county", KEYS)
def test_the_computed_figure_is_the_cadence_times_the_stated_tracks(county):
    for one in shipped(county).series:
        if one.computed is not None:
            assert one.check().computed == one.computed, one.code


@pytest.mark.parametrize("county", KEYS)
def test_every_article_says_which_text_is_meant(county):
    for one in shipped(county).series:
        for law in one.basis.laws:
            assert law.version_date or law.as_read or law.law == "治安會報設置要點", (one.code, law.law)


@pytest.mark.parametrize(
    ("code", "kind", "stated", "computed"),
    [
        ("PIF-14", Finding.SAME, 28, 28),
        ("PIF-15", Finding.SAME, 24, 24),
        ("PIF-16", Finding.TRACKS_MISSING, 12, 6),
        ("PIF-17", Finding.TRACKS_MISSING, 24, 12),
        ("PIF-10", Finding.SAME, 3, 3),
        ("PIF-02", Finding.GAP_RULE, None, 4),
        ("NAN-03", Finding.GAP_RULE, None, 4),
        ("KHH-21", Finding.GAP_RULE, None, 4),
        ("ILA-15", Finding.GAP_RULE, None, 4),
        ("KHH-02", Finding.REPORTED_DIFFERS, None, 72),
        ("ILA-03", Finding.NO_FIGURE, None, 20),
        ("ILA-09", Finding.SAME, 2, 2),
        ("PIF-11", Finding.DEMAND, None, None),
        ("PIF-18", Finding.NO_FIGURE, None, None),
    ],
)
def test_the_check_of_the_registry_says_what_the_documents_say(code, kind, stated, computed):
    found = series(code).check()
    assert (found.kind, found.stated, found.computed) == (kind, stated, computed)


def test_the_seven_centres_serve_every_township_of_pingtung_once():
    served = [town for track in series("PIF-14").tracks for town in track.townships]
    assert sorted(served) == sorted(shipped("PIF").townships)
    assert len(served) == 33


def test_the_centres_of_yilan_and_kaohsiung_are_named_with_their_territory():
    assert [track.name for track in series("ILA-03").tracks][:2] == ["礁溪社福中心", "宜蘭社福中心"]
    assert len(series("KHH-02").tracks) == 18
    for code in ("ILA-03", "KHH-02"):
        served = {town for track in series(code).tracks for town in track.townships}
        assert served == set(shipped(code[:3]).townships)


def test_joint_series_owe_their_duties_and_only_one_of_them_has_the_gap():
    joint = series("PIF-02")
    assert [(duty.code, duty.floor.per_year, duty.floor.max_gap_months) for duty in joint.duties] == [
        ("PIF-02-A", None, None),
        ("PIF-02-B", 4, 3),
    ]
    assert joint.counts_for == ("PIF-02-A", "PIF-02-B")
    assert series("ILA-02").counts_for == ("ILA-01",)


def test_meetings_hosted_by_others_are_marked():
    assert [series(code).external for code in ("PIF-06", "CHA-07", "ILA-17", "ILA-18", "PIF-10")] == [
        True, True, True, True, False,
    ]  # fmt: skip


def test_the_counties_are_offered_by_name():
    assert dict(counties()) | {"empty": ""} == {
        "pingtung": "屏東縣", "nantou": "南投縣", "changhua": "彰化縣", "kaohsiung": "高雄市", "yilan": "宜蘭縣",
        "empty": "",
    }  # fmt: skip
