"""Scenario files for the front ends: the library, a file named on the command line, checks of files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scenarios.errors import ScenariosError
from scenarios.library import ENDINGS, Entry, Library, load_library
from scenarios.reading import read_scenario, read_scenario_text, read_text

OWN = "scenarios"


def detectors() -> tuple[str, ...]:
    """The names that `detect:` may use. Loaded when a file is checked: a list of scenarios needs them not."""
    from metrics.detect import detectors as known

    return known()


def library_of(home: Path) -> Library:
    """The shipped scenarios and those in the data folder's `scenarios/`, which take precedence."""
    own = home / OWN
    return load_library([own] if own.is_dir() else [])


def find(library: Library, id: str) -> Entry:
    """The scenario of that id, or in the YAML file of that name. Raises `ScenariosError`."""
    if id.endswith(ENDINGS):
        text = read_text(Path(id))
        return Entry(read_scenario_text(text, id, detectors()), Path(id), text)
    return library.entry(id)


def check_files(paths: Iterable[Path]) -> list[tuple[Path, ScenariosError | None]]:
    """Each file (folders: every YAML file in them) with what is wrong with it, `None` for nothing."""
    results: list[tuple[Path, ScenariosError | None]] = []
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix in ENDINGS) if path.is_dir() else [path]
        for file in files:
            try:
                read_scenario(file, detectors())
            except ScenariosError as error:
                results.append((file, error))
            else:
                results.append((file, None))
    return results
