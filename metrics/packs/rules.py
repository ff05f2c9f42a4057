"""Reads one rule of a pack out of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.detect import detectors
from metrics.labels import LABELS
from metrics.packs.deadline import deadline_of
from metrics.packs.values import Limit, Rule, Shows, Weight
from metrics.values import Answer
from scenarios.scenario import Purpose

if TYPE_CHECKING:
    from metrics.packs.reading import Fields

_LIMITS = ("at_most", "at_least", "below", "about")
_KEYS = {
    "id", "title", "shows", "weight", "source", "figure", "unit", "check", "answer", "url", "since", "until",
    "purposes", "note", "deadline", "share", "clocks", *_LIMITS,
}  # fmt: skip


def rule_at(fields: Fields) -> Rule | None:
    """The rule, or `None` when a field that it cannot be without is faulty."""
    fields.only(_KEYS)
    id = fields.text("id", required=True)
    title = fields.words("title", required=True)
    shows = fields.one_of("shows", tuple(Shows))
    weight = fields.one_of("weight", tuple(Weight))
    source = fields.text("source", required=True)
    figure, limit, unit = _figure(fields)
    check, answer = _check(fields)
    if figure and check:
        fields.fault("check", "a rule measures a figure or a check, not both")
    since, until = fields.day("since"), fields.day("until")
    if since and until and until < since:
        fields.fault("until", "until lies before since")
    purposes, url, note = _purposes(fields), fields.text("url"), fields.words("note")
    deadline = deadline_of(fields)
    share, clocks = _sample(fields, figure)
    if not (id and title and shows and weight and source):
        return None
    return Rule(
        id=id,
        title=title,
        shows=Shows(shows),
        weight=Weight(weight),
        source=source,
        figure=figure,
        limit=limit,
        unit=unit,
        check=check,
        answer=answer,
        url=url,
        since=since,
        until=until,
        purposes=purposes,
        note=note,
        deadline=deadline,
        share=share,
        clocks=clocks,
    )


def _figure(fields: Fields) -> tuple[str | None, Limit | None, str | None]:
    figure = fields.text("figure")
    given = [key for key in _LIMITS if key in fields.data]
    values = {key: fields.number(key) for key in given}
    if figure is None:
        for key in given:
            fields.fault(key, "{key} needs a figure", key=key)
        return None, None, fields.text("unit")
    if figure not in LABELS["figure"]:
        fields.fault("figure", "there is no figure {id}", id=figure)
    if not given:
        fields.fault("figure", "a figure needs a limit: one of {allowed}", allowed=", ".join(_LIMITS))
    if "about" in given and len(given) > 1:
        fields.fault("about", "about stands alone")
    low, high = values.get("at_least"), values.get("at_most")
    if low is not None and high is not None and low > high:
        fields.fault("at_least", "at_least is greater than at_most")
    unit = fields.one_of("unit", tuple(LABELS["unit"]))
    return figure, Limit(**values), unit


def _sample(fields: Fields, figure: str | None) -> tuple[float | None, tuple[str, ...]]:
    """The share of calls that has to keep to the limit, and the other clocks on which it may be measured."""
    share = fields.number("share")
    if share is not None and (
        figure is None or not 0 < share < 1 or fields.data.get("shows") != Shows.SAMPLE
    ):
        fields.fault("share", "share lies between 0 and 1, on a figure that a sample shows")
    given = fields.data.get("clocks")
    if given is None:
        return share, ()
    if share is None or not isinstance(given, list) or not all(c in LABELS["figure"] for c in given):
        fields.fault("clocks", "clocks must be a list of figures, beside a share")
        return share, ()
    return share, tuple(str(clock) for clock in given)


def _check(fields: Fields) -> tuple[str | None, Answer | None]:
    check = fields.text("check")
    if check is None:
        if "answer" in fields.data:
            fields.fault("answer", "{key} needs a check", key="answer")
        return None, None
    if check not in detectors():
        fields.fault("check", "there is no detector {id}", id=check)
    answer = fields.one_of("answer", ("yes", "no"))
    return check, Answer(answer) if answer else None


def _purposes(fields: Fields) -> tuple[Purpose, ...]:
    given = fields.data.get("purposes")
    if given is None:
        return ()
    allowed = tuple(Purpose)
    if not isinstance(given, list) or not given or not all(p in allowed for p in given):
        fields.fault("purposes", "purposes must be a list out of {allowed}", allowed=", ".join(allowed))
        return ()
    return tuple(Purpose(p) for p in given)
