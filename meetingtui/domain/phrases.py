"""常用語: what minutes say again and again, put in by a key."""

from __future__ import annotations

USUAL = (
    "照案通過。",
    "修正後通過。",
    "洽悉。",
    "准予備查。",
    "續行列管。",
    "解除列管。",
    "請主辦機關會同協辦機關研議，於會後1個月內提報辦理情形。",
    "請各網絡單位依分工落實辦理，並於下次會議報告辦理情形。",
    "本案保留，提下次會議討論。",
    "無異議確認。",
    "請業務單位參考與會代表意見修正後，函送各機關據以辦理。",
    "主席宣達保密事項：與會人員對於會議內容及個案資料應予保密，會後資料收回。",
)
"""The phrases until an office has its own, in the words of offices: never translated, as minutes are Chinese."""
MOST = 60
LONGEST = 300
"""Characters of a phrase."""
