"""The hold messages as entries: what was said, what for, how long, how often and how fast."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.core.labels import purpose_label
from auditor.i18n import _, ngettext, number
from auditor.tui.drawing.figures import note
from auditor.tui.formats import clock, duration
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread, wrapped
from metrics.values import HoldMessage, Scorecard

UNKIND = ("advertising",)


def message_items(card: Scorecard, ink: Ink) -> list[Item]:
    """Each distinct message once, in order of its first playing."""
    messages = sorted(card.messages, key=lambda message: message.times[0] if message.times else (0.0, 0.0))
    items = [_message(message, ink) for message in messages]
    return items or [note("no-messages", _("No message was heard on hold."), ink)]


def _message(message: HoldMessage, ink: Ink) -> Item:
    def draw(width: int) -> list[Text]:
        purposes = Text(
            ", ".join(purpose_label(p) for p in message.purposes) or _("purpose not known"), Style(bold=True)
        )
        if any(p in UNKIND for p in message.purposes):
            purposes.stylize(ink.tone("warning"))
        n = len(message.times)
        times = ngettext("once", "{n} times", n).format(n=n)
        lines = spread(purposes, Text(f"{times} · {duration(message.length_s)}", Style(bold=True)), width)
        words = Text(f"«{message.text}»", Style(italic=True))
        if message.low_confidence:
            words.append("  ⚠ " + _("heard badly"), ink.tone("warning"))
        for line in [*wrapped(words, width - 2), *wrapped(Text(_pace(message), ink.tone("dim")), width - 2)]:
            lines.append(Text.assemble("  ", line, end=""))
        return lines

    return Item(f"message-{message.id}", draw, message)


def _pace(message: HoldMessage) -> str:
    at = ", ".join(clock(start) for start, _end in message.times[:8])
    more = len(message.times) - 8
    parts = [_("at {times}").format(times=at + (f" +{more}" if more > 0 else ""))]
    if message.mean_gap_s is not None:
        parts.append(_("every {gap} on average").format(gap=duration(message.mean_gap_s)))
    parts.append(
        _("{wpm} words a minute").format(wpm=number(message.wpm, 0))
        if message.wpm is not None
        else _("pace not measured")
    )
    return " · ".join(parts)
