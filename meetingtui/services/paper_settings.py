"""How the papers of this office look and what stands on all of them: seen, changed and put back in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Refusal
from meetingtui.domain.paper_settings import SETTINGS, USUAL, PaperSettings, UnknownField, check
from meetingtui.language import _
from meetingtui.services import written
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows

if TYPE_CHECKING:
    from meetingtui.domain.registry import Agency, Registry


class SettingView(NamedTuple):
    """One setting; `value` and `usual` are texts as they are typed. `kind` is that of domain.paper_settings."""

    name: str
    label: str
    value: str
    usual: str
    kind: str


def stored(office: Office) -> PaperSettings:
    """The settings as they were set; where nothing was, the usual ones."""
    kept = office.reader.unchanged(rows.settings)
    found: dict[str, Any] = {name: _usable(name, text) for name, text in kept.items() if name in SETTINGS}
    return USUAL._replace(**{name: value for name, value in found.items() if value is not None})


def of(office: Office) -> PaperSettings:
    """The settings in force: what was left empty follows from the county (屏東縣政府)."""
    return _completed(office, stored(office))


def tried(office: Office, wanted: Mapping[str, str]) -> PaperSettings:
    """The settings as they would be with some changed, for a preview; nothing is kept. Raises as `change` does."""
    return _completed(office, stored(office)._replace(**_checked(office, wanted)))


def _completed(office: Office, found: PaperSettings) -> PaperSettings:
    government = f"{office.county_name}政府" if office.county_name else ""
    agency = found.agency or government
    return found._replace(agency=agency, stamp=found.stamp or agency, bureaus=found.bureaus or government)


def listing(office: Office) -> list[SettingView]:
    """Every setting in the order of domain.paper_settings."""
    now = stored(office)
    return [
        SettingView(name, _(one.label), said(getattr(now, name)), said(getattr(USUAL, name)), one.kind)
        for name, one in SETTINGS.items()
    ]


def said(value: str | float | bool) -> str:
    """A value as it is typed and stored: 是, 14, 2.5."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else f"{value:g}"


def read(words: Iterable[str]) -> dict[str, str]:
    """The settings that `NAME=VALUE` words give, by name; `\\n` in a value is a line break. Raises Refusal."""
    found = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise Refusal(_("設定「{word}」無法判讀。請寫成 名稱=數值，例如 phone=08-7320415。"), word=word[:40])
        found[name.strip()] = text.replace("\\n", "\n")
    return found


def change(office: Office, wanted: Mapping[str, str]) -> list[SettingView]:
    """Set by name (also by the words that a setting is shown with), as one change; answers all settings.

    Raises NotFound for a name or an agency that there is none of, WrongSetting or UnknownField for a value.
    """
    return _store(office, stored(office)._replace(**_checked(office, wanted)))


def _checked(office: Office, wanted: Mapping[str, str]) -> dict[str, Any]:
    fresh: dict[str, Any] = {}
    for name, text in wanted.items():
        field = _field(name)
        fresh[field] = check(field, text)
        if field == "addresses":
            _addresses(office.registry(), fresh[field])
    return fresh


def font_words(font: str) -> str:
    """Says of a font that this computer lacks what PDFs are set in instead; empty where it is there."""
    from meetingtui.formats import fonts

    try:
        found = fonts.instead(font)
    except fonts.NoFonts as refusal:
        return str(refusal)
    told = _("這台電腦沒有「{font}」字型，PDF 以「{instead}」排印。請安裝該字型，或改用其他字型。")
    return told.format(font=font, instead=found) if found else ""


def reset(office: Office, wanted: Iterable[str] = ()) -> list[SettingView]:
    """Put settings back to the usual ones, all of them where none is named; answers all. Raises NotFound."""
    fields = [_field(name) for name in wanted]
    usual = {name: getattr(USUAL, name) for name in fields} if fields else USUAL._asdict()
    return _store(office, stored(office)._replace(**usual))


def address_of(office: Office, registry: Registry, agency: Agency) -> tuple[str, str]:
    """Postal code and address of an agency, as the setting `addresses` has them; empty where it has none."""
    return _addresses(registry, stored(office).addresses, strict=False).get(agency.id, ("", ""))


def _addresses(registry: Registry, text: str, *, strict: bool = True) -> dict[int, tuple[str, str]]:
    from meetingtui.domain.errors import Ambiguous, NotFound
    from meetingtui.services import finding

    found = {}
    for entry in text.splitlines():
        name, equals, place = entry.partition("=")
        if strict and not (equals and place.strip()):
            text = _("受文者地址「{entry}」無法判讀。請寫成 機關=郵遞區號 地址，一行一個機關。")
            raise Refusal(text, entry=entry[:40])
        try:
            agency = finding.agency_of(registry, name.strip())
        except (NotFound, Ambiguous):
            if strict:
                raise
            continue
        code, _blank, rest = place.strip().partition(" ")
        found[agency.id] = (code, rest.strip()) if code[:3].isdecimal() and rest else ("", place.strip())
    return found


def _usable(name: str, text: str) -> str | float | bool | None:
    """A stored value; None for one that no longer passes the checks. A template is refused when it is used."""
    try:
        return check(name, text)
    except UnknownField:
        return text
    except Refusal:
        return None


def _store(office: Office, wanted: PaperSettings) -> list[SettingView]:
    from meetingtui.store.tables import PaperSetting

    before = stored(office)
    changed = [name for name in SETTINGS if getattr(wanted, name) != getattr(before, name)]
    if not changed:
        return listing(office)
    with office.begin() as work:
        kept = {row.name: row for row in work.all(PaperSetting)}
        for name in changed:
            value = getattr(wanted, name)
            if value == getattr(USUAL, name):
                work.delete(kept[name])
            elif name in kept:
                kept[name].value = said(value)
            else:
                work.add(PaperSetting(name=name, value=said(value)))
        told = written.few([_(SETTINGS[name].label) for name in changed])
        work.audit("edited", _("公文設定：{names}").format(names=told), "paper_setting")
        work.commit()
    return listing(office)


def _field(name: str) -> str:
    """The setting of that name, or that its words tell, whole or in part. Raises NotFound or Ambiguous."""
    return names.resolve(name[:40], [(field, (_(one.label),)) for field, one in SETTINGS.items()], _("公文設定項目"))
