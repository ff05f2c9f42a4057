"""The dramas of every set: each is one way for a person to answer, or for none to."""

from __future__ import annotations

from collections.abc import Callable

from bench.listening import tones
from bench.listening.human_scene import Scene
from bench.listening.human_voices import Person

Drama = Callable[[Scene], None]


def menus(scene: Scene) -> None:
    scene.ring(1)
    scene.pause(0.6, 1.0)
    scene.machine("welcome")
    scene.pause(0.4, 0.8)
    scene.machine("menu")
    scene.pause(0.5, 1.2)
    scene.key()
    scene.pause(0.6, 1.2)


def talk(scene: Scene, turns: int = 5, who: Person | None = None) -> None:
    for turn in range(turns):
        scene.pause(0.3, 1.2)
        if turn % 2 == 0:
            scene.we()
        else:
            scene.person("agent", who)


def after_hold(scene: Scene) -> None:
    """Menu, music, a message, music, and a greeting."""
    menus(scene)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.pause(0.2, 1.0)
    scene.person("greeting")
    talk(scene)


def after_menu(scene: Scene) -> None:
    """A person answers right after the key."""
    menus(scene)
    scene.pause(0.3, 1.5)
    scene.person("greeting")
    talk(scene)


def after_ringback(scene: Scene) -> None:
    """No machine at all: it rings, and a person answers."""
    scene.ring(2)
    scene.pause(0.4, 1.5)
    scene.person("greeting")
    talk(scene)


def after_message(scene: Scene) -> None:
    """A queue message without any music, a ringing tone, a person."""
    menus(scene)
    scene.machine("queue")
    scene.pause(1.0, 3.0)
    if scene.draw % 2:
        scene.ring(1)
        scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene)


def short_greeting(scene: Scene) -> None:
    """The person says hardly anything; the caller begins."""
    menus(scene)
    scene.hold()
    scene.pause(0.2, 1.0)
    scene.person("short")
    talk(scene, 6)


def caller_first(scene: Scene) -> None:
    """The music stops; the caller asks whether somebody is there, and only then a person speaks."""
    menus(scene)
    scene.hold()
    scene.pause(1.5, 2.5)
    scene.we("alone")
    scene.pause(0.5, 1.0)
    scene.person("greeting")
    talk(scene)


def machine_only(scene: Scene) -> None:
    """A machine informs and ends the call."""
    menus(scene)
    scene.machine("info")
    scene.pause(0.6, 1.2)
    scene.machine("closing")


def gives_up(scene: Scene) -> None:
    """A wait with an advert that speaks like a person, and nobody ever answers."""
    menus(scene)
    scene.hold()
    scene.machine("advert", scene.second)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.machine("closing")


def voicemail(scene: Scene) -> None:
    """A mailbox with a personal greeting; the caller leaves a message."""
    scene.ring(2)
    scene.pause(0.5, 1.0)
    scene.machine("voicemail", scene.host if scene.draw % 2 else None)
    scene.pause(0.4)
    scene.theirs.signal(tones.tone((1000.0,), 0.4), "beep")
    scene.pause(0.5, 1.0)
    scene.we("left")


def advert_then_person(scene: Scene) -> None:
    """An advert in the first person between music, then a person."""
    menus(scene)
    scene.hold()
    scene.machine("advert", scene.second)
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene, 4)


def bot(scene: Scene) -> None:
    """A machine that converses, then a person."""
    scene.ring(1)
    scene.pause(0.8)
    scene.machine("bot_asks")
    scene.pause(0.6, 1.2)
    scene.we("asked")
    scene.pause(0.8, 1.5)
    scene.machine("bot_answers")
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    talk(scene, 4)


def transferred(scene: Scene) -> None:
    """A person, music, another person."""
    menus(scene)
    scene.hold()
    scene.pause(0.4)
    scene.person("greeting")
    talk(scene, 3)
    scene.pause(0.5)
    scene.person("transfer")
    scene.pause(0.5)
    scene.hold()
    scene.pause(0.4, 1.0)
    scene.person("greeting", scene.second)
    talk(scene, 4, scene.second)


def two_holds(scene: Scene) -> None:
    """A wait, a person, a second wait, the same person."""
    menus(scene)
    scene.hold()
    scene.pause(0.4)
    scene.person("greeting")
    talk(scene, 2)
    scene.pause(0.4)
    scene.person("wait")
    scene.pause(0.4)
    scene.hold()
    scene.pause(0.4, 1.0)
    scene.person("back")
    talk(scene, 3)


DRAMAS: tuple[Drama, ...] = (
    after_hold,
    after_menu,
    after_ringback,
    after_message,
    short_greeting,
    caller_first,
    machine_only,
    gives_up,
    voicemail,
    advert_then_person,
    bot,
    transferred,
    two_holds,
)
