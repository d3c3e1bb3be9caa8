"""Import of a secretary's own list of people: what it adds and changes is seen before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.language import N_, _
from meetingtui.services import contact_lists, files
from meetingtui.services.contact_lists import Accepted, Listed, Preview
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.previewed_file import PreviewedFile
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from meetingtui.services.office import Office

MOST_OCTETS = 20_000_000
SUFFIXES = (".csv", ".xlsx")
FIELD_WORDS = {
    "title": N_("職稱"), "name": N_("姓名"), "email": N_("電子郵件"), "phone": N_("電話"),
    "retired_on": N_("恢復為使用中"),
}  # fmt: skip
PEOPLE = (
    ListColumn("row", N_("列"), 4, importance=6, numeric=True),
    ListColumn("what", N_("處理"), 6, importance=10),
    ListColumn("agency", N_("機關"), 12, importance=8, grow=2),
    ListColumn("title", N_("職稱"), 10, importance=5, grow=1),
    ListColumn("name", N_("姓名"), 8, importance=9, grow=1),
    ListColumn("note", N_("資料與變更"), 24, importance=7, grow=4),
)


class ImportContacts(PreviewedFile[Preview, Accepted]):
    """Enter shows what a list changes, Enter again takes it over; closes with how many people that were."""

    HELP = N_(
        "輸入或貼上 CSV 或 XLSX 檔的路徑，標題列須有「機關」或「單位」，以及職稱、姓名、電子郵件、電話任一欄。"
        "Enter 預覽新增、更新與有問題的列，再按 Enter 匯入。空白的儲存格不會清掉原有資料。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "go_on", N_("預覽／匯入"), id="import_contacts.go_on",
            tooltip=N_("先預覽，再按一次匯入"),
        ),
    ]  # fmt: skip
    COLUMNS = PEOPLE
    EMPTY = N_("輸入檔案後按 Enter，這裡列出會新增與更新的人。")
    UNCHANGED = N_("與現有的聯絡人相同，沒有要匯入的資料。")

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self.path = PathField("path", _("檔案"), suffixes=SUFFIXES, placeholder=_("CSV 或 XLSX 檔的路徑"))

    def heading(self) -> Content:
        return shown(_("匯入聯絡人"))

    def reading(self) -> Callable[[], Preview]:
        return partial(_preview, self.office, self.path.value)

    def listed(self, preview: Preview) -> tuple[str, list[Row]]:
        text = _("新增{new}人，更新{changed}人，相同{same}人，問題{problems}處。再按 Enter 匯入，Esc 取消。").format(
            new=len(preview.new), changed=len(preview.changed), same=len(preview.same), problems=len(preview.problems)
        )
        return text, _rows(preview)

    def take_over(self, preview: Preview) -> None:
        """Take the people over; rows with problems are left out only when asked for."""
        if not preview.problems:
            self.store(partial(contact_lists.accept, self.office, preview))
        elif preview.new or preview.changed:
            text = _("有{count}處問題，這些列不會匯入。要先匯入其餘各列嗎？")
            question = YesNo(text.format(count=len(preview.problems)), _("有問題的列"))
            self.app.push_screen(question, partial(self._skip, preview))
        else:
            self.say(_("各列都有問題或沒有變更，沒有可匯入的資料。請更正檔案後再預覽。"))

    def _skip(self, preview: Preview, yes: bool | None) -> None:
        if yes:
            self.store(partial(contact_lists.accept, self.office, preview, skip_problems=True))

    def stored(self, answer: Accepted) -> None:
        """Closes with how many people that were."""
        self.dismiss(answer)


def _preview(office: Office, path: str) -> Preview:
    return contact_lists.preview(office, files.read(path, MOST_OCTETS), path.replace("\\", "/").rpartition("/")[2])


def _rows(preview: Preview) -> list[Row]:
    found = [
        Row(f"problem {number}", (str(one.row), _("! 問題"), "", "", "", one.sentence()), "error")
        for number, one in enumerate(preview.problems)
    ]  # fmt: skip
    found += [_row(one, _("新增"), "success", _contact(one)) for one in preview.new]
    found += [_row(one, _("更新"), "warning", _changes(one)) for one in preview.changed]
    found += [_row(one, _("相同"), "muted", "") for one in preview.same]
    return found


def _row(one: Listed, what: str, style: str, note: str) -> Row:
    return Row(one.row, (str(one.row), what, one.agency_name, one.title, one.name, note), style)


def _contact(one: Listed) -> str:
    return "　".join(part for part in (one.email, one.phone) if part)


def _changes(one: Listed) -> str:
    parts = []
    for field in one.fields:
        word = _(FIELD_WORDS.get(field, field))
        before = str(getattr(one.before, field, "") or _("（空白）"))
        now = "" if field == "retired_on" else str(getattr(one, field))
        parts.append(word if not now else _("{field}由{before}改為{now}").format(field=word, before=before, now=now))
    return _("；").join(parts)
