"""The errors of this room.

MetricsError
├── PackError       a rule pack or phrase list has faults; `faults` holds them all
└── DataError       figures cannot be made from what was given
"""

from __future__ import annotations

from scenarios.errors import Fault


class MetricsError(Exception):
    """An error whose English text is a template: front ends translate the template, then fill it in."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class PackError(MetricsError):
    """A data file of rules or phrases is faulty; `faults` names all that is wrong with it at once."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("{file}: {count} faults", file=file, count=len(faults))
        self.file = file
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(f"{self.file}:{fault}" for fault in self.faults)


class DataError(MetricsError):
    """The data given cannot carry the figure asked for."""
