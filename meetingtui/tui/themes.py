"""The three looks of the program: one accent colour each, every text readable on every ground it stands on.

The contrast between text and ground (WCAG 2) is at least 4.5, in the high-contrast look 7;
`tests/tui/test_themes.py` measures it. Status is told by word and sign first, colour comes second.
"""

from __future__ import annotations

from textual.theme import Theme

from meetingtui.language import N_

DEFAULT = "meetingtui-light"
NAMES = {
    "meetingtui-light": N_("淺色"),
    "meetingtui-dark": N_("深色"),
    "meetingtui-contrast": N_("高對比"),
}

# Text colours by use; grounds are background, surface, panel and boost of each theme.
TEXTS = ("foreground", "text-muted", "text-primary", "text-accent", "text-success", "text-warning", "text-error")
GROUNDS = ("background", "surface", "panel")
# (text, ground) pairs that stand on a ground of their own.
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("title-foreground", "title-background"),
    ("title-demo-foreground", "title-demo-background"),
    ("title-place-foreground", "title-place-background"),
    ("button-color-foreground", "primary"),
    ("button-color-foreground", "success"),
    ("button-color-foreground", "warning"),
    ("button-color-foreground", "error"),
    ("footer-key-foreground", "panel"),
    ("footer-description-foreground", "panel"),
)


def _theme(
    name: str,
    *,
    dark: bool,
    ink: str,
    paper: str,
    card: str,
    panel: str,
    accent: str,
    on_accent: str,
    muted: str,
    good: str,
    warn: str,
    bad: str,
    demo: tuple[str, str],
    blurred: str,
    place: tuple[str, str],
) -> Theme:
    return Theme(
        name=name, dark=dark, primary=accent, secondary=accent, accent=accent, foreground=ink,
        background=paper, surface=card, panel=panel, success=good, warning=warn, error=bad,
        variables={
            "text": ink, "text-muted": muted, "text-disabled": muted,
            "text-primary": accent, "text-secondary": accent, "text-accent": accent,
            "text-success": good, "text-warning": warn, "text-error": bad,
            "foreground-muted": muted, "foreground-disabled": muted,
            "block-cursor-foreground": on_accent, "block-cursor-background": accent,
            "block-cursor-blurred-foreground": ink, "block-cursor-blurred-background": blurred,
            "block-hover-background": panel,
            "border": accent, "border-blurred": muted,
            "input-cursor-foreground": paper, "input-cursor-background": ink,
            "input-selection-foreground": ink, "input-selection-background": blurred,
            "button-foreground": ink, "button-color-foreground": on_accent,
            "footer-foreground": ink, "footer-background": panel,
            "footer-key-foreground": accent, "footer-description-foreground": ink,
            "scrollbar": muted, "scrollbar-hover": accent, "scrollbar-active": accent,
            "scrollbar-background": panel, "scrollbar-background-hover": panel,
            "scrollbar-background-active": panel, "scrollbar-corner-color": panel,
            "title-foreground": on_accent, "title-background": accent,
            "title-demo-foreground": demo[0], "title-demo-background": demo[1],
            "title-place-foreground": place[0], "title-place-background": place[1],
        },
    )  # fmt: skip


def themes() -> tuple[Theme, ...]:
    """The three looks, made when the app starts."""
    return (
        _theme(
            "meetingtui-light", dark=False, ink="#1b1f24", paper="#fbfbf9", card="#f3f3ef", panel="#e6e6e0",
            accent="#0b4f79", on_accent="#ffffff", muted="#4d545c", good="#1d5c33", warn="#7a4300", bad="#9b1c2b",
            demo=("#1b1f24", "#f2c14e"), blurred="#c9dbe7", place=("#0b3a59", "#fbfbf9"),
        ),
        _theme(
            "meetingtui-dark", dark=True, ink="#e8e6e1", paper="#16191d", card="#1e2227", panel="#2a2f36",
            accent="#8cc4ea", on_accent="#10202c", muted="#b3b8be", good="#8fd3a0", warn="#f0bb68", bad="#ff9d9d",
            demo=("#16191d", "#f2c14e"), blurred="#33475a", place=("#e8f3fb", "#16191d"),
        ),
        _theme(
            "meetingtui-contrast", dark=True, ink="#ffffff", paper="#000000", card="#000000", panel="#1a1a1a",
            accent="#ffe14d", on_accent="#000000", muted="#e0e0e0", good="#7dff9a", warn="#ffc34d", bad="#ffb3b3",
            demo=("#000000", "#ff9df2"), blurred="#333a66", place=("#ffffff", "#000000"),
        ),
    )  # fmt: skip


def known(name: str) -> str:
    """`name` if it is one of the looks, else the default one."""
    return name if name in NAMES else DEFAULT
