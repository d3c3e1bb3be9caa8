"""Sittings with everything that papers print: agenda, roll, minutes, action items; all of it invented."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.agenda import PaperNote
from meetingtui.domain.sittings import SessionView
from meetingtui.services import actions, agenda, guests, holding, minutes, paper_settings, roll
from meetingtui.services.agenda import ItemForm
from meetingtui.services.office import Office
from tests.builders import pretending, sittings

OPINION = """\
（一）本案涉及跨網絡合作，請各單位於通報後24小時內完成初評，並於「社會安全網個案管理系統」登錄處理情形。
（二）與會單位均無異議。"""
REMARKS = """\
請於{會前7日}前填復附件「列管事項辦理情形」電子檔，送聯絡人彙整。
為響應節能減紙，請自備環保杯。"""
REPORT = "一、本季通報 1,024 案，較上季增加 3.5%。\n1. 成人保護612案。\n2. 兒少保護412案。"
DECISION = "（一）照案通過。\n（二）請衛生局會同警察局於1個月內研訂流程，提下次會議報告。"


def set_letterhead(office: Office) -> None:
    """The office's usual texts."""
    paper_settings.change(
        office,
        {
            "postal_code": "900219", "address": "屏東市自由路527號", "contact": "林志堃",
            "phone": "（08）0000000分機123",
            "addresses": "警察局=900001 屏東市中華路119之1號", "file_no": "0115／050101", "retention": "10年",
            "attachments": "會議議程1份、列管事項一覽表1份", "copies": "本府秘書處、本府計畫處（管制考核科）",
            "remarks": REMARKS,
        },
    )  # fmt: skip


def filled(office: Office, sitting: SessionView, *, items: int = 8) -> SessionView:
    """A sitting that was held: agenda of `items` points besides the drafted ones, roll, minutes, action items."""
    day = date.fromisoformat(sitting.day)
    with pretending(office, day):
        agenda.draft(office, sitting.number)
        for place in range(items):
            agenda.add(office, sitting.number, _item(place, case=sitting.level == "case"))
        _tick(office, sitting)
        _write(office, sitting)
        return holding.hold(office, sitting.number)


def in_a_row(office: Office, series: str, *, items: int = 8) -> list[SessionView]:
    """The first two sittings of a series, held one after the other, so that the second follows up on the first."""
    held = []
    for one in sittings(office, series)[:2]:
        with pretending(office, date.fromisoformat(one.day)):
            guests.invite(office, one.number, "長照中心" if one.level != "case" else "")
        held.append(filled(office, one, items=items))
    return held


def _item(place: int, *, case: bool) -> ItemForm:
    if case:
        return ItemForm(
            "case", f"成人保護個案第{place + 1}案，再犯風險評估", agency="衛生局",
            explanation="案主王大明住屏東市中正路1號，電話0912345678。",
            case_code=f"115-IPV-{place + 42:04d}", minutes=10,
        )  # fmt: skip
    if place % 3 == 0:
        return ItemForm("report", f"第{place + 1}季通報及開案情形", explanation=REPORT, agency="衛生局", minutes=10)
    if place == 7:
        return ItemForm("motion", "建議增列心理健康中心為固定出席單位。", agency="衛生局")
    return ItemForm(
        "discussion", f"有關強化第{place}類案件跨網絡共訪機制一案，提請討論。", agency="警政",
        explanation="（一）依本府115年2月11日屏府社工字第1150000001號函辦理。\n（二）現行流程未明定共訪時限。",
        proposal="通過後函請各網絡單位自115年4月1日起辦理。", minutes=15,
        papers=(PaperNote(f"附件{place}_流程圖.odt", "修正草案"),),
    )  # fmt: skip


def _tick(office: Office, sitting: SessionView) -> None:
    lines = [one for one in roll.of(office, sitting.number).lines if one.role != "chair"]
    people = ("王小明", "陳美玲", "林志堃", "吳詰安", "高峯議", "温育慈", "王方正", "游錫堃")
    for place, line in enumerate(lines):
        presence = "excused" if place == 4 else "present"
        person = "" if place == 4 else people[place % len(people)]
        title = "" if place == 4 else "科長"
        roll.mark(office, sitting.number, line.key, presence, person=person, title=title)
    roll.walk_in(office, sitting.number, agency="國立範例大學社會工作學系", person="張○○", title="教授")


def _write(office: Office, sitting: SessionView) -> None:
    minutes.open_for_typing(office, sitting.number)
    view = minutes.of(office, sitting.number)
    minutes.save_head(
        office, sitting.number, remarks="感謝各網絡單位出席，請依議程進行。", minute_taker="林志堃", adjourned="16:35",
        declared_secret=sitting.level == "case", base_version=view.version,
    )  # fmt: skip
    for place, one in enumerate(minutes.of(office, sitting.number).items):
        kind, decision = _decision(str(one.item.kind))
        text = OPINION if one.item.kind in {"discussion", "case"} else ""
        minutes.save_item(
            office, sitting.number, one.item.id, text=text, decision_kind=kind, decision=decision,
            base_version=one.version,
        )  # fmt: skip
        if place % 3 == 2:
            actions.from_decision(
                office, sitting.number, item_id=one.item.id, text="研訂跨網絡共訪流程，並提下次會議報告辦理情形。",
                lead="衛生局", assists=("警政", "教育") if place % 2 else (), due="+30",
            )  # fmt: skip


def _decision(kind: str) -> tuple[str, str]:
    """What is decided on a point of a kind."""
    return {
        "confirm": ("decision", "確定。"), "tracking": ("ruling", "編號第1案解除列管，餘繼續列管。"),
        "report": ("decision", "洽悉，請依委員意見辦理。"),
        "case": ("conclusion", "續行列管，社會處每週電話關懷案主1次（0912345678）。"),
        "motion": ("resolution", "照案通過。"), "discussion": ("resolution", DECISION),
    }[kind]  # fmt: skip
