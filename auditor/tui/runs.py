"""How the application begins runs of the core and takes in what they post. A part of `AuditorUI`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import reactive

from auditor.i18n import _, explain
from auditor.tui.formats import clock
from auditor.tui.live_state import Live, recorded
from auditor.tui.playback import Playback, PlayFailed
from auditor.tui.runner import Happened, Over, Runner, Start
from auditor.tui.screens.live import LiveScreen
from auditor.tui.screens.message import of_error
from auditor.tui.screens.new_call import NewCall, Wanted

if TYPE_CHECKING:
    from auditor.tui.api import Core


class Runs(App[int]):
    """One run at a time; `live` is what is known of the present one, or of the last."""

    core: Core
    live: Live | None
    runner: Runner
    playback: Playback
    going_on: reactive[str] = reactive("")

    def action_new_call(self) -> None:
        self.new_call(None)

    def new_call(self, scenario_id: str | None) -> None:
        """Asks which call to make; one at a time."""
        if self._occupied():
            return
        try:
            scenarios, channels = self.core.library().scenarios, self.core.channels.list()
        except Exception as error:
            self.push_screen(of_error(error))
            return
        self.push_screen(NewCall(scenarios, channels, scenario_id), self._call)

    async def _call(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            scenario, channel = wanted
            live = Live(0, scenario.title, channel.id, scenario)
            await self.begin(live, lambda stop: self.core.run.call(scenario.id, channel.id, stop))

    async def run_planned(self, shop_id: str) -> None:
        """Carries out a shop of the agenda now."""
        if self._occupied():
            return
        try:
            page = self.core.shops.page(shop_id)
            scenario = self.core.library().scenarios.get(page.shop.scenario_id or "")
            self.core.programme.run_now(shop_id)
        except Exception as error:
            self.push_screen(of_error(error))
            return
        live = Live(0, page.title, page.shop.channel_id or "–", scenario)
        await self.begin(live, lambda stop: self.core.run.shop(shop_id, stop))

    async def work_on(self, shop_id: str, *, again: bool = False) -> None:
        """Listens to a recorded shop and scores it; `again` scores what was heard with today's rules."""
        if self._occupied():
            return
        try:
            page = self.core.shops.page(shop_id)
        except Exception as error:
            self.push_screen(of_error(error))
            return
        live = recorded(page.title, page.shop.channel_id or "–", shop_id, page.shop.contact)
        run = self.core.run
        await self.begin(
            live, lambda stop: run.rescore(shop_id, False, stop) if again else run.shop(shop_id, stop)
        )

    def _occupied(self) -> bool:
        """Whether something goes on already; the person is told."""
        if self.runner.busy:
            words = _("A call is going on: wait for it, or hang up on the live page.")
            self.notify(words, severity="warning")
        return self.runner.busy

    async def begin(self, live: Live, start: Start) -> None:
        """Begins a run and shows the live page."""
        if self._occupied():
            return
        live.run = self.runner.begin(start)
        self.live = live
        await self.switch_mode("live")
        self._tell()

    def stop_run(self) -> None:
        """Asks the run to end: a call is hung up, its recording kept."""
        self.runner.stop.set()
        if self.live is not None:
            self.live.stopping = True
            self._tell()

    def on_happened(self, message: Happened) -> None:
        if self.live is not None and message.run == self.live.run:
            self.live.take(message.event)
            self._tell()

    def on_over(self, message: Over) -> None:
        self.runner.busy = False
        if self.live is None or message.run != self.live.run:
            return
        self.live.over = True
        if message.error is not None:
            self.live.error = explain(message.error)
            self.live.phase = "failed"
            self.push_screen(of_error(message.error))
        self._tell()

    def on_play_failed(self, message: PlayFailed) -> None:
        self.notify(message.words, severity="warning", timeout=12)

    def _tell(self) -> None:
        """The live page and the bar draw what is known now."""
        live = self.live
        if live is None or not self.screen_stack:
            return  # the last words of a run that ends after the program has closed
        self.going_on = f"● {clock(live.at_s)}" if self.runner.busy else ""
        for screen in self.screen_stack:
            if isinstance(screen, LiveScreen):
                screen.happened()
