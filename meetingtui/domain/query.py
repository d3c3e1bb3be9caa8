"""The one query line of every list: `會議:高危機 狀態:預定 3月 -主席:副縣長` into plain terms and words.

Nothing here searches; services turn the terms into what they ask of the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from meetingtui.domain import query_days
from meetingtui.domain.errors import Refusal
from meetingtui.domain.query_tokens import Token, quoted, tokens
from meetingtui.domain.query_words import SITTINGS, Vocabulary, offered
from meetingtui.language import _

__all__ = ["Op", "Query", "Term", "WrongQuery", "parse", "quoted"]

LONGEST = 500  # characters of a query line
Op = Literal["=", ">=", "<=", ">", "<", ".."]

_OPS: dict[str, Op] = {">=": ">=", "<=": "<=", ">": ">", "<": "<"}
_SIGNS = str.maketrans("＜＞＝", "<>=", ":：")
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"十": 10, "十一": 11, "十二": 12}
_DAY = r"[0-9]{1,4}/[0-9]{1,2}(?:/[0-9]{1,2})?|[0-9]{2,4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9年]*[0-9]{1,2}月[0-9]{1,2}日"
_NUMBER = "[0-9０-９]{1,2}|十?[一二]|[三四五六七八九十]"
_HIGHEST = {"month": 12, "quarter": 4}
_ORDERED = frozenset({"year", "month", "quarter"})  # and the days of the vocabulary


class WrongQuery(Refusal):
    """A query line that cannot be understood."""


class Term(NamedTuple):
    """A field compared with a value.

    `value` is an ISO date for the days of the vocabulary, a 西元 year for "year", a figure for "month" and "quarter",
    a fixed word (planned, extraordinary …) for the fields that have such, and as typed for the others.
    With op ".." it holds from `value` to `until`, both included; `others` are further values, any of
    which will do.
    """

    field: str
    value: str
    negated: bool = False
    op: Op = "="
    until: str = ""
    others: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Any of these will do."""
        return (self.value, *self.others)


class Query(NamedTuple):
    """All terms must hold, all words must be found, none of `without` may be."""

    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.words or self.without)

    def of(self, field: str) -> tuple[Term, ...]:
        """The terms on one field."""
        return tuple(term for term in self.terms if term.field == field)


class _Asked(NamedTuple):
    """How a line is read: by which words, in which year shown, near which day."""

    words: Vocabulary
    year: int | None
    near: date | None

    def is_ordered(self, field: str) -> bool:
        return field in _ORDERED or field in self.words.days


def parse(text: str, *, year: int | None = None, near: date | None = None, words: Vocabulary = SITTINGS) -> Query:
    """Read a query line by the `words` of its list; a date without year is in the 西元 `year` shown, else near `near`.

    A field without a value yet is left out. Raises WrongQuery: an unknown field or value, a wrong date.
    """
    if len(text) > LONGEST:
        raise WrongQuery(_("查詢太長（超過{most}字）。請縮短。"), most=LONGEST)
    asked = _Asked(words, year, near)
    terms: list[Term] = []
    found: list[str] = []
    without: list[str] = []
    for token in tokens(text):
        if token.sign:
            field = words.field_of(token.field)
            if field is None:
                raise _no_such_field(token.field, words)
            terms += _terms(field, token, asked)
            continue
        word = token.values[0].strip()
        meant = [] if token.quoted else _alone(word, token.negated, asked)
        terms += meant
        if word and not meant:
            (without if token.negated else found).append(word)
    return Query(tuple(terms), tuple(found), tuple(without))


def _terms(field: str, token: Token, asked: _Asked) -> list[Term]:
    """The term of a field with its values, as a list; empty while no value is typed."""
    values = [value for value in token.values if value]
    sign = token.sign.translate(_SIGNS)
    if asked.is_ordered(field) and values and not token.quoted:
        if leading := re.match("[<>＜＞][=＝]?", values[0]):
            sign, values[0] = leading[0].translate(_SIGNS), values[0][leading.end() :]
        ends = re.split(r"\.\.|～|~", values[0], maxsplit=1)
        if len(ends) == 2:
            return _range(field, [_exact(field, end, asked) if end else "" for end in ends], token.negated)
        if field in asked.words.days and (span := _span(values[0], asked)):
            if sign not in _OPS:
                return _range(field, span, token.negated)
            values[0] = span[sign in ("<=", ">")]
    if not any(values):
        return []
    field = _meant(field, values, asked.words)
    first, *others = (_exact(field, value, asked) for value in values if value)
    op = _OPS.get(sign, "=") if asked.is_ordered(field) else "="
    return [Term(field, first, token.negated, op, others=tuple(others))]


def _meant(field: str, values: Sequence[str], words: Vocabulary) -> str:
    """`status` for a state that was typed behind `is`, and the other way round."""
    other = {"status": "is", "is": "status"}.get(field, "")
    if other in words.values and not any(words.value_of(field, value) for value in values if value):
        return other if all(words.value_of(other, value) for value in values if value) else field
    return field


def _span(word: str, asked: _Asked) -> tuple[str, str] | None:
    """First and last day of a word for several days; None for a single day, or no day."""
    named = query_days.named(word, asked.near)
    return named if named and named[1] else query_days.period(word, asked.near, asked.year)


def _range(field: str, ends: Sequence[str], negated: bool) -> list[Term]:
    """From one end to the other, or open where one is missing."""
    first, last = ends
    if first and last:
        return [Term(field, first, negated, "..", last)]
    return [Term(field, first or last, negated, ">=" if first else "<=")] if first or last else []


def _exact(field: str, value: str, asked: _Asked) -> str:
    """`value` in the one form that the field is compared in."""
    if field in asked.words.values:
        known = asked.words.value_of(field, value)
        if known is None:
            raise _no_such_value(field, value, asked.words)
        return known
    if field in _HIGHEST:
        return _figure(field, value, asked.words)
    if field == "year" or field in asked.words.days:
        return _dated(field, value, asked)
    return value


def _figure(field: str, value: str, words: Vocabulary = SITTINGS) -> str:
    found = re.fullmatch(f"(?:第|[QqＱｑ])?({_NUMBER})(?:月份?|季)?", value)
    number = _number(found[1]) if found else 0
    if not 1 <= number <= _HIGHEST[field]:
        name = offered(words.fields[field])
        raise WrongQuery(
            _("「{value}」不是可用的{field}。請寫1到{most}。"), value=value, field=name, most=_HIGHEST[field]
        )
    return str(number)


def _number(digits: str) -> int:
    return _NUMERALS.get(digits) or int(digits)


def _alone(word: str, negated: bool, asked: _Asked) -> list[Term]:
    """The terms that a word without field stands for; none when it is only a word."""
    words = asked.words
    if word.lower() in words.alone:
        return [Term(*words.alone[word.lower()], negated)]
    if re.fullmatch(_DAY, word):
        return [Term(words.day, _exact(words.day, word, asked), negated)]
    if named := query_days.named(word, asked.near):
        return _range(words.day, named, negated) if named[1] else [Term(words.day, named[0], negated)]
    terms = _period(word, negated)
    if all(term.field in words.fields for term in terms):
        return terms
    span = query_days.period(word, asked.near, asked.year)
    return _range(words.day, span, negated) if span else []


def _period(word: str, negated: bool) -> list[Term]:
    """115年, 115年3月, 3月, 3月..5月, 第2季 or Q2."""
    if found := re.fullmatch(f"(?:([0-9０-９]{{1,4}})年)?({_NUMBER})月(?:份)?", word):
        years = [Term("year", _dated("year", found[1]), negated)] if found[1] else []
        return [*years, Term("month", _figure("month", found[2]), negated)]
    if found := re.fullmatch(rf"({_NUMBER})月?(?:\.\.|～|~|-|至|到)({_NUMBER})月", word):
        return _range("month", [_figure("month", found[1]), _figure("month", found[2])], negated)
    if found := re.fullmatch("第([1-4１-４一二三四])季|[QqＱｑ]([1-4１-４])", word):
        return [Term("quarter", _figure("quarter", found[1] or found[2]), negated)]
    if found := re.fullmatch("(?:民國)?([0-9０-９]{2,4})年度?", word):
        return [Term("year", _dated("year", found[1]), negated)]
    return []


def _dated(field: str, value: str, asked: _Asked | None = None) -> str:
    from meetingtui.dates import roc

    near, year = (asked.near, asked.year) if asked else (None, None)
    named = query_days.named(value, near)
    if named and field != "year":
        return named[0]
    try:
        if field == "year":
            return str(roc.parse_year(value))
        return roc.parse_date(value, year=year, near=near).isoformat()
    except roc.DateError as wrong:
        raise WrongQuery(str(wrong)) from None


def _no_such_field(name: str, words: Vocabulary) -> WrongQuery:
    known = _("、").join(offered(names) for names in words.fields.values())
    return WrongQuery(_("沒有「{name}」這個查詢欄位。可用：{known}。如要找這些字，請加引號。"), name=name, known=known)


def _no_such_value(field: str, value: str, words: Vocabulary) -> WrongQuery:
    known = _("、").join(offered(names) for names in words.values[field].values())
    name = offered(words.fields[field])
    return WrongQuery(_("{field}沒有「{value}」。可用：{known}。"), field=name, value=value, known=known)
