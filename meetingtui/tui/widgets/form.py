"""A form: fields below each other, errors at the fields, and no typed word lost on leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input

from meetingtui.language import N_
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.field import Field

LABEL_AT_MOST = 24  # cells


class Form(VerticalScroll, can_focus=False):
    """Fields with their labels. Enter goes to the next field and, in the last one, saves; Ctrl+S saves anywhere.

    It never writes and never asks: `Submitted` carries the values once every field is right, `Abandoned`
    what was typed when somebody leaves with Esc, `Left` says that nothing was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("儲存"), id="form.save", tooltip=N_("檢查各欄並儲存")),
        Binding("escape", "leave", N_("返回"), id="form.leave", tooltip=N_("離開；輸入的內容不會遺失")),
    ]
    DEFAULT_CSS = """
    Form { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Submitted(Message):
        """Every field is right; `values` by the keys of the fields."""

        form: Form
        values: dict[str, object]

        @property
        def control(self) -> Form:
            return self.form

    @dataclass
    class Abandoned(Message):
        """The user leaves, but has typed something: ask, or keep `texts` as a draft (`Form.put_back`)."""

        form: Form
        texts: dict[str, str]

        @property
        def control(self) -> Form:
            return self.form

    @dataclass
    class Left(Message):
        """The user leaves and nothing was typed."""

        form: Form

        @property
        def control(self) -> Form:
            return self.form

    def __init__(self, fields: Sequence[Field], *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.fields = tuple(fields)
        self._side = 0

    def compose(self) -> ComposeResult:
        yield from self.fields

    def on_mount(self) -> None:
        self._side = min(LABEL_AT_MOST, max((cells.width(field.label) for field in self.fields), default=0)) + 2
        self._align(self.fields)
        self.begin()

    def _align(self, fields: Sequence[Field]) -> None:
        for field in fields:
            for label in field.query(".field-label"):
                label.styles.width = self._side

    def begin(self) -> None:
        """Put the cursor into the first field."""
        if self.fields:
            self.fields[0].focus_entry()

    # ----- what screens call

    def add(self, fields: Sequence[Field], *, before: Field) -> None:
        """Put more fields in front of one that stands there."""
        at = self.fields.index(before)
        self.fields = (*self.fields[:at], *fields, *self.fields[at:])
        if self.is_mounted:
            self.mount(*fields, before=before)
            self.call_after_refresh(self._align, fields)

    def field(self, key: str) -> Field:
        """The field named `key`."""
        return next(field for field in self.fields if field.key == key)

    @property
    def changed(self) -> bool:
        """Whether anything was typed."""
        return any(field.changed for field in self.fields)

    @property
    def values(self) -> dict[str, object]:
        """The values of all fields, right or not (see `Field.value`)."""
        return {field.key: field.value for field in self.fields}

    @property
    def texts(self) -> dict[str, str]:
        """What is typed in each field, as it is: what a draft keeps."""
        return {field.key: field.text for field in self.fields}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Fill in a draft; it counts as typed."""
        for field in self.fields:
            if field.key in texts:
                field.put_back(texts[field.key])

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Put what a service refused at its fields, and the cursor into the first of them."""
        for field in self.fields:
            field.show_error(sentences.get(field.key, ""))
        self._go_to_error()

    # ----- keys

    def action_save(self) -> None:
        wrong = [field for field in self.fields if not field.check()]
        if wrong:
            self._go_to_error()
        else:
            self.post_message(self.Submitted(self, self.values))

    def _go_to_error(self) -> None:
        first = next((field for field in self.fields if field.error), None)
        if first is not None:
            first.focus_entry()

    def action_leave(self) -> None:
        self.post_message(self.Abandoned(self, self.texts) if self.changed else self.Left(self))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        at = next(number for number, field in enumerate(self.fields) if field.entry is event.input)
        if at + 1 == len(self.fields):
            self.action_save()
        else:
            self.fields[at + 1].focus_entry()
