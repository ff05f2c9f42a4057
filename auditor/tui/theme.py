"""The two themes, and how each kind of sound looks: a colour, and a glyph that tells it without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme

from transcripts.timeline import Kind

DARK = "auditor-dark"
LIGHT = "auditor-light"

THEMES = (
    Theme(
        name=DARK,
        primary="#6cb2eb",
        secondary="#8aa0c8",
        accent="#f2b84b",
        success="#76c893",
        warning="#f2b84b",
        error="#ef7b7b",
        foreground="#e4e8ef",
        background="#10141a",
        surface="#161b23",
        panel="#1f2732",
        dark=True,
        variables={
            "footer-background": "#1f2732",
            "footer-key-foreground": "#f2b84b",
            "border": "#6cb2eb",
            "border-blurred": "#2f3a4a",
            "block-cursor-text-style": "none",
            "input-selection-background": "#6cb2eb 35%",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#1d5f99",
        secondary="#4a5d85",
        accent="#8a5200",
        success="#1e6b3a",
        warning="#8a5200",
        error="#ab2320",
        foreground="#1c222b",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e6e3db",
        dark=False,
        variables={
            "footer-background": "#e6e3db",
            "footer-key-foreground": "#8a5200",
            "border": "#1d5f99",
            "border-blurred": "#c9c4b8",
            "block-cursor-text-style": "none",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of sound is drawn: its pattern is tiled along the lane."""

    pattern: str
    dark: str
    light: str

    @property
    def glyph(self) -> str:
        """The one character that stands for the kind in a legend."""
        return self.pattern[0]

    def colour(self, dark: bool) -> str:
        return self.dark if dark else self.light


LOOKS: dict[Kind, Look] = {
    Kind.RINGBACK: Look("~", "#93a4bd", "#5b6b83"),
    Kind.BUSY: Look("×", "#ef7b7b", "#ab2320"),
    Kind.CONGESTION: Look("‡", "#ef7b7b", "#ab2320"),
    Kind.SIT: Look("!", "#ef7b7b", "#ab2320"),
    Kind.DTMF: Look("#", "#f4f6fa", "#1c222b"),
    Kind.IVR: Look("▒", "#6cb2eb", "#1d5f99"),
    Kind.HOLD_MUSIC: Look("♪░░░", "#b497e0", "#6d49a8"),
    Kind.HOLD_MESSAGE: Look("▓", "#f2b84b", "#a86500"),
    Kind.SILENCE: Look("·", "#5b6675", "#8f8b81"),
    Kind.AGENT: Look("█", "#76c893", "#1e6b3a"),
    Kind.CALLER: Look("█", "#58c7c7", "#0f6d6d"),
    Kind.SPEECH: Look("▚", "#aab2bf", "#6a6a6a"),
}
"""Every kind has a pattern of its own: without colours the lanes still read."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of the theme in use, by tone ("success", "error", "accent", "dim"…) and by kind."""

    dark: bool
    colours: Mapping[str, str]

    def tone(self, name: str) -> str:
        if name == "dim":
            return "#8792a2" if self.dark else "#6a665d"
        return self.colours.get(name, self.colours["foreground"])

    def kind(self, kind: Kind) -> str:
        return LOOKS[kind].colour(self.dark)


def ink_of(theme: Theme) -> Ink:
    """The inks of one of our themes (or of any other that a user registers)."""
    names = ("primary", "secondary", "accent", "success", "warning", "error", "foreground", "background")
    colours = {name: getattr(theme, name) or theme.primary for name in names}
    return Ink(theme.dark, colours)
