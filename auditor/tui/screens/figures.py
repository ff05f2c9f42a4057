"""The indicators: eight views of the ledger, each figure with the cases behind it one key away."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from auditor.core.figures.tables import ABOUT
from auditor.core.figures.values import BYS, MEASURES, VIEWS, WINDOWS, Entry
from auditor.i18n import N_, _
from auditor.tui.base import empty_words
from auditor.tui.drawing import indicator_bar as bar
from auditor.tui.drawing.indicators import sheet_items
from auditor.tui.drawing.tellings import telling_items
from auditor.tui.screens.figures_opening import FiguresOpening
from auditor.tui.widgets.item_list import ItemList

LAYOUTS = ("", "-chart", "-list")
"""Both side by side, the chart alone, the list alone."""
TOLD = ("said", "contradictions")
"""The views beside whose entries there are words, and no chart."""


class FiguresScreen(FiguresOpening):
    """Arrows choose a figure, Enter opens the cases that it counts."""

    CSS_PATH = "figures.tcss"
    SECTION = "figures"
    AUTO_FOCUS = "#figures"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Cases"), id="figures.cases"),
        Binding("a", "part('against')", N_("Against it"), id="figures.against"),
        Binding("o", "part('left_out')", N_("Left out"), id="figures.left-out"),
        Binding("right_square_bracket", "turn(1)", N_("Next view"), id="figures.next"),
        Binding("left_square_bracket", "turn(-1)", N_("Previous view"), id="figures.previous", show=False),
        Binding("w", "window", N_("Window"), id="figures.window"),
        Binding("b", "group", N_("Groups"), id="figures.group"),
        Binding("m", "measure", N_("Measure"), id="figures.measure"),
        Binding("slash", "filter", N_("Filter"), id="figures.filter"),
        Binding("x", "clear", N_("Clear filter"), id="figures.clear"),
        Binding("v", "swap", N_("Chart"), id="figures.swap"),
        Binding("r,f5", "reload", N_("Reload"), id="figures.reload", show=False),
    ]

    def body(self) -> ComposeResult:
        from auditor.tui.widgets.chart import Chart

        yield Static(id="figures-tabs")
        yield Static(id="figures-about")
        with Container(id="figures-body"):
            yield ItemList(id="figures", classes="pane")
            with Vertical(id="figures-beside", classes="pane"):
                yield Static(id="figures-caption")
                yield Chart(id="figures-chart")
                yield ItemList(id="figures-told")
        yield Static(id="figures-empty")

    def on_mount(self) -> None:
        self.load()

    def on_screen_resume(self) -> None:
        if self.sheet is not None and self.changed_meanwhile():
            self.load()
        else:
            self.fill()

    # drawing

    def working(self, text: str | None) -> None:
        self.query_one("#figures-tabs", Static).update(bar.tabs(self.view, self.size.width - 2, self.ink))
        if text is not None:
            self.query_one("#figures-about", Static).update(bar.busy(text, self.ink))

    def fill(self) -> None:
        sheet, ledger = self.sheet, self.ledger
        if sheet is None or ledger is None:
            return
        ink = self.ink
        self.query_one("#figures-tabs", Static).update(bar.tabs(sheet.view, self.size.width - 2, ink))
        self.query_one("#figures-about", Static).update(bar.about(sheet, ledger, ink))
        self.set_class(not sheet.sections, "-empty")
        self.set_class(sheet.view in TOLD, "-told")
        self.query_one("#figures-empty", Static).update(
            empty_words(
                _("There are no complaints yet"),
                _("Import them on the page of complaints (6, then i), or leave with q and run")
                + "\n"
                + _("`auditor sample` to look at a year of an invented company."),
            )
        )
        figures = self.query_one("#figures", ItemList)
        figures.border_title = _(ABOUT[sheet.view])
        figures.set_items(sheet_items(sheet, ink))
        figures.into_view()
        self.beside()

    def beside(self) -> None:
        """Draws what stands beside the entry under the cursor."""
        from auditor.tui.widgets.chart import Chart

        if self.sheet is None:
            return
        entry = self.entry
        if self.sheet.view in TOLD:
            self.query_one("#figures-told", ItemList).set_items(telling_items(entry, self.ink))
        else:
            chart = self.query_one("#figures-chart", Chart)
            caption = chart.show(self.sheet, entry.key if entry else "", self.ink)
            self.query_one("#figures-caption", Static).update(caption)
        self.refresh_bindings()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return cast("Entry | None", self.under_cursor("#figures"))

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        if message.list.id == "figures":
            self.beside()

    def on_resize(self) -> None:
        if self.sheet is not None:
            self.query_one("#figures-tabs", Static).update(bar.tabs(self.view, self.size.width - 2, self.ink))

    # doing

    def action_turn(self, by: int) -> None:
        self.view = VIEWS[(VIEWS.index(self.view) + by) % len(VIEWS)]
        self.look()

    def action_window(self) -> None:
        now = self.wanted.window_days
        later = [days for days in WINDOWS if days > now]
        self.ask(replace(self.wanted, window_days=later[0] if later else WINDOWS[0]))

    def action_group(self) -> None:
        now = self.wanted.by or ("topic" if self.view == "causes" else "segment")
        self.ask(replace(self.wanted, by=BYS[(BYS.index(now) + 1) % len(BYS)]))

    def action_measure(self) -> None:
        place = MEASURES.index(self.wanted.measure) + 1
        self.ask(replace(self.wanted, measure=MEASURES[place % len(MEASURES)]))

    def action_swap(self) -> None:
        now = next((i for i, name in enumerate(LAYOUTS) if name and self.has_class(name)), 0)
        self.remove_class("-chart", "-list")
        if LAYOUTS[(now + 1) % len(LAYOUTS)]:
            self.add_class(LAYOUTS[(now + 1) % len(LAYOUTS)])
