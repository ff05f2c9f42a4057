"""The circuit that the caller walked, as entries: each step with its seconds, the useless ones named."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.core.labels import step_label, useless_label
from auditor.i18n import _
from auditor.tui.drawing.figures import note
from auditor.tui.formats import clock, duration
from auditor.tui.theme import LOOKS, Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread, wrapped
from metrics.values import RouteStep, Scorecard
from transcripts.timeline import Kind

KIND_OF_STEP = {
    "prompt": Kind.IVR,
    "menu": Kind.IVR,
    "hold": Kind.HOLD_MUSIC,
    "agent": Kind.AGENT,
    "transfer": Kind.RINGBACK,
    "end": Kind.SILENCE,
}
BAR = 12


def route_items(card: Scorecard, ink: Ink) -> list[Item]:
    """Each step of the route; its bar is its share of the longest step."""
    longest = max((s.end_s - s.start_s for s in card.route), default=0.0)
    items = [_step(step, longest, ink) for step in card.route]
    return items or [note("no-route", _("No step of the route was made out."), ink)]


def bar(share: float, width: int = BAR) -> str:
    """A bar of eighths of a block."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + ("" if rest == 0 else "▏▎▍▌▋▊▉"[rest - 1])


def _step(step: RouteStep, longest: float, ink: Ink) -> Item:
    kind = KIND_OF_STEP.get(step.kind, Kind.SPEECH)
    colour = ink.tone("error") if step.useless else ink.kind(kind)

    def draw(width: int) -> list[Text]:
        length = step.end_s - step.start_s
        left = Text(f"{step.index + 1:>2}. ", ink.tone("dim"))
        left.append(f"{LOOKS[kind].glyph} {step_label(step.kind)}", Style(bold=True, color=ink.kind(kind)))
        if step.key:
            left.append("  → " + _("key {key}").format(key=step.key), ink.tone("accent"))
        if step.matches:
            left.append(f"  = {step.matches}", ink.tone("success"))
        blocks = bar(length / longest if longest > 0 else 0.0)
        right = Text(f"{blocks:<{BAR}}", colour) if width >= 50 else Text("")
        right.append(f" {clock(step.start_s):>6} {duration(length):>7}", Style(bold=True))
        lines = spread(left, right, width)
        return lines + [Text.assemble("    ", line, end="") for line in _below(step, ink, width - 4)]

    return Item(f"step-{step.index}", draw, step)


def _below(step: RouteStep, ink: Ink, width: int) -> list[Text]:
    lines: list[Text] = []
    if step.useless:
        words = _("serves nobody: {why}").format(why=useless_label(step.useless))
        lines += wrapped(Text(f"✗ {words}", Style(bold=True, color=ink.tone("error"))), width)
    if step.prompt:
        lines += wrapped(Text(f"«{step.prompt}»", Style(italic=True)), width)
    if step.options:
        ways = "   ".join(f"{key} → {words}" for key, words in step.options)
        lines += wrapped(Text(ways, ink.tone("dim")), width)
    return lines
