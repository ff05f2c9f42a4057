"""The words of a sheet, in the language in use: titles, names, values, what stands behind a value."""

from __future__ import annotations

from datetime import date

from auditor.core.figures.tables import CHANNELS, COUNTS, FIGURES, MEASURES, NOTES, PARTS, TITLES
from auditor.core.figures.values import Entry, Section
from auditor.i18n import N_, _, language, ngettext, number
from metrics.complaints.labels import base_of, label, variant_of, window_of
from metrics.packs.values import Rule
from metrics.values import Figure

NBSP = "\u00a0"
_ANSWERS = {"yes": "✓", "no": "✗", "unknown": "?"}
_BEHIND = (
    *("censored", "censored_with_repeat", "not_recorded", "not_asked", "needed_more_contacts", "conflict"),
    *("switched", "claimed", "unweighted", "resolved", "open", "direction_unknown", "median", "most"),
    *("resolved_early", "not_in_force", "answers", "sigma_z"),
)


def percent(value: float | None, digits: int = 1) -> str:
    """A share in per cent, as the language writes it."""
    if value is None:
        return _("not measured")
    return number(100 * value, digits) + (f"{NBSP}%" if language() == "es" else "%")


def section_words(section: Section) -> str:
    """A section's title."""
    family, key = section.title
    text = named(family, key)
    if family == "rule":
        rule = next((e.detail for e in section.entries if isinstance(e.detail, Rule)), None)
        if rule is not None:
            text = f"{key} {rule.title.get(language()) or rule.title.get('en', '')}"
    return text.format(days=section.days) if section.days is not None else text


def entry_words(entry: Entry) -> str:
    """What an entry is called."""
    if entry.name is None or entry.key.startswith("promises.kept@"):
        return figure_words(entry.figure) if entry.name is None else named(*entry.name)
    return named(*entry.name)


def short_words(entry: Entry) -> str:
    """What an entry is called where its section has said the rest: "no repeat contact, 7 days"."""
    measure = base_of(entry.figure.id).removeprefix("fcr.")
    if entry.name is not None or measure not in MEASURES or "@" not in entry.key:
        return entry_words(entry)
    days = window_of(entry.figure.id)
    text = _(MEASURES[measure])
    return text if days is None else f"{text}, {ngettext('{n} day', '{n} days', days).format(n=days)}"


def named(family: str, key: str) -> str:  # noqa: PLR0911 - one way out a family
    """A key of a family in words; a name of the company's own is its own word."""
    match family:
        case "section":
            return _(TITLES[key])
        case "part":
            return _(PARTS[key])
        case "owner" if not key:
            return _("nobody, or not recorded")
        case "segment" if key:
            return _("Segment: {segment}").format(segment=_(label(family, key)))
        case "overlap":
            said = zip((N_("claimed"), N_("no repeat"), N_("confirmed")), key.split("."), strict=True)
            return " · ".join(f"{_ANSWERS[answer]} {_(what)}" for what, answer in said)
        case "window":
            return ngettext("{n} day", "{n} days", int(key)).format(n=key)
        case "week":
            return day_words(date.fromisoformat(key))
        case "hand_overs":
            return ngettext("{n} hand-over", "{n} hand-overs", int(key)).format(n=key)
        case "departments":
            return ngettext("{n} department", "{n} departments", int(key)).format(n=key)
        case "channel" if key in CHANNELS:
            return _(CHANNELS[key])
        case "operator" | "timeliness" | "promise" if key:
            return _(label(family, key))
        case _:
            return key or _("not recorded")


def day_words(day: date) -> str:
    """A day in few letters: "4 may 2026"."""
    from babel.dates import format_date

    return str(format_date(day, "d MMM y", locale=language()))


def figure_words(figure: Figure) -> str:
    """A figure's name with its window and variant."""
    if figure.id in FIGURES:
        return _(FIGURES[figure.id])
    text = _(label("figure", figure.id)).format(days=window_of(figure.id))
    variant = variant_of(figure.id)
    return f"{text}, {_(label('variant', variant))}" if variant else text


def value_words(figure: Figure) -> str:
    """The value with its unit; "not measured" for `None`."""
    if figure.value is None:
        return _("not measured")
    match figure.unit:
        case "ratio":
            return percent(figure.value)
        case "days":
            return f"{number(figure.value)}{NBSP}{_('days')}"
        case "count" if base_of(figure.id).startswith("ownership."):
            return number(figure.value)
        case _:
            return number(figure.value, 0)


def interval_words(figure: Figure) -> str:
    """The 95 % interval; "" where there is none. A bound that the data do not give is "…"."""
    if figure.value is None:
        return ""
    if figure.unit == "days":
        low, high = figure.counts.get("low"), figure.counts.get("high")
        if low is None and high is None:
            return ""
        return f"{'…' if low is None else number(low)}–{'…' if high is None else number(high)}"
    if figure.interval is None:
        return ""
    low, high = figure.interval
    if figure.unit == "ratio":
        return f"{number(100 * low)}–{number(100 * high)}{NBSP}%"
    return f"{number(low)}–{number(high)}"


def why_words(figure: Figure) -> str:
    """Why it was not measured; "" where it was."""
    return _(label("why", figure.why)) if figure.value is None and figure.why else ""


def behind_words(figure: Figure) -> str:
    """What stands behind a value: censored, not recorded, bounds… Nothing that is 0."""
    parts = [
        f"{_count_words(figure, key)}: {number(value, 0 if value == int(value) else 2)}"
        for key in _BEHIND
        if (value := figure.counts.get(key))
    ]
    if "at_least" in figure.counts and figure.value is not None:
        low, high = figure.counts["at_least"], figure.counts["at_most"]
        parts.append(_("however they end: {low} to {high}").format(low=percent(low), high=percent(high)))
    return "; ".join(parts)


def _count_words(figure: Figure, key: str) -> str:
    if figure.id == "deadline.kept" and key == "censored":
        return _("deadline not reached yet")
    return _(COUNTS[key]) if key in COUNTS else _(label("count", key))


def note_words(note: str) -> str:
    """A note under a section."""
    return _(NOTES[note])
