"""Hold: the catalogue of messages with what each is for, and what sounded while callers waited."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from auditor.reports.inputs import Call
from auditor.reports.measuring import channel_groups, cited, of_rate
from auditor.reports.values import CatalogueMessage, ChannelHold, Cited, Headline, Measure
from metrics.stats.clusters import clustered_rate
from metrics.values import Evidence, HoldMessage
from metrics.words import normal

SAME_TEXT = 85.0
"""Messages of two calls are one when their words agree by this much (rapidfuzz ratio, 0–100)."""
USEFUL = ("position_or_wait", "alternative_channel", "useful_information")
"""Purposes of direct benefit to the caller (norms HD-05); courtesy, apology and advertising are none."""


@dataclass(slots=True)
class _Entry:
    """A message of the catalogue while calls are still being added."""

    channel: str | None
    best: HoldMessage
    plays: list[tuple[Call, HoldMessage]] = field(default_factory=list)


def useful_share(calls: Iterable[Call]) -> Measure:
    """Playings of direct benefit to the caller ÷ all that were understood; clustered by call (HD-05)."""
    hits: list[bool] = []
    owners: list[str] = []
    unknown = 0
    evidence: list[Cited] = []
    for call, message in _messages(calls):
        if message.low_confidence or not message.purposes:
            unknown += len(message.times)
            continue
        good = any(purpose in USEFUL for purpose in message.purposes)
        hits += [good] * len(message.times)
        owners += [call.id] * len(message.times)
        if not good:
            evidence.append(_playing(call, message))
    return of_rate(
        "report.useful_messages",
        clustered_rate(hits, owners),
        counts={"not_understood": float(unknown), "calls": float(len(set(owners)))},
        why="no_message",
        evidence=evidence[:3],
    )


def useful_playings(calls: Iterable[Call]) -> list[tuple[date, bool]]:
    """The day of each playing that was understood, and whether it was of benefit to the caller."""
    return [
        (call.day, any(purpose in USEFUL for purpose in message.purposes))
        for call, message in _messages(calls)
        if message.purposes and not message.low_confidence
        for _time in message.times
    ]


def _messages(calls: Iterable[Call]) -> list[tuple[Call, HoldMessage]]:
    return [(c, m) for c in calls if c.scorecard for m in c.scorecard.messages]


def _playing(call: Call, message: HoldMessage) -> Cited:
    start, end = message.times[0]
    return cited(call, Evidence(start, end, message.text))


def catalogue(calls: Sequence[Call], before: Sequence[Call]) -> tuple[CatalogueMessage, ...]:
    """Each distinct message of each channel, the longest heard in sum first; those gone since at the end."""
    now, earlier = _entries(calls), _entries(before)
    known = {call.channel for call in before if call.scorecard}  # others have nothing to compare with
    rows = [_row(e, _change(e, earlier) if e.channel in known else "first") for e in now]
    gone = [_row(e, "gone") for e in earlier if _find(now, e.channel, e.best) is None]
    heard = {call.channel for call in calls if call.scorecard}
    gone = [row for row in gone if row.channel in heard]
    return (*sorted(rows, key=lambda r: (-r.seconds, r.text)), *sorted(gone, key=lambda r: r.text))


def _change(entry: _Entry, earlier: Iterable[_Entry]) -> str:
    return "same" if _find(earlier, entry.channel, entry.best) else "new"


def _entries(calls: Iterable[Call]) -> list[_Entry]:
    entries: list[_Entry] = []
    for call, message in _messages(calls):
        entry = _find(entries, call.channel, message)
        if entry is None:
            entry = _Entry(call.channel, message)
            entries.append(entry)
        elif entry.best.low_confidence and not message.low_confidence:
            entry.best = message
        entry.plays.append((call, message))
    return entries


def _find(entries: Iterable[_Entry], channel: str | None, message: HoldMessage) -> _Entry | None:
    from rapidfuzz.fuzz import ratio

    words = normal(message.text)
    for entry in entries:
        if entry.channel == channel and ratio(normal(entry.best.text), words) >= SAME_TEXT:
            return entry
    return None


def _row(entry: _Entry, change: str) -> CatalogueMessage:
    calls = sorted({(call.at, call.id) for call, _m in entry.plays})
    spoken = [end - start for _c, message in entry.plays for start, end in message.times]
    sample = next((pair for pair in entry.plays if pair[1] is entry.best), entry.plays[0])
    return CatalogueMessage(
        channel=entry.channel,
        text=entry.best.text,
        purposes=entry.best.purposes,
        calls=len(calls),
        plays=len(spoken),
        seconds=sum(spoken),
        length_s=max(message.length_s for _c, message in entry.plays),
        low_confidence=entry.best.low_confidence,
        change=change,
        first_at=calls[0][0],
        last_at=calls[-1][0],
        cited=_playing(*sample),
    )


def holds(calls: Iterable[Call]) -> tuple[ChannelHold, ...]:
    """What sounded on hold in each channel."""
    return tuple(_hold(name, members) for name, members in channel_groups(calls).items())


def _hold(channel: str | None, calls: list[Call]) -> ChannelHold:
    waited = [c for c in calls if _value(c, "hold.total_s")]
    return ChannelHold(
        channel,
        len(waited),
        hold_s=_sum(waited, "hold.total_s"),
        music_s=_sum(waited, "hold.music_s"),
        message_s=_sum(waited, "hold.message_s"),
        silence_s=_sum(waited, "hold.silence_s"),
        advertising=advertising(waited),
        useful=useful_share(calls),
    )


def advertising(calls: list[Call]) -> Measure:
    """Seconds of advertising ÷ seconds on hold, over the calls in which it was measured.

    A ratio of two sums over calls: its interval is t on the linearised variance (Cochran, Sampling
    Techniques, 1977, §6.4), none for a single call or where every call has the same share.
    """
    figures = [(c, f) for c in calls if c.scorecard and (f := c.scorecard.figure("hold.advertising_share"))]
    known = [(c, f) for c, f in figures if f.value is not None and f.counts.get("hold_s")]
    hold_s = sum(f.counts["hold_s"] for _c, f in known)
    advertising_s = sum(f.counts.get("advertising_s", 0.0) for _c, f in known)
    parts = [(f.counts.get("advertising_s", 0.0), f.counts["hold_s"]) for _c, f in known]
    not_understood = sum(f.counts.get("not_understood_s", 0.0) for _c, f in figures)
    return Measure(
        "hold.advertising_share",
        advertising_s / hold_s if hold_s else None,
        "ratio",
        n=len(known),
        counts={"advertising_s": advertising_s, "hold_s": hold_s, "not_understood_s": not_understood},
        why=None if hold_s else "no_hold",
        interval=_ratio_interval(parts),
        evidence=tuple(cited(c, e) for c, f in known for e in f.evidence[:1])[:3],
    )


def _ratio_interval(parts: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The 95 % interval of Σa ÷ Σb over calls (a, b), within 0–1."""
    whole, n = math.fsum(b for _a, b in parts), len(parts)
    if n < 2 or not whole:
        return None
    share = math.fsum(a for a, _b in parts) / whole
    spread = n / (n - 1) * math.fsum((a - share * b) ** 2 for a, b in parts)
    if not spread:
        return None
    from scipy.stats import t

    reach = float(t.ppf(0.975, n - 1)) * math.sqrt(spread) / whole
    return max(0.0, share - reach), min(1.0, share + reach)


def _value(call: Call, id: str) -> float | None:
    figure = call.scorecard.figure(id) if call.scorecard else None
    return figure.value if figure else None


def _sum(calls: Iterable[Call], id: str) -> float:
    return sum(_value(call, id) or 0.0 for call in calls)


def headline(rows: Sequence[CatalogueMessage]) -> Headline | None:
    """The message without benefit that took most of the callers' time; advertising before anything else."""
    heard = [row for row in rows if row.change != "gone" and not row.low_confidence and row.purposes]
    useless = [row for row in heard if not set(row.purposes) & set(USEFUL)]
    adverts = [row for row in heard if "advertising" in row.purposes]
    worst = max(adverts or useless, key=lambda row: row.seconds, default=None)
    if worst is None:
        return Headline("hold_all_useful", numbers={"messages": float(len(heard))}) if heard else None
    key = "hold_advertising" if adverts else "hold_no_benefit"
    numbers = {"plays": float(worst.plays), "calls": float(worst.calls), "seconds": worst.seconds}
    return Headline(key, {"purposes": ",".join(worst.purposes)}, numbers, worst.cited)
