"""The terminal application: wiring only. Screens draw, the core works, a thread carries calls out."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from auditor.i18n import LANGUAGES, N_, _, explain, language, use_language
from auditor.tui.base import Page
from auditor.tui.commands import AuditorCommands, Palette
from auditor.tui.formats import clock
from auditor.tui.live_state import Live
from auditor.tui.playback import Playback, PlayFailed
from auditor.tui.runner import Happened, Over, Runner, Start
from auditor.tui.screens.agenda import AgendaScreen
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.calls import CallsScreen
from auditor.tui.screens.channels import ChannelsScreen
from auditor.tui.screens.confirm import Confirm
from auditor.tui.screens.help import HelpScreen
from auditor.tui.screens.live import LiveScreen
from auditor.tui.screens.message import about, of_error
from auditor.tui.screens.new_call import NewCall, Wanted
from auditor.tui.screens.scenarios import ScenariosScreen
from auditor.tui.theme import DARK, LIGHT, THEMES
from auditor.tui.widgets.top_bar import SECTIONS, TopBar

if TYPE_CHECKING:
    from auditor.tui.api import Core, Player


class AuditorUI(App[int]):
    """The screens over one core. `start` is the id of a shop to open at once."""

    CSS_PATH = "app.tcss"
    TITLE = "Auditor"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "calls": CallsScreen,
        "live": LiveScreen,
        "agenda": AgendaScreen,
        "channels": ChannelsScreen,
        "scenarios": ScenariosScreen,
    }
    DEFAULT_MODE = "calls"
    COMMANDS: ClassVar[set[type[AuditorCommands]]] = {AuditorCommands}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_call", N_("New call"), id="app.new-call"),
        Binding("1", "go('calls')", N_("Calls"), id="app.calls", show=False),
        Binding("2", "go('live')", N_("Live"), id="app.live", show=False),
        Binding("3", "go('agenda')", N_("Agenda"), id="app.agenda", show=False),
        Binding("4", "go('channels')", N_("Channels"), id="app.channels", show=False),
        Binding("5", "go('scenarios')", N_("Scenarios"), id="app.scenarios", show=False),
        Binding("f1,question_mark", "help", N_("Help"), id="app.help"),
        Binding("f2", "language", N_("Español / English"), id="app.language", show=False),
        Binding("f3", "theme", N_("Light or dark"), id="app.theme", show=False),
        Binding("q", "leave", N_("Leave"), id="app.leave"),
        Binding("ctrl+q", "leave", N_("Leave"), id="app.leave-at-once", show=False, priority=True),
        Binding("ctrl+c", "help_quit", N_("How to leave"), id="app.how-to-leave", show=False, system=True),
    ]

    def __init__(self, core: Core, start: str | None = None, player: Player | None = None) -> None:
        super().__init__()
        self.core = core
        self.start = start
        self.live: Live | None = None
        self.runner = Runner(self)
        self.playback = Playback(self, player)
        self.who = _user()
        self.frozen = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_mount(self) -> None:
        if self.start:
            self.run_worker(self.open_call(self.start))

    # going about

    def sections(self) -> Iterator[tuple[str, str]]:
        """(mode, name) of each section, in the user's language."""
        for _key, section, name in SECTIONS:
            yield section, _(name)

    async def action_go(self, section: str) -> None:
        await self.switch_mode(section)

    async def on_top_bar_picked(self, message: TopBar.Picked) -> None:
        await self.switch_mode(message.section)

    async def open_call(self, shop_id: str) -> None:
        """Shows the page of a shop."""
        await self.switch_mode("calls")
        await self.push_screen(CallScreen(shop_id))

    def today(self) -> date:
        """This machine's date."""
        return date.today()  # noqa: DTZ011 - the user's own day

    def action_help(self) -> None:
        self.push_screen(HelpScreen(self.screen.active_bindings.values()))

    def action_about(self) -> None:
        self.push_screen(about())

    def action_command_palette(self) -> None:
        if not Palette.is_open(self):
            self.push_screen(Palette(placeholder=_("Search for a command…"), id="--command-palette"))

    async def action_language(self) -> None:
        """Spanish to English and back, at once."""
        use_language(next(name for name in LANGUAGES if name != language()))
        if isinstance(self.screen, Page):
            await self.screen.reword()
        self.refresh_bindings()

    def action_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK

    def save_screenshot(self) -> None:
        self.set_timer(0.3, self.deliver_screenshot)  # after the palette has closed

    def action_help_quit(self) -> None:
        self.notify(_("Press q to leave; a call that is going on is hung up properly first."))

    def action_leave(self) -> None:
        if not self.runner.busy:
            self.exit(0)
            return
        ask = _("Something is still going on. Stop it and leave? What was recorded is kept.")
        self.push_screen(Confirm(ask, _("Leave")), self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.stop_run()
            self.exit(0)

    # runs

    def action_new_call(self) -> None:
        self.new_call(None)

    def new_call(self, scenario_id: str | None) -> None:
        """Asks which call to make; one at a time."""
        if self.runner.busy:
            self.notify(_("A call is going on: wait for it, or hang up on the live page."), severity="warning")
            return
        try:
            scenarios, channels = self.core.library().scenarios, self.core.channels.list()
        except Exception as error:  # noqa: BLE001 - a faulty file is named, the program goes on
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
        row = next((r for r in self.core.shops.list() if r.id == shop_id), None)
        title, channel = (row.title, row.channel_id) if row else (shop_id, "")
        self.core.programme.run_now(shop_id)
        scenario = self.core.library().scenarios.get(row.scenario_id) if row else None
        await self.begin(Live(0, title, channel, scenario), lambda stop: self.core.run.shop(shop_id, stop))

    async def work_on(self, shop_id: str) -> None:
        """Listens to a recorded shop and scores it."""
        page = self.core.shops.page(shop_id)
        live = Live(0, page.title, page.shop.channel_id, phase="ended")
        await self.begin(live, lambda stop: self.core.run.shop(shop_id, stop))

    async def begin(self, live: Live, start: Start) -> None:
        """Begins a run and shows the live page."""
        if self.runner.busy:
            self.notify(_("A call is going on: wait for it, or hang up on the live page."), severity="warning")
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
        if live is None:
            return
        going = f"● {clock(live.at_s)}" if self.runner.busy else ""
        for bar in self.screen.query(TopBar):
            bar.going_on = going
        if isinstance(self.screen, LiveScreen):
            self.screen.happened()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def run_ui(app: Core, start: str | None = None) -> int:
    """Opens the terminal on that core; `start` is the id of a shop to show first. Returns the exit code."""
    return AuditorUI(app, start).run() or 0
