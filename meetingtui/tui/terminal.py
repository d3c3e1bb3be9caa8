"""What the terminal can do, asked before the app starts; imports no Textual."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from meetingtui.language import _

_PROBE = "…"
_KITTY = "TEXTUAL_DISABLE_KITTY_KEY"

# One-cell stand-ins for signs that some terminals draw two cells wide. Signs not named here become "?".
_STAND_INS = {
    "─━═╌╍┄┅┈┉╴╶╸╺▔▁▂▀▄": "-",
    "│┃║╎╏┆┇┊┋╵╷╹╻▏▎▍▌▐▕▊▋▉": "|",
    "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋▗▖▝▘▛▜▙▟": "+",
    "█▓▇▆▅▃■◆●★": "#",
    "▒░□◇○☆": ".",
    "▲△↑": "^",
    "▼▽↓": "v",
    "◀◁←": "<",
    "▶▷→": ">",
    "…": "~",
    "–—―‐": "-",
    "·•‧∙": ".",
    "※×✕✗": "x",
    "√✓✔": "v",
    "“”„": '"',
    "‘’": "'",
    "±": "+",
    "÷": "/",
    "°": "o",
    "≤": "<",
    "≥": ">",
    "≠": "!",
    "␤␉": "|",
    "㎡": "?",
}


def prepare_environment() -> None:
    """Set what Textual reads when it is first imported; the person's own setting wins.

    From 8.2.7 on Textual asks terminals to report every key, and several then lose the text of input methods.
    """
    os.environ.setdefault(_KITTY, "1")


class _AsciiTable(dict[int, str]):
    """Code points to what an ASCII-only frame draws for them; filled as signs are met."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        sign = chr(code)
        drawn = sign
        if code >= 0x80 and unicodedata.east_asian_width(sign) in "AN":
            drawn = _named(sign)
        self[code] = drawn
        return drawn


def _named(sign: str) -> str:
    import unicodedata

    for signs, stand_in in _STAND_INS.items():
        if sign in signs:
            return stand_in
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    if len(plain) == 1 and plain.isascii():
        return plain
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    if unicodedata.east_asian_width(sign) == "A":
        return "" if unicodedata.combining(sign) else "?"
    return sign


@lru_cache(maxsize=1)
def _table() -> _AsciiTable:
    return _AsciiTable()


def plain_signs(text: str) -> str:
    """`text` with every sign of uncertain width replaced by an ASCII one of one cell; Chinese stays."""
    return text if text.isascii() else text.translate(_table())


def _read_report(handle: int, timeout: float) -> tuple[int, int] | None:
    """The (row, column) that the terminal answers, or None when no whole answer comes in time."""
    import re
    import select
    import time

    answer = b""
    end = time.monotonic() + timeout
    while (left := end - time.monotonic()) > 0 and len(answer) < 64:
        if not select.select([handle], [], [], left)[0]:
            break
        piece = os.read(handle, 1)
        if not piece:
            break
        answer += piece
        if match := re.search(rb"\x1b\[(\d{1,4});(\d{1,4})R", answer):
            return int(match[1]), int(match[2])
    return None


def ambiguous_is_wide(timeout: float = 0.3) -> bool | None:
    """Whether this terminal draws signs such as … and ─ two cells wide; None when it does not say.

    Prints one sign at the start of the line, asks where the cursor stands, wipes it, and puts the
    terminal back as it was. Does nothing where input or output is no terminal. Seconds for `timeout`.
    """
    try:
        import termios
        import tty
    except ImportError:
        return None
    try:
        reading, writing = sys.__stdin__, sys.__stdout__
        if reading is None or writing is None or not (reading.isatty() and writing.isatty()):
            return None
        handle, out = reading.fileno(), writing.fileno()
        before = termios.tcgetattr(handle)
    except (OSError, ValueError, termios.error):
        return None
    try:
        tty.setcbreak(handle, termios.TCSANOW)
        os.write(out, f"\r{_PROBE}\x1b[6n".encode())
        at = _read_report(handle, timeout)
        os.write(out, b"\r\x1b[K")
    except (OSError, termios.error):
        return None
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)
    return None if at is None else at[1] > 2


def wants_ascii(asked: bool, kept: bool | None) -> bool:
    """Whether to draw in ASCII: as asked on the command line, as kept, else as this terminal draws."""
    return asked or (kept if kept is not None else ambiguous_is_wide() is True)


def _size() -> tuple[int, int] | None:
    try:
        size = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        return None
    return size.columns, size.lines


def _colours() -> str:
    if os.environ.get("NO_COLOR") is not None:
        return _("不用顏色（NO_COLOR）")
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return _("全彩")
    return _("256色") if "256" in os.environ.get("TERM", "") else _("基本色")


def _encoding_row() -> tuple[str, str, str]:
    encoding = (getattr(sys.stdout, "encoding", None) or "?").lower()
    good = encoding.replace("-", "") == "utf8"
    return _("文字編碼"), encoding, "" if good else _("請將終端機與語系設為 UTF-8，否則中文無法正確顯示。")


def _width_row(wide: bool | None) -> tuple[str, str, str]:
    if wide is None:
        return _("符號寬度"), _("終端機未回覆"), _("若框線歪斜，請加上 --ascii。")
    if wide:
        return _("符號寬度"), _("兩格"), _("框線會歪斜，請加上 --ascii，或將終端機的「模糊寬度」設為一格。")
    return _("符號寬度"), _("一格"), ""


def report(timeout: float = 0.3) -> list[tuple[str, str, str]]:
    """What this terminal can do, as (what, value, advice); the advice is empty where all is well."""
    terminal = sys.__stdout__ is not None and sys.__stdout__.isatty()
    rows = [(_("終端機"), os.environ.get("TERM", "?") if terminal else _("不是終端機"), "")]
    if (size := _size()) is not None:
        small = size[0] < 80 or size[1] < 24
        rows.append((_("大小"), f"{size[0]}x{size[1]}", _("請放大到至少80欄24列。") if small else ""))
    rows.append((_("顏色"), _colours(), ""))
    rows.append(_encoding_row())
    if terminal:
        rows.append(_width_row(ambiguous_is_wide(timeout)))
    kitty_off = os.environ.get(_KITTY, "1") == "1"
    advice = "" if kitty_off else _("若輸入法的文字不見，請取消環境變數{name}的設定。").format(name=_KITTY)
    rows.append((_("延伸鍵盤協定"), _("關") if kitty_off else _("開"), advice))
    if os.environ.get("TMUX"):
        rows.append((_("終端機多工"), "tmux", _("若 Esc 反應慢，請在 tmux 設定 escape-time 10。")))
    return rows
