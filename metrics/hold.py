"""The hold figures: what the caller was made to hear while waiting. Definitions in docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from metrics.holding import Stretch, silences
from metrics.messages import Message, Played, gaps_s, wpm
from metrics.purposes import INFORMING, promised_wait_s, told_position
from metrics.values import Evidence, Figure
from metrics.view import CallView
from transcripts.timeline import Kind

_KINDS = {
    "hold.music_s": (Kind.HOLD_MUSIC,),
    "hold.message_s": (Kind.HOLD_MESSAGE, Kind.IVR),
    "hold.ringback_s": (Kind.RINGBACK,),
    "hold.unattributed_s": (Kind.SPEECH,),
}


@dataclass(frozen=True, slots=True)
class Hold:
    """All holds of one contact with their messages."""

    call: CallView
    holds: tuple[Stretch, ...]
    messages: tuple[Message, ...]

    @property
    def total_s(self) -> float:
        return sum((hold.length_s for hold in self.holds), 0.0)

    def plays(self, *purposes: str) -> list[tuple[Played, Message]]:
        """Every playing of a message with one of these purposes (any when none is named), in order."""
        found = [
            (playing, message)
            for message in self.messages
            for playing in message.playings
            if not purposes or set(purposes) & set(message.purposes)
        ]
        return sorted(found, key=lambda pair: pair[0].start_s)

    @property
    def unknown(self) -> list[tuple[Played, Message]]:
        """Playings whose words are not sure."""
        return [(p, m) for p, m in self.plays() if not m.known]


def figures(hold: Hold) -> tuple[Figure, ...]:
    """Every hold figure. Without a hold, lengths are 0 and what describes a hold is not measured."""
    holds = hold.holds
    where = tuple(Evidence(h.start_s, h.end_s) for h in holds)
    result = [
        Figure("hold.stretches", float(len(holds)), "count", n=len(holds), evidence=where),
        Figure("hold.total_s", hold.total_s, "s", n=len(holds), evidence=where),
        _sum("hold.queue_s", [h.length_s for h in holds if h.queue], [h for h in holds if h.queue]),
        _longest_hold(hold),
        *(_kind(hold, id, kinds) for id, kinds in _KINDS.items()),
        *_silence(hold),
    ]
    described = (_messages, _lengths, _purposes, _told, _promise, _unannounced, _shares)
    for part in described:
        result.extend(part(hold))
    if not holds:
        result = [f if f.unit in ("s", "count") and f.value == 0 else _none(f, "no_hold") for f in result]
    return tuple(result)


def _none(figure: Figure, why: str) -> Figure:
    return Figure(figure.id, None, figure.unit, n=0, why=why)


def _sum(id: str, lengths: list[float], where: Iterable[Stretch]) -> Figure:
    return Figure(
        id, sum(lengths, 0.0), "s", n=len(lengths), evidence=_spans((h.start_s, h.end_s) for h in where)
    )


def _spans(times: Iterable[tuple[float, float]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(a, b) for a, b in times)


def _longest_hold(hold: Hold) -> Figure:
    if not hold.holds:
        return Figure("hold.longest_s", None, "s", n=0, why="no_hold")
    worst = max(hold.holds, key=lambda h: h.length_s)
    evidence = (Evidence(worst.start_s, worst.end_s),)
    return Figure("hold.longest_s", worst.length_s, "s", n=len(hold.holds), evidence=evidence)


def _kind(hold: Hold, id: str, kinds: tuple[Kind, ...]) -> Figure:
    parts = [p for h in hold.holds for p in h.parts if p.kind in kinds]
    where = _spans((p.start_s, p.end_s) for p in parts)
    return Figure(id, sum((p.length_s for p in parts), 0.0), "s", n=len(parts), evidence=where)


def _silence(hold: Hold) -> list[Figure]:
    gaps = [gap for h in hold.holds for gap in silences(hold.call.timeline, h.start_s, h.end_s)]
    total = Figure(
        "hold.silence_s", sum((b - a for a, b in gaps), 0.0), "s", n=len(gaps), evidence=_spans(gaps)
    )
    if not hold.holds:
        return [total, Figure("hold.longest_silence_s", None, "s", n=0, why="no_hold")]
    if not gaps:
        return [total, Figure("hold.longest_silence_s", 0.0, "s", n=0)]
    worst = max(gaps, key=lambda gap: gap[1] - gap[0])
    longest = worst[1] - worst[0]
    return [total, Figure("hold.longest_silence_s", longest, "s", n=len(gaps), evidence=_spans([worst]))]


def _messages(hold: Hold) -> list[Figure]:
    plays = hold.plays()
    gaps = [g for m in hold.messages for g in gaps_s(m)]
    starts = [b[0].start_s - a[0].start_s for a, b in pairwise(plays) if a[0].stretch == b[0].stretch]
    repeats = len(plays) - len(hold.messages)
    where = tuple(Evidence(p.start_s, p.end_s, m.text or None) for p, m in plays)
    return [
        Figure("hold.messages", float(len(hold.messages)), "count", n=len(plays), evidence=where),
        Figure("hold.message_plays", float(len(plays)), "count", n=len(plays), evidence=where),
        Figure("hold.repeats", float(repeats), "count", n=len(plays)),
        _mean("hold.message_gap_s", starts, "s", "fewer_than_two_messages"),
        _mean("hold.repeat_gap_s", gaps, "s", "no_repeat"),
    ]


def _mean(id: str, values: list[float], unit: str, why: str, evidence: tuple[Evidence, ...] = ()) -> Figure:
    if not values:
        return Figure(id, None, unit, n=0, why=why)
    counts = {"min": min(values), "max": max(values)}
    return Figure(id, fmean(values), unit, n=len(values), counts=counts, evidence=evidence)


def _lengths(hold: Hold) -> list[Figure]:
    lengths = [m.length_s for m in hold.messages]
    speeds = [speed for m in hold.messages if (speed := wpm(m)) is not None]
    where = tuple(e for m in hold.messages for e in m.evidence()[:1])
    why = "low_confidence" if hold.messages else "no_message"
    known = tuple(e for m in hold.messages if m.known for e in m.evidence()[:1])
    return [
        _mean("hold.message_length_s", lengths, "s", "no_message", where),
        _mean("hold.wpm", speeds, "1/min", why, known),
    ]


def _purposes(hold: Hold) -> list[Figure]:
    """How often each matters, counted in playings; not measured when no message could be understood."""
    result = []
    for id, purpose in (("hold.courtesy", "courtesy"), ("hold.apologies", "apology")):
        plays = hold.plays(purpose)
        evidence = tuple(e for m in hold.messages if purpose in m.purposes for e in m.evidence(purpose))
        result.append(_counted(hold, id, len(plays), evidence))
    return result


def _counted(hold: Hold, id: str, value: int, evidence: tuple[Evidence, ...]) -> Figure:
    unknown = len(hold.unknown)
    n = len(hold.plays())
    counts: dict[str, float] = {"not_understood": float(unknown)} if unknown else {}
    if n and unknown == n:
        return Figure(id, None, "count", n=0, counts=counts, why="low_confidence")
    return Figure(id, float(value), "count", n=n - unknown, counts=counts, evidence=evidence)


def _told(hold: Hold) -> list[Figure]:
    plays = hold.plays("position_or_wait")
    evidence = tuple(
        sorted(
            (
                e
                for m in hold.messages
                if "position_or_wait" in m.purposes
                for e in m.evidence("position_or_wait")
            ),
            key=lambda e: e.start_s,
        )
    )
    gaps = [b[0].start_s - a[0].start_s for a, b in pairwise(plays) if a[0].stretch == b[0].stretch]
    first = _first_position(hold, plays)
    return [
        _counted(hold, "hold.position_or_wait_told", len(plays), evidence),
        _mean("hold.told_gap_s", gaps, "s", "told_less_than_twice", evidence),
        first,
    ]


def _first_position(hold: Hold, plays: list[tuple[Played, Message]]) -> Figure:
    for playing, message in plays:
        found = told_position(message.text, hold.call.lexicon) if hold.call.lexicon else None
        if found:
            where = (Evidence(playing.start_s, playing.end_s, found[1].quote),)
            return Figure("hold.position_told", float(found[0]), "count", n=1, evidence=where)
    why = "low_confidence" if hold.unknown else "not_told"
    return Figure("hold.position_told", None, "count", n=0, why=why)


def _promise(hold: Hold) -> list[Figure]:
    """The first wait that was promised, and how much longer (positive) or shorter it was in fact."""
    for playing, message in hold.plays("position_or_wait"):
        found = promised_wait_s(message.text, hold.call.lexicon) if hold.call.lexicon else None
        if found:
            where = (Evidence(playing.start_s, playing.end_s, found[1].quote),)
            promised = Figure("hold.promised_wait_s", found[0], "s", n=1, evidence=where)
            return [promised, _promise_error(hold, found[0], playing.end_s, where)]
    why = "low_confidence" if hold.unknown else "not_told"
    return [
        Figure("hold.promised_wait_s", None, "s", n=0, why=why),
        Figure("hold.promise_error_s", None, "s", n=0, why=why),
    ]


def _promise_error(hold: Hold, promised_s: float, told_s: float, where: tuple[Evidence, ...]) -> Figure:
    human = hold.call.human
    if human.at_s is None:
        waited = hold.call.end_s - told_s
        counts = {"promised_s": promised_s, "waited_at_least_s": waited}
        return Figure("hold.promise_error_s", None, "s", n=0, counts=counts, evidence=where, why=human.why)
    waited = human.at_s - told_s
    counts = {"promised_s": promised_s, "waited_s": waited}
    return Figure("hold.promise_error_s", waited - promised_s, "s", n=1, counts=counts, evidence=where)


def _unannounced(hold: Hold) -> list[Figure]:
    """The longest time without a word of use; bounds instead of a value where unsure words decide it."""
    id = "hold.longest_unannounced_s"
    if not hold.holds:
        return [Figure(id, None, "s", n=0, why="no_hold")]
    informing = hold.plays(*INFORMING)
    most = max((_runs(hold, informing)), key=lambda run: run[1] - run[0])
    least = max((_runs(hold, informing + hold.unknown)), key=lambda run: run[1] - run[0])
    at_most, at_least = most[1] - most[0], least[1] - least[0]
    if at_most > at_least:
        counts = {"at_least": at_least, "at_most": at_most}
        return [Figure(id, None, "s", n=0, counts=counts, evidence=_spans([most]), why="low_confidence")]
    return [Figure(id, at_most, "s", n=len(hold.holds), evidence=_spans([most]))]


def _runs(hold: Hold, telling: list[tuple[Played, Message]]) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for index, stretch in enumerate(hold.holds):
        at = stretch.start_s
        for playing in sorted((p for p, _ in telling if p.stretch == index), key=lambda p: p.start_s):
            runs.append((at, max(at, playing.start_s)))
            at = max(at, playing.end_s)
        runs.append((at, max(at, stretch.end_s)))
    return runs


def _shares(hold: Hold) -> list[Figure]:
    """Seconds and share of advertising; not measured where no message could be understood."""
    plays = hold.plays("advertising")
    seconds = sum((p.end_s - p.start_s for p, _ in plays), 0.0)
    unknown = sum(p.end_s - p.start_s for p, _ in hold.unknown)
    total = hold.total_s
    counts = {"advertising_s": seconds, "hold_s": total}
    if unknown:
        counts["not_understood_s"] = unknown
    evidence = tuple(
        e for m in hold.messages if "advertising" in m.purposes for e in m.evidence("advertising")
    )
    n = len(hold.plays()) - len(hold.unknown)
    if unknown and n == 0:
        return [
            Figure("hold.advertising_s", None, "s", n=0, counts=counts, why="low_confidence"),
            Figure("hold.advertising_share", None, "ratio", n=0, counts=counts, why="low_confidence"),
        ]
    share = seconds / total if total > 0 else None
    why = None if share is not None else "no_hold"
    return [
        Figure("hold.advertising_s", seconds, "s", n=n, counts=counts, evidence=evidence),
        Figure("hold.advertising_share", share, "ratio", n=n, counts=counts, evidence=evidence, why=why),
    ]
