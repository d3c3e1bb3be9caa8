"""Searching finds exactly what is written, on a file and on a server, whatever is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.domain import search_text
from meetingtui.domain.errors import NotFound
from meetingtui.domain.search import Hit
from meetingtui.domain.sittings import SessionView
from meetingtui.services import finding, scheduling, search
from meetingtui.services.office import Office
from meetingtui.store import tables
from tests import builders

SIGNS = st.sampled_from("社家暴臺台防治會議115-IPV0042pifＰ㈱é，。 \u3000𠀀\"*'%_!\\(")
TEXTS = st.text(SIGNS, min_size=1, max_size=25)
HOSTILE = [
    '"', '""', "*", "家*", "NEAR(家 暴)", "家 AND", "家 OR 暴", "NOT 家", "-家", "家-暴", "matter:家", "^家", "{家}",
    "%", "_",
    "!", "\\", "'; DROP TABLE paragraph; --", "\0", "家\0暴", "\ud800", "家\udfff", "\u202e", "\x1b[31m", ":x",
    "%(x)s", "家" * 10_000, "家 " * 5_000, "𠀀" * 10_000, "5", "115", "(", "()", "+", "٣", "\u0301",
]  # fmt: skip


def test_two_characters_one_character_and_codes_with_hyphens_are_found(each_office: Office) -> None:
    number = _sitting(each_office).number
    written = _write(each_office, matter="請衛生局就115-IPV-0042之家庭暴力個案說明")

    for asked in (
        "家庭",
        "暴",
        "115-IPV-0042",
        "ipv-0042",
        "0042",
        "42",
        "１１５－ＩＰＶ",
        "衛生局 家庭",
        "衛生局就115-ipv",
    ):
        assert [one.item_id for one in search.find(each_office, asked, kind="agenda").hits] == [written], asked
    assert search.find(each_office, number).hits[0].session_number == number
    assert search.find(each_office, "暴家", kind="agenda").hits == ()


def test_every_kind_of_text_is_found_where_it_stands(each_office: Office) -> None:
    sitting = _sitting(each_office)
    _write_everything(each_office, sitting.id)

    found = search.find(each_office, "臺北橋").hits

    assert {(one.kind, one.place) for one in found} == {
        ("agenda", "matter"), ("agenda", "explanation"), ("agenda", "proposal"), ("agenda", "papers"),
        ("minutes", "text"), ("minutes", "decision"), ("minutes", "remarks"), ("action", "text"),
        ("session", "note"), ("notice", "subject"), ("series", "note"),
    }  # fmt: skip
    of_sitting = [one for one in found if one.kind != "series"]
    assert {one.session_number for one in of_sitting} == {sitting.number}
    assert {one.date for one in of_sitting} == {sitting.day}


def test_minutes_lead_to_their_point_of_the_agenda(office: Office) -> None:
    sitting = _sitting(office)
    item = _write_everything(office, sitting.id)

    found = search.find(office, "北橋", kind="minutes").hits

    assert {(one.place, one.item_id) for one in found} == {
        ("text", item), ("decision", item), ("remarks", sitting.id),
    }  # fmt: skip


def test_the_words_are_marked_in_the_part_of_the_line_that_is_shown(office: Office) -> None:
    _write(office, matter="前言" * 100 + "請臺東縣政府函復" + "後語" * 100)

    (hit,) = search.find(office, "台東 函復").hits

    assert [hit.snippet[start:end] for start, end in hit.marks] == ["臺東", "函復"]
    assert hit.snippet.startswith("..言前言")
    assert hit.snippet.endswith("後..")
    assert len(hit.snippet) == search.WIDE + 4


def test_a_matter_comes_before_a_mention_and_a_number_itself_before_all(office: Office) -> None:
    sitting = _sitting(office)
    mention = _write(office, matter="其他", explanation="各單位報告，其中提及遷居一事，餘如附件所示。")
    matter = _write(office, matter="遷居個案之銜接")
    number = _write(office, matter=f"同{sitting.number}之案由，續行列管並請各單位配合")

    assert [one.item_id for one in search.find(office, "遷居").hits] == [matter, mention]
    by_number = search.find(office, sitting.number).hits
    assert (by_number[0].kind, by_number[0].session_number) == ("session", sitting.number)
    assert by_number[-1].item_id == number


def test_newest_first_goes_by_the_day_of_the_sitting_and_without_one_by_the_day_of_writing(each_office: Office) -> None:
    """Points that wait for a sitting, or belong to one without a date, do not push what is newer down the list."""
    builders.plan_year(each_office)
    sittings = builders.sittings(each_office, "PIF-10")
    assert [one.day for one in sittings] == ["2026-03-05", "2026-07-02", "2026-10-29"]
    march, july, october = (_write(each_office, matter="遷居", session=one.id) for one in sittings)
    unknown, august = (_write(each_office, matter="遷居", written_on=day) for day in (None, "2026-08-01"))
    today = _write(each_office, matter="遷居")

    def newest() -> list[int]:
        return [one.item_id for one in search.find(each_office, "遷居", newest=True).hits]

    assert newest() == [today, october, august, july, march, unknown]
    scheduling.postpone(each_office, sittings[0].number, reason="場地")
    assert set(newest()[:2]) == {today, march}
    assert newest()[2:] == [october, august, july, unknown]


def test_a_search_is_narrowed_by_series_year_agency_and_kind(each_office: Office) -> None:
    builders.plan_year(each_office)
    sitting = builders.sittings(each_office, "PIF-10")[0]
    registry = each_office.registry()
    host = registry.agencies[sitting.host_agency_id or registry.series[sitting.series_id].rules[0].host_agency_id or 0]
    other = next(one for one in registry.agencies.values() if one.id != host.id and one.code)
    proposed = _write(each_office, matter="遷居", agency=other.id)
    hosted = _write(each_office, matter="遷居", session=sitting.id, series=sitting.series_id)

    def found(**narrowed: Any) -> set[int]:
        return {one.item_id for one in search.find(each_office, "遷居", **narrowed).hits}

    assert found() == {proposed, hosted}
    assert found(series="PIF-10") == {hosted}
    assert found(year=sitting.year) == {hosted}
    assert found(year=sitting.year - 1) == set()
    assert found(agency=other.code) == {proposed}
    assert hosted in found(agency=host.code)
    assert found(kind="minutes") == set()


@pytest.mark.parametrize(
    "line",
    [
        "遷居 會議:PIF-10",
        "機關：教育處 遷居",
        "遷居 年度:115",
        "series:PIF-10 year:2026 遷居",
        "遷居 類型:議程",
        "遷居 類型:程",
        "遷居 14:00",
    ],
)
def test_a_typed_line_narrows_by_its_fields(line: str, office: Office) -> None:
    sitting = _sitting(office)
    agency = finding.agency_of(office.registry(), "教育處").id
    _write(office, matter="遷居")
    item = _write(
        office, matter="遷居一案於14:00討論", session=sitting.id, series=sitting.series_id, agency=agency
    )  # fmt: skip

    found = search.by_line(office, line).hits
    assert item in [one.item_id for one in found]
    assert len(found) == (2 if "類型" in line else 1)


def test_a_case_conference_is_found_and_marked_as_confidential(office: Office) -> None:
    builders.plan_year(office)
    case = builders.sittings(office, "PIF-15")[0]
    committee = builders.sittings(office, "PIF-10")[0]
    _write(office, matter="115-IPV-0042", session=case.id, series=case.series_id)
    _write(office, matter="115-IPV-0042", session=committee.id, series=committee.series_id)

    found = search.find(office, "115-IPV-0042").hits

    assert {one.series: one.confidential for one in found} == {"PIF-15": True, "PIF-10": False}


def test_a_list_that_is_cut_says_that_there_is_more(office: Office) -> None:
    for _number in range(5):
        _write(office, matter="遷居")

    found = search.find(office, "遷居", limit=3)
    assert (len(found.hits), found.total, found.more) == (3, 5, True)
    found = search.find(office, "遷居", newest=True, limit=3)
    assert (len(found.hits), found.total, found.more) == (3, None, True)
    found = search.find(office, "遷居", newest=True, limit=5)
    assert (len(found.hits), found.total, found.more) == (5, 5, False)


def test_of_very_many_hits_the_newest_are_weighed_and_a_series_by_its_name_is_never_lost(each_office: Office) -> None:
    builders.plan_year(each_office)
    first, *_others, last = builders.sittings(each_office, "PIF-10")
    older = _write(each_office, matter="PIF-10", session=first.id)
    matter = _write(each_office, matter="修正PIF-10之組成，餘如附件所示，請各單位配合辦理")
    mentions = "\n".join(f"第{number}次提及PIF-10一事，請各單位配合" for number in range(search.WEIGHED))
    _write(each_office, matter="其他", explanation=mentions, session=last.id)

    found = search.find(each_office, "PIF-10")

    assert (found.total, found.more) == (None, True)
    assert (found.hits[0].kind, found.hits[0].series) == ("series", "PIF-10")
    assert matter in [one.item_id for one in found.hits]
    assert older not in [one.item_id for one in found.hits]


@pytest.mark.parametrize("newest", [False, True])
def test_a_list_is_read_on_where_it_was_cut_and_says_how_many_there_are(office: Office, newest: bool) -> None:
    for _number in range(5):
        _write(office, matter="遷居")

    first = search.by_line(office, "遷居", newest=newest, limit=3)
    rest = search.by_line(office, "遷居", newest=newest, limit=3, skip=3)

    assert ((first.total, first.more), (rest.total, rest.more)) == ((5, True), (5, False))
    assert len({one.item_id for one in (*first.hits, *rest.hits)}) == 5


def test_words_far_from_each_other_are_both_in_what_is_shown(office: Office) -> None:
    _write(office, matter="某案", explanation="遷居" + "甲" * 300 + "追蹤" + "乙" * 300 + "回報")

    hit = search.find(office, "遷居 追蹤 回報").hits[0]

    assert [hit.snippet[start:end] for start, end in hit.marks] == ["遷居", "追蹤", "回報"]
    assert len(hit.snippet) < 150


def test_a_search_for_nothing_for_too_much_or_in_nothing_is_refused(office: Office) -> None:
    for empty in ("", " ", "\u3000\n"):
        with pytest.raises(search.NothingAsked):
            search.find(office, empty)
    with pytest.raises(search.TooMuchAsked, match="51"):
        search.find(office, " ".join(f"詞{number}" for number in range(51)))
    with pytest.raises(search.NoSuchKind, match="agenda"):
        search.find(office, "遷居", kind="cases")
    with pytest.raises(NotFound):
        search.find(office, "遷居", series="沒有這個會議")


@pytest.mark.parametrize("asked", HOSTILE)
def test_signs_of_the_query_stand_for_themselves(asked: str, each_office: Office) -> None:
    _write(
        each_office, matter='社"家*暴-NEAR(%_!\\;:x%(x)s5+\n家 AND 暴 OR NOT\n\0\ud800\u202e\x1b[31m\n' + "家" * 10_001
    )
    _require_the_same_as_like(each_office, asked)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=6), cut=st.data())
def test_a_search_finds_the_same_as_reading_everything(each_office: Office, texts: list[str], cut: Any) -> None:
    with each_office.begin() as work:
        for old in work.all(tables.AgendaItem):
            work.delete(old)
        work.add_all([tables.AgendaItem(series_id=1, kind="report", matter=one) for one in texts])
        work.audit("added", "議程", undoable=False)
        work.commit()
    whole = cut.draw(st.sampled_from(texts))
    start = cut.draw(st.integers(0, len(whole) - 1))
    for asked in (whole[start : start + cut.draw(st.integers(1, 8))], cut.draw(TEXTS)):
        _require_the_same_as_like(each_office, asked)


def test_words_that_seldom_meet_are_found_among_many_lines_wherever_they_meet(each_office: Office) -> None:
    """The index is asked word by word at first, and for all words at once where they do not meet for long."""
    _write(each_office, matter="早先", explanation="\n".join(_lines_of_two_halves()))
    for asked in (
        "家庭 追蹤", "家庭 銜接", "追蹤 銜接", "家庭 颱風", "第4 家庭", "115-ipv-0042 家庭",
        "家庭 0042 115-ipv", "5 家庭", "庭4", "家庭 追蹤 5",
    ):  # fmt: skip
        _require_the_same_as_like(each_office, asked)
        _require_the_same_order(each_office, asked)


def _lines_of_two_halves() -> list[str]:
    """Six hundred lines with 家庭 in the first half, then as many with 追蹤; both only in three of them."""
    lines = [f"第{number}案家庭{number % 7}" + "115-IPV-0042" * (number in {30, 555}) for number in range(600)]
    lines += [f"追蹤{number}" + "銜接" * (number % 50 == 0) for number in range(600)]
    for number in (2, 599, 1199):
        lines[number] = "家庭銜接之追蹤5"
    return lines


def _require_the_same_order(office: Office, asked: str) -> None:
    """A list that is read on page by page is the whole list, the newest first."""
    whole = [_key_of(one) for one in search.find(office, asked, newest=True, limit=1000).hits]
    paged = [_key_of(one) for skip in (0, 1, 100, 350) for one in _page(office, asked, skip)]
    assert paged == [whole[place] for skip in (0, 1, 100, 350) for place in range(skip, min(skip + 3, len(whole)))]
    sql = "SELECT owner_id, place, line FROM paragraph ORDER BY id DESC"
    order = [tuple(row) for row in office.reader.rows(sql)]
    assert whole == [one for one in order if one in set(whole)]


def _page(office: Office, asked: str, skip: int) -> tuple[Hit, ...]:
    return search.find(office, asked, newest=True, limit=3, skip=skip).hits


def _require_the_same_as_like(office: Office, asked: str) -> None:
    from meetingtui.store.storable import storable

    wanted = search_text.key(str(storable(asked))).split()
    if not wanted:
        with pytest.raises(search.NothingAsked):
            search.find(office, asked)
        return
    clauses = [f"key LIKE :like_{place} ESCAPE '!'" for place in range(len(set(wanted)))]
    sql = f"SELECT owner_id, place, line FROM paragraph WHERE {' AND '.join(clauses)}"  # noqa: S608 - values are parameters
    escaped = [one.replace("!", "!!").replace("%", "!%").replace("_", "!_") for one in dict.fromkeys(wanted)]
    likes = {f"like_{place}": f"%{one}%" for place, one in enumerate(escaped)}
    expected = sorted(tuple(row) for row in office.reader.rows(sql, likes))
    for newest in (False, True):
        found = search.find(office, asked, newest=newest, limit=1000)
        assert found.total == len(expected)
        assert sorted(_key_of(one) for one in found.hits) == expected


def _key_of(hit: Hit) -> tuple[int, str, int]:
    assert hit.kind in {"agenda", "session", "series"}, "hits of these tests belong to the rows they stand in"
    return hit.item_id, hit.place, hit.line


def _sitting(office: Office) -> SessionView:
    builders.plan_year(office)
    return builders.sittings(office, "PIF-10")[0]


def _write(
    office: Office, *, matter: str, explanation: str = "", session: int | None = None, series: int = 1,
    agency: int | None = None, written_on: str | None = builders.TODAY.isoformat(),
) -> int:  # fmt: skip
    with office.begin() as work:
        item = work.add(
            tables.AgendaItem(
                series_id=series, session_id=session, kind="report", matter=matter, explanation=explanation,
                agency_id=agency,
            )
        )  # fmt: skip
        assert item.written_on == builders.TODAY.isoformat()
        item.written_on = written_on
        work.audit("added", "議程")
        work.commit()
    return int(item.id or 0)


def _write_everything(office: Office, session: int) -> int:
    """A sitting with the same words in every text of its papers; the id of its point."""
    words = "請通過台北橋之案"
    with office.begin() as work:
        sitting = work.get(tables.Session, session)
        sitting.note = words
        series = work.get(tables.Series, sitting.series_id)
        series.note = words
        item = work.add(
            tables.AgendaItem(
                series_id=sitting.series_id, session_id=session, kind="discussion", matter=words, explanation=words,
                proposal=words, papers='[{"name": "台北橋.pdf", "note": "圖"}]',
            )
        )  # fmt: skip
        work.add(tables.Minutes(session_id=session, remarks=words))
        work.add(tables.MinutesItem(agenda_item_id=item.id, text=words, decision=words))
        work.add(tables.ActionItem(session_id=session, number="X-01", ordinal=1, text=words))
        work.add(tables.Notice(session_id=session, subject=words))
        work.audit("edited", sitting.number)
        work.commit()
    return int(item.id or 0)
