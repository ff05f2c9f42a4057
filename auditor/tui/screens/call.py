"""The page of one call: timeline, transcript and scorecard, in step with one cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from auditor.i18n import N_, _, explain
from auditor.tui.drawing import call as drawing
from auditor.tui.drawing.figures import note
from auditor.tui.drawing.transcript import TranscriptItems
from auditor.tui.formats import clock
from auditor.tui.screens.call_acts import Judging, Moves
from auditor.tui.widgets.cards import Cards
from auditor.tui.widgets.item_list import ItemList
from auditor.tui.widgets.timeline_view import TimelineView
from metrics.values import Evidence
from transcripts.timeline import Timeline
from transcripts.transcript import Segment, Transcript

if TYPE_CHECKING:
    from auditor.core.views import ShopPage
    from metrics.packs.values import Finding
    from transcripts.prompts.changes import Change

NOTHING = Transcript((), "es")


class CallScreen(Moves, Judging):
    """Everything known of one call. Moving one of its parts moves the others to the same second."""

    CSS_PATH = "call.tcss"
    SECTION = "calls"
    AUTO_FOCUS = "#timeline"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="call.back"),
        Binding("enter", "choose", N_("Jump"), id="call.choose"),
        Binding("space", "play", N_("Replay"), id="call.play"),
        Binding("v", "swap", N_("Scores"), id="call.swap"),
        Binding("left_square_bracket", "card(-1)", N_("Previous card"), id="call.previous-card", show=False),
        Binding("right_square_bracket", "card(1)", N_("Card"), id="call.next-card"),
        Binding("e", "review", N_("Judge"), id="call.review"),
        Binding("u", "undo", N_("Undo"), id="call.undo"),
        Binding("a", "note_action", N_("Action"), id="call.action"),
        Binding("plus,equals_sign", "zoom(0.5)", N_("Closer"), id="call.zoom-in", show=False),
        Binding("minus", "zoom(2)", N_("Farther"), id="call.zoom-out", show=False),
        Binding("0", "zoom(0)", N_("Whole call"), id="call.zoom-all", show=False),
        Binding("comma", "jump(-1)", N_("Previous event"), id="call.previous-event", show=False),
        Binding("full_stop", "jump(1)", N_("Next event"), id="call.next-event", show=False),
        Binding("ctrl+left", "pan(-0.5)", N_("Earlier"), id="call.pan-left", show=False),
        Binding("ctrl+right", "pan(0.5)", N_("Later"), id="call.pan-right", show=False),
        Binding("left", "step(-1)", N_("Backward"), id="call.left", show=False),
        Binding("right", "step(1)", N_("Forward"), id="call.right", show=False),
        Binding("shift+left", "step(-10)", N_("Back 10 columns"), id="call.left-far", show=False),
        Binding("shift+right", "step(10)", N_("Forward 10 columns"), id="call.right-far", show=False),
        Binding("w", "work", N_("Listen and score"), id="call.work"),
        Binding("W", "rescore", N_("Score again"), id="call.rescore", show=False),
    ]

    @dataclass
    class Loaded(Message):
        """The page was read."""

        page: ShopPage | None
        error: str | None = None
        findings: tuple[Finding, ...] = ()
        changes: tuple[Change, ...] = ()

    def __init__(self, shop_id: str) -> None:
        super().__init__()
        self.shop_id = shop_id
        self.page: ShopPage | None = None
        self.findings: tuple[Finding, ...] = ()
        self.changes: tuple[Change, ...] = ()
        self.cursor_s = 0.0
        self.cited: tuple[Evidence, ...] = ()
        self._nth = 0
        self._words = TranscriptItems(NOTHING, None)

    def body(self) -> ComposeResult:
        yield Static(id="call-head")
        yield TimelineView(id="timeline")
        with Horizontal(id="call-below"):
            transcript = ItemList(id="transcript", classes="pane")
            transcript.border_title = _("Transcript")
            yield transcript
            yield Cards(id="cards", classes="pane")

    def on_mount(self) -> None:
        self.loading = True
        self.load()

    def on_screen_resume(self) -> None:
        if self.page is not None:
            self.load()  # it may have been scored, or judged, meanwhile

    @work(thread=True, exclusive=True, exit_on_error=False, group="call")
    def load(self) -> None:
        try:
            page = self.core.shops.page(self.shop_id)
            found, changes = tuple(self.core.findings(page)), tuple(self.core.prompt_changes(page))
            self.post_message(self.Loaded(page, findings=found, changes=changes))
        except Exception as error:
            self.post_message(self.Loaded(None, explain(error)))

    def on_call_screen_loaded(self, message: Loaded) -> None:
        self.loading = False
        if message.page is None:
            self.notify(message.error or "", title=_("The call could not be read"), severity="error")
            self.dismiss()
            return
        self.page, self.findings, self.changes = message.page, message.findings, message.changes
        self.fill()
        if self.focused is None:
            self.query_one("#timeline").focus()

    # drawing

    def fill(self) -> None:
        page = self.page
        if page is None:
            return
        ink, heard = self.ink, page.heard
        self.query_one("#call-head", Static).update(drawing.head(page, ink))
        timeline = self.query_one("#timeline", TimelineView)
        contact = page.shop.contact
        length_s = contact.recording.duration_s if contact and contact.recording else 0.0
        timeline.timeline = heard.timeline if heard else Timeline((), length_s)
        timeline.marks = contact.marks if contact else ()
        self._words = TranscriptItems(heard.transcript if heard else NOTHING, ink)
        transcript = self.query_one("#transcript", ItemList)
        transcript.set_items(self._words.items() or [note("no-words", drawing.no_words(page), ink)])
        self.query_one("#cards", Cards).show(page, ink, self.findings, self.changes)
        self._point(self.cursor_s)
        self._light(self.cited)
        self.refresh_bindings()

    # in step

    def _point(self, at_s: float, *, by: object = None) -> None:
        """Moves every part but `by` to that second."""
        before, self.cursor_s = self.cursor_s, at_s
        timeline = self.query_one("#timeline", TimelineView)
        if by is not timeline:
            timeline.cursor_s = at_s
        transcript = self.query_one("#transcript", ItemList)
        self._words.cursor_s = at_s
        key = self._words.at(at_s)
        if by is not transcript:
            transcript.select(key)
        transcript.redraw(k for k in (key, self._words.at(before)) if k)

    def _light(self, evidence: tuple[Evidence, ...]) -> None:
        """Highlights what a figure rests on, in the timeline and in the words."""
        self.cited = evidence
        stretches = tuple((e.start_s, e.end_s) for e in evidence)
        self.query_one("#timeline", TimelineView).bright = stretches
        self._words.quotes = tuple(e.quote for e in evidence if e.quote)
        transcript = self.query_one("#transcript", ItemList)
        transcript.set_items(transcript.items)
        transcript.brighten(self._words.between(stretches))

    def on_timeline_view_moved(self, message: TimelineView.Moved) -> None:
        self._point(message.at_s, by=self.query_one("#timeline"))

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        if isinstance(message.item.payload, Segment):
            self._point(message.item.payload.start_s, by=message.list)
        self.refresh_bindings()

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        if isinstance(message.item.payload, Segment):
            self._point(message.item.payload.start_s, by=message.list)

    def on_cards_cited(self, message: Cards.Cited) -> None:
        """Enter on a figure: to the first second that it rests on; Enter again: to the next one."""
        if not message.evidence:
            self._light(())
            self.notify(_("Nothing in the recording is cited for this."))
            return
        self._nth = self._nth + 1 if message.evidence == self.cited else 0
        if message.evidence != self.cited:
            self._light(message.evidence)
        self._point(message.evidence[self._nth % len(message.evidence)].start_s)

    # doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        page = self.page
        there = page is not None and page.recording_path is not None
        scored = page is not None and page.scorecard is not None
        shown = {
            "swap": self.has_class("-narrow"),
            "review": self.check is not None,
            "undo": self.judged_already is not None,
            "note_action": self.finding is not None,
            "play": there,
            "work": there and not scored,
            "rescore": there and scored,
        }
        return shown.get(action, True)

    def action_back(self) -> None:
        self.dismiss()

    def action_play(self) -> None:
        if self.page is not None and self.ui.playback.toggle(self.page, self.cursor_s):
            self.notify(_("Playing from {time}; space stops.").format(time=clock(self.cursor_s)))

    async def action_work(self) -> None:
        await self.ui.work_on(self.shop_id)

    async def action_rescore(self) -> None:
        await self.ui.work_on(self.shop_id, again=True)
