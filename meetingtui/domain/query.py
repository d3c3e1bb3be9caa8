"""The one query line of every list: `會議:高危機 狀態:預定 3月 -主席:副縣長` into plain terms and words.

Nothing here searches; services turn the terms into what they ask of the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.query_tokens import Token, quoted, tokens
from meetingtui.domain.query_words import ALONE, FIELDS, VALUES, field_of, offered, value_of
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
_ORDERED = ("date", "year", "month", "quarter")


class WrongQuery(Refusal):
    """A query line that cannot be understood."""


class Term(NamedTuple):
    """A field compared with a value.

    `value` is an ISO date for "date", a 西元 year for "year", a figure for "month" and "quarter", a fixed
    word (planned, extraordinary …) for "status", "is", "kind" and "level", and as typed for the others.
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


def parse(text: str, *, year: int | None = None, near: date | None = None) -> Query:
    """Read a query line. A date without year is in the 西元 `year` shown, else near the day `near`.

    A field without a value yet is left out. Raises WrongQuery: an unknown field or value, a wrong date.
    """
    if len(text) > LONGEST:
        raise WrongQuery(_("查詢太長（超過{most}字）。請縮短。"), most=LONGEST)
    terms: list[Term] = []
    words: list[str] = []
    without: list[str] = []
    for token in tokens(text):
        if token.sign:
            field = field_of(token.field)
            if field is None:
                raise _no_such_field(token.field)
            terms += _terms(field, token, year, near)
            continue
        word = token.values[0].strip()
        found = [] if token.quoted else _alone(word, token.negated, year, near)
        terms += found
        if word and not found:
            (without if token.negated else words).append(word)
    return Query(tuple(terms), tuple(words), tuple(without))


def _terms(field: str, token: Token, year: int | None, near: date | None) -> list[Term]:
    """The term of a field with its values, as a list; empty while no value is typed."""
    values = [value for value in token.values if value]
    sign = token.sign.translate(_SIGNS)
    if field in _ORDERED and values and not token.quoted:
        if leading := re.match("[<>＜＞][=＝]?", values[0]):
            sign, values[0] = leading[0].translate(_SIGNS), values[0][leading.end() :]
        ends = re.split(r"\.\.|～|~", values[0], maxsplit=1)
        named = _named_day(values[0], near) if field == "date" else None
        if len(ends) == 2:
            return _range(field, [_exact(field, end, year, near) if end else "" for end in ends], token.negated)
        if named and named[1]:
            return _range(field, named, token.negated)
    if not any(values):
        return []
    if field == "status" and all(value_of("is", value) for value in values):
        field = "is"
    first, *others = (_exact(field, value, year, near) for value in values if value)
    op = _OPS.get(sign, "=") if field in _ORDERED else "="
    return [Term(field, first, token.negated, op, others=tuple(others))]


def _range(field: str, ends: Sequence[str], negated: bool) -> list[Term]:
    """From one end to the other, or open where one is missing."""
    first, last = ends
    if first and last:
        return [Term(field, first, negated, "..", last)]
    return [Term(field, first or last, negated, ">=" if first else "<=")] if first or last else []


def _exact(field: str, value: str, year: int | None, near: date | None) -> str:
    """`value` in the one form that the field is compared in."""
    if field in VALUES:
        known = value_of(field, value)
        if known is None:
            raise _no_such_value(field, value)
        return known
    if field in _HIGHEST:
        return _figure(field, value)
    if field in ("year", "date"):
        return _dated(field, value, year, near)
    return value


def _figure(field: str, value: str) -> str:
    found = re.fullmatch(f"(?:第|[QqＱｑ])?({_NUMBER})(?:月份?|季)?", value)
    number = _number(found[1]) if found else 0
    if not 1 <= number <= _HIGHEST[field]:
        name = offered(FIELDS[field])
        raise WrongQuery(
            _("「{value}」不是可用的{field}。請寫1到{most}。"), value=value, field=name, most=_HIGHEST[field]
        )
    return str(number)


def _number(digits: str) -> int:
    return _NUMERALS.get(digits) or int(digits)


def _alone(word: str, negated: bool, year: int | None, near: date | None) -> list[Term]:
    """The terms that a word without field stands for; none when it is only a word."""
    if word.lower() in ALONE:
        return [Term(*ALONE[word.lower()], negated)]
    if re.fullmatch(_DAY, word):
        return [Term("date", _exact("date", word, year, near), negated)]
    if named := _named_day(word, near):
        return _range("date", named, negated) if named[1] else [Term("date", named[0], negated)]
    return _period(word, negated)


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


def _named_day(word: str, near: date | None) -> tuple[str, str] | None:
    """今天, 明天, 本週, 下週, 本月: first and last day; the last is '' for a single day."""
    if near is None:
        return None
    monday = near - timedelta(days=near.weekday())
    single = {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "昨天": -1, "yesterday": -1}
    weeks = {"本週": 0, "本周": 0, "這週": 0, "下週": 7, "下周": 7, "上週": -7, "上周": -7}
    if word.lower() in single:
        return (near + timedelta(days=single[word.lower()])).isoformat(), ""
    if word in weeks:
        first = monday + timedelta(days=weeks[word])
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if word in ("本月", "這個月"):
        last = (near.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return near.replace(day=1).isoformat(), last.isoformat()
    return None


def _dated(field: str, value: str, year: int | None = None, near: date | None = None) -> str:
    from meetingtui.dates import roc

    named = _named_day(value, near)
    if named and field == "date":
        return named[0]
    try:
        if field == "year":
            return str(roc.parse_year(value))
        return roc.parse_date(value, year=year, near=near).isoformat()
    except roc.DateError as wrong:
        raise WrongQuery(str(wrong)) from None


def _no_such_field(name: str) -> WrongQuery:
    known = _("、").join(offered(names) for names in FIELDS.values())
    return WrongQuery(_("沒有「{name}」這個查詢欄位。可用：{known}。如要找這些字，請加引號。"), name=name, known=known)


def _no_such_value(field: str, value: str) -> WrongQuery:
    known = _("、").join(offered(names) for names in VALUES[field].values())
    name = offered(FIELDS[field])
    return WrongQuery(_("{field}沒有「{value}」。可用：{known}。"), field=name, value=value, known=known)
