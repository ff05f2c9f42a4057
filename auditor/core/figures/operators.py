"""Operators side by side: each contractor beside the own staff on the same scenarios, then on all cases."""

from __future__ import annotations

from auditor.core.figures.reading import Selection
from auditor.core.figures.resolution import Answer, answers, behind, why_not
from auditor.core.figures.values import Entry, Section, Sheet
from metrics.complaints.beside import Beside, beside, outcomes_of
from metrics.stats.comparing import league


def operators(selection: Selection) -> Sheet:
    """The sheet, by the measure that is wanted."""
    wanted, found = selection.wanted, selection.cases
    answer = answers(wanted.window_days)[wanted.measure]
    id = f"fcr.no_repeat_{wanted.window_days}d" if wanted.measure == "no_repeat" else f"fcr.{wanted.measure}"
    sections = _same_scenarios(selection, answer, id)
    groups = {name: members for name, members in selection.by("operator").items() if name}
    counts: dict[str, tuple[int, int]] = {}
    for name, members in groups.items():
        known = [hit for case in members if (hit := answer(case)) is not None]
        counts[name] = (sum(known), len(known))
    table = league(counts) if counts else None
    if table is not None:
        entries = []
        for standing in table.standings:
            counted, parts = behind(groups[standing.name], answer)
            figure = standing.rate.figure(id, why=why_not(groups[standing.name], wanted.measure))
            called, key = ("operator", standing.name), f"operator.{standing.name}"
            entries.append(Entry(key, figure, counted, called, parts, detail=standing))
        sections.append(Section(("section", "league"), tuple(entries), ("other_mix", "minimum_n")))
    return Sheet("operators", wanted, tuple(sections), len(found), table)


def _same_scenarios(selection: Selection, answer: Answer, id: str) -> list[Section]:
    """Each contractor beside the own staff; our shoppers never ask again, so repeats tell nothing of them."""
    if selection.wanted.measure == "no_repeat":
        return [Section(("section", "beside"), notes=("shoppers_do_not_repeat",))]
    sections = [
        Section(("operator", pair.operator), _pair(id, pair), notes=("same_scenarios",))
        for pair in beside(outcomes_of(selection.cases, answer))
        if pair.cases
    ]
    return sections or [Section(("section", "beside"), notes=(_why_no_pair(selection),))]


def _pair(id: str, pair: Beside) -> tuple[Entry, ...]:
    first, second = pair.comparison.first, pair.comparison.second
    key = f"beside.{pair.operator}"
    return (
        Entry(key, first.figure(id), lambda: pair.cases, ("operator", pair.operator), detail=pair),
        Entry(f"{key}.base", second.figure(id), lambda: pair.base_cases, ("operator", pair.base)),
    )


def _why_no_pair(selection: Selection) -> str:
    if not selection.cases:
        return "no_cases"
    if not any(case.scenario for case in selection.cases):
        return "no_scenario"
    return "no_shared_scenario"
