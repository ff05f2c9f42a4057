"""Renders every phrase of the shipped lines and practice scenarios: `python -m auditor.practice.render`.

A developer's command, run after a text changed; it needs the voice engine. Files of phrases that are no
longer used are removed, and `index.json` beside the sounds says what each of them is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from auditor.practice.reading import load_line, shipped_lines
from auditor.voice import VOICES, phrase_key, phrases
from auditor.voice.speech import CALLER, SHIPPED

INDEX = "index.json"
SCENARIOS = Path(__file__).parents[2] / "scenarios" / "library"

Phrase = tuple[str, str, str]
"""(text, language, voice)."""


def wanted() -> dict[str, Phrase]:
    """Every phrase that has to be shipped, by key."""
    return {phrase_key(*phrase): phrase for phrase in (*_of_lines(), *_of_scenarios())}


def _of_lines() -> Iterator[Phrase]:
    for name in shipped_lines():
        line = load_line(name)
        for prompt in line.prompts.values():
            yield prompt.text, line.language, prompt.voice


def _of_scenarios() -> Iterator[Phrase]:
    from scenarios.reading import read_scenario
    from scenarios.scenario import Say

    for path in sorted(SCENARIOS.glob("*/practica-*.yaml")):
        scenario = read_scenario(path)
        for step in scenario.steps:
            if isinstance(step, Say):
                yield " ".join(step.text.split()), scenario.language, CALLER


def render(folder: Path = SHIPPED[0]) -> dict[str, Phrase]:
    """Makes `folder` hold exactly the wanted phrases, and its index; says what they are."""
    from auditor.voice import engine

    phrases_wanted = wanted()
    for path in folder.glob("*.flac"):
        if path.stem not in phrases_wanted:
            path.unlink()
    lengths = {}
    for key, (text, language, voice) in phrases_wanted.items():
        samples = engine.render(text, language, VOICES[voice])
        phrases.save(folder, key, samples, engine.RATE_HZ)
        lengths[key] = round(len(samples) / engine.RATE_HZ, 3)
    index = {
        key: {"language": language, "voice": voice, "length_s": lengths[key], "text": text}
        for key, (text, language, voice) in sorted(phrases_wanted.items(), key=lambda item: item[1][::-1])
    }
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return phrases_wanted


if __name__ == "__main__":
    done = render()
    size = sum(path.stat().st_size for path in SHIPPED[0].glob("*.flac"))
    sys.stdout.write(f"{len(done)} phrases, {size / 1e6:.2f} MB\n")
