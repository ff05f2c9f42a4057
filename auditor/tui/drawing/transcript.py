"""The transcript as entries: time, who speaks, the words; the word under the cursor, the words of a quote."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.formats import clock
from auditor.tui.theme import LOOKS, THEMES, Ink, ink_of
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import SPEAKER_KINDS, speaker
from transcripts.transcript import Segment, Transcript


class TranscriptItems:
    """Makes the entries; `cursor_s` and `quotes` are read whenever an entry is drawn."""

    def __init__(self, transcript: Transcript, ink: Ink | None) -> None:
        self.transcript = transcript
        self.ink = ink or ink_of(THEMES[0])
        self.cursor_s = 0.0
        self.quotes: tuple[str, ...] = ()

    def items(self) -> list[Item]:
        return [
            Item(key_of(index), lambda width, s=segment: self._draw(s, width), segment)  # type: ignore[misc]
            for index, segment in enumerate(self.transcript.segments)
        ]

    def at(self, second: float) -> str | None:
        """The key of the segment that is spoken at that second, else of the last one before it."""
        found = None
        for index, segment in enumerate(self.transcript.segments):
            if segment.start_s > second + 1e-6:
                break
            found = key_of(index)
        return found

    def between(self, stretches: tuple[tuple[float, float], ...]) -> list[str]:
        """The keys of the segments that share time with these stretches."""
        return [
            key_of(index)
            for index, segment in enumerate(self.transcript.segments)
            if any(segment.start_s < end and segment.end_s > start for start, end in stretches)
        ]

    def _draw(self, segment: Segment, width: int) -> list[Text]:
        kind = SPEAKER_KINDS[segment.speaker]
        colour = self.ink.kind(kind)
        head = Text(f"{clock(segment.start_s):>5} ", self.ink.tone("dim"))
        head.append(f"{LOOKS[kind].glyph} {speaker(segment.speaker):<9}", Style(color=colour, bold=True))
        return hanging(head, self._words(segment), width)

    def _words(self, segment: Segment) -> Text:
        # A number that was taken out may reach over segments: its mark stands in the first of them.
        body = Text(segment.text) if segment.text else Text("[…]", self.ink.tone("dim"))
        if segment.low_confidence:
            body.stylize(Style(italic=True, color=self.ink.tone("dim")))
            body.append("  ⚠ " + _("heard badly"), self.ink.tone("warning"))
        if segment.same_as:
            body.append("  ↻ " + _("repeated"), self.ink.tone("dim"))
        for quote in self.quotes:
            start = segment.text.casefold().find(quote.casefold())
            if quote and start >= 0:
                body.stylize(Style(bold=True, underline=True), start, start + len(quote))
        spoken = spoken_at(segment, self.cursor_s)
        if spoken:
            body.stylize(Style(bold=True, color=self.ink.tone("accent")), *spoken)
        return body


def key_of(index: int) -> str:
    return f"segment-{index}"


def spoken_at(segment: Segment, second: float) -> tuple[int, int] | None:
    """Where in the segment's text the word stands that is spoken at that second."""
    offset = 0
    for word in segment.words:
        text = word.text.strip()
        found = segment.text.find(text, offset)
        if found < 0:
            continue
        offset = found + len(text)
        if word.start_s <= second < word.end_s:
            return found, offset
    return None
