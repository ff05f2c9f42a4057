"""What is known of a call that goes on, gathered from its events. Pure: no widget, no clock, no thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.events import Event, EventName
from scenarios.scenario import Scenario
from transcripts.contact import Contact, Mark, MarkName
from transcripts.timeline import Kind, Side, Span, Timeline, in_order

LEVELS_KEPT = 240

PHASES = {
    EventName.DIALLING: "dialling",
    EventName.DIALLED: "dialling",
    EventName.RINGING: "ringing",
    EventName.ANSWERED: "talking",
    EventName.ON_HOLD: "hold",
    EventName.HUMAN: "human",
    EventName.ENDED: "ended",
    EventName.RECORDED: "ended",
    EventName.LISTENING: "listening",
    EventName.HEARD: "heard",
    EventName.SCORED: "scored",
    EventName.FAILED: "failed",
}
MARKS = {
    EventName.DIALLED: MarkName.INVITE,
    EventName.ANSWERED: MarkName.ANSWERED,
    EventName.KEY: MarkName.KEY,
    EventName.ON_HOLD: MarkName.HOLD_START,
    EventName.HUMAN: MarkName.HUMAN,
}
ON_THE_LINE = ("dialling", "ringing", "talking", "hold", "human")


@dataclass
class Live:
    """One run: a call, or the listening to one. `at_s` counts from the INVITE."""

    run: int
    title: str
    channel_id: str
    scenario: Scenario | None = None
    phase: str = "starting"
    at_s: float = 0.0
    level_dbfs: float | None = None
    levels: list[float] = field(default_factory=list)
    step: int | None = None
    sounds: list[tuple[float, Kind | None]] = field(default_factory=list)
    ours: list[tuple[float, float | None]] = field(default_factory=list)
    saying: str | None = None
    keys: list[tuple[float, str]] = field(default_factory=list)
    texts: list[tuple[float, str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hold_from_s: float | None = None
    held_s: float = 0.0
    human_at_s: float | None = None
    stage: str | None = None
    share: float | None = None
    contact: Contact | None = None
    shop: str | None = None
    error: str | None = None
    over: bool = False
    stopping: bool = False

    @property
    def on_the_line(self) -> bool:
        """Whether there is a call that can be hung up."""
        return not self.over and self.phase in ("starting", *ON_THE_LINE)

    def hold_s(self, now_s: float) -> float:
        """Seconds on hold so far, all holds together."""
        return self.held_s + (now_s - self.hold_from_s if self.hold_from_s is not None else 0.0)

    def take(self, event: Event) -> None:
        """Takes one event in."""
        self.at_s = max(self.at_s, event.at_s)
        self.shop = event.shop or self.shop
        self.contact = event.contact or self.contact
        if event.name in MARKS:
            self.marks.append(Mark(MARKS[event.name], event.at_s, event.detail))
        self._phase(event)
        handler = getattr(self, f"_on_{event.name.value}", None)
        if handler is not None:
            handler(event)

    def _phase(self, event: Event) -> None:
        phase = PHASES.get(event.name)
        if phase is None:
            return
        if self.phase == "hold" and phase in ("human", "ended", "failed"):
            self._hold_over(event.at_s)
        self.phase = phase

    def _hold_over(self, at_s: float) -> None:
        self.held_s = self.hold_s(at_s)
        self.hold_from_s = None

    def _on_step(self, event: Event) -> None:
        index = (event.detail or "").partition(" ")[0]
        self.step = int(index) if index.isdigit() else self.step
        self._quiet(event.at_s)
        if self.phase == "hold" and "hold" not in (event.detail or ""):
            self._hold_over(event.at_s)
            self.phase = "talking"

    def _on_sound(self, event: Event) -> None:
        try:
            kind = Kind(event.detail) if event.detail else None
        except ValueError:
            kind = None
        self.sounds.append((event.at_s, kind))

    def _on_level(self, event: Event) -> None:
        try:
            self.level_dbfs = float(event.detail or "")
        except ValueError:
            return
        self.levels = [*self.levels[-LEVELS_KEPT + 1 :], self.level_dbfs]

    def _on_key(self, event: Event) -> None:
        self.keys.append((event.at_s, event.detail or ""))

    def _on_saying(self, event: Event) -> None:
        self.saying = event.detail
        self.ours.append((event.at_s, None))
        self.texts.append((event.at_s, "caller", event.detail or ""))

    def _on_heard_text(self, event: Event) -> None:
        who = "agent" if self.human_at_s is not None else "unknown"
        self.texts.append((event.at_s, who, event.detail or ""))

    def _on_on_hold(self, event: Event) -> None:
        if self.hold_from_s is None:
            self.hold_from_s = event.at_s

    def _on_human(self, event: Event) -> None:
        if self.human_at_s is None:
            self.human_at_s = event.at_s

    def _on_ended(self, event: Event) -> None:
        self._quiet(event.at_s)

    def _on_listening(self, event: Event) -> None:
        self.stage, self.share = event.detail, event.share

    def _on_failed(self, event: Event) -> None:
        self.error = event.detail or self.error

    def _quiet(self, at_s: float) -> None:
        """We stopped speaking, at the latest now."""
        self.saying = None
        if self.ours and self.ours[-1][1] is None:
            self.ours[-1] = (self.ours[-1][0], at_s)

    def timeline(self, now_s: float) -> Timeline:
        """What has sounded so far, as the steering heard it: a sketch, not the timeline that is scored."""
        ends = [start for start, _kind in self.sounds[1:]] + [now_s]
        spans = [
            Span(kind, start, end, Side.BOTH if kind is Kind.SILENCE else Side.THEIRS)
            for (start, kind), end in zip(self.sounds, ends, strict=False)
            if kind is not None and end > start
        ]
        spans += [Span(Kind.CALLER, s, e if e is not None else now_s, Side.OURS) for s, e in self.ours]
        spans += [Span(Kind.DTMF, s, s + 0.2, Side.OURS, key) for s, key in self.keys]
        return Timeline(in_order(spans), now_s)


def recorded(title: str, channel_id: str, shop: str, contact: Contact | None) -> Live:
    """What is known of a call that is over, before its recording is listened to: its moments."""
    live = Live(0, title, channel_id, phase="ended", shop=shop, contact=contact)
    if contact is None:
        return live
    live.marks = list(contact.marks)
    last_s = max((mark.at_s for mark in contact.marks), default=0.0)
    live.at_s = contact.recording.duration_s if contact.recording else last_s
    live.keys = [(m.at_s, m.detail or "") for m in contact.marks if m.name is MarkName.KEY]
    said = [m for m in contact.marks if m.name is MarkName.SAY_START]
    live.texts = [(m.at_s, "caller", m.detail or "") for m in said]
    ends = [m.at_s for m in contact.marks if m.name is MarkName.SAY_END]
    live.ours = list(zip((m.at_s for m in said), ends, strict=False))
    return live
