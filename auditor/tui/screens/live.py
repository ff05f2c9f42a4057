"""The live page: draws a call while it happens, then the listening and the scoring of it."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from auditor.i18n import N_, _
from auditor.tui.base import Page
from auditor.tui.formats import clock, percent
from auditor.tui.live_state import Live
from auditor.tui.screens.confirm import Confirm
from auditor.tui.theme import LOOKS
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.meter import Meter
from auditor.tui.widgets.steps import no_steps, step_items
from auditor.tui.widgets.timeline_view import TimelineView
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import SPEAKER_KINDS, kind, outcome, speaker
from transcripts.transcript import Speaker

PHASES = {
    "starting": ("○", N_("STARTING"), "dim"),
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
    "timeline": N_("finding what sounds when"),
    "speech": N_("recognising speech"),
    "score": N_("scoring"),
}
TICK_S = 0.25


class LiveScreen(Page):
    """Draws `Live`, which the application keeps; between two events the clock runs on by itself."""

    CSS_PATH = "live.tcss"
    SECTION = "live"
    AUTO_FOCUS = "#live-texts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "stop", N_("Hang up"), id="live.stop"),
        Binding("enter", "open", N_("Open the call"), id="live.open"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._since: float | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="live"):
            yield Static(id="live-head")
            yield Static(id="live-now")
            yield Meter(id="live-meter")
            yield TimelineView(follow=True, id="live-timeline")
            with Horizontal(id="live-below"):
                steps = ItemList(id="live-steps", classes="pane")
                steps.border_title = _("Steps")
                steps.can_focus = False
                yield steps
                texts = ItemList(id="live-texts", classes="pane")
                texts.border_title = _("Heard and said")
                yield texts
        yield Static(id="live-empty")

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(TICK_S, self.tick)

    def on_screen_resume(self) -> None:
        self.fill()

    @property
    def live(self) -> Live | None:
        return self.ui.live

    @property
    def now_s(self) -> float:
        """The call's clock: the last event's second, and what has passed since while the line is open."""
        live = self.live
        if live is None:
            return 0.0
        if not live.on_the_line or self._since is None or self.ui.frozen:
            return live.at_s
        return live.at_s + monotonic() - self._since

    def happened(self) -> None:
        """The application took an event in."""
        self._since = monotonic()
        if self.is_current:
            self.fill()

    def tick(self) -> None:
        if self.is_current and self.live is not None and self.live.on_the_line and not self.ui.frozen:
            self._moving()

    # drawing

    def fill(self) -> None:
        live = self.live
        self.set_class(live is None, "-empty")
        self.query_one("#live-empty", Static).update(self._empty())
        if live is None:
            return
        self._moving()
        steps = self.query_one("#live-steps", ItemList)
        if live.scenario is not None:
            steps.set_items(step_items(live.scenario, live.step, self.ink, over=not live.on_the_line))
            if live.step is not None:
                steps.select(f"step-{live.step}")
        else:
            steps.set_items([Item("none", lambda width: [Text(no_steps()[:width])], selectable=False)])
        texts = self.query_one("#live-texts", ItemList)
        texts.set_items(self._texts(live))
        texts.action_end(1)
        self.refresh_bindings()

    def _moving(self) -> None:
        """What changes with the clock."""
        live = self.live
        if live is None:
            return
        now_s = self.now_s
        self.query_one("#live-head", Static).update(self._head(live, now_s))
        self.query_one("#live-now", Static).update(self._now(live, now_s))
        self.query_one("#live-meter", Meter).levels = tuple(live.levels)
        timeline = self.query_one("#live-timeline", TimelineView)
        timeline.timeline = live.timeline(now_s)
        timeline.marks = tuple(live.marks)

    def _head(self, live: Live, now_s: float) -> Text:
        glyph, name, tone = PHASES[live.phase]
        chip = Style(bold=True, color=self.ink.tone("background"), bgcolor=self.ink.tone(tone))
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f" {glyph} {_(name)} ", chip)
        line.append(f"  {clock(now_s)}  ", Style(bold=True))
        line.append(live.title, Style(bold=True)).append(f"  →  {live.channel_id}", self.ink.tone("dim"))
        if live.stopping and live.on_the_line:
            line.append(f"   {_('hanging up…')}", self.ink.tone("warning"))
        return line

    def _now(self, live: Live, now_s: float) -> Text:
        if live.error:
            return Text(f"✗ {live.error}", Style(bold=True, color=self.ink.tone("error")))
        if not live.on_the_line:
            return self._progress(live)
        line = Text(no_wrap=True, overflow="ellipsis")
        sound = live.sounds[-1][1] if live.sounds else None
        if sound is not None:
            line.append(f"{LOOKS[sound].glyph} {kind(sound)}", Style(bold=True, color=self.ink.kind(sound)))
        if live.hold_s(now_s) > 0:
            line.append(f"   {_('on hold')} {clock(live.hold_s(now_s))}", Style(color=self.ink.tone("warning")))
        if live.human_at_s is not None:
            words = _("a person at {time}").format(time=clock(live.human_at_s))
            line.append(f"   ★ {words}", Style(bold=True, color=self.ink.tone("success")))
        if live.keys:
            keys = " ".join(key for _at, key in live.keys)
            line.append(f"   {_('keys')} {keys}", Style(color=self.ink.tone("accent")))
        return line

    def _progress(self, live: Live) -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        if live.contact is not None:
            word = outcome(live.contact.outcome.value)
            line.append(f"{word}   ", Style(bold=True, color=self.ink.tone(word.tone)))
        if live.phase == "listening":
            share = live.share or 0.0
            full = round(share * 24)
            line.append("━" * full, self.ink.tone("accent")).append("━" * (24 - full), self.ink.tone("dim"))
            stage = live.stage or ""
            line.append(f" {percent(share)}  {_(STAGES[stage]) if stage in STAGES else stage}")
        elif live.phase == "scored":
            line.append(_("Listened to and scored: press Enter to open the call."))
        elif live.over and live.shop:
            line.append(_("Press Enter to open what there is."))
        return line

    def _texts(self, live: Live) -> list[Item]:
        return [
            Item(f"text-{i}", lambda width, t=text: self._text(*t, width))  # type: ignore[misc]
            for i, text in enumerate(live.texts)
        ]

    def _text(self, at_s: float, who: str, words: str, width: int) -> list[Text]:
        named = Speaker(who)
        colour = self.ink.kind(SPEAKER_KINDS[named])
        head = Text(f"{clock(at_s):>5} ", self.ink.tone("dim"))
        label = "" if named is Speaker.UNKNOWN else speaker(named)
        head.append(f"{label:<9}", Style(bold=True, color=colour))
        return hanging(head, Text(words), width)

    def _empty(self) -> Text:
        words = Text(_("Nothing is going on") + "\n\n", Style(bold=True), justify="center")
        return words.append(_("Press n to make a call: it is drawn here while it happens."), Style(bold=False))

    # doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        live = self.live
        if action == "stop":
            return self.ui.runner.busy
        if action == "open":
            return live is not None and live.over and live.shop is not None
        return True

    def action_stop(self) -> None:
        live = self.live
        if live is None or not self.ui.runner.busy:
            return
        if live.on_the_line:
            ask, yes = _("Hang up now? The recording up to here is kept and scored."), _("Hang up")
        else:
            ask, yes = _("Stop the listening? The recording is kept; it can be listened to later."), _("Stop")
        self.app.push_screen(Confirm(ask, yes), self._stop)

    def _stop(self, sure: bool | None) -> None:
        if sure:
            self.ui.stop_run()

    async def action_open(self) -> None:
        if self.live is not None and self.live.over and self.live.shop:
            await self.ui.open_call(self.live.shop)
