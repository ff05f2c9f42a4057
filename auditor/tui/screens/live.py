"""The live page: draws a call while it happens, then the listening and the scoring of it."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from auditor.i18n import N_, _
from auditor.tui.base import Page, empty_words
from auditor.tui.drawing import live as drawing
from auditor.tui.live_state import Live
from auditor.tui.screens.confirm import Confirm
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.meter import Meter
from auditor.tui.widgets.steps import no_steps, step_items
from auditor.tui.widgets.timeline_view import TimelineView

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
        self._drawn: tuple[object, ...] = ()

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
        live = self.live
        if live is None:
            return
        drawn, self._drawn = self._drawn, (live.run, live.step, len(live.texts), live.phase, live.over)
        if drawn == self._drawn:
            self._moving()  # only a level, a sound or a key: lists stay as they are
        else:
            self.fill()

    def tick(self) -> None:
        if (
            self in self.app.screen_stack
            and self.live is not None
            and self.live.on_the_line
            and not self.ui.frozen
        ):
            self._moving()

    # drawing

    def fill(self) -> None:
        live = self.live
        self.set_class(live is None, "-empty")
        self.query_one("#live-empty", Static).update(
            empty_words(
                _("Nothing is going on"), _("Press n to make a call: it is drawn here while it happens.")
            )
        )
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
        texts.set_items(drawing.texts(live, self.ink))
        texts.action_end(1)
        self.refresh_bindings()

    def _moving(self) -> None:
        """What changes with the clock."""
        live = self.live
        if live is None:
            return
        now_s = self.now_s
        self.query_one("#live-head", Static).update(drawing.head(live, now_s, self.ink))
        self.query_one("#live-now", Static).update(drawing.now(live, now_s, self.ink))
        self.query_one("#live-meter", Meter).levels = tuple(live.levels)
        timeline = self.query_one("#live-timeline", TimelineView)
        timeline.timeline = live.timeline(now_s)
        timeline.marks = tuple(live.marks)

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
