"""Two calls to one practice line: the second with other holds, another level and more noise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from auditor.practice import script

LINES = {
    "laberinto": (
        ["2", "5", "1", "3"],
        ["Hola, llamo porque tengo un cargo que no reconozco en la factura."],
    ),
    "sin-salida": ([], []),
}
"""Line → keys and sayings. In the first a person answers twice; in the second nobody does."""


def calls(name: str, folder: Path) -> list[Path]:
    """Both recordings, of one channel."""
    from auditor.practice.reading import load_line
    from auditor.practice.sounds import Sounds
    from tests.transcripts.listen.rendered import Caller

    keys, sayings = LINES[name]
    line = load_line(name)
    later = replace(line, blocks={at: tuple(map(_other, steps)) for at, steps in line.blocks.items()})
    found = []
    for number, (walked, noise) in enumerate(((line, 2.0), (later, 8.0))):
        call = Caller(walked, Sounds(walked), list(keys), list(sayings)).walk()
        found.append(call.write(folder / f"{number}.wav", noise=noise, mono=True))
    return found


def _other(step: script.Step) -> script.Step:
    """A hold that is shorter by a fifth, its messages 4 s later in the music."""
    if not isinstance(step, script.Hold):
        return step
    messages = tuple(replace(message, at_s=message.at_s + 4) for message in step.messages)
    return replace(step, s=0.8 * step.s, messages=messages)
