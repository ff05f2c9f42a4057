"""Which of two people speaks each stretch of a conversation: two models of voices, fitted in turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcripts.speakers.features import Voice

Doubles = NDArray[np.float64]

SAME_GAP_S = 0.35
"""Across a shorter pause the voice rarely changes."""

_STAY, _TURN = 0.9, 0.5
"""How probable it is that the next stretch is by the same voice: after a short pause, after a longer one."""

_WEIGHT = 0.12
"""Neighbouring frames say nearly the same: each counts as this much of an observation."""

_PITCH_SPREAD = 0.10
"""Least spread of one voice's median log pitch between its sentences."""

_ROUNDS = 12

_AXES = 4

_TEMPER = 16.0
"""How little a better likelihood is believed when several ways to part the voices were found."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of speech with its voice."""

    start_s: float
    end_s: float
    voice: Voice


@dataclass(frozen=True, slots=True)
class Parted:
    """`first`: for each stretch the probability that it is of the first stretch's voice. `gain`: how much
    better two voices explain it all than one does (log-likelihood of left-out stretches); below 0: one voice.
    """

    first: tuple[float, ...]
    gain: float


def part(stretches: Sequence[Spoken]) -> Parted:
    """Parts stretches in order of time between two voices."""
    if len(stretches) < 2:
        return Parted(tuple(1.0 for _ in stretches), -1.0)
    summed = _Sums(stretches)
    found = [_settled(stretches, summed, start) for start in _starts(stretches, summed)]
    best = max(range(len(found)), key=lambda i: found[i][1])
    found = [(p if _agree(p, found[best][0], summed) else 1 - p, score) for p, score in found]
    weight = np.exp((np.array([score for _, score in found]) - found[best][1]) / _TEMPER)
    chance = weight @ np.array([chance for chance, _ in found]) / weight.sum()
    chance = chance if chance[0] >= 0.5 else 1 - chance
    return Parted(tuple(float(p) for p in chance), found[best][1] - summed.score(np.ones(len(chance))))


def _settled(stretches: Sequence[Spoken], summed: _Sums, chance: Doubles) -> tuple[Doubles, float]:
    """From a first guess to where it no longer changes, and how well that explains what was heard."""
    for _ in range(_ROUNDS):
        fresh = _smoothed(stretches, summed.gain(chance))
        done = np.abs(fresh - chance).max() < 1e-3
        chance = fresh
        if done:
            break
    return chance, summed.score(chance)


def _agree(one: Doubles, other: Doubles, summed: _Sums) -> bool:
    return float(summed.count @ ((one - 0.5) * (other - 0.5))) >= 0


class _Sums:
    """The sufficient statistics of each stretch: frames, their mean and squares; median pitch."""

    def __init__(self, stretches: Sequence[Spoken]) -> None:
        everything = np.concatenate([s.voice.frames for s in stretches]).astype(float)
        width = everything.shape[1]
        if not len(everything):
            everything = np.zeros((1, width))
        self.centre = everything.mean(axis=0)
        self.cov = np.cov(everything.T) + 0.05 * np.eye(width) if len(everything) > width else np.eye(width)
        white = np.linalg.inv(np.linalg.cholesky(self.cov))
        frames = [(s.voice.frames - self.centre) @ white.T for s in stretches]
        self.count = np.array([len(f) for f in frames], float) * _WEIGHT
        self.mean = np.array([f.mean(axis=0) if len(f) else np.zeros(width) for f in frames])
        self.square = np.array([(f**2).mean(axis=0) if len(f) else np.ones(width) for f in frames])
        self.pitch = np.array([np.median(s.voice.pitch) if len(s.voice.pitch) else np.nan for s in stretches])
        self.voiced = np.array([min(1.0, len(s.voice.pitch) / 60) for s in stretches])

    def score(self, chance: Doubles) -> float:
        """Log-likelihood of everything, each stretch under the voice of the others that it is put with."""
        total = 0.0
        for i in range(len(chance)):
            others = np.arange(len(chance)) != i
            total += chance[i] * self._fit(i, chance * others)
            total += (1 - chance[i]) * self._fit(i, (1 - chance) * others)
        return total

    def gain(self, chance: Doubles) -> Doubles:
        """Log-likelihood ratio of voice one against voice two, for each stretch.

        A stretch is judged by models without itself: one that made its own model would always fit it.
        """
        result = np.zeros(len(chance))
        for i in range(len(chance)):
            others = np.arange(len(chance)) != i
            result[i] = self._fit(i, chance * others) - self._fit(i, (1 - chance) * others)
        return result

    def _fit(self, i: int, weight: Doubles) -> float:
        """Log-likelihood of stretch i under the voice of the weighted others, drawn to the common voice."""
        amount, prior = weight * self.count, 20.0
        total = amount.sum()
        mean = (amount @ self.mean) / (total + prior)
        spread = ((amount @ self.square) + prior * 1.0) / (total + prior) - mean**2
        spread = np.maximum(spread, 0.2)
        off = self.square[i] - 2 * mean * self.mean[i] + mean**2
        fit = -0.5 * self.count[i] * (np.log(spread) + off / spread).sum()
        return float(fit + self._fit_pitch(i, weight))

    def _fit_pitch(self, i: int, weight: Doubles) -> float:
        known = ~np.isnan(self.pitch)
        if np.isnan(self.pitch[i]) or not known.any():
            return 0.0
        amount = weight * known * np.sqrt(self.count)
        values = np.nan_to_num(self.pitch)
        middle = (amount @ values + 0.5 * values[known].mean()) / (amount.sum() + 0.5)
        spread = (amount @ (values - middle) ** 2 + 0.5 * _PITCH_SPREAD**2) / (amount.sum() + 0.5)
        spread = max(spread, _PITCH_SPREAD**2)
        off = min((self.pitch[i] - middle) ** 2 / spread, 9.0)
        return float(-0.5 * self.voiced[i] * (np.log(spread) + off))


def _starts(stretches: Sequence[Spoken], summed: _Sums) -> list[Doubles]:
    """First guesses: to either side of the lines along which the stretches differ most, and of the pitch."""
    pitch = _filled(summed.pitch)
    vectors = np.concatenate([summed.mean, 2.0 * pitch[:, None]], axis=1)
    weight = np.sqrt(summed.count + 1e-6)
    centred = vectors - np.average(vectors, axis=0, weights=weight)
    _, _, axes = np.linalg.svd(centred * weight[:, None], full_matrices=False)
    sides = [centred @ axis for axis in axes[:_AXES]] + [pitch - np.median(pitch)]
    return [np.asarray(_sigmoid(4 * side / (np.abs(side).max() + 1e-9)), float) for side in sides]


def _filled(values: Doubles) -> Doubles:
    middle = np.nanmean(values) if (~np.isnan(values)).any() else 0.0
    return (np.where(np.isnan(values), middle, values) - middle) / _PITCH_SPREAD / 2


def _smoothed(stretches: Sequence[Spoken], gain: Doubles) -> Doubles:
    """Posterior of voice one by the forward–backward algorithm; pauses tell where the voice may change."""
    n = len(stretches)
    seen = np.stack([_sigmoid(gain), _sigmoid(-gain)], axis=1)
    ahead, back = np.zeros((n, 2)), np.ones((n, 2))
    ahead[0] = seen[0] / seen[0].sum()
    for i in range(1, n):
        ahead[i] = seen[i] * (ahead[i - 1] @ _change(stretches, i))
        ahead[i] /= ahead[i].sum()
    for i in range(n - 2, -1, -1):
        back[i] = _change(stretches, i + 1) @ (seen[i + 1] * back[i + 1])
        back[i] /= back[i].sum()
    both = ahead * back
    return np.asarray(both[:, 0] / both.sum(axis=1), float)


def _change(stretches: Sequence[Spoken], i: int) -> Doubles:
    stay = _STAY if stretches[i].start_s - stretches[i - 1].end_s <= SAME_GAP_S else _TURN
    return np.array([[stay, 1 - stay], [1 - stay, stay]])


def _sigmoid(values: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), float)


def differ(some: Sequence[Spoken], others: Sequence[Spoken]) -> float:
    """How much better two voices explain these two groups than one does; as `Parted.gain`."""
    summed = _Sums([*some, *others])
    chance = np.array([1.0] * len(some) + [0.0] * len(others))
    return summed.score(chance) - summed.score(np.ones(len(chance)))


def change(before: Sequence[Spoken], between: Sequence[Spoken], after: Sequence[Spoken]) -> tuple[float, ...]:
    """Where the first voice ends and the second begins: for k from 0 to all, by how much it explains what was
    heard better that k of the stretches between are still of the voice before than that none is
    (log-likelihood of left-out stretches).
    """
    summed = _Sums([*before, *between, *after])
    scores = []
    for k in range(len(between) + 1):
        first, second = len(before) + k, len(between) - k + len(after)
        scores.append(summed.score(np.array([1.0] * first + [0.0] * second)))
    return tuple(score - scores[0] for score in scores)
