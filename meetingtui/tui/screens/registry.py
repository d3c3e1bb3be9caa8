"""The registry beside the series: agencies, posts and contacts of the county; tracks, members and rules of a series."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from meetingtui.language import N_, _
from meetingtui.tui import county_shelves, series_shelves
from meetingtui.tui.series_actions import announce
from meetingtui.tui.shelf import Shelf
from meetingtui.tui.shelf_place import ShelfPlace

OF_COUNTY: tuple[type[Shelf[Any]], ...] = (county_shelves.Agencies, county_shelves.Posts, county_shelves.Contacts)
OF_SERIES: tuple[type[Shelf[Any]], ...] = (series_shelves.Tracks, series_shelves.Members, series_shelves.Rules)


class Registry(ShelfPlace):
    """The lists of the registry that are no series."""

    CSS_PATH = "registry.tcss"
    HELP: ClassVar[str] = N_(
        "v 換清單，/ 找，上下鍵移動，右側（或下方）是游標所在一筆的全部內容，Enter 放大、Esc 返回。"
        "n 新增、e 修改、R 自某日起更名、a 別名、r 停用或恢復、h 任職異動；聯絡人可按 I 由 CSV、XLSX 匯入，"
        "暫分的分區可按 A 全部確認。停用與更名都不影響舊年度。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,ctrl+r", "appoint", N_("任職"), id="registry.appoint", tooltip=N_("自某日起由他人任此職務")),
        Binding("R", "rename", N_("更名"), id="registry.rename", tooltip=N_("自某日起更名；以前仍用舊名")),
        Binding("a", "aliases", N_("別名"), id="registry.aliases", tooltip=N_("增減別名")),
        Binding("r,delete", "retire", N_("停用或恢復"), id="registry.retire", tooltip=N_("自某日起停用或恢復")),
        Binding("A", "accept", N_("確認分區"), id="registry.accept", tooltip=N_("暫分的分區全部確認為正式分區")),
    ]
    of_entry = ShelfPlace.of_entry | {"rename", "aliases", "retire", "appoint"}
    of_shelf = ShelfPlace.of_shelf | of_entry | {"accept"}

    def __init__(self, shelf: str = "agencies", series: str = "") -> None:
        """`shelf` is shown first; `series` is the code of the series whose parts these are, empty for the county."""
        self.series = series
        super().__init__(shelf, [one(self, series) for one in (OF_SERIES if series else OF_COUNTY)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tracks are accepted while some are only proposed."""
        if action == "accept" and not any(getattr(one, "proposed", False) for one in self.entries):
            return False
        return super().check_action(action, parameters)

    def action_appoint(self) -> None:
        """Who holds the post under the cursor."""

        def closed(answer: Any) -> None:
            if answer is not None:
                announce(self, answer)

        self.app.push_screen(self.shelf.appoint(self.current), closed)

    def action_rename(self) -> None:
        """Another name from a day on."""
        from meetingtui.tui.dialogs.names import Rename

        self.app.push_screen(Rename(self, self.shelf.thing(self.current)), self.telling(_("已更名；以前仍用舊名。")))

    def action_aliases(self) -> None:
        """Other names that find it."""
        from meetingtui.tui.dialogs.names import Aliases

        self.app.push_screen(Aliases(self, self.shelf.thing(self.current)), self.telling(_("別名已更新。")))

    def action_retire(self) -> None:
        """Give it up from a day on, or take it up again."""
        one = self.current
        sentence = _("已恢復使用。") if self.shelf.retired(one) else _("已登記停用；以前的年度照舊。")
        self.shelf.retire(one, self.telling(sentence))

    def action_accept(self) -> None:
        """Take all proposed tracks as the series' own."""
        from meetingtui.services import tracks

        def told(answer: list[Any]) -> None:
            self.meeting_app.told(_("已確認{count}個分區。").format(count=len(answer)))

        self.carry_out(partial(tracks.accept, self.shelf.office, self.series), told)
