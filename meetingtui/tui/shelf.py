"""A part of the registry as one list: what its lines say, what is known of each, and the dialogs that change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from meetingtui.domain import names
from meetingtui.language import N_, _
from meetingtui.tui.place import Page
from meetingtui.tui.things import Thing
from meetingtui.tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from textual.screen import Screen

    from meetingtui.services.office import Office

One = TypeVar("One")
Pairs = list[tuple[str, str | None]]
Told = Callable[[Any], None]


class Shelf(Generic[One]):
    """Subclasses say how their entries are read, drawn, found and changed; `can` names the commands they offer.

    Of the dialogs only those in `can` are asked for. `read` and `detail` run in threads.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    columns: ClassVar[tuple[ListColumn, ...]]
    empty: ClassVar[str] = N_("沒有資料。")
    can: ClassVar[frozenset[str]] = frozenset({"add", "edit", "retire"})

    def __init__(self, page: Page[Any], series: str = "") -> None:
        """`series` is the code of the series that the entries belong to; empty for the whole county."""
        self.page = page
        self.series = series

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    @property
    def today(self) -> str:
        """The ISO day it is."""
        return self.office.clock.today().isoformat()

    def whose(self) -> str:
        """Whose entries these are: the county's, or those of a series."""
        if not self.series:
            return self.page.office.county_name
        series = self.office.registry().series.values()
        return f"{self.series} {next((one.name for one in series if one.code == self.series), '')}"

    def read(self) -> list[One]:
        """All entries, those given up last."""
        raise NotImplementedError

    def id_of(self, one: One) -> int | str:
        """What a line is known by."""
        raise NotImplementedError

    def texts(self, one: One) -> tuple[str, ...]:
        """The cells of a line."""
        raise NotImplementedError

    def look(self, one: One) -> str:
        """How a line is drawn."""
        return "muted" if self.retired(one) else ""

    def retired(self, one: One) -> bool:  # noqa: ARG002 - for those that can be given up
        """Whether it is given up."""
        return False

    def words(self, one: One) -> tuple[str, ...]:  # noqa: ARG002 - for those with more names
        """What else finds it, beside what its line says."""
        return ()

    def detail(self, one: One) -> Pairs:
        """Everything that is known of it."""
        raise NotImplementedError

    def row(self, one: One) -> Row:
        """A line of the list."""
        return Row(self.id_of(one), self.texts(one), self.look(one))

    def found(self, entries: Sequence[One], text: str) -> list[One]:
        """The entries that bear every word of `text`."""
        wanted = [names.key(word) for word in text.split()]
        if not wanted:
            return list(entries)
        hay = {
            self.id_of(one): "\n".join(names.key(part) for part in (*self.texts(one), *self.words(one)))
            for one in entries
        }  # fmt: skip
        return [one for one in entries if all(word in hay[self.id_of(one)] for word in wanted)]

    # ----- what changes them

    def add(self) -> Screen[Any]:
        """The dialog for a new one."""
        raise NotImplementedError

    def added(self, answer: Any) -> str:  # noqa: ARG002 - for those whose answer is worth a word
        """What is said after that dialog has answered."""
        return _("已新增。")

    def edit(self, one: One) -> Screen[Any]:
        """The dialog that corrects one."""
        raise NotImplementedError

    def question(self, one: One) -> str:
        """What is asked before one is taken off the list."""
        raise NotImplementedError

    def remove(self, one: One) -> None:
        """Take one off the list; runs in a thread. Raises Refusal."""
        raise NotImplementedError

    def import_file(self) -> None:
        """Open the dialog that takes entries out of a file."""
        raise NotImplementedError

    def thing(self, one: One) -> Thing:
        """The entry as the dialogs on names and endings take it."""
        raise NotImplementedError

    def appoint(self, one: One) -> Screen[Any]:
        """The dialog for who holds it."""
        raise NotImplementedError

    def retire(self, one: One, then: Told) -> None:
        """Ask from which day on it ends, or take it up again."""
        from meetingtui.tui.dialogs.retire import retire_or_revive

        retire_or_revive(self.page, self.thing(one), then)


def state(retired_on: str | None) -> str:
    """停用 and since when; empty while it is in use."""
    from meetingtui.tui.registry_words import short_day

    return _("{day}停用").format(day=short_day(retired_on)) if retired_on else ""


def former_names(former: Sequence[tuple[str, str]]) -> str:
    """Former names with the day until which each was in force."""
    from meetingtui.tui.registry_words import day

    return _("、").join(_("{name}（至{day}前）").format(name=name, day=day(until)) for until, name in former)


def said(pairs: Pairs) -> Pairs:
    """Without what nobody has said."""
    return [(label, value) for label, value in pairs if value != ""]
