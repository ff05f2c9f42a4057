"""How the indicators are read: the ledger once, sheets as they are asked for, off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from auditor.core.figures.reading import Abandoned
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import Read, Sheet, View, Wanted
from auditor.i18n import _, explain, number
from auditor.tui.base import Page

if TYPE_CHECKING:
    from auditor.core.figures.reading import Selection

Stamp = tuple[int, int]


class FiguresReading(Page):
    """Keeps the ledger that was read, and the sheets made of it; subclasses draw `sheet`."""

    @dataclass
    class Progress(Message):
        """So many of so many are read."""

        run: int
        done: int
        of: int

    @dataclass
    class Made(Message):
        """A sheet is there, or why it is not; `run` tells stale answers apart."""

        run: int
        ledger: Read | None
        stamp: Stamp | None
        sheet: Sheet | None
        error: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.view: View = "resolution"
        self.wanted = Wanted()
        self.as_of: datetime | None = None
        self.ledger: Read | None = None
        self.sheet: Sheet | None = None
        self._sheets: dict[tuple[View, Wanted], Sheet] = {}
        self._stamp: Stamp | None = None
        self._run = 0

    def load(self) -> None:
        """Reads the ledger anew."""
        self.ledger, self._sheets = None, {}
        self.look()

    def look(self) -> None:
        """Shows the view that is wanted: at once where it was made already."""
        self._run += 1
        known = self._sheets.get((self.view, self.wanted))
        if known is not None:
            self.sheet = known
            self.working(None)
            self.fill()
            return
        self.working("")
        self._make(self._run, self.view, self.wanted, self.ledger, self.as_of)

    @work(thread=True, exclusive=True, exit_on_error=False, group="figures")
    def _make(
        self, run: int, view: View, wanted: Wanted, ledger: Read | None, as_of: datetime | None
    ) -> None:
        def tell(done: int, of: int) -> None:
            if run != self._run:
                raise Abandoned
            self.post_message(self.Progress(run, done, of))

        try:
            figures, stamp = Figures(self.whole), None
            if ledger is None:
                stamp = figures.stamp()
                ledger = figures.read(as_of, tell)
            tell(0, 0)
            selection: Selection = figures.select(ledger, wanted)
            empty = not ledger.complaints and view != "contradictions"
            sheet = Sheet(view, wanted, (), 0) if empty else figures.sheet(view, selection, tell)
            self.post_message(self.Made(run, ledger, stamp, sheet))
        except Abandoned:
            return
        except Exception as error:
            self.post_message(self.Made(run, ledger, None, None, explain(error)))

    def changed_meanwhile(self) -> bool:
        """Whether the ledger was written to since it was read."""
        try:
            return self._stamp is not None and Figures(self.whole).stamp() != self._stamp
        except Exception:
            return True  # reading anew will say what is wrong

    def working(self, text: str | None) -> None:
        """Shows how far the work is; `None` ends it."""
        raise NotImplementedError

    def on_figures_reading_progress(self, message: Progress) -> None:
        if message.run != self._run:
            return
        text = _("Calculating…")
        if message.of:
            text = _("Reading: {done} of {of}").format(done=number(message.done, 0), of=number(message.of, 0))
        self.working(text)

    def on_figures_reading_made(self, message: Made) -> None:
        if message.run != self._run:
            return
        if message.ledger is not None:
            self.ledger = message.ledger
        if message.stamp is not None:
            self._stamp = message.stamp
        self.working(None)
        if message.sheet is None:
            self.notify(
                message.error or "", title=_("The indicators could not be made"), severity="error", timeout=15
            )
            return
        self.sheet = message.sheet
        self._sheets[message.sheet.view, message.sheet.wanted] = message.sheet
        self.fill()
