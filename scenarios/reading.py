"""Scenario files: YAML to `Scenario`. All faults of a file are reported at once; none of it is then used."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from scenarios.errors import Fault, ScenarioFaults, ScenariosError
from scenarios.read_parts import (
    read_check,
    read_complaint,
    read_follow_up,
    read_limits,
    read_persona,
    read_route,
)
from scenarios.read_steps import StepContext, check_placeholders, read_steps
from scenarios.scalars import Bounds
from scenarios.scenario import Check, Limits, PersonaSpec, Purpose, RouteSpec, Scenario, Step
from scenarios.section import Section, read_group
from scenarios.tree import MAX_BYTES, Items, Text, parse
from scenarios.vocabulary import CHANNELS, LANGUAGES


def read_scenario(path: Path, detectors: Collection[str] | None = None) -> Scenario:
    """The scenario in a file (UTF-8 YAML; every key is in docs/scenarios.md).

    `detectors` are the names that a check's `detect` may use; without them any name of the right form will
    do: a shop's own copy must stay readable when a detector is renamed.
    Raises `ScenarioFaults` with all that is wrong with its content, `ScenariosError` when it cannot be read.
    """
    return read_scenario_text(read_text(path), str(path), detectors)


def read_scenario_text(text: str, name: str, detectors: Collection[str] | None = None) -> Scenario:
    """The scenario in a text; `name` stands for the file in `ScenarioFaults`."""
    faults: list[Fault] = []
    root = parse(text.removeprefix("\ufeff"), faults)
    scenario = None if root is None else read_group(root, "", faults, partial(_scenario, detectors))
    if faults or scenario is None:
        raise ScenarioFaults(name, tuple(sorted(faults, key=lambda fault: fault.line)))
    return scenario


def read_text(path: Path) -> str:
    """The text of a small UTF-8 file; `ScenariosError` or `ScenarioFaults` where it is no such thing."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ScenariosError("{file} cannot be read: {reason}", file=str(path), reason=reason) from error
    if len(data) > MAX_BYTES:
        fault = Fault(1, "", "the file is larger than {kib} KiB", {"kib": MAX_BYTES // 1024})
        raise ScenarioFaults(str(path), (fault,))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = Fault(line, "", "this is not UTF-8 text; save the file as UTF-8")
        raise ScenarioFaults(str(path), (fault,)) from error


def _scenario(detectors: Collection[str] | None, section: Section) -> Scenario:
    """All keys are taken before anything is concluded, so that no fault hides another."""
    purpose = section.word("purpose", [each.value for each in Purpose], need=True)
    if purpose == Purpose.COMPLAINT and "complaint" not in section.node.nodes:
        section.fault("purpose", "a complaint needs the key “complaint” with topic and importance")
    limits = section.group("limits", read_limits) or Limits()
    persona, fields = _persona(section)
    fixed = persona.fixed if persona else {}
    return Scenario(
        id=section.name("id", need=True) or "",
        version=section.integer("version", Bounds(least=1, most=1_000_000), need=True) or 1,
        language=section.word("language", LANGUAGES, need=True) or "",
        title=section.text("title", need=True) or "",
        channels=section.texts("channels", CHANNELS, need=True),
        purpose=Purpose(purpose) if purpose else Purpose.ENQUIRY,
        briefing=_briefing(section, fields),
        complaint=section.group("complaint", read_complaint),
        persona=persona,
        limits=limits,
        route=section.group("route", read_route) or RouteSpec(),
        steps=_steps(section, StepContext(limits.max_wait_s, fields, fixed, section.faults)),
        checks=_checks(section, detectors),
        follow_up=section.groups("follow_up", read_follow_up),
    )


def _persona(section: Section) -> tuple[PersonaSpec | None, frozenset[str] | None]:
    """The persona, and the fields that a text may use: `None` when that is not known for its faults."""
    before = len(section.faults)
    persona = section.group("persona", read_persona)
    if len(section.faults) > before:
        return persona, None
    return persona, frozenset((*persona.fields, *persona.fixed)) if persona else frozenset()


def _briefing(section: Section, fields: frozenset[str] | None) -> str:
    text = section.text("briefing", default="", lines=True) or ""
    line = section.node.key_lines.get("briefing", 1)
    check_placeholders(text, line, "briefing", fields, section.faults)
    return text


def _steps(section: Section, context: StepContext) -> tuple[Step, ...]:
    items = section.items("steps")
    channels = section.node.nodes.get("channels")
    named = channels.nodes if isinstance(channels, Items) else [channels]
    on_phone = any(isinstance(each, Text) and each.value == "phone" for each in named)
    if on_phone and not items and "steps" not in section.node.nodes:
        section.fault("channels", "a scenario for the phone needs steps")
    return read_steps(items, context)


def _checks(section: Section, detectors: Collection[str] | None) -> tuple[Check, ...]:
    seen: set[str] = set()
    return section.groups("checks", lambda each: read_check(each, seen, detectors))
