"""The terminal application: wiring only. Screens draw, the core works, a thread carries calls out."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from auditor.i18n import LANGUAGES, N_, _, language, use_language
from auditor.tui.base import Page
from auditor.tui.commands import AuditorCommands, Palette
from auditor.tui.playback import Playback
from auditor.tui.runner import Runner
from auditor.tui.runs import Runs
from auditor.tui.screens.actions import ActionsScreen
from auditor.tui.screens.agenda import AgendaScreen
from auditor.tui.screens.alerts import AlertsScreen
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.calls import CallsScreen
from auditor.tui.screens.channels import ChannelsScreen
from auditor.tui.screens.confirm import Confirm
from auditor.tui.screens.figures import FiguresScreen
from auditor.tui.screens.help import HelpScreen
from auditor.tui.screens.ledger import LedgerScreen
from auditor.tui.screens.live import LiveScreen
from auditor.tui.screens.message import about
from auditor.tui.screens.scenarios import ScenariosScreen
from auditor.tui.theme import DARK, LIGHT, THEMES
from auditor.tui.widgets.top_bar import SECTIONS, TopBar

if TYPE_CHECKING:
    from auditor.tui.api import Core, Player


class AuditorUI(Runs):
    """The screens over one core. `start` is the id of a shop to open at once."""

    CSS_PATH = "app.tcss"
    TITLE = "Auditor"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "calls": CallsScreen,
        "live": LiveScreen,
        "agenda": AgendaScreen,
        "channels": ChannelsScreen,
        "scenarios": ScenariosScreen,
        "ledger": LedgerScreen,
        "figures": FiguresScreen,
        "alerts": AlertsScreen,
        "actions": ActionsScreen,
    }
    DEFAULT_MODE = "calls"
    COMMANDS: ClassVar[set[type[AuditorCommands]]] = {AuditorCommands}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_call", N_("New"), id="app.new-call"),
        Binding("1", "go('calls')", N_("Calls"), id="app.calls", show=False),
        Binding("2", "go('live')", N_("Live"), id="app.live", show=False),
        Binding("3", "go('agenda')", N_("Agenda"), id="app.agenda", show=False),
        Binding("4", "go('channels')", N_("Channels"), id="app.channels", show=False),
        Binding("5", "go('scenarios')", N_("Scenarios"), id="app.scenarios", show=False),
        Binding("6", "go('ledger')", N_("Complaints"), id="app.ledger", show=False),
        Binding("9", "go('figures')", N_("Indicators"), id="app.figures", show=False),
        Binding("7", "go('alerts')", N_("Alerts"), id="app.alerts", show=False),
        Binding("8", "go('actions')", N_("Actions"), id="app.actions", show=False),
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
        self.live = None
        self.runner = Runner(self)
        self.playback = Playback(self, player)
        self.who = _user()
        self.frozen = False
        self.sample = core.invented is not None
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
        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette(placeholder=_("Search for a command…"), id="--command-palette"))

    async def action_language(self) -> None:
        """Spanish to English and back, at once."""
        use_language(next(name for name in LANGUAGES if name != language()))
        if isinstance(self.screen, Page):
            await self.screen.reword()
        self.refresh_bindings()

    def action_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK
        if isinstance(self.screen, Page):
            self.screen.fill()  # texts carry the colours of the theme that they were drawn for

    def take_screenshot(self) -> None:
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


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def run_ui(app: Core, start: str | None = None) -> int:
    """Opens the terminal on that core; `start` is the id of a shop to show first. Returns the exit code."""
    # Textual puts an object in stderr's place whose fileno is -1, which multiprocessing would hand on to the
    # tracker that it starts with its first process: the core's listening then fails. So start it before.
    resource_tracker.ensure_running()
    return AuditorUI(app, start).run() or 0
