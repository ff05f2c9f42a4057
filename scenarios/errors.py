"""The errors of this room.

ScenariosError
└── ScenarioFaults   a file has faults; `faults` holds every one with its line and path
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a user's file: `line` counts from 1, `path` is like "steps[2].press".

    `template` is English with `str.format` fields, filled from `params`; front ends translate it first.
    """

    line: int
    path: str
    template: str
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.line}: {self.path}: {self.template.format(**self.params)}"


class ScenariosError(Exception):
    """An error whose English text is a template: front ends translate the template, then fill it in."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class ScenarioFaults(ScenariosError):
    """A scenario file cannot be used; `faults` names all that is wrong with it at once."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("{file}: {count} faults", file=file, count=len(faults))
        self.file = file
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(f"{self.file}:{fault}" for fault in self.faults)
