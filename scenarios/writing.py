"""A scenario back into the shape of its file: for screens that edit one, and for `--json`."""

from __future__ import annotations

from typing import Any

import yaml

from scenarios.scenario import Check, HangUp, Hold, Listen, Press, Say, Scenario, Step, WaitFor


def as_mapping(scenario: Scenario) -> dict[str, Any]:
    """The scenario as plain data with the file's own keys; what is empty is left out."""
    plain: dict[str, Any] = {
        "id": scenario.id,
        "version": scenario.version,
        "language": scenario.language,
        "title": scenario.title,
        "channels": list(scenario.channels),
        "purpose": scenario.purpose.value,
        "complaint": _fields(scenario.complaint),
        "persona": _fields(scenario.persona),
        "briefing": scenario.briefing,
        "limits": _fields(scenario.limits),
        "route": _fields(scenario.route),
        "steps": [_step(step) for step in scenario.steps],
        "checks": [_check(check) for check in scenario.checks],
        "follow_up": [_fields(each) for each in scenario.follow_up],
    }
    return {key: value for key, value in plain.items() if value not in ("", None, [], {})}


def scenario_text(scenario: Scenario) -> str:
    """The scenario as the YAML text that `read_scenario_text` reads back to an equal one."""
    return yaml.safe_dump(as_mapping(scenario), allow_unicode=True, sort_keys=False, width=110)


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a value that hold something."""
    if value is None:
        return {}
    names = value.__dataclass_fields__
    found = {name: getattr(value, name) for name in names}
    plain = {name: list(each) if isinstance(each, tuple) else each for name, each in found.items()}
    return {name: each for name, each in plain.items() if each not in ("", None, [], {})}


def _check(check: Check) -> dict[str, Any]:
    plain = _fields(check)
    if not check.critical:
        del plain["critical"]
    return plain


_ACTS = {WaitFor: "wait_for", Hold: "hold", Listen: "listen"}


def _step(step: Step) -> dict[str, Any]:
    if isinstance(step, Press):
        return {"press": step.keys}
    if isinstance(step, HangUp):
        return {"hang_up": {}}
    if isinstance(step, Say):
        return {"say": _fields(step) if step.recording else step.text}
    return {_ACTS[type(step)]: _fields(step)}
