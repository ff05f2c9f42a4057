"""Rules in words, for both front ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import N_, _, language, number

if TYPE_CHECKING:
    from metrics.packs import Finding, Rule

SHOWS = {
    "call": N_("one call shows it"),
    "breach": N_("one call can show a breach, never that it is kept"),
    "sample": N_("only a sample shows it"),
    "documents": N_("only documents show it"),
}
WEIGHTS = {"law": N_("law"), "good_practice": N_("good practice"), "benchmark": N_("benchmark")}
UNITS = {"count": "", "score": "", "1/min": "/min"}
"""Units that a reader does not want spelt as the data names them."""
STATUSES = {
    "in_force": N_("in force"),
    "transitional": N_("transitional"),
    "repealed": N_("repealed"),
    "practice": N_("good practice"),
}


def about(rule: Rule) -> list[str]:
    """Weight, threshold, what shows it, source and dates, each in words."""
    parts = [_(WEIGHTS[rule.weight.value])]
    if rule.limit is not None:
        signs = (
            ("≤", rule.limit.at_most),
            ("≥", rule.limit.at_least),
            ("<", rule.limit.below),
            ("≈", rule.limit.about),
        )
        parts += [f"{sign} {_quantity(value, rule.unit)}" for sign, value in signs if value is not None]
    parts += [_(SHOWS[rule.shows.value]), rule.source]
    if rule.since:
        parts.append(_("since {day}").format(day=rule.since.isoformat()))
    if rule.until:
        parts.append(_("until {day}").format(day=rule.until.isoformat()))
    return parts


def measured(finding: Finding) -> str:
    """What the figure behind a verdict was on this call: "measured: 119 s"; "" where none was."""
    if finding.measured is None:
        return ""
    return _("measured: {value}").format(value=_quantity(finding.measured, finding.rule.unit))


def _quantity(value: float, unit: str | None) -> str:
    digits = 0 if value == int(value) else 1
    return f"{number(value, digits)} {UNITS.get(unit or '', unit or '')}".strip()


def in_words(texts: dict[str, str] | None) -> str:
    """A text of a pack in the language of the screen, else in any that it has."""
    if not texts:
        return ""
    return texts.get(language()) or texts.get("") or next(iter(texts.values()))
