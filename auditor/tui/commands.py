"""What the command palette offers: everything that a key does, found by its name in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets.option_list import Option

from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.tui.app import AuditorUI


class Command(NamedTuple):
    """A command's name, what it does, and the act."""

    name: str
    about: str
    act: Callable[[], object]


class AuditorCommands(Provider):
    """The application's commands, and those of the screen that is open."""

    def commands(self) -> Iterator[Command]:
        ui = cast("AuditorUI", self.app)
        for section, name in ui.sections():
            yield Command(_("Go to: {section}").format(section=name), "", partial(ui.switch_mode, section))
        yield Command(_("New call"), _("Choose a scenario and a channel, and ring"), ui.action_new_call)
        yield Command(_("Language: Spanish / English"), _("Every text changes at once"), ui.action_language)
        yield Command(_("Light or dark"), _("Changes the colours"), ui.action_theme)
        yield Command(_("Help"), _("The keys that work on this screen"), ui.action_help)
        yield Command(_("About"), _("What this program is"), ui.action_about)
        yield Command(_("Screenshot"), _("Saves an SVG picture of the screen"), ui.take_screenshot)
        yield Command(_("Leave"), _("Closes the program"), ui.action_leave)
        yield from self._of_screen()

    def _of_screen(self) -> Iterator[Command]:
        for active in self.screen.active_bindings.values():
            if active.node is self.screen and active.enabled and active.binding.description:
                act = partial(self.screen.run_action, active.binding.action)
                yield Command(active.binding.description, _("On this screen"), act)

    async def discover(self) -> Hits:
        """Every command, before anything was typed."""
        for command in self.commands():
            yield DiscoveryHit(command.name, command.act, help=command.about or None)

    async def search(self, query: str) -> Hits:
        """The commands whose name has these letters."""
        matcher = self.matcher(query)
        for command in self.commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.act, help=command.about or None)


class Palette(CommandPalette):
    """Textual's palette with its own words in the user's language."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # The base class hard-codes "No matches found" and offers no other place to change it.
        self._stop_no_matches_countdown()

        def show() -> None:
            if not search_value:
                self._list_visible = False
                return
            words = Align.center(Text(_("No command has these letters"), style="not bold"))
            self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
            self._list_visible = True

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)
