"""Reads line files. A file with faults reports all of them, each with its line and path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.practice import script
from auditor.practice.errors import LineFaults
from auditor.practice.music import TUNES
from auditor.practice.places import Faults, Place
from auditor.practice.tones import TONES
from auditor.voice import VOICES
from scenarios.errors import Fault

LINES = Path(__file__).parent / "lines"
_KEYS = "0123456789*#"
_REFUSALS = (404, 486)
_FIELDS = ("id", "title", "language", "ring_s", "answers", "refuse", "begin", "prompts", "blocks")


def shipped_lines() -> tuple[str, ...]:
    """The names of the lines that come with the package."""
    return tuple(sorted(path.stem for path in LINES.glob("*.yaml")))


def load_line(name: str) -> script.Line:
    """A shipped line by name. Raises `CommandError` for a name that is not there."""
    path = LINES / f"{name}.yaml"
    if name not in shipped_lines():
        raise CommandError(
            N_("There is no practice line “{name}”; there are: {known}."),
            name=name,
            known=", ".join(shipped_lines()),
        )
    return read_line(path)


def read_line(path: Path) -> script.Line:
    """The line of a file. Raises `LineFaults` with every fault of it."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or str(error)
        raise LineFaults(
            str(path), (Fault(line, "", N_("cannot be read: {reason}"), {"reason": reason}),)
        ) from error
    faults = Faults()
    if node is None:
        raise LineFaults(str(path), (Fault(1, "", N_("the file is empty")),))
    line_value = _line(Place(node, "", faults))
    if faults.found:
        raise LineFaults(str(path), tuple(sorted(faults.found, key=lambda fault: fault.line)))
    return line_value


def _line(place: Place) -> script.Line:
    entries = place.fields(*_FIELDS)
    for name in ("id", "title"):
        if entries and name not in entries:
            place.fault(N_("“{key}” is missing"), key=name)
    prompts = {id: _prompt(id, at) for id, at in _fields(entries, "prompts").items()}
    blocks_at = _fields(entries, "blocks")
    known = _Known(frozenset(prompts), frozenset(blocks_at))
    blocks = {id: _block(at, known) for id, at in blocks_at.items()}
    refuse = entries["refuse"].whole(400, 699) if "refuse" in entries else None
    if refuse is not None and refuse not in _REFUSALS:
        entries["refuse"].fault(N_("the line can refuse with these codes only: 404, 486"))
    answers = entries["answers"].flag() if "answers" in entries else True
    begin = known.block(entries["begin"]) if "begin" in entries else None
    if begin is None and answers and refuse is None and entries:
        place.fault(N_("“{key}” is missing"), key="begin")
    return script.Line(
        id=entries["id"].text() if "id" in entries else "",
        title=entries["title"].text() if "title" in entries else "",
        language=entries["language"].text() if "language" in entries else "es",
        ring_s=entries["ring_s"].number(0, 60) if "ring_s" in entries else 1.0,
        answers=answers,
        refuse=refuse,
        begin=begin,
        prompts=prompts,
        blocks=blocks,
    )


def _fields(entries: dict[str, Place], name: str) -> dict[str, Place]:
    return entries[name].fields() if name in entries else {}


def _prompt(id: str, place: Place) -> script.Prompt:
    if isinstance(place.node, yaml.ScalarNode):
        return script.Prompt(id, " ".join(place.text().split()))
    entries = place.fields("voice", "text")
    if "text" not in entries:
        place.fault(N_("“{key}” is missing"), key="text")
        return script.Prompt(id, "")
    voice = entries["voice"].text("ivr") if "voice" in entries else "ivr"
    if voice not in VOICES:
        entries["voice"].fault(
            N_("There is no voice “{voice}”; there are: {known}."),
            voice=voice,
            known=", ".join(sorted(VOICES)),
        )
    return script.Prompt(id, " ".join(entries["text"].text().split()), voice)


class _Known:
    """What steps may refer to."""

    def __init__(self, prompts: frozenset[str], blocks: frozenset[str]) -> None:
        self._prompts = prompts
        self._blocks = blocks

    def prompt(self, place: Place) -> str:
        return _one_of(place, self._prompts, N_("there is no prompt “{name}” in this file"))

    def block(self, place: Place) -> str:
        return _one_of(place, self._blocks, N_("there is no block “{name}” in this file"))


def _one_of(place: Place, known: frozenset[str], template: str) -> str:
    name = place.text()
    if name and name not in known:
        place.fault(template, name=name)
    return name


def _block(place: Place, known: _Known) -> tuple[script.Step, ...]:
    steps = (_step(item, known) for item in place.items())
    return tuple(step for step in steps if step is not None)


def _step(place: Place, known: _Known) -> script.Step | None:
    entries = place.fields(*_READERS)
    if len(entries) != 1:
        if entries or isinstance(place.node, yaml.MappingNode):
            place.fault(N_("a step is one of: {known}"), known=", ".join(_READERS))
        return None
    ((name, at),) = entries.items()
    return _READERS[name](at, known)


def _menu(place: Place, known: _Known) -> script.Step | None:
    at = _parts(place, ("prompt", "options", "otherwise"), ("timeout_s", "tries", "invalid"))
    if at is None:
        return None
    options = at["options"].fields()
    for key, way in options.items():
        if len(key) != 1 or key not in _KEYS:
            way.fault(N_("“{key}” is not a key of a telephone"), key=key)
    return script.Menu(
        known.prompt(at["prompt"]),
        tuple((key, known.block(way)) for key, way in options.items()),
        known.block(at["otherwise"]),
        at["timeout_s"].number(0.1, 60) if "timeout_s" in at else 5.0,
        at["tries"].whole(1, 9) if "tries" in at else 2,
        known.prompt(at["invalid"]) if "invalid" in at else None,
    )


def _collect(place: Place, known: _Known) -> script.Step | None:
    at = _parts(place, ("prompt", "digits"), ("timeout_s",))
    if at is None:
        return None
    timeout_s = at["timeout_s"].number(0.1, 60) if "timeout_s" in at else 5.0
    return script.Collect(known.prompt(at["prompt"]), at["digits"].whole(1, 30), timeout_s)


def _hold(place: Place, known: _Known) -> script.Step | None:
    at = _parts(place, ("s",), ("music", "messages", "duck_db"))
    if at is None:
        return None
    music = None
    if "music" in at:
        music = _one_of(at["music"], frozenset(TUNES), N_("there is no tune “{name}”"))
    messages = [_message(item, known) for item in at["messages"].items()] if "messages" in at else []
    return script.Hold(
        at["s"].number(0.1, 3600),
        music,
        tuple(message for message in messages if message is not None),
        at["duck_db"].number(0, 60) if "duck_db" in at else None,
    )


def _message(place: Place, known: _Known) -> script.Message | None:
    at = _parts(place, ("play", "at_s"), ("every_s",))
    if at is None:
        return None
    every_s = at["every_s"].number(1, 3600) if "every_s" in at else None
    return script.Message(known.prompt(at["play"]), at["at_s"].number(0, 3600), every_s)


def _tone(place: Place, _known: _Known) -> script.Step | None:
    at = _parts(place, ("tone", "s"), ())
    if at is None:
        return None
    return script.Tone(
        _one_of(at["tone"], frozenset(TONES), N_("there is no tone “{name}”")), at["s"].number(0.1, 3600)
    )


def _listen(place: Place, _known: _Known) -> script.Step:
    at = place.fields("start_s", "silence_s", "max_s")
    limits = {name: where.number(0.1, 600) for name, where in at.items()}
    return script.Listen(**limits)


def _silence(place: Place, _known: _Known) -> script.Step:
    forever = isinstance(place.node, yaml.ScalarNode) and place.node.value == "forever"
    return script.Silence(None if forever else place.number(0.1, 3600))


def _parts(place: Place, needed: tuple[str, ...], allowed: tuple[str, ...]) -> dict[str, Place] | None:
    """The entries of a mapping, or `None` when a needed one is missing (which is noted)."""
    at = place.fields(*needed, *allowed)
    missing = [name for name in needed if name not in at]
    for name in missing:
        place.fault(N_("“{key}” is missing"), key=name)
    return None if missing else at


_READERS: dict[str, Callable[[Place, _Known], script.Step | None]] = {
    "play": lambda place, known: script.Play(known.prompt(place)),
    "menu": _menu,
    "collect": _collect,
    "hold": _hold,
    "silence": _silence,
    "tone": _tone,
    "say": lambda place, known: script.Say(known.prompt(place)),
    "listen": _listen,
    "goto": lambda place, known: script.GoTo(known.block(place)),
    "hang_up": lambda _place, _known: script.HangUp(),
}
