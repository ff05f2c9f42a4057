"""The steps of a scenario file: one key a step, the key is the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scenarios.errors import Fault, ScenariosError
from scenarios.placeholders import keyed, placeholders, without_placeholders
from scenarios.scalars import Bounds, is_null, suggest, text_of
from scenarios.scenario import HangUp, Hold, Listen, Press, Say, Step, WaitFor
from scenarios.section import Section, read_group
from scenarios.tree import Mapping, Node, Text, child
from scenarios.vocabulary import KEYABLE_FIELDS, KEYS

_STEP_S = Bounds(above=0, most=4 * 3600)
"""No step waits longer than this: a bound against slips of the pen, not a norm."""
_PAUSE_S = Bounds(above=0, most=60)


@dataclass(frozen=True, slots=True)
class StepContext:
    """What a step takes from the rest of the file; `fields` are the persona's, `None` when faulty."""

    max_wait_s: float
    fields: frozenset[str] | None
    fixed: dict[str, str]
    faults: list[Fault]


_Read = Callable[[Node, str, StepContext], Step | None]


def read_steps(items: list[tuple[str, Node]], context: StepContext) -> tuple[Step, ...]:
    """The steps in order; faulty ones are left out (their faults are in the context's list)."""
    steps: list[Step] = []
    hung_up = False
    for path, node in items:
        if hung_up:
            context.faults.append(
                Fault(node.line, path, "this step comes after hang_up and can never happen")
            )
            hung_up = False
        step = _read_step(node, path, context)
        if step is not None:
            steps.append(step)
            hung_up = isinstance(step, HangUp)
    return tuple(steps)


def _read_step(node: Node, path: str, context: StepContext) -> Step | None:
    if isinstance(node, Text) and node.value == "hang_up":
        return HangUp()
    if not isinstance(node, Mapping) or len(node.nodes) != 1:
        context.faults.append(
            Fault(
                node.line,
                path,
                "a step is one key and its value; keys are: {known}",
                {"known": ", ".join(_READERS)},
            )
        )
        return None
    act, value = next(iter(node.nodes.items()))
    path = child(path, act)
    reader = _READERS.get(act)
    if reader is not None:
        return reader(value, path, context)
    meant = suggest(act, _READERS)
    known = ", ".join(_READERS)
    if meant:
        fault = Fault(node.line, path, "this step is unknown; did you mean “{meant}”?", {"meant": meant})
    else:
        fault = Fault(node.line, path, "this step is unknown; known are: {known}", {"known": known})
    context.faults.append(fault)
    return None


def _wait_for(node: Node, path: str, context: StepContext) -> WaitFor | None:
    return read_group(node, path, context.faults, _wait_for_group)


def _wait_for_group(section: Section) -> WaitFor | None:
    speech_end_s = section.number("speech_end_s", _PAUSE_S)
    seconds = section.number("seconds", _STEP_S)
    text = section.texts("text")
    timeout_s = section.number("timeout_s", _STEP_S, default=seconds)
    given = section.node.nodes.keys()
    if not given & {"speech_end_s", "seconds", "text"}:
        section.fault(None, "nothing to wait for: give speech_end_s, text or seconds")
    elif timeout_s is None and "timeout_s" not in given and "seconds" not in given:
        section.fault(None, "timeout_s is missing: how many seconds to wait at most")
    return WaitFor(timeout_s or 0.0, speech_end_s, text, seconds)


def _press(node: Node, path: str, context: StepContext) -> Press | None:
    if is_null(node):
        said = 'no keys stand here; # and * have to stand in quotes: "#"'
        context.faults.append(Fault(node.line, path, said))
        return None
    keys = text_of(node, path, context.faults)
    if keys is None:
        return None
    check_placeholders(keys, node.line, path, context.fields, context.faults)
    _check_keyed(keys, node.line, path, context)
    plain = without_placeholders(keys).replace(" ", "")
    wrong = [key for key in dict.fromkeys(plain) if key.upper() not in KEYS and key not in "{}"]
    if not wrong and len(plain) <= 64:
        return Press(keys if placeholders(keys) else plain.upper())
    if wrong:
        shown = " ".join(wrong)[:40]
        said = "a telephone has no key “{keys}”: 0 to 9, *, # and A to D"
        context.faults.append(Fault(node.line, path, said, {"keys": shown}))
    else:
        context.faults.append(Fault(node.line, path, "more than 64 keys in one step"))
    return None


def _check_keyed(keys: str, line: int, path: str, context: StepContext) -> None:
    """Notes fields that hold more than digits."""
    for name in placeholders(keys):
        if context.fields is None or name not in context.fields:
            continue
        try:
            if name in context.fixed:
                keyed(context.fixed[name])
            elif name not in KEYABLE_FIELDS:
                said = "“{field}” cannot be keyed in: it is not made of digits; these are: {known}"
                params = {"field": name, "known": ", ".join(sorted(KEYABLE_FIELDS))}
                context.faults.append(Fault(line, path, said, dict(params)))
        except ScenariosError as error:
            context.faults.append(Fault(line, path, error.template, error.params))


def _say(node: Node, path: str, context: StepContext) -> Say | None:
    if isinstance(node, Mapping):
        say = read_group(node, path, context.faults, _say_group)
    else:
        text = text_of(node, path, context.faults)
        say = None if text is None else Say(text)
    if say is not None:
        check_placeholders(say.text, node.line, path, context.fields, context.faults)
    return say


def _say_group(section: Section) -> Say:
    return Say(section.text("text", need=True) or "", section.text("recording"))


def check_placeholders(
    text: str, line: int, path: str, fields: frozenset[str] | None, faults: list[Fault]
) -> None:
    """Notes every `{field}` of a text that the persona does not define."""
    for name in placeholders(text):
        if fields is None or name in fields:
            continue
        if fields:
            known = ", ".join(sorted(fields))
            said = "the persona has no field “{field}”; it has: {known}"
            faults.append(Fault(line, path, said, {"field": name[:80], "known": known}))
        else:
            said = "“{field}” is to be filled in, but the scenario has no persona with that field"
            faults.append(Fault(line, path, said, {"field": name[:80]}))
    if set("{}") & set(without_placeholders(text)):
        said = "a brace stands alone; braces hold the name of a persona's field"
        faults.append(Fault(line, path, said))


def _hold(node: Node, path: str, context: StepContext) -> Hold | None:
    def read(section: Section) -> Hold:
        until = section.word("until", ("human",), default="human")
        timeout_s = section.number("timeout_s", _STEP_S, default=context.max_wait_s)
        return Hold(timeout_s or 0.0, until or "human")

    return read_group(node, path, context.faults, read)


def _listen(node: Node, path: str, context: StepContext) -> Listen | None:
    return read_group(node, path, context.faults, _listen_group)


def _listen_group(section: Section) -> Listen:
    until = section.word("until", ("silence",), default="silence")
    s = section.number("s", _PAUSE_S, need=True)
    max_s = section.number("max_s", _STEP_S, need=True)
    if s is not None and max_s is not None and s > max_s:
        section.fault("s", "s ({s}) is longer than max_s ({max_s})", s=s, max_s=max_s)
    return Listen(s or 0.0, max_s or 0.0, until or "silence")


def _hang_up(node: Node, path: str, context: StepContext) -> HangUp | None:
    if is_null(node) or (isinstance(node, Mapping) and not node.nodes):
        return HangUp()
    context.faults.append(Fault(node.line, path, "hang_up takes no value: write hang_up: {{}}"))
    return None


_READERS: dict[str, _Read] = {
    "wait_for": _wait_for,
    "press": _press,
    "say": _say,
    "hold": _hold,
    "listen": _listen,
    "hang_up": _hang_up,
}
