"""One recorded message heard twice: half words vote for the lag, then a bit-error rate decides.

Haitsma and Kalker (ISMIR 2002) accept a bit-error rate below 0.35; speech over ducked music asks for
less, to be sure. Only speech is compared, so a loop of the music itself is never a message.
The vote is an index: its cost grows with the number of equal half words, not with the square of the length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from transcripts.acoustic.prints import bits_apart
from transcripts.acoustic.runs import bridged, runs_of
from transcripts.acoustic.values import FRAMES_PER_S
from transcripts.acoustic.votes import BLOCK, LAG_BIN, ballots
from transcripts.heard import Repeat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.activity import Activity
    from transcripts.acoustic.frames import Features

ERROR_RATE = 0.30  # of the voiced frames of a whole match
_LOCAL_RATE = 0.38  # of any second of it
_LEAST_S = 1.6  # shorter ones are words ("uno", "gracias"), which prompts share
_PAUSE_S = 1.2
_PROVEN = 0.5  # of a hearing must have been believed for it to speak for another
_HINTED = 0.25  # of the other, for it to be that recording at all
_LEAST_VOTES = 5
_MOST_CANDIDATES = 20_000


class Match(NamedTuple):
    """Frames [start, end) sound again `lag` frames later."""

    start: int
    end: int
    lag: int
    error_rate: float


def agreed(speech: NDArray[np.bool_], matches: list[Match]) -> NDArray[np.bool_]:
    """Speech as most hearings of a message have it: the recording is the same, what covers it differs.

    Where the votes are equal each hearing keeps its own.
    """
    import numpy as np

    heard = np.ones(len(speech), np.uint16)  # two for each candidate at most: 40 001
    spoken = speech.astype(np.uint16)
    for match in matches:
        here, there = _both(match)
        for mine, other in ((here, there), (there, here)):
            heard[mine] += 1
            spoken[mine] += speech[other]
    silent = heard - spoken
    majority: NDArray[np.bool_] = np.where(spoken == silent, speech, spoken > silent)
    return majority


def speech_matches(features: Features, active: Activity) -> tuple[NDArray[np.bool_], list[Match]]:
    """All speech, and the pairs of stretches of it in which the same recording speaks; singing is left out.

    What is doubtful becomes speech where the same recording was believed elsewhere: the music over which a
    message is spoken differs from one hearing to the next, and with it what the detectors make of it.
    """
    voiced = (active.speech | active.doubtful) & (features.speech >= features.singing)
    matches = matches_of(features.words, voiced)
    speech = active.speech.copy()
    for match in matches:
        here, there = _both(match)
        for known, other in ((here, there), (there, here)):
            if active.speech[known].mean() >= _PROVEN:
                speech[other] |= active.doubtful[other]
    kept = [m for m in matches if _spoken_both_times([float(speech[part].mean()) for part in _both(m)])]
    return speech, kept


def _spoken_both_times(believed: list[float]) -> bool:
    """Whether enough of both hearings was taken for speech: music may have hidden half of one."""
    return max(believed) >= _PROVEN and min(believed) >= _HINTED


def _both(match: Match) -> tuple[slice, slice]:
    """The frames of the earlier and of the later hearing."""
    return slice(match.start, match.end), slice(match.start + match.lag, match.end + match.lag)


def matches_of(words: NDArray[np.uint32], voiced: NDArray[np.bool_]) -> list[Match]:
    """Pairs of stretches with the same speech. `words` and `voiced` have one value every 10 ms."""
    turns = bridged(voiced, _PAUSE_S)
    taken: list[Match] = []
    for block, lag in _candidates(words, voiced):
        middle = block + BLOCK // 2
        if any(m.start <= middle < m.end and abs(m.lag - lag) <= 3 * LAG_BIN for m in taken):
            continue
        if not _promising(words, voiced, block, lag):
            continue
        match = _verified(words, voiced, turns, block, lag)
        if match is not None and not any(_same(match, other) for other in taken):
            taken.append(match)
    return sorted(taken)


def _same(a: Match, b: Match) -> bool:
    return abs(a.lag - b.lag) <= 3 * LAG_BIN and a.start < b.end and b.start < a.end


def _candidates(words: NDArray[np.uint32], voiced: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first frame of a block of 2 s, lag) by falling number of votes."""
    import numpy as np

    places, counts = [np.empty(0, np.int64)], [np.empty(0, np.intp)]
    for votes in ballots(words, voiced):
        place, count = np.unique(votes, return_counts=True)
        good = count >= _LEAST_VOTES
        places.append(place[good])
        counts.append(count[good])
    where, most = np.concatenate(places), np.concatenate(counts)
    order = np.argsort(-most, kind="stable")[:_MOST_CANDIDATES]
    blocks, lags = where[order] >> 32, where[order] & 0xFFFFFFFF
    return [(int(b) * BLOCK, int(lag) * LAG_BIN) for b, lag in zip(blocks, lags, strict=True)]


def _promising(words: NDArray[np.uint32], voiced: NDArray[np.bool_], block: int, lag: int) -> bool:
    """A cheap look at the block alone: some half second of it must be alike."""
    import numpy as np

    exact = np.arange(lag - 1, lag + LAG_BIN + 1)
    frames = np.arange(block, min(block + BLOCK, len(words) - exact[-1]))
    frames = frames[voiced[frames]]
    if len(frames) == 0:
        return False
    apart = bits_apart(words[frames], words[frames + exact[:, None]])
    size = min(len(frames), FRAMES_PER_S // 2)
    sums = np.zeros((len(exact), len(frames) + 1), np.int32)
    np.cumsum(apart, axis=1, dtype=np.int32, out=sums[:, 1:])
    return bool((sums[:, size:] - sums[:, :-size]).min() < _LOCAL_RATE * 32 * size)


def _verified(
    words: NDArray[np.uint32], voiced: NDArray[np.bool_], turns: NDArray[np.bool_], block: int, lag: int
) -> Match | None:
    """The longest stretch around the block that sounds the same `lag` frames later."""
    import numpy as np

    low, high = max(0, block - 60 * FRAMES_PER_S), min(len(words), block + 60 * FRAMES_PER_S)
    best: Match | None = None
    for exact in _near(words, voiced, turns, block, range(lag - 1, lag + LAG_BIN + 1)):
        until = min(high, len(words) - exact)
        if until - low < _LEAST_S * FRAMES_PER_S:
            continue
        wrong = bits_apart(words[low:until], words[low + exact : until + exact]) / 32.0
        heard = (voiced[low:until] | voiced[low + exact : until + exact]).astype(np.float64)
        together = turns[low:until] | turns[low + exact : until + exact]
        local = _smoothed(wrong * heard) / np.maximum(_smoothed(heard), 0.05)
        for start, end in runs_of(together & (local < _LOCAL_RATE)):
            if start + low >= block + BLOCK or end + low <= block or end - start < _LEAST_S * FRAMES_PER_S:
                continue
            rate = float((wrong[start:end] * heard[start:end]).sum() / max(heard[start:end].sum(), 1.0))
            if rate < ERROR_RATE and (best is None or rate < best.error_rate):
                best = Match(start + low, end + low, exact, rate)
    return best


def _near(
    words: NDArray[np.uint32], voiced: NDArray[np.bool_], turns: NDArray[np.bool_], block: int, lags: range
) -> list[int]:
    """Those of the lags at which a stretch that is long enough and touches the block may sound the same.

    A look at the seconds around the block, which spares most lags the long look of `_verified` and refuses
    nothing that this would find: each frame is judged as there, by the second around it.
    """
    import numpy as np

    reach, half = round(_LEAST_S * FRAMES_PER_S), FRAMES_PER_S // 2
    last = len(words) - lags[-1]  # of the longest lag: the recording ends there
    low, high = max(0, block - reach - half), min(block + BLOCK + reach + half, last)
    if last < block + BLOCK + reach + half:
        return list(lags)
    here = np.arange(low, high)
    there = here + np.array(lags)[:, None]
    heard = voiced[here] | voiced[there]
    wrong = _sums(bits_apart(words[here], words[there]) * heard, FRAMES_PER_S)
    alike = (turns[here] | turns[there]) & (
        wrong <= 32 * _LOCAL_RATE * _sums(heard, FRAMES_PER_S).clip(5) + 1
    )
    return [lag for lag, long in zip(lags, (_sums(alike, reach) == reach).any(axis=1), strict=True) if long]


def _sums(values: NDArray[Any], size: int) -> NDArray[np.int32]:
    """Along the second axis, of the `size` frames around each frame; 0 beyond the ends."""
    import numpy as np

    sums = np.zeros((values.shape[0], values.shape[1] + size + 1), np.int32)
    first = size // 2 + 1
    np.cumsum(values, axis=1, dtype=np.int32, out=sums[:, first : first + values.shape[1]])
    sums[:, first + values.shape[1] :] = sums[:, first + values.shape[1] - 1 :][:, :1]
    return sums[:, size:-1] - sums[:, : -size - 1]


def _smoothed(values: NDArray[Any]) -> NDArray[np.float64]:
    from scipy.ndimage import uniform_filter1d

    smoothed: NDArray[np.float64] = uniform_filter1d(values, FRAMES_PER_S, mode="constant")
    return smoothed


def grouped(matches: list[Match]) -> tuple[Repeat, ...]:
    """Every message of at least 1.6 s that is heard more than once, with the seconds of each hearing.

    Ids count in order of first hearing.
    """
    times: list[tuple[int, int]] = []
    group: list[int] = []

    def place(start: int, end: int) -> int:
        """The index of the hearing that these frames are."""
        for index, (a, b) in enumerate(times):
            shared = min(b, end) - max(a, start)
            if shared >= 0.6 * max(b - a, end - start):
                return index
        times.append((start, end))
        group.append(len(times) - 1)
        return len(times) - 1

    for match in sorted(matches, key=lambda m: -(m.end - m.start)):
        first = place(match.start, match.end)
        second = place(match.start + match.lag, match.end + match.lag)
        old, new = group[second], group[first]
        group = [new if g == old else g for g in group]
    found = []
    for label in set(group):
        members = sorted(times[i] for i in range(len(times)) if group[i] == label)
        found.append(tuple((a / FRAMES_PER_S, b / FRAMES_PER_S) for a, b in _apart(members)))
    messages = sorted(hearings for hearings in found if len(hearings) > 1)
    return tuple(Repeat(f"m{number}", hearings) for number, hearings in enumerate(messages, 1))


def _apart(hearings: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of hearings that overlap, the longest: the others are parts of it."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(hearings, key=lambda h: h[0] - h[1]):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return sorted(kept)
