"""A call that goes on, in words: phase and clock, what sounds, how far the listening is, what was said."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.i18n import N_, _
from auditor.tui.formats import clock, percent
from auditor.tui.live_state import Live
from auditor.tui.theme import LOOKS, Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import SPEAKER_KINDS, kind, outcome, speaker
from transcripts.transcript import Speaker

PHASES = {
    "starting": ("○", N_("STARTING"), "secondary"),
    "dialling": ("◇", N_("DIALLING"), "primary"),
    "ringing": ("~", N_("RINGING"), "primary"),
    "talking": ("◆", N_("ANSWERED"), "success"),
    "hold": ("♪", N_("ON HOLD"), "warning"),
    "human": ("★", N_("A PERSON"), "success"),
    "ended": ("■", N_("CALL OVER"), "primary"),
    "listening": ("◔", N_("LISTENING"), "accent"),
    "heard": ("◑", N_("SCORING"), "accent"),
    "scored": ("✓", N_("DONE"), "success"),
    "failed": ("✗", N_("FAILED"), "error"),
}
STAGES = {
    "decode": N_("reading the audio"),
    "sound": N_("finding what sounds when"),
    "timeline": N_("finding what sounds when"),
    "repeats": N_("finding repeated messages"),
    "roles": N_("telling who speaks"),
    "speech": N_("recognising speech"),
    "score": N_("scoring"),
}
BAR = 24


def head(live: Live, now_s: float, ink: Ink) -> Text:
    """The phase, the clock, which scenario on which channel."""
    glyph, name, tone = PHASES[live.phase]
    chip = Style(bold=True, color=ink.tone("background"), bgcolor=ink.tone(tone))
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f" {glyph} {_(name)} ", chip)
    line.append(f"  {clock(now_s)}  ", Style(bold=True))
    line.append(live.title, Style(bold=True)).append(f"  →  {live.channel_id}", ink.tone("dim"))
    if live.stopping and not live.over:
        words = _("hanging up…") if live.on_the_line else _("stopping…")
        line.append("   " + words, ink.tone("warning"))
    return line


def now(live: Live, now_s: float, ink: Ink) -> Text:
    """What sounds, for how long they have kept us waiting, who is there, what was pressed."""
    if live.error:
        return Text(f"✗ {live.error}", Style(bold=True, color=ink.tone("error")))
    if not live.on_the_line:
        return progress(live, ink)
    line = Text(no_wrap=True, overflow="ellipsis")
    sound = live.sounds[-1][1] if live.sounds else None
    if sound is not None:
        line.append(f"{LOOKS[sound].glyph} {kind(sound)}   ", Style(bold=True, color=ink.kind(sound)))
    held_s = live.hold_s(now_s)
    if held_s > 0:
        line.append(_("on hold {time}").format(time=clock(held_s)) + "   ", ink.tone("warning"))
    if live.human_at_s is not None:
        words = _("a person at {time}").format(time=clock(live.human_at_s))
        line.append(f"★ {words}   ", Style(bold=True, color=ink.tone("success")))
    if live.keys:
        keys = " ".join(key for _at, key in live.keys)
        line.append(_("keys {keys}").format(keys=keys), ink.tone("accent"))
    return line


def progress(live: Live, ink: Ink) -> Text:
    """How the call ended, and how far listening and scoring are."""
    line = Text(no_wrap=True, overflow="ellipsis")
    if live.contact is not None:
        word = outcome(live.contact.outcome.value)
        line.append(f"{word}   ", Style(bold=True, color=ink.tone(word.tone)))
    if live.phase == "scored":
        line.append(_("Listened to and scored: press Enter to open the call."))
    elif live.over and live.shop:
        line.append(_("Press Enter to open what there is."))
    elif live.phase == "listening":
        share = live.share or 0.0
        full = round(share * BAR)
        line.append("━" * full, ink.tone("accent")).append("┄" * (BAR - full), ink.tone("dim"))
        stage = live.stage or ""
        words = _(STAGES[stage]) if stage in STAGES else stage
        line.append(f" {percent(share)}  {words}")
    return line


def texts(live: Live, ink: Ink) -> list[Item]:
    """What was heard and said, the newest last."""
    return [
        Item(f"text-{index}", lambda width, t=text: _text(*t, ink=ink, width=width))  # type: ignore[misc]
        for index, text in enumerate(live.texts)
    ]


def _text(at_s: float, who: str, words: str, *, ink: Ink, width: int) -> list[Text]:
    named = Speaker(who)
    line = Text(f"{clock(at_s):>5} ", ink.tone("dim"))
    label = "" if named is Speaker.UNKNOWN else speaker(named)
    line.append(f"{label:<9}", Style(bold=True, color=ink.kind(SPEAKER_KINDS[named])))
    return hanging(line, Text(words), width)
