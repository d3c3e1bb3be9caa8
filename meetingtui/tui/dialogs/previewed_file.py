"""A file that is taken in by two strokes: the first shows what it would change, the second stores it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from meetingtui.domain.errors import Refusal
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office

P = TypeVar("P")
R = TypeVar("R")


class PreviewedFile(Dialog[R], Generic[P, R]):
    """The file above, what it changes below. `P` is the preview, `R` what was stored and the dialog closes with.

    Subclasses bind their keys to `go_on`, give `path` (and `details`, if any), and say how a file is read, shown
    and stored.
    """

    CSS_PATH = "previewed_file.tcss"
    COLUMNS: ClassVar[Sequence[ListColumn]]
    EMPTY: ClassVar[str]
    """What the list says before a file was read."""
    UNCHANGED: ClassVar[str]
    """What the list says of a file that changes nothing."""

    path: PathField
    details: tuple[Field, ...] = ()

    def __init__(self, page: Page[Any]) -> None:
        super().__init__()
        self.page = page
        self.incoming: P | None = None
        self._busy = False
        self._rows = RecordList(self.COLUMNS, markable=False, sortable=False, empty=self.EMPTY, id="preview--rows")

    @abstractmethod
    def reading(self) -> Callable[[], P]:
        """What reads the file into a preview; stores nothing."""

    @abstractmethod
    def listed(self, preview: P) -> tuple[str, list[Row]]:
        """One sentence that sums a preview up, and its lines."""

    @abstractmethod
    def take_over(self, preview: P) -> None:
        """Store what was previewed, with `store`, or say what hinders it."""

    @abstractmethod
    def stored(self, answer: Any) -> None:
        """What follows once the file was taken over; `answer` is what the service answered."""

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    def body(self) -> ComposeResult:
        yield self.path
        yield from self.details
        yield Static(id="preview--summary")
        yield self._rows
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands in the path."""
        self.path.focus_entry()

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        """Another file is previewed anew."""
        event.stop()
        self.incoming = None
        self.say("")

    @on(Input.Submitted)
    @on(RecordList.Opened)
    def _enter(self, event: Input.Submitted | RecordList.Opened) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Preview the file, or take over what was previewed."""
        wrong = [field for field in (self.path, *self.details) if not field.check()]
        if wrong:
            wrong[0].focus_entry()
        elif self.incoming is None:
            self._ask(self.reading(), self._previewed)
        else:
            self.take_over(self.incoming)

    def store(self, call: Callable[[], Any]) -> None:
        """Store by `call`; the dialog then closes."""
        self._ask(call, self._stored)

    def _ask(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if not self._busy:
            self._busy = True
            self.page.fetch(partial(answer_of, call), partial(self._answered, then), desk=f"file {id(self)}")

    def _answered(self, then: Callable[[Any], None], answer: Any) -> None:
        self._busy = False
        if not self.is_attached:
            return
        if isinstance(answer, Refusal):
            self.incoming = None
            self.say(str(answer))
            self.path.focus_entry()
        else:
            then(answer)

    def _previewed(self, preview: P) -> None:
        self.incoming = preview
        summary, rows = self.listed(preview)
        self._rows.empty = self.UNCHANGED
        self._rows.show(Rows(rows))
        self.query_one("#preview--summary", Static).update(shown(summary))

    def _stored(self, answer: Any) -> None:
        self.page.meeting_app.records_changed()
        self.stored(answer)
