"""Holds what was heard against the truth of one call: plain counts, added up by the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.listening.totals import Row, totals
from bench.listening.truth import Label
from transcripts.acoustic import Acoustics, Key, Stretch, Tone, acoustic_timeline
from transcripts.timeline import Kind, Span, Timeline

TONES = ("ringback", "busy", "congestion", "sit", "fax")
CLASSES = ("silence", "music", "speech", "over music", "tone", "dtmf")
FRAMES = 100
LEAST_REPEAT_S = 1.8


@dataclass
class Score:
    """Counts of one call, or of many added together."""

    confusion: NDArray[np.int64] = field(default_factory=lambda: np.zeros((6, 6), np.int64))
    counts: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    edges: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    totals: list[Row] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.confusion += other.confusion
        self.counts += other.counts
        for name, value in other.seconds.items():
            self.seconds[name] += value
        for name, values in other.edges.items():
            self.edges[name] += values
        self.totals += other.totals


def score_call(
    name: str, truth: list[Label], heard: Acoustics, cpu_s: float, told: Timeline | None = None
) -> Score:
    """One call under one condition. `told` is what the whole of `listen` makes of it, words and voices too:
    whose the speech is, the sound alone cannot always say.
    """
    score = Score()
    frames = int(heard.duration_s * FRAMES)
    wanted, got = _truth_classes(truth, frames), _heard_classes(heard, frames)
    np.add.at(score.confusion, (wanted, got), 1)
    score.seconds["audio"], score.seconds["cpu"] = heard.duration_s, cpu_s
    _false_speech(score, truth, wanted, got)
    timeline = acoustic_timeline(heard)
    _tones(score, truth, timeline)
    _keys(score, truth, timeline)
    _messages(score, truth, timeline, "messages by sound")
    if told is not None:
        _messages(score, truth, told, "messages")
    _repeats(score, truth, heard)
    _edges(score, truth, timeline)
    score.totals += totals(name, truth, heard, told or timeline)
    return score


def _mask(spans: list[tuple[float, float]], frames: int) -> NDArray[np.bool_]:
    mask = np.zeros(frames, np.bool_)
    for start, end in spans:
        mask[max(0, round(start * FRAMES)) : max(0, round(end * FRAMES))] = True
    return mask


def _classes(masks: dict[str, NDArray[np.bool_]], frames: int) -> NDArray[np.int64]:
    """One class a frame; a key wins over a tone, a tone over speech."""
    result = np.zeros(frames, np.int64)
    result[masks["music"]] = 1
    result[masks["speech"]] = 2
    result[masks["speech"] & masks["music"]] = 3
    result[masks["tone"]] = 4
    result[masks["dtmf"]] = 5
    return result


def _truth_classes(truth: list[Label], frames: int) -> NDArray[np.int64]:
    groups = {"music": ("music",), "speech": ("speech",), "tone": TONES, "dtmf": ("dtmf",)}
    masks = {
        name: _mask([(t.start_s, t.end_s) for t in truth if t.kind in kinds], frames)
        for name, kinds in groups.items()
    }
    return _classes(masks, frames)


def _heard_classes(heard: Acoustics, frames: int) -> NDArray[np.int64]:
    sound = heard.theirs
    tracks: dict[str, tuple[Stretch | Tone | Key, ...]] = {
        "music": sound.music,
        "speech": sound.speech,
        "tone": sound.tones,
        "dtmf": sound.keys,
    }
    masks = {name: _mask([(s.start_s, s.end_s) for s in track], frames) for name, track in tracks.items()}
    return _classes(masks, frames)


def _false_speech(
    score: Score, truth: list[Label], wanted: NDArray[np.int64], got: NDArray[np.int64]
) -> None:
    """Speech claimed where only music plays, 0.3 s around true speech left out."""
    near = _mask([(t.start_s - 0.3, t.end_s + 0.3) for t in truth if t.kind == "speech"], len(wanted))
    claimed = (got == 2) | (got == 3)
    for kind in (False, True):
        only = _mask(
            [(t.start_s, t.end_s) for t in truth if t.kind == "music" and t.sung is kind], len(wanted)
        )
        only &= (wanted == 1) & ~near
        name = "sung" if kind else "instrumental"
        score.seconds[f"{name} music"] += only.sum() / FRAMES
        score.seconds[f"speech on {name}"] += (only & claimed).sum() / FRAMES


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Shared time over joint time."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def _kind_of(span: Span) -> str:
    return "fax" if (span.detail or "").startswith("fax") else span.kind.value


def _tones(score: Score, truth: list[Label], timeline: Timeline) -> None:
    heard = [s for s in timeline if _kind_of(s) in TONES]
    wanted = [t for t in truth if t.kind in TONES]
    used: set[int] = set()
    for label in wanted:
        score.counts["tones"] += 1
        for index, span in enumerate(heard):
            same = _kind_of(span) == label.kind or f"or {label.kind}" in (span.detail or "")
            if index not in used and same and _overlap(_times(span), _times(label)) >= 0.5:
                used.add(index)
                score.counts["tones found"] += 1
                score.edges["tone"] += _both_ends(span, label)
                break
    score.counts["tones false"] += len(heard) - len(used)


def _keys(score: Score, truth: list[Label], timeline: Timeline) -> None:
    heard = list(timeline.of(Kind.DTMF))
    used: set[int] = set()
    for label in (t for t in truth if t.kind == "dtmf"):
        score.counts["keys"] += 1
        for index, span in enumerate(heard):
            near = span.start_s < label.end_s + 0.05 and span.end_s > label.start_s - 0.05
            if index not in used and near and span.detail == label.id:
                used.add(index)
                score.counts["keys found"] += 1
                score.edges["key"] += _both_ends(span, label)
                break
    score.counts["keys false"] += len(heard) - len(used)


def _times(span: Span | Label) -> tuple[float, float]:
    return (span.start_s, span.end_s)


def _both_ends(span: Span, label: Label) -> list[float]:
    return [abs(span.start_s - label.start_s), abs(span.end_s - label.end_s)]


def _messages(score: Score, truth: list[Label], timeline: Timeline, name: str) -> None:
    heard = list(timeline.of(Kind.HOLD_MESSAGE))
    used: set[int] = set()
    for label in (t for t in truth if t.kind == "message"):
        score.counts[name] += 1
        best = max(range(len(heard)), key=lambda i: _overlap(_times(heard[i]), _times(label)), default=None)
        if best is not None and best not in used and _overlap(_times(heard[best]), _times(label)) >= 0.5:
            used.add(best)
            score.counts[f"{name} found"] += 1
            score.edges[name] += _both_ends(heard[best], label)
    score.counts[f"{name} false"] += len(heard) - len(used)


def _repeats(score: Score, truth: list[Label], heard: Acoustics) -> None:
    """Pairs of hearings of one prompt, found and false."""
    whole = [t for t in truth if t.kind in ("message", "utterance") and t.end_s - t.start_s >= LEAST_REPEAT_S]
    pairs = {(i, j) for j in range(len(whole)) for i in range(j) if whole[i].id == whole[j].id}
    found: set[tuple[int, int]] = set()
    for repeat in heard.theirs.repeats:
        prompts = [_prompt_at(time, whole) for time in repeat.times]
        for j in range(len(prompts)):
            for i in range(j):
                a, b = prompts[i], prompts[j]
                if a is None or b is None or whole[a].id != whole[b].id:
                    score.counts["pairs false"] += 1
                elif a != b:
                    found.add((min(a, b), max(a, b)))
    score.counts["pairs"] += len(pairs)
    score.counts["pairs found"] += len(found & pairs)


def _prompt_at(time: tuple[float, float], prompts: list[Label]) -> int | None:
    """The prompt that fills most of this time, and is itself filled by half."""
    best = max(range(len(prompts)), key=lambda i: _overlap(time, _times(prompts[i])), default=None)
    return best if best is not None and _overlap(time, _times(prompts[best])) >= 0.4 else None


def _edges(score: Score, truth: list[Label], timeline: Timeline) -> None:
    """Starts and ends of speech and of music that stand free of other speech or music."""
    for name, kinds in (("speech", (Kind.SPEECH,)), ("music", (Kind.HOLD_MUSIC,))):
        heard = list(timeline.of(*kinds))
        for label in (t for t in truth if t.kind == name):
            best = max(heard, key=lambda s: _overlap(_times(s), _times(label)), default=None)
            if best and _overlap(_times(best), _times(label)) >= 0.5:
                score.edges[name] += _both_ends(best, label)
