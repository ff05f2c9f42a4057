"""A list and what there is to tell of its entry, read in a thread: what alerts and actions share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.message import Message

from auditor.i18n import explain
from auditor.tui.screens.browse import BrowseScreen


class TwoPanes(BrowseScreen):
    """Subclasses read the rows too; drawing them as entries and telling of one is as in `BrowseScreen`."""

    CSS_PATH: ClassVar[str | list[str]] = ["browse.tcss", "two_panes.tcss"]

    @dataclass
    class Loaded(Message):
        """Rows were read; `run` tells stale answers apart."""

        run: int
        rows: Sequence[object]
        error: str | None = None
        whole: bool = True

    @dataclass
    class Going(Message):
        """How far the reading of a run is."""

        run: int
        words: str

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[object] = ()
        self.run_number = 0
        self.known = False

    def read_rows(self, tell: Callable[[Sequence[object]], object]) -> Sequence[object]:
        """The rows, in a thread, each time that the screen comes up; may raise what the core raises.

        What is known before the whole is, may be told.
        """
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        self.action_reload()

    def action_reload(self) -> None:
        self.run_number += 1
        self.query_one("#entries").loading = not self.known
        self._read(self.run_number)

    def say(self, run: int, words: str) -> None:
        """From the thread that reads: what it is at, under the list."""
        self.post_message(self.Going(run, words))

    def on_two_panes_going(self, message: Going) -> None:
        if message.run == self.run_number:
            self.query_one("#entries").border_subtitle = message.words

    @work(thread=True, exclusive=True, exit_on_error=False, group="panes")
    def _read(self, run: int) -> None:
        try:
            rows = self.read_rows(lambda early: self.post_message(self.Loaded(run, early, whole=False)))
            self.post_message(self.Loaded(run, rows))
        except Exception as error:
            self.post_message(self.Loaded(run, (), explain(error)))

    def on_two_panes_loaded(self, message: Loaded) -> None:
        if message.run != self.run_number:
            return
        if message.error:
            self.notify(message.error, severity="error", timeout=15)
        self.rows, self.known = message.rows, True
        if message.whole:
            self.query_one("#entries").border_subtitle = ""
        self.query_one("#entries").loading = False
        self.fill()

    def fill(self) -> None:
        if self.known:
            super().fill()
