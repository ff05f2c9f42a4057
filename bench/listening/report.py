"""The figures as tables: by condition, by kind, by call."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.listening.score import CLASSES, Score


def figures(score: Score) -> dict[str, Any]:
    """Every figure of a score; `None` where nothing was there to be measured."""
    total, s = score.confusion.sum(), score.seconds
    off = [_off(true, got) for _, _, true, got in score.totals]
    return {
        "audio_min": s["audio"] / 60,
        "times_real_time": s["audio"] / s["cpu"] if s["cpu"] else None,
        "frame_accuracy": _share(np.trace(score.confusion), total),
        "f1": {name: _f1(score, index) for index, name in enumerate(CLASSES)},
        "f1_speech_any": _f1_joint(score, (2, 3)),
        "f1_music_any": _f1_joint(score, (1, 3)),
        "tones": _events(score, "tones"),
        "keys": _events(score, "keys"),
        "messages": _events(score, "messages"),
        "messages by sound": _events(score, "messages by sound"),
        "pairs": _events(score, "pairs"),
        "edges_s": {name: [_quantile(v, 0.5), _quantile(v, 0.9)] for name, v in sorted(score.edges.items())},
        "false_speech": {
            kind: _share(s[f"speech on {kind}"], s[f"{kind} music"]) for kind in ("instrumental", "sung")
        },
        "totals": [sum(ok <= 1 for ok in off), len(off), max(off, default=None)],
        "totals_by_kind": _by_kind(score),
    }


def _events(score: Score, name: str) -> list[int] | None:
    """Found, there, false; `None` where nothing was looked for."""
    counts = score.counts
    found, there, false = counts[f"{name} found"], counts[name], counts[f"{name} false"]
    return [found, there, false] if there or false else None


def _by_kind(score: Score) -> dict[str, list[float | None]]:
    """Of each total: how many within what is allowed, of how many, median and 90 % of the relative error."""
    rows: dict[str, list[float | None]] = {}
    for kind in dict.fromkeys(what for _, what, _, _ in score.totals):
        pairs = [(true, got) for _, what, true, got in score.totals if what == kind]
        relative = [abs(got - true) / true for true, got in pairs if true]
        good = sum(_off(true, got) <= 1 for true, got in pairs)
        rows[kind] = [good, len(pairs), _quantile(relative, 0.5), _quantile(relative, 0.9)]
    return rows


def _off(true: float, got: float) -> float:
    """1 is the edge of what is allowed: 1 % or 0.3 s, whichever is larger."""
    return float(abs(got - true) / max(0.3, 0.01 * true))


def _share(part: float, whole: float) -> float | None:
    return float(part) / float(whole) if whole else None


def _quantile(values: list[float], q: float) -> float | None:
    return float(np.quantile(values, q)) if values else None


def _f1(score: Score, index: int) -> float | None:
    return _f1_joint(score, (index,))


def _f1_joint(score: Score, classes: tuple[int, ...]) -> float | None:
    chosen = list(classes)
    hit = score.confusion[np.ix_(chosen, chosen)].sum()
    both = score.confusion[chosen, :].sum() + score.confusion[:, chosen].sum()
    return _share(2 * hit, both)


def _text(value: Any, digits: int = 3) -> str:
    if value is None:
        return "not measured"
    if isinstance(value, float):
        return f"{value:.{digits}f}"
    return str(value)


def print_figures(title: str, score: Score) -> None:
    f = figures(score)
    print(f"\n== {title}: {f['audio_min']:.1f} min, {_text(f['times_real_time'], 0)} × real time")
    print(
        f"   frame accuracy {_text(f['frame_accuracy'])}   F1: "
        + "  ".join(f"{name} {_text(v)}" for name, v in f["f1"].items())
        + f"  speech-any {_text(f['f1_speech_any'])}  music-any {_text(f['f1_music_any'])}"
    )
    for name in ("tones", "keys", "messages", "messages by sound", "pairs"):
        if f[name]:
            found, there, false = f[name]
            print(f"   {name}: {found} of {there}, {false} false", end="")
    print(
        "\n   boundaries (median, p90 s): "
        + "  ".join(f"{name} {_text(a)} {_text(b)}" for name, (a, b) in f["edges_s"].items())
    )
    print(
        "   speech claimed on music: " + "  ".join(f"{k} {_text(v, 4)}" for k, v in f["false_speech"].items())
    )
    good, all_, worst = f["totals"]
    print(f"   waits and hold totals within 1 % or 0.3 s: {good} of {all_}, worst {_text(worst, 1)} × that")
    for kind, (right, of, median, most) in f["totals_by_kind"].items():
        error = f"{_text(median, 4)} median, {_text(most, 4)} at 90 %"
        print(f"     {kind}: {right} of {of}, relative error {error}")


def print_totals(score: Score, least: float = 1.0) -> None:
    """The totals that are further off than allowed."""
    for name, what, true, got in score.totals:
        if _off(true, got) > least:
            print(f"     {name}: {what} {got:.2f} s, true {true:.2f} s")
