"""The messages of a hold in figures: how many, how long, how often, how courteous, how much advertising."""

from __future__ import annotations

from itertools import pairwise

from metrics.hold import Hold
from metrics.loudness import Level, jumps
from metrics.making import count, mean, none
from metrics.messages import gaps_s, wpm
from metrics.readability import Counts, counts, fernandez_huerta, inflesz
from metrics.values import Evidence, Figure


def figures(hold: Hold, levels: tuple[Level, ...] = ()) -> tuple[Figure, ...]:
    """Every figure of the messages; none is measured without a hold."""
    result = [
        *_messages(hold),
        *_lengths(hold),
        *_purposes(hold),
        *_advertising(hold),
        *_readability(hold),
        _loudness(hold, levels),
    ]
    why = hold.assessable
    if why is None:
        return tuple(result)
    return tuple(none(figure.id, figure.unit, why) for figure in result)


def _messages(hold: Hold) -> list[Figure]:
    plays = hold.plays()
    starts = [b[0].start_s - a[0].start_s for a, b in pairwise(plays) if a[0].stretch == b[0].stretch]
    again = [g for m in hold.messages for g in gaps_s(m)]
    where = tuple(Evidence(p.start_s, p.end_s, m.text or None) for p, m in plays)
    first = tuple(m.evidence()[0] for m in hold.messages)
    repeated = tuple(e for m in hold.messages for e in m.evidence()[1:])
    return [
        count("hold.messages", len(hold.messages), first),
        count("hold.message_plays", len(plays), where),
        count("hold.repeats", len(plays) - len(hold.messages), repeated),
        mean("hold.message_gap_s", starts, "s", "fewer_than_two_messages", where),
        mean("hold.repeat_gap_s", again, "s", "no_repeat", repeated),
    ]


def _lengths(hold: Hold) -> list[Figure]:
    why = "low_confidence" if hold.messages else "no_message"
    speeds = [speed for m in hold.messages if (speed := wpm(m)) is not None]
    first = tuple(m.evidence()[0] for m in hold.messages)
    known = tuple(m.evidence()[0] for m in hold.messages if m.known)
    return [
        mean("hold.message_length_s", [m.length_s for m in hold.messages], "s", "no_message", first),
        mean("hold.wpm", speeds, "1/min", why, known),
    ]


def _purposes(hold: Hold) -> list[Figure]:
    return [counted(hold, "hold.courtesy", "courtesy"), counted(hold, "hold.apologies", "apology")]


def counted(hold: Hold, id: str, purpose: str) -> Figure:
    """How often messages with a purpose were played; not measured when no message could be understood.

    `n` is the number of plays that were understood, `counts` how many were not.
    """
    plays, unknown = len(hold.plays()), len(hold.unknown)
    left_out = {"not_understood": float(unknown)} if unknown else {}
    if plays and unknown == plays:
        return none(id, "count", "low_confidence", **left_out)
    value = float(len(hold.plays(purpose)))
    return Figure(id, value, "count", n=plays - unknown, counts=left_out, evidence=evidence(hold, purpose))


def evidence(hold: Hold, purpose: str) -> tuple[Evidence, ...]:
    """Every playing of messages with a purpose, with the words that show it, in order."""
    found = [e for m in hold.messages if purpose in m.purposes for e in m.evidence(purpose)]
    return tuple(sorted(found, key=lambda e: e.start_s))


def _advertising(hold: Hold) -> list[Figure]:
    """Seconds and share of advertising; `counts` holds the seconds of plays that were not understood."""
    seconds = sum((p.end_s - p.start_s for p, _ in hold.plays("advertising")), 0.0)
    unknown = sum((p.end_s - p.start_s for p, _ in hold.unknown), 0.0)
    parts = {"advertising_s": seconds, "hold_s": hold.total_s}
    if unknown:
        parts["not_understood_s"] = unknown
    n = len(hold.plays()) - len(hold.unknown)
    if (unknown and n == 0) or hold.total_s <= 0:
        units = (("hold.advertising_s", "s"), ("hold.advertising_share", "ratio"))
        return [none(id, unit, "low_confidence", **parts) for id, unit in units]
    where = evidence(hold, "advertising")
    return [
        Figure("hold.advertising_s", seconds, "s", n=n, counts=parts, evidence=where),
        Figure("hold.advertising_share", seconds / hold.total_s, "ratio", n=n, counts=parts, evidence=where),
    ]


def _readability(hold: Hold) -> list[Figure]:
    """Both formulas over all sure messages, each once; they are for Spanish only."""
    ids = ("hold.readability_huerta", "hold.readability_inflesz")
    known = [m for m in hold.messages if m.known]
    if hold.call.transcript.language != "es":
        return [none(id, "score", "spanish_only") for id in ids]
    total = sum((counts(m.text) for m in known), Counts(0, 0, 0))
    where = tuple(m.evidence()[0] for m in known)
    result = []
    for id, value in zip(ids, (fernandez_huerta(total), inflesz(total)), strict=True):
        why = None if value is not None else ("low_confidence" if hold.messages else "no_message")
        result.append(Figure(id, value, "score", n=total.words, evidence=where if value else (), why=why))
    return result


def _loudness(hold: Hold, levels: tuple[Level, ...]) -> Figure:
    """The largest jump, up or down, between a message and the music beside it."""
    id = "hold.loudness_jump_lu"
    if not levels:
        return none(id, "LU", "no_levels")
    found = [(jump, p) for m in hold.messages for p, jump in jumps(m, hold.holds, levels)]
    if not found:
        return none(id, "LU", "no_message")
    jump, playing = max(found, key=lambda pair: abs(pair[0]))
    return Figure(id, jump, "LU", n=len(found), evidence=(Evidence(playing.start_s, playing.end_s),))
