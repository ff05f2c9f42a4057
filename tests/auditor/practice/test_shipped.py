"""The shipped phrases: all that lines and practice scenarios need, nothing else, and small."""

from __future__ import annotations

import json
from pathlib import Path

from auditor.practice.reading import load_line, shipped_lines
from auditor.practice.render import INDEX, wanted
from auditor.voice import phrase_key, phrases
from auditor.voice.speech import SHIPPED
from scenarios.reading import read_scenario
from scenarios.scenario import Hold, Press, Say

FOLDER = SHIPPED[0]
PRACTICE = sorted((Path(__file__).parents[3] / "scenarios" / "library" / "es").glob("practica-*.yaml"))


def test_every_phrase_is_shipped_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.flac")} == set(wanted())


def test_the_index_says_what_each_file_is() -> None:
    index = json.loads((FOLDER / INDEX).read_text(encoding="utf-8"))
    assert set(index) == set(wanted())
    for key, entry in index.items():
        assert phrase_key(entry["text"], entry["language"], entry["voice"]) == key
        samples, rate_hz = phrases.load(FOLDER, key) or ([], 1)
        assert round(len(samples) / rate_hz, 3) == entry["length_s"]


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


def test_each_long_line_has_its_scenario() -> None:
    scenarios = {path.stem.removeprefix("practica-"): read_scenario(path) for path in PRACTICE}
    assert set(scenarios) == {"modelo", "laberinto", "sin-salida"}
    assert set(scenarios) <= set(shipped_lines())
    for name, scenario in scenarios.items():
        assert scenario.id == f"practica-{name}"
        assert any(isinstance(step, Hold) for step in scenario.steps)
        assert any(isinstance(step, Say) for step in scenario.steps)
        assert scenario.checks


def test_the_keys_that_a_scenario_presses_lead_through_the_line() -> None:
    from scenarios.persona import filled, invent

    for path in PRACTICE:
        scenario = read_scenario(path)
        if scenario.persona:
            scenario = filled(scenario, invent(scenario.persona, 1))
        keys = [step.keys for step in scenario.steps if isinstance(step, Press)]
        line = load_line(scenario.id.removeprefix("practica-"))
        assert _menus_passed(line, keys) == len(keys)


def _menus_passed(line, keys: list[str]) -> int:
    """Walks the line with these presses; how many of them a menu or a question took."""
    left, block = list(keys), line.begin
    while block is not None:
        steps, block = line.blocks[block], None
        for step in steps:
            match type(step).__name__:
                case "Menu":
                    block = dict(step.options)[left.pop(0)]
                case "Collect":
                    assert len(left.pop(0)) == step.digits
                case "GoTo":
                    block = step.block
            if block:
                break
    return len(keys) - len(left)
