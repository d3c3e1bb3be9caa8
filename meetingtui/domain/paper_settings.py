"""What an office sets once for all its papers: letterhead, usual texts, sizes, margins, numbering; and the checks.

The words of papers stay Chinese in every language of the program: they go to other agencies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import is_address
from meetingtui.language import N_, _

URGENCIES = ("最速件", "速件", "普通件")
"""速別 (文書處理手冊)."""
SECURITY = ("絕對機密", "極機密", "機密", "密")
"""密等; blank where there is none."""
TRUTHS = {
    "是": True, "true": True, "yes": True, "1": True, "on": True,
    "否": False, "false": False, "no": False, "0": False, "off": False,
}  # fmt: skip
USUAL_REMARKS = """\
請指派業務主管以上人員出席；如由他人代理，請於會前1日通知聯絡人。
為響應節能減紙，請自備環保杯，會議資料請自行列印。"""
FIELDS = (
    "會議名稱", "會次", "場次", "年度", "會議日期", "會議時間", "會議地點", "主持人", "主辦單位", "機關全銜", "聯絡人",
    "電話",
)  # fmt: skip
"""What a template may name in braces; besides these 「會前N日」, the day that is N days before the sitting."""
DAYS_BEFORE = re.compile("會前([1-9][0-9]?)日")
_FIELD = re.compile(r"\{([^{}\n]*)\}")
TEXT_MOST, LINES_MOST = 100, 2000


class PaperSettings(NamedTuple):
    """Sizes are in points, margins in cm. An empty text means what is usual here (`services.paper_settings`).

    `remarks` has one remark a line, `addresses` one agency a line (機關=郵遞區號 地址), `bureaus` is what stands before
    the name of a bureau where its full name is asked (屏東縣政府). `email` is the office's own box: it sends the
    invitations to confidential sittings, and those of hosts without an address. `answer_days` are working days before
    a sitting: by then agencies are asked for 辦理情形.
    """

    agency: str = ""
    postal_code: str = ""
    address: str = ""
    stamp: str = ""
    bureaus: str = ""
    file_no: str = ""
    retention: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    urgency: str = "普通件"
    attachments: str = ""
    copies: str = ""
    remarks: str = USUAL_REMARKS
    addresses: str = ""
    blank_rows: int = 6
    font: str = "標楷體"
    body: float = 14
    title: float = 18
    table: float = 12
    notice_title: float = 20
    notice_large: float = 16
    notice_body: float = 12
    top: float = 2.5
    right: float = 2.5
    left: float = 2.5
    bottom: float = 2.0
    answer_days: int = 3
    dotted: bool = False
    page_numbers: bool = True


class Setting(NamedTuple):
    """What a setting is called, and of which kind it is; `least` and `most` bound figures and lengths of text."""

    label: str
    kind: str
    least: float = 0
    most: float = TEXT_MOST


USUAL = PaperSettings()
_POINTS = (6.0, 48.0)
_CENTIMETRES = (0.5, 8.0)
SETTINGS: dict[str, Setting] = {
    "agency": Setting(N_("機關全銜"), "text"),
    "postal_code": Setting(N_("郵遞區號"), "text", 0, 10),
    "address": Setting(N_("機關地址"), "text"),
    "stamp": Setting(N_("條戳"), "text"),
    "bureaus": Setting(N_("局處名稱前的全銜"), "text"),
    "file_no": Setting(N_("檔號"), "text"),
    "retention": Setting(N_("保存年限"), "text"),
    "contact": Setting(N_("聯絡人"), "text"),
    "phone": Setting(N_("聯絡電話"), "text"),
    "email": Setting(N_("電子信箱"), "email", 0, 254),
    "urgency": Setting(N_("速別"), "urgency"),
    "attachments": Setting(N_("附件"), "text"),
    "copies": Setting(N_("副本"), "text", 0, 500),
    "remarks": Setting(N_("通知單備註範本"), "template", 0, LINES_MOST),
    "addresses": Setting(N_("受文者地址"), "lines", 0, 20_000),
    "blank_rows": Setting(N_("簽到表空白列"), "count", 0, 60),
    "font": Setting(N_("字型"), "text"),
    "body": Setting(N_("內文字級"), "size", *_POINTS),
    "title": Setting(N_("標題字級"), "size", *_POINTS),
    "table": Setting(N_("表格字級"), "size", *_POINTS),
    "notice_title": Setting(N_("通知單標題字級"), "size", *_POINTS),
    "notice_large": Setting(N_("通知單大字級"), "size", *_POINTS),
    "notice_body": Setting(N_("通知單內文字級"), "size", *_POINTS),
    "top": Setting(N_("上邊界"), "length", *_CENTIMETRES),
    "right": Setting(N_("右邊界"), "length", *_CENTIMETRES),
    "left": Setting(N_("左邊界"), "length", *_CENTIMETRES),
    "bottom": Setting(N_("下邊界"), "length", *_CENTIMETRES),
    "answer_days": Setting(N_("辦理情形回復期限：會前上班日數"), "count", 0, 30),
    "dotted": Setting(N_("第三層以「1.」編號"), "truth"),
    "page_numbers": Setting(N_("頁尾列頁碼"), "truth"),
}
"""Every setting by its name, in the order in which they are shown."""


class UnknownField(Refusal):
    """A template that asks for something no sitting has."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("範本中的「{field}」不是可用的欄位。可用：{known}。請更正範本。"),
            field=f"{{{field[:40]}}}", known="、".join(f"{{{one}}}" for one in (*FIELDS, "會前7日")),
        )  # fmt: skip


class WrongSetting(Refusal):
    """A value that a setting cannot take."""


def check(name: str, text: str) -> str | float | int | bool:
    """`text` as the value of that setting. Raises WrongSetting or UnknownField."""
    setting = SETTINGS[name]
    if setting.kind in {"size", "length", "count"}:
        return _figure(setting, text)
    if setting.kind == "truth":
        found = TRUTHS.get(text.strip().casefold())
        if found is None:
            raise WrongSetting(_("{what}請填「是」或「否」。"), what=_(setting.label))
        return found
    return _text(setting, text)


def require_known_fields(template: str) -> None:
    """Raises UnknownField for the first field in braces that no sitting can fill."""
    for field in _FIELD.findall(template):
        if field not in FIELDS and not DAYS_BEFORE.fullmatch(field):
            raise UnknownField(field)


def fields_of(template: str) -> list[str]:
    """The fields that a template asks for, each once. Raises UnknownField."""
    require_known_fields(template)
    return list(dict.fromkeys(_FIELD.findall(template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled; a field without a value is left empty. Raises UnknownField."""
    require_known_fields(template)
    return _FIELD.sub(lambda found: values.get(found[1], ""), template)


def _text(setting: Setting, text: str) -> str:
    many = setting.kind in {"lines", "template"}
    found = "\n".join(filter(None, map(str.strip, text.splitlines()))) if many else text.strip()
    what = _(setting.label)
    if not many and not _is_one_line(found):
        raise WrongSetting(_("{what}只能是一行文字。請刪去換行與控制字元。"), what=what)
    if len(found) > setting.most:
        raise WrongSetting(
            _("{what}有{count}個字，最多{most}個字。請縮短。"), what=what, count=len(found), most=int(setting.most)
        )
    if setting.kind == "template":
        require_known_fields(found)
    if setting.kind == "email" and found and not is_address(found):
        raise WrongSetting(
            _("{what}「{value}」不是電子郵件地址。請寫成 office@example.gov.tw。"), what=what, value=found[:40]
        )
    if setting.kind == "urgency" and found not in {"", *URGENCIES}:
        raise WrongSetting(_("速別「{value}」不能使用，請填{known}，或留空。"), value=found, known="、".join(URGENCIES))
    return found


def _is_one_line(text: str) -> bool:
    return not any(sign in "\t\u2028\u2029" or ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in text)


def _figure(setting: Setting, text: str) -> float | int:
    import unicodedata

    written = unicodedata.normalize("NFKC", text).strip()
    value = float(written) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", written) else None
    whole = setting.kind == "count"
    if value is None or not setting.least <= value <= setting.most or (whole and value != int(value)):
        raise WrongSetting(
            _("{what}「{value}」不能使用，應為{least}至{most}的數字。請更正。"), what=_(setting.label),
            value=text.strip()[:20], least=f"{setting.least:g}", most=f"{setting.most:g}",
        )  # fmt: skip
    return int(value) if whole else value
