"""What is due: one thing that the secretariat must do, and of which kinds there are."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from typing import NamedTuple

from meetingtui.language import N_

KIND_WORDS = {
    "unheld": N_("尚未登記召開"),
    "gap": N_("間隔將屆"),
    "vacant": N_("主持人出缺"),
    "renotice": N_("應重發開會通知"),
    "invite": N_("應補送行事曆檔"),
    "feed": N_("行事曆檔應更新"),
    "notice": N_("應發開會通知"),
    "week": N_("七日內會議"),
    "minutes": N_("紀錄待核定"),
    "answers": N_("辦理情形未回"),
    "round": N_("回復期限待改"),
    "ask": N_("應調查辦理情形"),
    "overdue": N_("列管事項逾期"),
    "unnumbered": N_("發文字號待補"),
    "undated": N_("延期未定"),
    "behind": N_("場次落後"),
    "tracks": N_("分區待確認"),
    "calendar": N_("缺辦公日曆"),
    "unplanned": N_("年度未編排"),
}
"""The kinds of what is due, the most pressing first, and their names."""


class Due(NamedTuple):
    """One thing to do. `day` is the ISO day by which, or on which; empty where there is none.

    `session_id` and `number` are those of a sitting, `series_id` and `series` (its code) those of a series; a thing
    of the whole year has neither. `late` says that the day has passed. For lists in columns: `name` is what it is
    about, `at` the ISO moment of its sitting (of a gap: the ISO day of the next one), empty where there is none, and
    `short` how many sittings a series is behind, how many tracks are to be confirmed, or (of minutes) how many days
    ago the sitting was, of answers how many agencies owe some, of overdue items how many there are, of a vacant post
    how many sittings it is to preside.
    """

    kind: str
    sentence: str
    day: str = ""
    session_id: int | None = None
    number: str = ""
    series_id: int | None = None
    series: str = ""
    late: bool = False
    name: str = ""
    at: str = ""
    short: int = 0
