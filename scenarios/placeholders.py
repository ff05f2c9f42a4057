"""`{field}` in a text or in keys stands for a field of the persona."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from scenarios.errors import ScenariosError
from scenarios.scenario import Press, Say, Scenario, Step
from scenarios.vocabulary import KEYS

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


def filled(scenario: Scenario, persona: Mapping[str, str]) -> Scenario:
    """The scenario as this persona carries it out: briefing, what is said, and keys without braces.

    Of a field that is keyed in, only what has a key is kept ("761 23 45 67" → "761234567").
    """

    def step(each: Step) -> Step:
        if isinstance(each, Say):
            return replace(each, text=fill(each.text, persona))
        if isinstance(each, Press):
            keys = fill(each.keys, persona).upper() if "{" in each.keys else each.keys
            return replace(each, keys="".join(key for key in keys if key in KEYS))
        return each

    briefing = fill(scenario.briefing, persona)
    return replace(scenario, briefing=briefing, steps=tuple(step(each) for each in scenario.steps))
