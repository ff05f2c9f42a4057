"""The groups of a scenario file that are not steps: complaint, persona, limits, route, checks, follow-ups."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from scenarios.durations import parse_duration
from scenarios.errors import ScenariosError
from scenarios.scalars import SNAKE, Bounds
from scenarios.scenario import Check, Complaint, FollowUp, Limits, PersonaSpec, RouteSpec
from scenarios.section import Section
from scenarios.vocabulary import CHECK_KINDS, ONLY_IN_SPAIN, PERSONA_FIELDS, PERSONA_LOCALES, SEGMENTS

_CALL_S = Bounds(above=0, most=4 * 3600)
"""No call is planned longer than this: a bound against slips of the pen, not a norm."""


def read_complaint(section: Section) -> Complaint:
    """What the scenario plants in the complaint ledger."""
    return Complaint(
        topic=section.text("topic", need=True) or "",
        importance=section.integer("importance", Bounds(least=1, most=5), need=True) or 1,
        customer_segment=section.word("customer_segment", SEGMENTS),
    )


def read_persona(section: Section) -> PersonaSpec:
    """Locale, invented fields, and fields that the company fixed (a test customer's number)."""
    spec = PersonaSpec(
        locale=section.word("locale", PERSONA_LOCALES, need=True) or "",
        fields=section.texts("fields", PERSONA_FIELDS),
        fixed=section.group("fixed", _fixed) or {},
    )
    for name in spec.fields:
        if name in spec.fixed:
            section.fault("fields", "“{field}” is invented and fixed at once", field=name)
        if name in ONLY_IN_SPAIN and spec.locale not in {"es_ES", ""}:
            said = "“{field}” cannot be invented for {locale}; give one of the company's own under fixed"
            section.fault("fields", said, field=name, locale=spec.locale)
    return spec


def _fixed(section: Section) -> dict[str, str]:
    found = {}
    for key in section.node.nodes:
        if SNAKE.fullmatch(key) and len(key) <= 40:
            found[key] = section.text(key) or ""
            if set("{}") & set(found[key]):
                section.fault(key, "a fixed value holds no braces")
        else:
            section.take(key)
            section.fault(key, "a field's name is small letters, digits and single underscores")
    return found


def read_limits(section: Section) -> Limits:
    """Seconds after which the shopper gives up."""
    usual = Limits()
    max_call_s = section.number("max_call_s", _CALL_S, default=usual.max_call_s)
    shorter = min(usual.max_wait_s, max_call_s or usual.max_wait_s)
    max_wait_s = section.number("max_wait_s", _CALL_S, default=shorter)
    if max_wait_s is None or max_call_s is None:
        return usual
    if max_wait_s > max_call_s:
        section.fault("max_wait_s", "max_wait_s is longer than max_call_s ({call_s})", call_s=max_call_s)
    return Limits(max_wait_s, max_call_s)


def read_route(section: Section) -> RouteSpec:
    """The circuit that the company means callers to walk."""
    return RouteSpec(section.texts("expected"), section.integer("max_menus", Bounds(least=0, most=50)))


def read_check(section: Section, seen: set[str], detectors: Collection[str] | None = None) -> Check:
    """One question of the questionnaire; `seen` holds the ids before it, `detectors` the known ones."""
    id = section.name("id", need=True)
    if id in seen:
        section.fault("id", "another check has the id “{id}” already", id=id)
    seen.add(id or "")
    detect = section.text("detect")
    if detect is not None and not SNAKE.fullmatch(detect):
        section.fault("detect", "a detector's name is small letters, digits and single underscores")
    elif detect is not None and detectors is not None and detect not in detectors:
        _unknown_detector(section, detect, detectors)
    return Check(
        id=id or "",
        ask=section.text("ask", need=True) or "",
        weight=_or(section.number("weight", Bounds(least=0, most=100), default=1.0), 1.0),
        critical=section.boolean("critical"),
        kind=section.word("kind", CHECK_KINDS, default="yes_no_na") or "yes_no_na",
        detect=detect,
    )


def _unknown_detector(section: Section, name: str, known: Collection[str]) -> None:
    """With the nearest name, where one is near: most such names are slips of the pen."""
    near = get_close_matches(name, sorted(known), 1)
    if near:
        section.fault(
            "detect", "there is no detector “{name}”; do you mean “{near}”?", name=name, near=near[0]
        )
    else:
        template = "there is no detector “{name}”; without “detect” a person answers the check"
        section.fault("detect", template, name=name)


def read_follow_up(section: Section) -> FollowUp:
    """A later shop: after how long, and which scenario."""
    after = section.text("after", need=True)
    if after is not None:
        try:
            parse_duration(after)
        except ScenariosError as error:
            section.fault("after", error.template, **error.params)
    return FollowUp(after or "", section.name("scenario", need=True) or "")


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value
