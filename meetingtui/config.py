"""Where the database is, which language is spoken, what the user has set: the only reader of the environment."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

APP = "meetingtui"


class Settings:
    """What a user has chosen, kept between runs. `load` and `save` are all that the screens know of it."""

    def __init__(self, path: str | os.PathLike[str], stored: dict[str, Any]) -> None:
        """`stored` is what the file holds; words of another version are kept as they are."""
        self.file = os.fspath(path)
        self.extra = dict(stored)
        self.language = _text(self.extra.pop("language", ""))
        self.theme = _text(self.extra.pop("theme", ""))
        self.ascii = _truth(self.extra.pop("ascii", None))
        self.keymap = _texts(self.extra.pop("keymap", {}))
        self.alarm_minutes = _minutes(self.extra.pop("alarm_minutes", 60))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Settings:
        """The settings in the file; the defaults where there is none or it cannot be read."""
        stored: Any = {}
        if os.path.exists(path):
            import json

            try:
                with open(path, encoding="utf-8") as file:
                    stored = json.load(file)
            except (OSError, ValueError, RecursionError):
                stored = {}
        return cls(path, stored if isinstance(stored, dict) else {})

    @property
    def data_folder(self) -> Path:
        """Where the database and the error log live."""
        from pathlib import Path

        return Path(data_folder())

    @property
    def editor(self) -> str:
        """The person's own editor for long texts, as a command; empty where none is set."""
        return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""

    @property
    def has_display(self) -> bool:
        """Whether other programs can show windows where this one runs: not over ssh or on a Linux console."""
        if sys.platform in {"win32", "darwin"}:
            return not os.environ.get("SSH_CONNECTION")
        return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))

    def save(self) -> bool:
        """Write the file whole or not at all; False when its folder cannot be written."""
        stored = {
            **self.extra,
            "language": self.language,
            "theme": self.theme,
            "ascii": self.ascii,
            "keymap": self.keymap,
            "alarm_minutes": self.alarm_minutes,
        }
        import json
        from pathlib import Path

        target = Path(self.file)
        fresh = target.with_name(target.name + ".new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
                json.dump(stored, file, ensure_ascii=False, indent=1)
            fresh.replace(target)
        except OSError:
            return False
        return True


def data_folder() -> str:
    """The user's data folder, where the database lives unless told otherwise."""
    return _user_folder("XDG_DATA_HOME", ".local/share", "user_data_dir")


def settings_file() -> str:
    """Where the settings are kept."""
    return os.path.join(_user_folder("XDG_CONFIG_HOME", ".config", "user_config_dir"), "settings.json")


def database_address(option: str | None) -> str:
    """What `--db` says, else MEETINGTUI_DATABASE, else the file in the user's data folder."""
    return option or os.environ.get("MEETINGTUI_DATABASE") or os.path.join(data_folder(), f"{APP}.db")


def pretended_today(option: str | None) -> str:
    """What `--today` says, else MEETINGTUI_TODAY; empty for the real day."""
    return option or os.environ.get("MEETINGTUI_TODAY", "")


def language(option: str | None, settings: Settings) -> str:
    """`--lang`, else the setting, else the locale's: English only where the locale says so, else zh_TW."""
    if option:
        return option
    if settings.language:
        return settings.language
    found = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if found.startswith("en") else "zh_TW"


def person() -> str:
    """Who sits at the desk, as the system knows them."""
    for name in ("MEETINGTUI_USER", "LOGNAME", "USER", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return _login() if hasattr(os, "getuid") else "?"


def _login() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def sample_file() -> str:
    """The sample database: inside the installed package, or beside it in a checkout."""
    package = os.path.dirname(__file__)
    inside = os.path.join(package, "sample.db")
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "sample.db")


def _user_folder(variable: str, home_part: str, finder: str) -> str:
    if os.name == "posix" and os.uname().sysname == "Linux":
        base = os.environ.get(variable, "")
        return os.path.join(base if base.startswith("/") else os.path.expanduser(f"~/{home_part}"), APP)
    import platformdirs

    return str(getattr(platformdirs, finder)(APP, appauthor=False))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: object) -> dict[str, str]:
    return {str(key): str(item) for key, item in value.items()} if isinstance(value, dict) else {}


def _minutes(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= 7 * 24 * 60 else 60
