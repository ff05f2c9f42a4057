"""The dramas that only the sets since `held` have: what real lines do and no earlier set had in it."""

from __future__ import annotations

from bench.listening.human_dramas import Drama, menus, talk
from bench.listening.human_scene import Scene

_DIGITS = {
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "en": ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


def identified(scene: Scene) -> None:
    """The caller keys in a number, a machine reads it back and has it confirmed; then the wait."""
    menus(scene)
    scene.machine("identify")
    scene.pause(0.8, 2.0)
    digits = [int(digit) for digit in scene.own.integers(0, 10, 8)]
    for digit in digits:
        scene.key(str(digit))
        scene.pause(0.15, 0.5)
    scene.pause(0.8, 1.5)
    scene.machine("confirm", number=", ".join(_DIGITS[scene.language][digit] for digit in digits))
    scene.pause(0.5, 1.2)
    scene.key("1")
    scene.pause(0.6, 1.2)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene)


def misunderstood(scene: Scene) -> None:
    """A machine with a voice of its own asks, does not understand, asks once or twice again; a person."""
    scene.ring(1)
    scene.pause(0.6, 1.0)
    scene.machine("welcome")
    scene.pause(0.4, 0.8)
    scene.machine("bot_asks", scene.second)
    scene.pause(0.6, 1.4)
    scene.we("asked")
    for _ in range(1 + scene.draw % 2):
        scene.pause(1.2, 2.2)
        scene.machine("bot_retry", scene.second)
        scene.pause(0.6, 1.4)
        scene.we("rephrased")
    scene.pause(1.2, 2.2)
    scene.machine("bot_answers", scene.second)
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene, 4)


def same_voice(scene: Scene) -> None:
    """A machine converses in the very voice of welcome and queue; it rings, and a person answers."""
    scene.ring(1)
    scene.pause(0.6, 1.0)
    scene.machine("welcome", scene.reader)
    scene.pause(0.5, 0.9)
    scene.machine("bot_asks", scene.reader)
    scene.pause(0.6, 1.4)
    scene.we("asked")
    scene.pause(1.0, 2.0)
    scene.machine("bot_answers", scene.reader)
    scene.pause(0.5, 1.0)
    scene.machine("queue", scene.reader)
    scene.pause(0.8, 1.5)
    scene.ring(2)
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene, 4)


def operator(scene: Scene) -> None:
    """A switchboard answers, after a queue or straight away, and puts through; it rings, another answers."""
    if scene.draw % 2:
        menus(scene)
        scene.machine("queue")
        scene.pause(0.8, 1.5)
    scene.ring(2)
    scene.pause(0.4, 1.0)
    scene.person("reception")
    scene.pause(0.4, 1.0)
    scene.we()
    scene.pause(0.4, 1.0)
    scene.person("transfer")
    scene.pause(0.6, 1.5)
    scene.ring(2)
    scene.pause(0.3, 1.0)
    scene.person("greeting", scene.second)
    talk(scene, 4, scene.second)


def refused_call_back(scene: Scene) -> None:
    """A call back is offered and refused by key; just before the person a machine announces a survey."""
    menus(scene)
    scene.hold()
    scene.machine("call_back")
    scene.pause(0.5, 1.5)
    scene.key()
    scene.pause(0.6, 1.2)
    scene.hold()
    scene.machine("survey")
    scene.pause(0.3, 0.9)
    scene.person("greeting")
    talk(scene)


def cut_off(scene: Scene) -> None:
    """A person answers in the middle of a queue message, which breaks off."""
    menus(scene)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.machine("queue", share=float(scene.own.uniform(0.35, 0.7)))
    scene.pause(0.05, 0.4)
    scene.person("greeting")
    talk(scene)


def dropped(scene: Scene) -> None:
    """After the queue it rings, nobody answers, in every other draw the caller asks, and the line drops."""
    menus(scene)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.ring(3)
    if scene.draw % 2:
        scene.pause(1.0, 2.0)
        scene.we("alone")
        scene.pause(1.0, 2.0)
    scene.busy(6)


DRAMAS: tuple[Drama, ...] = (
    identified,
    misunderstood,
    same_voice,
    operator,
    refused_call_back,
    cut_off,
    dropped,
)
