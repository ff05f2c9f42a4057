"""Where in a call a known recording sounds: half words vote for version and lag, then the bits decide.

The vote is an index, as in `transcripts.acoustic.repeats`; for each two seconds of the call only the lags
with most votes are looked at, so that the cost grows with the call and hardly with the book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.prints import bits_apart
from transcripts.acoustic.runs import runs_of
from transcripts.prompts.coding import decode
from transcripts.prompts.values import Prompt, Version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAMES_PER_S = 100
ERROR_RATE = 0.30
"""Of the sounding frames of a whole match (Haitsma and Kalker, ISMIR 2002, accept 0.35)."""
_LOCAL_RATE = 0.38  # of any second of it
Fine = tuple[tuple[int, float], ...]
"""(frames, bit-error rate): how much any stretch that long may differ and still be the same sound."""
SOUND: Fine = ((25, 0.40), (40, 0.38))
WORDS: Fine = ((25, 0.36), (40, 0.34))
"""What says that the very words are the same. Measured on announcements that differ by one number, over
G.711, GSM, AMR and lost packets, each on two sets of frames half a frame apart: the same recording stays
under 0.345 and 0.31 (0.41 where packets are lost on end), another number is over 0.375 in 0.25 s."""

_OTHER, _OTHER_FRAMES = 0.45, 25

SHORT_S, SHORT_RATE, SHORT_LOCAL_RATE = 2.0, 0.15, 0.30
"""Short prompts share words ("pulse uno"): they must be alike as a whole, and far more so."""

_LEAST_S = 0.5
_BLOCK = 200
_AT_ONCE = 150 * _BLOCK  # five minutes
_LAG_BIN = 2
_CROWD = 64  # a half word that the book holds more often says nothing
_LEAST_VOTES = 4
_MOST_CANDIDATES = 6  # of each block


@dataclass(frozen=True, slots=True)
class Place:
    """Frames [start, end) of the call are frames [start − lag, end − lag) of the recording at index `owner`.

    `same` says of each frame whether the words there are surely the same, `other` whether they surely are
    others, `heard` whether either sounds;
    `whole`: the recording is heard from its first to its last sound.
    """

    owner: int
    lag: int
    start: int
    end: int
    error_rate: float
    same: NDArray[np.bool_]
    other: NDArray[np.bool_]
    heard: NDArray[np.bool_]
    whole: bool

    @property
    def weight(self) -> int:
        """How many sounding frames are surely the same."""
        return int((self.same & self.heard).sum())


@dataclass(frozen=True, slots=True)
class Match(Place):
    """Where a version of a prompt sounds."""

    prompt: Prompt
    version: Version


class Laid(NamedTuple):
    """Recordings laid end to end: `starts[i]` is where number i begins, the last its end."""

    starts: NDArray[np.int64]
    words: NDArray[np.uint32]
    loud: NDArray[np.bool_]
    keys: tuple[NDArray[np.uint32], NDArray[np.uint32]]
    frames: tuple[NDArray[np.int64], NDArray[np.int64]]


class Shelf(NamedTuple):
    """The versions of a book, and their fingerprints laid end to end in the same order."""

    versions: list[tuple[Prompt, Version]]
    laid: Laid


def shelf_of(prompts: Sequence[Prompt]) -> Shelf:
    """All versions of these prompts, indexed by their half words. Raises `PromptBookError`."""
    versions = [(prompt, version) for prompt in prompts for version in prompt.versions]
    return Shelf(versions, laid_out([decode(version.prints, version.loud) for _, version in versions]))


def laid_out(recordings: Sequence[tuple[NDArray[np.uint32], NDArray[np.bool_]]]) -> Laid:
    """Recordings (fingerprint, where it sounds), indexed by their half words."""
    import numpy as np

    words = np.concatenate([np.empty(0, np.uint32), *(prints for prints, _ in recordings)])
    loud = np.concatenate([np.empty(0, np.bool_), *(mask for _, mask in recordings)])
    starts = np.cumsum([0, *(len(prints) for prints, _ in recordings)]).astype(np.int64)
    keys, frames = [], []
    places = np.flatnonzero(loud).astype(np.int64)
    for shift in (0, 16):
        half = (words[places] >> np.uint32(shift)) & np.uint32(0xFFFF)
        order = np.argsort(half, kind="stable")
        keys.append(half[order])
        frames.append(places[order])
    return Laid(starts, words, loud, (keys[0], keys[1]), (frames[0], frames[1]))


def matches_in(
    shelf: Shelf, words: NDArray[np.uint32], loud: NDArray[np.bool_], *, fine: Fine = SOUND
) -> list[Match]:
    """The known recordings in a call, the weightiest first; of those that overlap only what adds something.

    `words` and `loud` have one value for every 10 ms of the call; what is not to be looked at is not loud.
    `fine` decides what is the `same`.
    """
    places = places_in(shelf.laid, words, loud, fine=fine)
    return [_match(place, *shelf.versions[place.owner]) for place in places]


def _match(place: Place, prompt: Prompt, version: Version) -> Match:
    return Match(
        **{one.name: getattr(place, one.name) for one in fields(Place)}, prompt=prompt, version=version
    )


def places_in(
    laid: Laid,
    words: NDArray[np.uint32],
    loud: NDArray[np.bool_],
    *,
    overlapping: bool = False,
    fine: Fine = SOUND,
) -> list[Place]:
    """As `matches_in`, of recordings that are no versions of a prompt. `overlapping`: also those that add
    nothing to others."""
    import numpy as np

    if len(laid.starts) < 2 or not loud.any():
        return []
    tried: set[tuple[int, int]] = set()
    found: list[Place] = []
    for block, owner, lag in _candidates(laid, words, loud):
        near = [(owner, lag + step) for step in range(-2, 3)]
        middle = block * _BLOCK + _BLOCK // 2
        if any(at in tried for at in near) or any(
            m.start <= middle < m.end and m.owner == owner for m in found
        ):
            continue
        tried.add((owner, lag))
        found += _verified(laid, owner, lag, words, loud, fine=fine)
    found.sort(key=lambda m: (-m.weight, m.error_rate))
    if overlapping:
        return found
    taken = np.zeros(len(words), np.bool_)
    kept: list[Place] = []
    for match in found:
        own = match.same & match.heard & ~taken[match.start : match.end]
        if own.sum() >= max(_LEAST_S * FRAMES_PER_S / 2, 0.3 * match.weight):
            kept.append(match)
            taken[match.start : match.end] |= match.same
    return kept


def _candidates(laid: Laid, words: NDArray[np.uint32], loud: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """(block of the call, version, lag in frames against that version's start), most votes first."""
    import numpy as np

    counted = []
    for start in range(0, len(words), _AT_ONCE):  # blocks do not mix: parts of a long call need less memory
        frames = np.flatnonzero(loud[start : start + _AT_ONCE]).astype(np.int64) + start
        counted.append(np.unique(_ballots(laid, words, frames), return_counts=True))
    places_ = np.concatenate([places for places, _ in counted])
    votes = np.concatenate([number for _, number in counted])
    good = votes >= _LEAST_VOTES
    places_, votes = places_[good], votes[good]
    result: list[tuple[int, int, int]] = []
    seen: dict[int, int] = {}
    for index in np.argsort(-votes, kind="stable"):
        block = int(places_[index] >> 44)
        seen[block] = seen.get(block, 0) + 1
        if seen[block] <= _MOST_CANDIDATES:
            place = int(places_[index])
            lag_frames = ((place & 0xFFFFFF) - (1 << 20)) * _LAG_BIN
            result.append((block, (place >> 24) & 0xFFFFF, lag_frames))
    return result


def _ballots(laid: Laid, words: NDArray[np.uint32], frames: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each frame and each like half word of a recording: (block, recording, lag) in one number."""
    import numpy as np

    ballots = []
    for keys, places, shift in zip(laid.keys, laid.frames, (0, 16), strict=True):
        wanted = (words[frames] >> np.uint32(shift)) & np.uint32(0xFFFF)
        low, high = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        counts = np.where(high - low > _CROWD, 0, high - low)
        mine = np.repeat(frames, counts)
        first = np.repeat(low - np.cumsum(counts) + counts, counts)
        theirs = places[first + np.arange(len(mine))]
        owner = np.searchsorted(laid.starts, theirs, "right") - 1
        lag = (mine - (theirs - laid.starts[owner])) // _LAG_BIN + (1 << 20)
        ballots.append((mine // _BLOCK << 44) | (owner << 24) | lag)
    return np.concatenate(ballots)


def _verified(
    laid: Laid, owner: int, lag: int, words: NDArray[np.uint32], loud: NDArray[np.bool_], *, fine: Fine
) -> list[Place]:
    """The stretches in which the version sounds at this lag, at the best of the lags beside it.

    A sound changes little in 10 ms: a recording is like itself some frames off, too, and votes may name such
    a lag first. So the lag moves on as long as that makes it more alike.
    """
    tried = {
        exact: _at(laid, owner, exact, words, loud, fine=fine) for exact in range(lag - 1, lag + _LAG_BIN + 1)
    }
    while any(tried.values()):
        best = max(tried, key=lambda exact: _quality(tried[exact]))
        beside = [exact for exact in (best - 1, best + 1) if exact not in tried]
        if not beside:
            return tried[best] if _quality(tried[best]) > 0 else []
        tried |= {exact: _at(laid, owner, exact, words, loud, fine=fine) for exact in beside}
    return []


def _quality(matches: list[Place]) -> float:
    return sum(match.weight * (0.5 - match.error_rate) for match in matches)


def _at(
    laid: Laid, owner: int, lag: int, words: NDArray[np.uint32], loud: NDArray[np.bool_], *, fine: Fine
) -> list[Place]:
    import numpy as np

    first, last = int(laid.starts[owner]), int(laid.starts[owner + 1])
    low, high = max(0, lag), min(len(words), lag + last - first)
    if high - low < _LEAST_S * FRAMES_PER_S:
        return []
    there = slice(first + low - lag, first + high - lag)
    wrong = bits_apart(words[low:high], laid.words[there]) / np.float64(32)
    heard = loud[low:high] | laid.loud[there]
    short = laid.loud[first:last].sum() < SHORT_S * FRAMES_PER_S
    found = []
    for start, end in _runs(wrong, heard, short=short):
        own = heard[start:end]
        rate = float(wrong[start:end][own].mean()) if own.any() else 1.0
        outside = laid.loud[first:last].sum() - laid.loud[there][start:end].sum()
        whole = bool(outside <= 0.15 * FRAMES_PER_S)
        if rate >= (SHORT_RATE if short else ERROR_RATE) or (short and not whole):
            continue
        same = _same(wrong[start:end], own, fine, short=short)
        other = _local(wrong[start:end], own, _OTHER_FRAMES) > _OTHER
        found.append(Place(owner, lag, low + start, low + end, rate, same, other, own, whole))
    return found


def _runs(wrong: NDArray[np.float64], heard: NDArray[np.bool_], *, short: bool) -> list[tuple[int, int]]:
    """Stretches that sound alike, from their first to their last sound."""
    import numpy as np

    if not heard.any():
        return []
    alike = _local(wrong, heard, FRAMES_PER_S) < _LOCAL_RATE
    sounding = np.flatnonzero(heard)
    alike[: sounding[0]] = alike[sounding[-1] + 1 :] = False
    if short:
        return [(int(sounding[0]), int(sounding[-1]) + 1)] if alike[sounding].all() else []
    return [(a, b) for a, b in runs_of(alike) if heard[a:b].sum() >= _LEAST_S * FRAMES_PER_S]


def _same(
    wrong: NDArray[np.float64], heard: NDArray[np.bool_], fine: Fine, *, short: bool
) -> NDArray[np.bool_]:
    """Of each frame, whether all short stretches around it are alike."""
    import numpy as np

    same = np.ones(len(wrong), np.bool_)
    for size, rate in fine:
        limit = SHORT_LOCAL_RATE if short else rate
        same &= _local(wrong, heard, size) < limit
    return same


def _local(wrong: NDArray[np.float64], heard: NDArray[np.bool_], size: int) -> NDArray[np.float64]:
    """Mean bit-error rate of the sounding frames around each frame; 0 where hardly anything sounds."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    weight = uniform_filter1d(heard.astype(np.float64), size, mode="constant")
    total = uniform_filter1d(wrong * heard, size, mode="constant")
    local: NDArray[np.float64] = np.where(weight >= 0.2, total / np.maximum(weight, 1e-9), 0.0)
    return local
