"""What the caller was told while waiting: position, wait, promise, and the longest time without news."""

from __future__ import annotations

from itertools import pairwise

from metrics.hold import Hold
from metrics.making import mean, none, spans
from metrics.messages import Message
from metrics.playings import Played
from metrics.purposes import INFORMING, promised_wait_s, told_position
from metrics.values import Evidence, Figure
from metrics.wording import counted, evidence


def figures(hold: Hold) -> tuple[Figure, ...]:
    """Every figure of what was told; none is measured without a hold."""
    plays = hold.plays("position_or_wait")
    gaps = [b[0].start_s - a[0].start_s for a, b in pairwise(plays) if a[0].stretch == b[0].stretch]
    where = evidence(hold, "position_or_wait")
    result = [
        counted(hold, "hold.position_or_wait_told", "position_or_wait"),
        mean("hold.told_gap_s", gaps, "s", "told_less_than_twice", where),
        _first_position(hold),
        *_promise(hold),
        _without(hold, "hold.longest_untold_s", "position_or_wait"),
        _without(hold, "hold.longest_unannounced_s", *INFORMING),
    ]
    why = hold.assessable
    if why is None:
        return tuple(result)
    return tuple(none(figure.id, figure.unit, why) for figure in result)


def _not_told(hold: Hold) -> str:
    return "low_confidence" if hold.unknown else "not_told"


def _first_position(hold: Hold) -> Figure:
    lexicon = hold.call.lexicon
    for playing, message in hold.plays("position_or_wait"):
        found = told_position(message.text, lexicon) if lexicon else None
        if found:
            where = (Evidence(playing.start_s, playing.end_s, found[1].quote),)
            return Figure("hold.position_told", float(found[0]), "count", n=1, evidence=where)
    return none("hold.position_told", "count", _not_told(hold))


def _promise(hold: Hold) -> list[Figure]:
    """The first wait that was promised, and how much longer (positive) or shorter it was in fact."""
    for playing, message in hold.plays("position_or_wait"):
        found = promised_wait_s(message.text, hold.call.lexicon) if hold.call.lexicon else None
        if found:
            where = (Evidence(playing.start_s, playing.end_s, found[1].quote),)
            promised = Figure("hold.promised_wait_s", found[0], "s", n=1, evidence=where)
            return [promised, _promise_error(hold, found[0], playing.end_s, where)]
    ids = ("hold.promised_wait_s", "hold.promise_error_s")
    return [none(id, "s", _not_told(hold)) for id in ids]


def _promise_error(hold: Hold, promised_s: float, told_s: float, where: tuple[Evidence, ...]) -> Figure:
    human = hold.call.human
    if human.at_s is None:
        waited = hold.call.waited_at_least_s(told_s)
        counts = {"promised_s": promised_s, "waited_at_least_s": waited}
        return Figure("hold.promise_error_s", None, "s", n=0, counts=counts, evidence=where, why=human.why)
    waited = human.at_s - told_s
    counts = {"promised_s": promised_s, "waited_s": waited}
    return Figure("hold.promise_error_s", waited - promised_s, "s", n=1, counts=counts, evidence=where)


def _without(hold: Hold, id: str, *purposes: str) -> Figure:
    """The longest time in a hold without a message for these; bounds where unsure words decide it."""
    if not hold.holds:
        return none(id, "s", "no_hold")
    telling = hold.plays(*purposes)
    most = max(_runs(hold, telling), key=lambda run: run[1] - run[0])
    least = max(_runs(hold, telling + hold.unknown), key=lambda run: run[1] - run[0])
    at_most, at_least = most[1] - most[0], least[1] - least[0]
    if at_most > at_least:
        counts = {"at_least": at_least, "at_most": at_most}
        return Figure(id, None, "s", n=0, counts=counts, evidence=spans([most]), why="low_confidence")
    return Figure(id, at_most, "s", n=len(hold.holds), evidence=spans([most]))


def _runs(hold: Hold, telling: list[tuple[Played, Message]]) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for index, stretch in enumerate(hold.holds):
        at = stretch.start_s
        for playing in sorted((p for p, _ in telling if p.stretch == index), key=lambda p: p.start_s):
            runs.append((at, max(at, playing.start_s)))
            at = max(at, playing.end_s)
        runs.append((at, max(at, stretch.end_s)))
    return runs
