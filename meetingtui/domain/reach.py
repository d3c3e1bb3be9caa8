"""How somebody is reached: the shape of an e-mail address and of a telephone number."""

from __future__ import annotations

import re
import unicodedata

from meetingtui.domain.invitations import is_address

MOST_EMAIL = 254
_NAME = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = rf"{_NAME}(?:\.{_NAME})*@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])"
_PHONE = r"[0-9+(](?:[0-9+()#*~./、,; -]|轉|分機|ext)*"
_LEAST_DIGITS = 2
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"，": ",", "；": ";"})


def email(text: str) -> str | None:
    """An e-mail address in half-width letters: a name, @ and a host with a dot in it; None for anything else."""
    found = unicodedata.normalize("NFKC", text).strip()
    return found if is_address(found) and re.fullmatch(_EMAIL, found) else None


def phone(text: str) -> str | None:
    """A telephone number in half-width digits; None for anything else.

    Digits with + - ( ) # * . ~ and blanks, an extension behind 轉, 分機 or ext, several numbers divided by 、 , ; or /.
    """
    found = unicodedata.normalize("NFKC", text.replace("、", "\0")).replace("\0", "、").translate(_DASHES).strip()
    if sum(sign.isdigit() for sign in found) < _LEAST_DIGITS or not re.fullmatch(_PHONE, found, re.IGNORECASE):
        return None
    return found
