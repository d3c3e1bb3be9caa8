"""Personal details in a text: ID numbers by their check digit, telephone numbers, addresses, and names of clients.

性侵害犯罪防治法施行細則第10條 and 兒童及少年福利與權益保障法施行細則第21條 count them among what makes a person known.
A name cannot be told from other words by itself: it is looked for behind a word for somebody whom a case is about,
and before 先生, 女士 and 小姐.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Personal(StrEnum):
    """The kinds of details that are looked for."""

    ID = "id"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""In the order of the two figures (10 to 35) that a letter of an ID number stands for."""
ID = re.compile(r"(?<![A-Z0-9])[A-Z][1289ABCD][0-9]{8}(?![0-9A-Z])")
PHONE = re.compile(
    r"(?<![0-9#-])(?:\+?886[- ]?9[0-9]{2}|09[0-9]{2})[- ]?[0-9]{3}[- ]?[0-9]{3}(?![0-9])"
    r"|(?<![0-9#-])\(?0(?:82[36]?|8[369]|89|37|49|[2-8])\)?[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9])"
)
FEWEST_FIGURES = 9
"""A landline has nine or ten figures with its area code; fewer are something else."""
NUMERALS = "0-9一二三四五六七八九十百○〇"
ADDRESS = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:路|街|大道|巷|弄|村|里|鄰|段)(?:[{NUMERALS}]{{1,4}}(?:段|巷|弄|鄰)){{0,4}}"
    rf"[{NUMERALS}]{{1,5}}(?:[-之][{NUMERALS}]{{1,4}})?號(?!令|函|公文|案)(?:[{NUMERALS}]{{1,3}}樓(?:之[{NUMERALS}]{{1,3}})?)?"
)

WHO = (
    "案主|案家|案父|案母|案夫|案妻|案子|案女|案兄|案弟|案姊|案妹|案祖父|案祖母|案童|個案|當事人|相對人|聲請人|被害人|受害人|加害人|"
    "行為人|嫌疑人|被告|施虐者|受虐者|照顧者|訪視|少年|兒童|少女|學生|學童|案舅|案姑|案叔|案姨|案外祖父|案外祖母"
)
SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何羅高蕭潘朱簡鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴范方宋鄧杜侯"
    "傅曹薛丁卓馬阮董唐溫藍蔣石古紀姚歐連程湯田康姜汪白鄒尤巫鐘涂龔嚴韓黎袁金童陸夏柳邵錢伍倪譚駱熊任甘秦顧毛章史萬"
)
NO_NAMES = (
    "陳[述情報稱訴明]|林[邊園]|黃[昏色]|張[貼開力稱]|王船|許[多可久]|曾[經遭受於有因在被多以任是與表接向出入自服住由參為使就]|周[邊遭圍期末全一]"
    "|何[時以處人種去等項]|高[風危齡度中職雄樹血級關達頻等負額壓]|簡[訊易要單報述稱]|游[泳移]|施[暴以打虐用行政予加測]|余[額]|顏[面色]"
    "|方[案面式便法可得向能]|杜[絕]|侯[診]|馬[上偕]|溫[和度飽暖]|石[油]|古[蹟]|紀[錄律]|連[結續絡同帶繫]|程[度序]|田[野]|康[復]|白[天日色]|尤[其]"
    "|嚴[重格]|金[額錢融門]|童[年]|任[何意職務教]|甘[願]|顧[慮及]|萬[一丹巒元]|史[料]|章[節]|夏[季天]|伍[拾]|賴[以]|蘇[醒]|謝[絕]|沈[默迷]|孫[子女]"
    "|戴[口]|羅[列]|藍[色]|毛[巾]|錢[財]|江[湖]|葉[片]|洪[水]|梁[柱]|莊[重]|董事|唐突|韓國"
)
TITLES = "主任|科長|處長|局長|縣長|鄉長|鎮長|社工|督導|委員|校長|老師|醫師|律師|法官|檢察|警員|主席|組長|員"
NAME = re.compile(
    rf"(?:{WHO})(?:姓名)?[為是係]?[:「（( ]*((?!{NO_NAMES})[{SURNAMES}](?!{TITLES})[\u4e00-\u9fff]{{1,2}})"
)

ADDRESSED = re.compile(rf"((?!{NO_NAMES})[{SURNAMES}][\u4e00-\u9fff]{{0,2}}?)(?:先生|女士|小姐)")

_FIRST = "一二三四五六七八九十百廿卅"
_YEARS = f"(?:[0-9]{{1,3}}|[{_FIRST}][{_FIRST}零〇○]{{0,3}})"
AGE = re.compile(
    rf"(?:年齡|年紀|年約|現年)[為約是:]?[ ]?{_YEARS}(?![0-9{_FIRST}年至到~-])"
    rf"|(?<!未滿)(?<!未滿[ ])(?<![至到~0-9{_FIRST}-])(?<![至到~-][ ]){_YEARS}[ ]?[餘多足幾來]?[ ]?"
    rf"(?:[歲岁嵗](?:半|又?{_YEARS}個月)?|個月大)(?!以[上下內前後]|[至到~組層級-])"
    r"|(?<![a-z])aged?[ ]?[0-9]{1,3}(?![0-9])"
    r"|(?<![a-z0-9])[0-9]{1,3}[ -]?(?:years?(?:[ -]old)?|y/?o)(?![a-z])",
    re.IGNORECASE,
)
"""How old somebody is; not what bounds a group (未滿18歲, 65歲以上, 12歲至18歲)."""


def ages(text: str) -> list[tuple[int, int]]:
    """The ages of people in `text`: first sign and the one behind the last; full-width and Chinese figures too."""
    return [hit.span() for hit in AGE.finditer("".join(map(_narrow, text)))]


def personal(text: str, known_phones: frozenset[str] = frozenset()) -> list[tuple[Personal, int, int]]:
    """The details that stand in `text`: kind, first sign and the one behind the last; full-width ones too.

    `known_phones` are numbers of offices (figures only), which are nobody's own.
    """
    plain = "".join(map(_narrow, text)).upper() if text else ""
    if len(plain) != len(text):
        plain = "".join(map(_narrow, text))
    return sorted(
        [*_ids(plain), *_phones(plain, known_phones), *_addresses(plain), *_names(plain)], key=lambda one: one[1]
    )


def is_id(text: str) -> bool:
    """Whether ten signs are an ID number (身分證統一編號, or 統一證號 of foreigners) with its check digit right."""
    if not ID.fullmatch(text):
        return False
    first = LETTERS.index(text[0]) + 10
    second = int(text[1]) if text[1].isdecimal() else (LETTERS.index(text[1]) + 10) % 10
    figures = [first // 10, first % 10, second, *(int(one) for one in text[2:])]
    return sum(one * weight for one, weight in zip(figures, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def _ids(plain: str) -> Iterator[tuple[Personal, int, int]]:
    return ((Personal.ID, hit.start(), hit.end()) for hit in ID.finditer(plain) if is_id(hit[0]))


def _phones(plain: str, known: frozenset[str]) -> Iterator[tuple[Personal, int, int]]:
    for hit in PHONE.finditer(plain):
        figures = "".join(one for one in hit[0] if one.isdecimal())
        if len(figures) >= FEWEST_FIGURES and figures not in known:
            yield Personal.PHONE, hit.start(), hit.end()


def _addresses(plain: str) -> Iterator[tuple[Personal, int, int]]:
    return ((Personal.ADDRESS, hit.start(), hit.end()) for hit in ADDRESS.finditer(plain))


def _names(plain: str) -> Iterator[tuple[Personal, int, int]]:
    """What begins with a common surname behind a word for a client or before 先生, unless it begins some other word."""
    found = {hit.span(1) for hit in NAME.finditer(plain)}
    begun = {start for start, _end in found}
    found |= {hit.span(1) for hit in ADDRESSED.finditer(plain) if hit.start(1) not in begun}
    yield from ((Personal.NAME, start, end) for start, end in found)


def _narrow(sign: str) -> str:
    """A full-width sign as the narrow one it stands for; every other sign as it is, so that places stay."""
    code = ord(sign)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else sign
