"""The errors of the practice line.

AuditorError
├── LineFaults   a line file has faults; `faults` holds every one with its line and path
└── LineFailed   the line's process did not start or broke down
"""

from __future__ import annotations

from auditor.errors import AuditorError, CommandError
from auditor.i18n import N_
from scenarios.errors import Fault


class LineFaults(CommandError):
    """A line file cannot be used; `faults` names all that is wrong with it at once."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(N_("{file}: {count} faults"), file=file, count=len(faults))
        self.file = file
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(f"{self.file}:{fault}" for fault in self.faults)


class LineFailed(AuditorError):
    """The practice line's process did not come up, or ended; the text holds what it last said."""
