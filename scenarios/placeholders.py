"""`{field}` in a text or in keys stands for a field of the persona."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from scenarios.errors import ScenariosError
from scenarios.scenario import Press, Say, Scenario, Step

_DIGITS = frozenset("0123456789*#")
_BETWEEN_DIGITS = re.compile(r"[\s().+/-]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names that stand in braces, in order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def without_placeholders(text: str) -> str:
    """The text with its placeholders taken out; a brace that is left belongs to none."""
    return _PLACEHOLDER.sub("", text)


def fill(text: str, persona: Mapping[str, str]) -> str:
    """The text with each `{field}` replaced. Raises `ScenariosError` for a field that the persona lacks."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in persona:
            raise ScenariosError("the persona has no field “{field}”", field=name)
        return persona[name]

    return _PLACEHOLDER.sub(value, text)


def keyed(value: str) -> str:
    """The keys for a persona's value. Raises `ScenariosError` when it holds anything but digits, * and #."""
    keys = _BETWEEN_DIGITS.sub("", value)
    if not keys or not set(keys) <= _DIGITS:
        raise ScenariosError("“{value}” cannot be keyed in: it is not made of digits", value=value[:40])
    return keys


def filled(scenario: Scenario, persona: Mapping[str, str]) -> Scenario:
    """The scenario as this persona carries it out: briefing, what is said, and keys without braces.

    A field that is keyed in loses its spaces and the like ("761 23 45 67" → "761234567"). Raises
    `ScenariosError` for a field that the persona lacks, or that holds more than digits and is keyed in.
    """

    def step(each: Step) -> Step:
        if isinstance(each, Say):
            return replace(each, text=fill(each.text, persona))
        if isinstance(each, Press):
            values = {name: keyed(persona[name]) for name in placeholders(each.keys) if name in persona}
            return replace(each, keys=fill(each.keys, values).replace(" ", "").upper())
        return each

    briefing = fill(scenario.briefing, persona)
    return replace(scenario, briefing=briefing, steps=tuple(step(each) for each in scenario.steps))
