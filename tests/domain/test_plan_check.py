from __future__ import annotations

import pytest

from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.domain.plan_check import Finding, check

QUARTER = Cadence(Rhythm.QUARTER)


def test_a_stated_figure_that_equals_cadence_times_tracks_agrees():
    found = check("社區照顧資源整合平台會議", 28, QUARTER, 7)
    assert (found.kind, found.computed, found.ok) == (Finding.SAME, 28, True)
    assert found.sentence == "社區照顧資源整合平台會議載明28場，與頻率相符：每季1場×7個分區＝28場。"
    assert check("高危機會議", 24, Cadence(Rhythm.MONTH, 2)).kind is Finding.SAME


def test_a_stated_figure_twice_the_cadence_asks_for_a_second_track():
    found = check("聯合評估會", 12, Cadence(Rhythm.BIMONTH))
    assert (found.kind, found.computed, found.propose_tracks, found.ok) == (Finding.TRACKS_MISSING, 6, 2, False)
    assert "載明12場，依頻率僅6場" in found.sentence
    assert "如分2個分區召開即相符" in found.sentence


def test_tracks_that_are_only_proposed_do_not_hide_the_difference():
    found = check("共案結案評估會", 24, Cadence(Rhythm.MONTH), 2, tracks_proposed=True)
    assert (found.kind, found.computed, found.planned, found.ok) == (Finding.TRACKS_MISSING, 12, 24, False)
    assert "已暫分2個分區補足" in found.sentence


def test_a_figure_that_no_number_of_tracks_explains_is_to_be_corrected():
    found = check("會議", 10, QUARTER)
    assert (found.kind, found.propose_tracks, found.ok) == (Finding.DIFFERS, None, False)
    assert "載明10場，依頻率為4場" in found.sentence


def test_fewer_than_the_law_asks_for_comes_before_everything_else():
    found = check("強迫入學委員會", 1, Cadence(Rhythm.YEAR), 0, 2)
    assert (found.kind, found.ok) == (Finding.BELOW_FLOOR, False)
    assert "低於法定每年至少2場" in found.sentence


def test_four_a_year_keep_the_number_of_the_juvenile_committee_but_not_its_gap():
    found = check("少輔會", None, QUARTER, 0, 4, 3)
    assert (found.kind, found.computed, found.ok) == (Finding.GAP_RULE, 4, True)
    assert "法定至少每3個月召開一次" in found.sentence
    assert check("少輔會", None, Cadence(Rhythm.MONTH), 0, 4, 3).kind is Finding.NO_FIGURE


def test_a_report_that_counts_fewer_than_the_cadence_asks_for_its_period():
    found = check("區級會議", None, QUARTER, 18, reported=69, reported_period="107-109年")
    assert (found.kind, found.computed, found.ok) == (Finding.REPORTED_DIFFERS, 72, False)
    assert found.sentence == (
        "區級會議依頻率每年應有72場（每季1場×18個分區＝72場）；報告載69場（107-109年），如為一年則少3場，請確認期間。"
    )
    assert "多50場" in check("網絡會議", None, QUARTER, reported=54).sentence


def test_a_report_over_several_years_is_measured_by_all_of_them_where_that_comes_nearer():
    found = check("少年輔導工作網絡會議", None, QUARTER, reported=54, reported_period="107-109年")
    assert (found.kind, found.ok) == (Finding.REPORTED_DIFFERS, False)
    assert found.sentence == (
        "少年輔導工作網絡會議依頻率每年應有4場（每季1場）；報告載54場（107-109年），以3年計應有12場，多42場，"
        "請確認報告的期間，或更正頻率。"
    )
    assert (
        "以3年計應有12場，少1場" in check("會議", None, QUARTER, reported=11, reported_period="107年至109年").sentence
    )
    assert "如為一年則多50場" in check("會議", None, QUARTER, reported=54, reported_period="109-107年").sentence


def test_a_report_that_the_cadence_gives_over_its_years_differs_in_nothing():
    assert check("會議", None, QUARTER, reported=12, reported_period="107-109年").kind is Finding.NO_FIGURE
    assert check("會議", None, QUARTER, reported=12, reported_period="109年").kind is Finding.REPORTED_DIFFERS


def test_at_least_two_is_met_by_three():
    cadence = Cadence(Rhythm.THIRD, qualifier="at_least")
    assert check("跨局處聯繫會議", 2, cadence).kind is Finding.SAME
    assert check("跨局處聯繫會議", 4, cadence).kind is Finding.DIFFERS


def test_without_a_stated_figure_the_cadence_speaks_and_a_default_says_that_it_is_one():
    assert "未載全年場數；依頻率：每季1場×5個分區＝20場" in check("聯繫會議", None, QUARTER, 5).sentence
    default = check("委員會", None, Cadence(Rhythm.HALF, provisional=True), reported=7)
    assert (default.kind, default.ok) == (Finding.NO_FIGURE, True)
    assert "暫以預設排定" in default.sentence


def test_on_demand_plans_nothing_and_is_right():
    found = check("個案研討會議", None, Cadence(Rhythm.DEMAND, as_stated="不定期召開"))
    assert (found.kind, found.computed, found.ok) == (Finding.DEMAND, None, True)


@pytest.mark.parametrize("cadence", [None, Cadence(Rhythm.DEMAND, provisional=True)])
def test_where_nothing_is_stated_nothing_is_wrong_until_a_law_asks(cadence):
    assert (check("平台", None, cadence).kind, check("平台", None, cadence).ok) == (Finding.NO_FIGURE, True)
    owed = check("委員會", None, cadence, 0, 2)
    assert not owed.ok
    assert "法定每年至少2場，請設定召開頻率" in owed.sentence
    assert not check("委員會", None, cadence, 0, None, 3).ok


def test_a_name_with_braces_is_shown_as_typed():
    assert check("{stated}會議", 28, QUARTER, 7).sentence.startswith("{stated}會議載明28場")
