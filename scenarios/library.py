"""The library: scenario files of the shipped folder and of the user's own, which take precedence.

Faults are collected by file; an id whose own file is faulty is blocked, never replaced by another in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scenarios.errors import Fault, ScenarioFaults, ScenariosError
from scenarios.reading import read_scenario_text, read_text
from scenarios.scalars import suggest
from scenarios.scenario import Scenario
from scenarios.tree import Items, Mapping, Node, Text, parse

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario with the file and the text that it was read from."""

    scenario: Scenario
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """Scenarios by id. `faults` has one error a faulty file; `blocked` the ids that those files claim."""

    entries: dict[str, Entry] = field(default_factory=dict)
    faults: tuple[ScenariosError, ...] = ()
    blocked: dict[str, ScenariosError] = field(default_factory=dict)

    @property
    def scenarios(self) -> dict[str, Scenario]:
        """The scenarios by id, in order of id."""
        return {id: self.entries[id].scenario for id in sorted(self.entries)}

    def entry(self, id: str) -> Entry:
        """The scenario with its text. Raises `ScenariosError`: it is unknown, or its file has faults."""
        if id in self.blocked:
            raise self.blocked[id]
        if id in self.entries:
            return self.entries[id]
        meant = suggest(id, self.entries)
        if meant:
            raise ScenariosError(
                "there is no scenario “{id}”; did you mean “{meant}”?", id=id[:80], meant=meant
            )
        raise ScenariosError("there is no scenario “{id}” in the library", id=id[:80])

    def get(self, id: str) -> Scenario:
        """The scenario of that id; raises as `entry` does."""
        return self.entry(id).scenario


def shipped_folder() -> Path:
    """The folder of the scenarios that come with the program."""
    return Path(__file__).parent / "library"


def load_library(folders: Iterable[Path] = (), shipped: bool = True) -> Library:
    """All scenarios below the shipped folder and below `folders`; of one id, the last folder's is taken.

    A folder may also be a single file. Nothing is raised for a faulty file: see `Library.faults`.
    """
    entries: dict[str, Entry] = {}
    faults: list[ScenariosError] = []
    blocked: dict[str, ScenariosError] = {}
    for folder in ([shipped_folder()] if shipped else []) + [Path(each) for each in folders]:
        loaded = _load_folder(folder)
        for id in (*loaded.entries, *loaded.blocked):
            entries.pop(id, None)
            blocked.pop(id, None)
        entries.update(loaded.entries)
        blocked.update(loaded.blocked)
        faults.extend(loaded.faults)
    _drop_dangling(entries, faults, blocked)
    return Library(entries, tuple(faults), blocked)


def _load_folder(folder: Path) -> Library:
    if not folder.exists():
        return Library(faults=(ScenariosError("{file} does not exist", file=str(folder)),))
    entries: dict[str, Entry] = {}
    faults: list[ScenariosError] = []
    blocked: dict[str, ScenariosError] = {}
    for path in _files(folder):
        text = ""
        try:
            text = read_text(path)
            scenario = read_scenario_text(text, str(path))
            if scenario.id in entries:
                first = entries.pop(scenario.id).path
                raise _twice(path, text, scenario.id, first)
            if scenario.id in blocked:
                raise blocked[scenario.id]
            entries[scenario.id] = Entry(scenario, path, text)
        except ScenariosError as error:
            if error not in faults:
                faults.append(error)
            id = _claimed_id(text)
            if id is not None:
                entries.pop(id, None)
                blocked.setdefault(id, error)
    return Library(entries, tuple(faults), blocked)


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())


def _claimed_id(text: str) -> str | None:
    """The id that a faulty text gives itself, as far as it can be read."""
    root = parse(text, [])
    node = root.nodes.get("id") if isinstance(root, Mapping) else None
    return node.value.strip() or None if isinstance(node, Text) else None


def _twice(path: Path, text: str, id: str, first: Path) -> ScenarioFaults:
    said = "{other} has the id “{id}” too; neither is used"
    fault = Fault(_line(parse(text, []), "id"), "id", said, {"id": id, "other": str(first)})
    return ScenarioFaults(str(path), (fault,))


def _drop_dangling(
    entries: dict[str, Entry], faults: list[ScenariosError], blocked: dict[str, ScenariosError]
) -> None:
    """Takes out, until none is left, the scenarios whose follow-up is not in the library."""
    while True:
        dangling = [
            (id, entry)
            for id, entry in entries.items()
            if any(follow.scenario not in entries for follow in entry.scenario.follow_up)
        ]
        if not dangling:
            return
        for id, entry in dangling:
            error = _dangling(entry, entries)
            del entries[id]
            blocked[id] = error
            faults.append(error)


def _dangling(entry: Entry, entries: dict[str, Entry]) -> ScenarioFaults:
    root = parse(entry.text, [])
    found = []
    for index, follow in enumerate(entry.scenario.follow_up):
        if follow.scenario not in entries:
            said = "the follow-up scenario “{id}” is not in the library"
            line = _line(root, "follow_up", index, "scenario")
            found.append(Fault(line, f"follow_up[{index}].scenario", said, {"id": follow.scenario}))
    return ScenarioFaults(str(entry.path), tuple(found))


def _line(node: Node | None, *way: str | int) -> int:
    """The line of the value at the end of the way, as far as the way goes."""
    line = node.line if node is not None else 1
    for step in way:
        if isinstance(node, Mapping) and step in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            break
        line = node.line
    return line
