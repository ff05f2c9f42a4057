"""Causes by importance (Pareto): which few make most of the weight, with the plain count beside."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.core.figures.reading import Selection, ids_of
from auditor.core.figures.values import Entry, Ids, Section, Sheet
from metrics.complaints.cases import Case
from metrics.stats.pareto import pareto, vital_few
from metrics.stats.values import ParetoBar
from metrics.values import Figure


def causes(selection: Selection) -> Sheet:
    """The sheet; causes are topics unless another grouping is asked for."""
    by = selection.wanted.by or "topic"
    groups = selection.by(by)
    bars = pareto(
        (name, None if case.importance is None else float(case.importance))
        for name, members in groups.items()
        for case in members
    )
    few = {bar.key for bar in vital_few(bars)} if any(bar.weight for bar in bars) else set()
    entries = [_entry(bar, by, groups[bar.key]) for bar in bars]
    notes = ("unweighted",) if any(bar.unweighted for bar in bars) else ()
    sections = [
        Section(("section", "causes"), tuple(e for e in entries if e.name and e.name[1] in few), notes)
    ]
    rest = tuple(e for e in entries if e.name and e.name[1] not in few)
    if rest:
        sections.append(Section(("section", "other_causes"), rest))
    return Sheet("causes", selection.wanted, tuple(sections), len(selection.cases), bars)


def _entry(bar: ParetoBar, by: str, members: Sequence[Case]) -> Entry:
    figure = Figure("cause.weight", bar.weight, "weight", n=bar.count)
    if bar.unweighted == bar.count:
        figure = Figure("cause.weight", None, "weight", n=bar.count, why="not_recorded")
    parts: tuple[tuple[str, Ids], ...] = ()
    if bar.unweighted:
        parts = (("left_out", lambda: ids_of([c for c in members if c.importance is None])),)
    return Entry(f"cause.{bar.key}", figure, lambda: ids_of(members), (by, bar.key), parts, detail=bar)
