"""`{field}` in a text stands for a field of the persona."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scenarios.errors import ScenariosError

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names that stand in braces, in order, each once. Braces that do not close are plain text."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def fill(text: str, persona: Mapping[str, str]) -> str:
    """The text with each `{field}` replaced. Raises `ScenariosError` for a field that the persona lacks."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in persona:
            raise ScenariosError("the persona has no field “{field}”", field=name)
        return persona[name]

    return _PLACEHOLDER.sub(value, text)
