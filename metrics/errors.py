"""The errors of this room.

MetricsError
├── PackError       a rule pack or phrase list has faults; `faults` holds them all
└── DataError       figures cannot be made from what was given
"""

from __future__ import annotations


class MetricsError(Exception):
    """An error whose English text is a template: front ends translate the template, then fill it in."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class PackError(MetricsError):
    """A data file of rules or phrases is faulty."""


class DataError(MetricsError):
    """The data given cannot carry the figure asked for."""
