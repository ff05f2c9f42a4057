"""Rules in words, for both front ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import N_, _, language, number

if TYPE_CHECKING:
    from metrics.packs import Rule

SHOWS = {
    "call": N_("one call shows it"),
    "breach": N_("one call can show a breach, never that it is kept"),
    "sample": N_("only a sample shows it"),
    "documents": N_("only documents show it"),
}
WEIGHTS = {"law": N_("law"), "good_practice": N_("good practice"), "benchmark": N_("benchmark")}
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
        parts += [
            f"{sign} {number(value, 0 if value == int(value) else 1)} {rule.unit or ''}".strip()
            for sign, value in signs
            if value is not None
        ]
    parts += [_(SHOWS[rule.shows.value]), rule.source]
    if rule.since:
        parts.append(_("since {day}").format(day=rule.since.isoformat()))
    if rule.until:
        parts.append(_("until {day}").format(day=rule.until.isoformat()))
    return parts


def in_words(texts: dict[str, str] | None) -> str:
    """A text of a pack in the language of the screen, else in any that it has."""
    if not texts:
        return ""
    return texts.get(language()) or texts.get("") or next(iter(texts.values()))
