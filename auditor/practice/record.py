"""Keeps what happened in one call until it ends, and then makes the truth of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.practice.inlet import Inlet
from auditor.practice.outlet import Outlet, Piece
from auditor.practice.sounds import Mix, Part
from auditor.practice.truth import Stretch, Truth, TruthEvent, TruthKey
from auditor.practice.wire import monotonic_ahead


@dataclass(slots=True, kw_only=True)
class Record:
    """What is known so far. Moments are on the monotonic clock; `invited` is the INVITE's arrival."""

    line: str
    call_id: str
    invited: float
    invited_at: float
    answered: float | None = None
    refused: int | None = None
    outlet: Outlet | None = None
    inlet: Inlet | None = None
    played: list[tuple[Piece, Mix, bool]] = field(default_factory=list)
    keys: list[tuple[str, float]] = field(default_factory=list)
    route: list[str] = field(default_factory=list)

    def playing(self, piece: Piece, mix: Mix, *, hold: bool = False) -> None:
        """A sound was put on its way; `hold` says that the caller is kept waiting with it."""
        self.played.append((piece, mix, hold))

    def truth(self, ended: float, ended_by: str) -> Truth:
        """All of it, once the call is over."""
        ended_s = self._s(ended)
        heard = (_clipped(event, ended_s) for event in (*self._events(), *self._caller()))
        events = sorted((event for event in heard if event), key=lambda event: event.start_s)
        delivery = self.outlet.delivery if self.outlet else None
        agent = next((event.start_s for event in events if event.kind == "agent"), None)
        return Truth(
            line=self.line,
            call_id=self.call_id,
            invited_at=self.invited_at,
            ended_s=ended_s,
            ended_by=ended_by,
            answered_s=None if self.answered is None else self._s(self.answered),
            refused=self.refused,
            agent_answered_s=agent,
            events=tuple(events),
            keys=tuple(TruthKey(digit, self._s(at)) for digit, at in self.keys),
            hold=tuple(self._holds(ended_s)),
            messages=tuple(event for event in events if event.kind == "hold_message"),
            route=tuple(self.route),
            exact=delivery is not None and delivery.seen,
            gaps=delivery.gaps if delivery else 0,
            lost=delivery.lost if delivery else 0,
        )

    def _s(self, moment: float) -> float:
        return round(moment - self.invited, 4)

    def _at(self, piece: Piece, offset: int) -> float | None:
        """Seconds at which a sample of a piece left; `None` when it never did."""
        if piece.first is None or self.outlet is None:
            return None
        moment = self.outlet.moment(piece.first + offset)
        return None if moment is None else self._s(moment)

    def _part(self, piece: Piece, part: Part) -> TruthEvent | None:
        reached = min(part.end, piece.taken)
        start_s, end_s = self._at(piece, part.first), self._at(piece, reached)
        if reached <= part.first or start_s is None or end_s is None:
            return None
        return TruthEvent(part.kind, start_s, end_s, "theirs", part.id, part.text, reached < part.end)

    def _events(self) -> list[TruthEvent]:
        parts = (self._part(piece, part) for piece, mix, _ in self.played for part in mix.parts)
        return [event for event in parts if event is not None]

    def _caller(self) -> list[TruthEvent]:
        spoken = self.inlet.spoken if self.inlet else []
        return [TruthEvent("caller", self._s(start), self._s(end), "ours") for start, end in spoken]

    def _holds(self, ended_s: float) -> list[Stretch]:
        """Stretches of waiting: until somebody or something speaks to the caller, or the call ends."""
        stretches: list[Stretch] = []
        since: float | None = None
        for piece, mix, hold in self.played:
            start_s = self._at(piece, mix.parts[0].first) if mix.parts else None
            if start_s is None or start_s >= ended_s:
                continue
            if hold:
                since = start_s if since is None else since
            elif since is not None and mix.parts[0].kind != "silence":
                stretches.append(Stretch(since, start_s))
                since = None
        if since is not None:
            stretches.append(Stretch(since, ended_s))
        return stretches


def _clipped(event: TruthEvent, ended_s: float) -> TruthEvent | None:
    """What of an event was heard: sound that was ready when the call ended never left."""
    if event.start_s >= ended_s:
        return None
    if event.end_s <= ended_s:
        return event
    return replace(event, end_s=ended_s, cut=True)


def new_record(line: str, call_id: str, invited: float) -> Record:
    """The record of a call whose INVITE arrived at this monotonic moment."""
    return Record(line=line, call_id=call_id, invited=invited, invited_at=invited - monotonic_ahead())
