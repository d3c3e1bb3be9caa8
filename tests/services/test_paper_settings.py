"""The settings of papers: usual values, checks, and what comes of them."""

from __future__ import annotations

import pytest

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.paper_settings import SETTINGS, UnknownField, WrongSetting
from meetingtui.papers.settings import Look, look_of
from meetingtui.services import history, paper_settings
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows
from tests.builders import found_office


@pytest.mark.parametrize(
    ("county", "agency"),
    [
        ("pingtung", "屏東縣政府"), ("nantou", "南投縣政府"), ("changhua", "彰化縣政府"), ("kaohsiung", "高雄市政府"),
        ("yilan", "宜蘭縣政府"),
    ],
)  # fmt: skip
def test_the_letterhead_is_the_county_government_until_somebody_says_otherwise(county: str, agency: str, tmp_path):
    office = found_office(tmp_path / "office.db", county)

    assert paper_settings.of(office).agency == agency
    paper_settings.change(office, {"agency": f"{agency}社會處"})
    assert (paper_settings.of(office).agency, paper_settings.of(office).stamp) == (f"{agency}社會處",) * 2
    office.close()


def test_papers_look_as_they_are_set(each_office: Office):
    paper_settings.change(each_office, {"body": "１６", "top": "3.25", "dotted": "是", "page_numbers": "否"})

    look = look_of(paper_settings.of(each_office))
    assert look == Look(body=16, top=3.25, dotted=True, page_numbers=False)


def test_a_setting_is_found_by_its_words_and_put_back_to_what_is_usual(office: Office):
    paper_settings.change(office, {"機關地址": "屏東市自由路527號", "速別": "速件"})
    paper_settings.reset(office, ["速別"])

    kept = paper_settings.stored(office)
    assert (kept.address, kept.urgency) == ("屏東市自由路527號", "普通件")
    paper_settings.reset(office)
    assert rows.settings(office.reader) == {}


def test_a_change_of_settings_is_one_change_that_can_be_taken_back(office: Office):
    paper_settings.change(office, {"phone": "08-7320415", "contact": "王小明"})

    history.undo(office)

    assert paper_settings.stored(office).phone == paper_settings.stored(office).contact == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body", "0"), ("body", "大"), ("body", "1e3"), ("body", "49"), ("left", "-1"), ("blank_rows", "2.5"),
        ("dotted", "也許"), ("urgency", "特急"), ("agency", "屏東縣政府\n社會處"), ("agency", "\x1b[2J"),
        ("agency", "長" * 101), ("remarks", "長" * 2001), ("postal_code", "9" * 11),
    ],
)  # fmt: skip
def test_a_value_that_fits_nowhere_is_refused_in_one_sentence_and_nothing_is_kept(
    office: Office, name: str, value: str
):
    with pytest.raises(WrongSetting) as refused:
        paper_settings.change(office, {"phone": "08-1", name: value})

    assert str(refused.value).endswith("。")
    assert rows.settings(office.reader) == {}


def test_a_template_with_an_unknown_field_is_refused_by_the_name_of_the_field(office: Office):
    with pytest.raises(UnknownField, match="會議地址"):
        paper_settings.change(office, {"remarks": "於{會議地址}舉行"})

    paper_settings.change(office, {"remarks": "於{會議地點}舉行，請於{會前7日}前回復"})
    assert "{會議地點}" in paper_settings.stored(office).remarks


def test_an_unknown_name_is_refused_with_the_nearest(office: Office):
    with pytest.raises(NotFound, match="agency"):
        paper_settings.change(office, {"agencie": "x"})
    with pytest.raises(Refusal, match="名稱=數值"):
        paper_settings.read(["agency"])


def test_the_addresses_of_recipients_name_agencies_that_there_are(office: Office):
    registry = office.registry()
    police = next(one for one in registry.agencies.values() if one.name == "警察局")

    with pytest.raises(NotFound):
        paper_settings.change(office, {"addresses": "鯨魚局=900 屏東市"})
    paper_settings.change(office, {"addresses": "警察局=90001 屏東市中華路119-1號\nPHB=屏東市自由路272號"})

    assert paper_settings.address_of(office, registry, police) == ("90001", "屏東市中華路119-1號")


def test_every_setting_is_listed_with_what_is_usual(office: Office):
    listed = paper_settings.listing(office)

    assert [one.name for one in listed] == list(SETTINGS)
    assert all(one.value == one.usual for one in listed)
    assert paper_settings.change(office, {one.name: one.usual for one in listed}) == listed
