"""English labels of every key that this package returns; front ends translate them: `_(label("figure", id))`.

A figure of a window ("fcr.no_repeat_7d") has the label of its id without the window; so have its variants.
"""

from __future__ import annotations

import re


def N_(message: str) -> str:
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


_FIGURES = {
    "fcr.claimed": N_("Resolved on first contact, as the agent says"),
    "fcr.no_repeat": N_("No repeat contact within {days} days"),
    "fcr.confirmed": N_("Resolved on first contact, as the customer or a follow-up shop confirms"),
    "fcr.one_contact": N_("One contact only, in one channel, within {days} days"),
    "fcr.false_resolution": N_("False resolutions: claimed, and found not to be"),
    "resolution.confirmed": N_("Resolved in the end, as the customer or a follow-up shop confirms"),
    "resolution.first_quartile_days": N_("A quarter was resolved within"),
    "resolution.median_days": N_("Half was resolved within"),
    "resolution.third_quartile_days": N_("Three quarters were resolved within"),
    "deadline.kept": N_("Resolved within the deadline"),
    "ownership.without_owner": N_("Open complaints that nobody owns"),
    "ownership.never_owned": N_("Complaints that nobody ever owned"),
    "ownership.hand_overs": N_("Hand-overs a complaint"),
    "ownership.departments": N_("Departments touched a complaint"),
    "promises.kept": N_("Promises kept, of those checked"),
}

_VARIANTS = {
    "by_importance": N_("weighted by importance"),
    "all_cases": N_("estimated with open windows (Kaplan–Meier)"),
}

_COUNTS = {
    "cases": N_("cases"),
    "window_days": N_("window (days)"),
    "censored": N_("still inside the window"),
    "censored_with_repeat": N_("still inside the window, with a repeat contact already"),
    "not_recorded": N_("not recorded"),
    "planted": N_("planted by our own shops: no shopper calls again"),
    "direction_unknown": N_("repeat contact whose direction is not recorded"),
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "switched": N_("through another channel"),
    "not_asked": N_("nobody asked"),
    "denied": N_("said not to be resolved"),
    "needed_more_contacts": N_("resolved after more contacts"),
    "conflict": N_("answers disagree"),
    "claimed": N_("claimed"),
    "weight": N_("summed importance"),
    "unweighted": N_("without importance"),
    "resolved": N_("resolved"),
    "open": N_("open"),
    "low": N_("lower bound"),
    "high": N_("upper bound"),
    "median": N_("median"),
    "most": N_("most"),
    "resolved_early": N_("resolved, deadline not reached yet"),
    "not_in_force": N_("opened when the rule did not bind"),
}

_TIMELINESS = {
    "on_time": N_("on time"),
    "missed": N_("resolved late"),
    "late": N_("late"),
    "near": N_("about to be late"),
    "running": N_("with time left"),
}

_PROMISES = {
    "kept": N_("kept"),
    "broken": N_("broken"),
    "passed": N_("past its date, not checked"),
    "without_date": N_("without a date"),
}

_WHYS = {
    "no_cases": N_("no cases"),
    "not_recorded": N_("not recorded"),
    "planted": N_("all planted by our own shops, whose shopper does not call again"),
    "window_open": N_("every window is still open"),
    "not_asked": N_("nobody asked"),
    "not_reached": N_("not reached yet"),
    "none_due": N_("no deadline has passed yet"),
    "none_open": N_("no open complaint"),
    "not_checked": N_("nobody has checked"),
    "no_promises": N_("no promises"),
    "no_shared_scenario": N_("no scenario in common"),
}

_COMPARISONS = {
    "first_higher": N_("higher"),
    "first_lower": N_("lower"),
    "not_distinguishable": N_("not distinguishable"),
    "not_measured": N_("not measured"),
}

_SIGNALS = {
    "above_limit": N_("above the upper limit"),
    "below_limit": N_("below the lower limit"),
    "run": N_("a run on one side of the centre"),
}

_SEGMENTS = {
    "most_valuable": N_("most valuable"),
    "A": "A",
    "B": "B",
    "C": "C",
}

_FACTS = {
    "amount": N_("amount"),
    "duration": N_("duration"),
    "share": N_("percentage"),
    "date": N_("date"),
    "yes_no": N_("yes or no"),
}

_UNITS = {"days": N_("days"), "ratio": N_("share"), "count": N_("count"), "working_days": N_("working days")}

_ALERTS = {
    "no_owner": N_("Nobody owns it"),
    "owner_not_recorded": N_("It is not recorded whether anybody owns it"),
    "recovery_near": N_("Day {day} of {of} to win the customer back"),
    "recovery_passed": N_("Day {day}: the {of} days to win the customer back have passed"),
    "silence": N_("{days} days without any contact"),
    "promise_near": N_("Promise due soon: {what}"),
    "promise_passed": N_("Promise past its date, not checked: {what}"),
    "promise_broken": N_("Promise broken: {what}"),
    "escalation": N_("Step {step}: open for {days} days, goes to {who}"),
    "deadline_near": N_("Deadline of {rule} is near: {left} working days left"),
    "deadline_late": N_("Deadline of {rule} has passed"),
}

_ALERT_KINDS = {
    "no_owner": N_("without an owner"),
    "owner_not_recorded": N_("owner not recorded"),
    "recovery_near": N_("few days left to win the customer back"),
    "recovery_passed": N_("days to win the customer back have passed"),
    "silence": N_("silence"),
    "promise_near": N_("promise due soon"),
    "promise_passed": N_("promise past its date, not checked"),
    "promise_broken": N_("promise broken"),
    "escalation": N_("escalation step reached"),
    "deadline_near": N_("deadline near"),
    "deadline_late": N_("deadline passed"),
}

LABELS: dict[str, dict[str, str]] = {
    "figure": _FIGURES,
    "variant": _VARIANTS,
    "count": {**_COUNTS, **_TIMELINESS, **_PROMISES},
    "timeliness": _TIMELINESS,
    "promise": {**_PROMISES, "running": _TIMELINESS["running"]},
    "why": _WHYS,
    "comparison": _COMPARISONS,
    "signal": _SIGNALS,
    "segment": _SEGMENTS,
    "operator": {"in_house": N_("own staff")},
    "fact": _FACTS,
    "unit": _UNITS,
    "alert": _ALERTS,
    "alert_kind": _ALERT_KINDS,
}

_WINDOW = re.compile(r"_(\d+)d$")


def label(family: str, key: str | None) -> str:
    """The English label of a key of a family of `LABELS`; an unknown key (a user's own) is its own label.

    Labels of windows and of alerts have `str.format` fields: `window_of` and an alert's `params` fill them.
    """
    name = key or ""
    if family == "figure":
        name = base_of(name)
    return LABELS[family].get(name, key or "")


def base_of(id: str) -> str:
    """A figure's id without its window and variant: "fcr.no_repeat_7d.by_importance" → "fcr.no_repeat"."""
    head, _dot, tail = id.rpartition(".")
    return _WINDOW.sub("", head if tail in _VARIANTS else id)


def window_of(id: str) -> int | None:
    """The window in a figure's id, in days."""
    head, _dot, tail = id.rpartition(".")
    found = _WINDOW.search(head if tail in _VARIANTS else id)
    return int(found[1]) if found else None


def variant_of(id: str) -> str | None:
    """The variant in a figure's id ("by_importance", "all_cases"), `None` for the plain one."""
    tail = id.rpartition(".")[2]
    return tail if tail in _VARIANTS else None
