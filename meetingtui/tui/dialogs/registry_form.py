"""Forms on entries of the registry: a refusal stands at its field, and what somebody else saved is shown beside."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from textual.content import Content
from textual.screen import ScreenResultType

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.services.codes import CodeTaken, WrongCode
from meetingtui.services.renaming import NameTaken
from meetingtui.tui.dialogs.form_dialog import FormDialog
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field

Record = TypeVar("Record")
MARKS = "、，,;；"
"""Any of these divides the pieces of a row."""
AT: dict[type[Refusal], tuple[str, ...]] = {
    CodeTaken: ("code",), WrongCode: ("code",), NameTaken: ("name", "alias", "aliases"),
}  # fmt: skip
"""Fields at which a kind of refusal stands where nothing in its sentence tells."""


class RegistryForm(FormDialog[ScreenResultType]):
    """A form of which refusals stand at the field they are about."""

    _refusal: Refusal | None = None

    def heading(self) -> Content:
        return shown_line(self.title_text())

    def title_text(self) -> str:
        """What the dialog does, and to what."""
        raise NotImplementedError

    def save_by(self, call: Callable[[], ScreenResultType], values: dict[str, object] | None = None) -> None:
        """Run a changing service, remembering what it refuses."""
        super().save_by(partial(self._remembering, call), values)

    def _remembering(self, call: Callable[[], ScreenResultType]) -> ScreenResultType:
        try:
            return call()
        except Refusal as refusal:
            self._refusal = refusal
            raise

    def say(self, sentence: str) -> None:
        """Say why it was not saved: at the field it is about, else below the form."""
        refusal, self._refusal = self._refusal, None
        if refusal is not None and sentence == str(refusal):
            field = self.field_of(refusal)
            if field is not None:
                super().say("")
                field.show_error(sentence)
                field.focus_entry()
                return
        super().say(sentence)

    def field_of(self, refusal: Refusal) -> Field | None:
        """The field that a refusal is about: whose text it quotes, whose label it begins with, or by its kind."""
        sentence = str(refusal)
        seen = [field for field in self.form.fields if field.display]
        for key in AT.get(type(refusal), ()):
            if any(field.key == key and _quoted(field, sentence) for field in seen):
                return self.form.field(key)
        labelled = [field for field in seen if sentence.startswith(field.label)]
        quoted = [field for field in seen if field.changed and _quoted(field, sentence)]
        found = labelled or quoted or [field for field in seen if field.key in AT.get(type(refusal), ())]
        return max(found, key=lambda field: len(field.label)) if found else None


def _quoted(field: Field, sentence: str) -> bool:
    pieces = [field.text.strip(), *split(field.text)]
    return any(len(piece) > 1 and (piece in sentence or piece.upper() in sentence) for piece in pieces)


class RecordForm(RegistryForm[ScreenResultType], Generic[ScreenResultType, Record]):
    """A form on something stored: `load` reads it, `fields_of` shows it, `record` is what was read last."""

    def __init__(self, page: Page[Any], *, keep: str = "") -> None:
        self.page = page
        self.record = self.load()
        super().__init__(page, keep=keep)

    def load(self) -> Record:
        """The record as it stands now."""
        raise NotImplementedError

    def fields_of(self, record: Record) -> Sequence[Field]:
        """The fields filled with a record."""
        raise NotImplementedError

    def fields(self) -> Sequence[Field]:
        return self.fields_of(self.record)

    def changed_meanwhile(self) -> None:
        """Read what stands now, show both, and save only what was typed here over it, when told to."""
        self.page.fetch(self.load, self._compare, desk="compare")

    def _compare(self, fresh: Record) -> None:
        now = {field.key: field.text for field in self.fields_of(fresh)}
        before = self._first
        theirs = [
            _("{field}：{text}").format(field=field.label, text=now[field.key] or _("（空白）"))
            for field in self.form.fields if field.key in now and now[field.key] != before.get(field.key)
        ]  # fmt: skip

        def again() -> None:
            untouched = {
                field.key: now[field.key] for field in self.form.fields
                if field.key in now and field.text == before.get(field.key)
            }  # fmt: skip
            self.record = fresh
            self._first = {**before, **now}
            self.form.put_back(untouched)
            self.save(self.form.values)

        self.ask_again(theirs, again)


# ----- kinds of field


class NumberField(Field):
    """A whole number, 0 and more; None where nothing is typed."""

    DEFAULT_CSS = """
    NumberField TextField { width: 12; }
    """

    def __init__(
        self, key: str, label: str, value: int | None = None, *, required: bool = False, unit: str = "",
        placeholder: str = "",
    ) -> None:  # fmt: skip
        """`unit` stands behind the number."""
        super().__init__(
            key, label, "" if value is None else str(value), required=required, placeholder=placeholder, max_length=12
        )
        self.unit = unit

    @property
    def value(self) -> int | None:
        """The number; None when nothing is typed or it is none."""
        digits = unicodedata.normalize("NFKC", self.text).strip()
        return int(digits) if digits.isascii() and digits.isdecimal() else None

    def wrong(self) -> str:
        if self.value is None and self.text.strip():
            return _("{label}「{text}」不是整數。請輸入0以上的整數，或留空。").format(
                label=self.label, text=self.text.strip()
            )
        return ""

    def meaning(self) -> str:
        return self.unit if self.value is not None else ""


class RowField(ChoiceField):
    """Several of many in their order, divided by 、; each piece is found by typing, the last one is offered."""

    def __init__(
        self, key: str, label: str, choices: Sequence[Choice], values: Sequence[str] = (), *, free: bool = False,
        required: bool = False, placeholder: str = "",
    ) -> None:  # fmt: skip
        """`values` are values of the choices, or with `free` any texts."""
        labels = {choice.value: choice.label for choice in choices}
        known = [choice.label for choice in choices]
        text = "、".join(
            labels[value] if value in labels and known.count(labels[value]) == 1 else value for value in values
        )
        super().__init__(key, label, choices, text, free=True, required=required, placeholder=placeholder)
        self.free = free

    @property
    def pieces(self) -> list[str]:
        """What is typed between the marks."""
        return split(self.text)

    @property
    def value(self) -> tuple[str, ...]:
        """The values in the order typed; pieces that name nothing are left out unless any text will do."""
        found = [self._value_of(piece) for piece in self.pieces]
        return tuple(dict.fromkeys(value for value in found if value))

    def _value_of(self, piece: str) -> str | None:
        choice = self._one(piece)
        if choice is not None:
            return str(choice.value)
        return piece if self.free else None

    def _one(self, piece: str) -> Choice | None:
        from meetingtui.domain.names import key

        wanted = key(piece)
        exact = [one for one in self.choices if wanted in (key(one.label), *map(key, one.keywords))]
        found = exact or ([] if self.free else super().find(piece))
        return found[0] if len(found) == 1 else None

    def wrong(self) -> str:
        for piece in self.pieces if not self.free else ():
            if self._one(piece) is None:
                found = super().find(piece)
                if not found:
                    return _("找不到「{text}」。請改輸入名稱的一部分或代碼。").format(text=piece)
                names = _("、").join(f"{one.value} {one.label}" for one in found[:5])
                return _("「{text}」可能是：{names}。請選一個。").format(text=piece, names=names)
        return ""

    def meaning(self) -> str:
        labels = {str(choice.value): choice.label for choice in self.choices}
        meant = "、".join(labels.get(value, value) for value in self.value)
        return "" if meant == "、".join(self.pieces) else meant

    def find(self, text: str) -> list[Choice]:
        """The choices that the last piece may mean."""
        last = text
        for mark in MARKS:
            last = last.rpartition(mark)[2]
        return super().find(last.strip()) if last.strip() else []

    def _put(self, choice: Choice) -> None:
        known = [one.label for one in self.choices]
        text = choice.label if known.count(choice.label) == 1 else str(choice.value)
        at = max(self.text.rfind(mark) for mark in MARKS) + 1
        self._taken = self.text[:at] + text
        self.text = self._taken
        self.entry.action_end()


def yes_or_no(key: str, label: str, value: bool) -> ChoiceField:
    """是 or 否."""
    choices = (Choice(True, _("是"), ("y", "yes", "1")), Choice(False, _("否"), ("n", "no", "0")))
    return ChoiceField(key, label, choices, value, required=True)


def worded(key: str, label: str, words: dict[Any, str], value: str, *, required: bool = True) -> ChoiceField:
    """One of a few values by their words (marked with `N_`)."""
    choices = [Choice(str(one), _(word), (str(one),)) for one, word in words.items()]
    return ChoiceField(key, label, choices, value, required=required)


def text_in(values: dict[str, object], key: str) -> str:
    """The text of a field; '' for none."""
    value = values.get(key)
    return value if isinstance(value, str) else ""


def row_in(values: dict[str, object], key: str) -> tuple[str, ...]:
    """The values of a row."""
    value = values.get(key)
    return value if isinstance(value, tuple) else ()


def number_in(values: dict[str, object], key: str) -> int | None:
    """The number of a field, None for none."""
    value = values.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def pieces_in(values: dict[str, object], key: str) -> tuple[str, ...]:
    """The texts of a field divided by MARKS."""
    return tuple(split(text_in(values, key)))


def split(text: str) -> list[str]:
    """The pieces of a text between MARKS."""
    for mark in MARKS[1:]:
        text = text.replace(mark, MARKS[0])
    return [piece.strip() for piece in text.split(MARKS[0]) if piece.strip()]
