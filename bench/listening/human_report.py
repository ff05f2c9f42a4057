"""The figures of `bench.listening.humans` as text."""

from __future__ import annotations

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from bench.listening.human_score import NAMES, Score


def print_score(title: str, score: Score) -> None:
    """First moments with a Wilson interval, every moment, and who was told to speak."""
    n = sum(score.first.values())
    if not n:
        return
    right = score.first["right"]
    low, high = proportion_confint(right, n, method="wilson")
    print(f"\n== {title}: {n} recordings")
    print(
        f"   first person (or none) right within 1 s: {right} of {n} = {right / n:.3f} [{low:.3f}–{high:.3f}]"
    )
    wrong = {k: score.first[k] for k in ("wrong", "said though none", "none said", "not known")}
    print("   " + ", ".join(f"{k}: {v}" for k, v in wrong.items()))
    errors = f"; off by {np.median(score.errors_s):.2f} s in the median" if score.errors_s else ""
    print(f"   every moment: {dict(score.every)}{errors}")
    for who in ("machine", "agent", "caller"):
        _print_row(who, score)
    print(f"   error of agent and caller (missed, unknown or wrong over all): {_share(diarisation(score))}")
    print(f"   …where somebody was named: wrong {_share(wrong_share(score))}")


def _print_row(who: str, score: Score) -> None:
    row = score.frames[NAMES.index(who)]
    told = {name or "no speech": int(n) for name, n in zip(NAMES, row, strict=True)}
    total = sum(told.values())
    if total:
        shares = "  ".join(f"{name} {n / total:.3f}" for name, n in told.items())
        print(f"   {who} ({total / 100:.0f} s) told as: {shares}")


def diarisation(score: Score) -> float | None:
    """Share of the frames of agent and caller that were not told as theirs; unknown counts as an error."""
    people = [NAMES.index("agent"), NAMES.index("caller")]
    total = score.frames[people].sum()
    return 1 - sum(score.frames[i, i] for i in people) / total if total else None


def wrong_share(score: Score) -> float | None:
    """Of the frames of agent and caller that were told as somebody's: those told as somebody else's."""
    people = [NAMES.index("agent"), NAMES.index("caller")]
    named = score.frames[people][:, 1:4].sum()
    return 1 - sum(score.frames[i, i] for i in people) / named if named else None


def _share(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"
