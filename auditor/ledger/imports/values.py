"""What reading a foreign file gives: its shape, its rows, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from auditor.errors import AuditorError
from auditor.i18n import N_, _
from auditor.ledger.imports.printable import shown

Cell = str | int | float | bool | datetime | date | time | None
"""One cell as the file has it; text stays text, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row (or one cell of it) cannot be used. `line` is the file's own, from 1; `column` its header."""

    line: int
    column: str | None
    template: str
    params: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", shown(self.params))

    def __str__(self) -> str:
        return _(self.template).format(**self.params)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and a cell for each header; or a fault when it could not be split."""

    line: int
    cells: tuple[Cell, ...] = ()
    fault: RowFault | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file's shape. `rows` reads it from the beginning each time; `facts` is what was detected (a
    delimiter, an encoding, a sheet), for people to see."""

    kind: str
    headers: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    facts: dict[str, str] = field(default_factory=dict)


class FileUnreadable(AuditorError):
    """The file as a whole cannot be read. What its text quotes of the file has no control characters."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, **shown(params))


class ImportCancelled(AuditorError):
    """A person stopped it; `import_file` has taken back what it had stored."""

    def __init__(self) -> None:
        super().__init__(N_("The import was cancelled; nothing of it was kept."))


class CellFault(Exception):
    """What is wrong with one cell, as a template with its parameters."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params
