"""The calls of one half: each is a small drama with a different difficulty in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from bench.listening import tones
from bench.listening.material import RATE, VOICES, Floats, Prompt, music, prompts
from bench.listening.singing import sung
from bench.listening.truth import Call
from transcripts.acoustic.plans import Cadence, countries, plan_of
from transcripts.timeline import Kind

Random = np.random.Generator


class Cast:
    """Draws prompts and music of one half; a prompt is never drawn twice.

    Each `take` gives the parts to other voices.
    """

    def __init__(self, half: str, rng: Random, take: int = 0) -> None:
        self.half, self.rng = half, rng
        names = [v.name for v in VOICES if v.half == half]
        first = take % len(names)
        self.voices = names[first:] + names[:first]
        self.language = next(v.language for v in VOICES if v.name == self.voices[0])
        self._left = {name: list(prompts(name)) for name in self.voices}
        self._pieces = music(half)
        self._next_piece = int(rng.integers(len(self._pieces)))

    def prompt(self, voice: int, low_s: float = 1.8, high_s: float = 30.0) -> Prompt:
        left = self._left[self.voices[voice % len(self.voices)]]
        fitting = [p for p in left if low_s <= p.length_s <= high_s] or left
        chosen = fitting[int(self.rng.integers(len(fitting)))]
        left.remove(chosen)
        return chosen

    def piece(self) -> Floats:
        self._next_piece += 1
        return self._pieces[self._next_piece % len(self._pieces)][1]

    def excerpt(self, piece: Floats, length_s: float) -> Floats:
        """Any part of a piece, going round at its end."""
        start = int(self.rng.integers(len(piece)))
        return np.take(piece, np.arange(start, start + round(length_s * RATE)), mode="wrap")

    def seconds(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))


def tone_of(country: str, kind: Kind) -> Cadence:
    plan = plan_of(country)
    assert plan is not None
    return next(c for c in plan.cadences if c.kind is kind)


def _menu(call: Call, cast: Cast, levels: int = 2, voice: int = 0) -> None:
    call.ring(tone_of(call.country, Kind.RINGBACK), int(cast.rng.integers(1, 4)))
    call.pause(cast.seconds(0.6, 1.2))
    for _ in range(levels):
        call.say(cast.prompt(voice, 2.5, 15))
        call.pause(cast.seconds(0.6, 1.5))
        call.key(str(cast.rng.integers(0, 10)), cast.seconds(0.06, 0.25))
        call.pause(cast.seconds(0.6, 1.5))


def _talk(call: Call, cast: Cast, turns: int = 6) -> None:
    for turn in range(turns):
        call.say(cast.prompt(1 + turn % 2, 1.8, 8), role="agent")
        call.pause(cast.seconds(0.35, 1.4))


def between(call: Call, cast: Cast) -> None:
    """Messages between music, cut hard; three messages, each several times."""
    _menu(call, cast)
    piece, messages = cast.piece(), [cast.prompt(0, 2.5, 20) for _ in range(3)]
    for number in range(8):
        call.music(cast.excerpt(piece, cast.seconds(8, 25)))
        call.pause(cast.seconds(0, 0.6) * (number % 2))
        call.say(messages[number % 3], message=True)
        call.pause(cast.seconds(0, 0.6) * (number % 2))
    call.music(cast.excerpt(piece, 12))
    call.pause(0.5)
    _talk(call, cast)
    call.ring(tone_of(call.country, Kind.BUSY), 8)


def ducked(call: Call, cast: Cast) -> None:
    """Messages over music that is turned down 12 to 18 dB under them; each time at another phase."""
    _menu(call, cast, 1)
    messages = [cast.prompt(0, 3.5, 20) for _ in range(2)]
    for _ in range(2):
        piece = cast.piece()
        gaps = [cast.seconds(8, 20) for _ in range(5)]
        said = [messages[number % 2] for number in range(4)]
        length = round((sum(gaps) + sum(p.length_s + 1.0 for p in said)) * RATE)
        bed, gain = cast.excerpt(piece, length / RATE).copy(), np.ones(length)
        start, at = call.cursor, gaps[0]
        call.music(bed)
        for number, prompt in enumerate(said):
            a, b = round((at + 0.2) * RATE), round((at + 0.8 + prompt.length_s) * RATE)
            gain[a:b] = 10 ** (-cast.seconds(12, 18) / 20)
            call.cursor = start + at + 0.5
            call.say(prompt, message=True)
            at += prompt.length_s + 1.0 + gaps[number + 1]
        smooth = np.convolve(np.pad(gain, 400, mode="edge"), np.ones(801) / 801, mode="valid")[:length]
        call.parts[-5] = (start, (bed * smooth).astype(np.float32))
        call.cursor = start + length / RATE
        call.pause(cast.seconds(0.5, 2))
    _talk(call, cast, 3)


def held_twice(call: Call, cast: Cast) -> None:
    """Hold, a person, hold again, a person; on one channel sound alone takes the talk for messages."""
    _menu(call, cast, 1)
    piece, message = cast.piece(), cast.prompt(0, 3, 15)
    for _ in range(2):
        for _ in range(2):
            call.music(cast.excerpt(piece, cast.seconds(10, 20)))
            call.say(message, message=True)
        call.music(cast.excerpt(piece, 9))
        call.pause(0.7)
        _talk(call, cast, 5)


def looped(call: Call, cast: Cast) -> None:
    """One file with music and a message in it, played round and round: the music repeats exactly too."""
    _menu(call, cast, 1)
    piece, messages = cast.piece(), [cast.prompt(0, 3, 15), cast.prompt(0, 3, 15)]
    first, second = cast.excerpt(piece, 14), cast.excerpt(piece, 9)
    for _ in range(4):
        call.music(first)
        call.say(messages[0], message=True)
        call.music(second)
        call.say(messages[1], message=True)
    call.music(first[: 5 * RATE])
    call.pause(0.8)
    _talk(call, cast, 4)


def sung_hold(call: Call, cast: Cast) -> None:
    """Sung music, messages between it."""
    _menu(call, cast, 1)
    messages = [cast.prompt(0, 3, 15) for _ in range(2)]
    piece = cast.piece()
    words = np.concatenate([p.signal for p in prompts(cast.voices[-1])[10:18]])
    song = sung(words, cast.excerpt(piece, 60), cast.rng, cast.seconds(150, 260))
    for number in range(6):
        a = int(cast.rng.integers(0, 30 * RATE))
        call.music(song[a : a + round(cast.seconds(10, 25) * RATE)], sung=True)
        call.say(messages[number % 2], message=True)
    call.music(song[: 15 * RATE], sung=True)
    call.pause(0.6)
    _talk(call, cast, 3)


def pure_music(call: Call, cast: Cast) -> None:
    """Every piece of the half, and the sung ones, without a word of speech."""
    for number in range(7):
        call.music(cast.excerpt(cast.piece(), 40))
        call.pause(cast.seconds(1.8, 4))
        if number < 3:
            words = np.concatenate([p.signal for p in prompts(cast.voices[number])[:8]])
            song = sung(words, cast.excerpt(cast.piece(), 40), cast.rng, cast.seconds(130, 300))
            call.music(song, sung=True)
            call.pause(cast.seconds(1.8, 4))


def two_languages(call: Call, cast: Cast) -> None:
    """A greeting, menu and messages in two languages by two voices."""
    call.ring(tone_of(call.country, Kind.RINGBACK), 2)
    call.pause(0.9)
    for voice in (0, 1, 0, 1):
        call.say(cast.prompt(voice, 2, 8))
        call.pause(cast.seconds(0.4, 0.9))
    call.key("2", 0.12)
    call.pause(1.0)
    piece, pairs = cast.piece(), [(cast.prompt(0, 2.5, 12), cast.prompt(1, 2.5, 12))]
    for _ in range(4):
        call.music(cast.excerpt(piece, cast.seconds(10, 20)))
        for message in pairs[0]:
            call.say(message, message=True)
            call.pause(1.6)
    call.music(cast.excerpt(piece, 10))
    call.pause(0.7)
    _talk(call, cast)


def overlapping(call: Call, cast: Cast) -> None:
    """Two people at once, and keys pressed while the menu speaks."""
    call.ring(tone_of(call.country, Kind.RINGBACK), 1)
    call.pause(1.2)
    for number in range(6):
        start = call.cursor
        prompt = cast.prompt(0, 5, 20)
        call.say(prompt)
        end = call.cursor
        call.cursor = start + cast.seconds(1.0, 3.5)
        call.key(str(number), cast.seconds(0.1, 0.2))
        call.cursor = end + cast.seconds(0.8, 1.5)
    for _ in range(8):
        start = call.cursor
        call.say(cast.prompt(1, 3, 8), role="agent")
        end = call.cursor
        call.cursor = start + cast.seconds(1.0, 2.5)
        call.say(cast.prompt(2, 1.8, 4), gain=0.8, role="agent")
        call.cursor = max(call.cursor, end) + cast.seconds(0.5, 1.2)


def silences(call: Call, cast: Cast) -> None:
    """Dead air of 4 to 40 s in the menu, on hold and in the conversation."""
    _menu(call, cast, 1)
    for length_s in (4, 12, 40):
        call.pause(length_s)
        call.say(cast.prompt(0, 2, 10))
    piece, message = cast.piece(), cast.prompt(0, 3, 12)
    for length_s in (6, 15, 25):
        call.pause(1.0)
        call.music(cast.excerpt(piece, cast.seconds(12, 20)))
        call.pause(length_s)
        call.say(message, message=True)
    call.music(cast.excerpt(piece, 15))
    call.pause(8)
    _talk(call, cast, 4)


def signals(call: Call, cast: Cast) -> None:
    """Tones of the call's country, all sixteen keys short and long, special information, fax."""
    for digit in tones.KEYS:
        call.pause(cast.seconds(0.25, 0.8))
        call.key(digit, cast.seconds(0.05, 0.3), cast.seconds(-24, -10))
    call.pause(1.0)
    for kind in (Kind.RINGBACK, Kind.BUSY, Kind.CONGESTION):
        plan = plan_of(call.country)
        assert plan is not None
        for pattern in (c for c in plan.cadences if c.kind is kind):
            call.ring(pattern, int(cast.rng.integers(4, 9)))
            call.pause(7.0)
    for _ in range(2):
        call.signal(tones.sit(), "sit")
        call.pause(0.4)
    call.say(cast.prompt(0, 2, 8))
    call.pause(1.5)
    for _ in range(3):
        call.signal(tones.tone((1100.0,), 0.5), "fax")
        call.pause(3.0)
    call.signal(tones.tone((2100.0,), 3.0), "fax")
    call.pause(1.0)


DRAMAS: tuple[Callable[[Call, Cast], None], ...] = (
    between,
    ducked,
    held_twice,
    looped,
    sung_hold,
    pure_music,
    two_languages,
    overlapping,
    silences,
)


def calls_of(half: str, take: int = 0) -> Iterator[tuple[Call, Floats]]:
    """Every call of a half with its sound, the same every time; another `take` draws anew."""
    for number, drama in enumerate(DRAMAS):
        rng = np.random.default_rng([number, half == "test", take])
        cast = Cast(half, rng, take)
        call = Call(drama.__name__, ("ES", "MX", "BR", "AR")[number % 4], cast.language)
        drama(call, cast)
        call.pause(1.0)
        yield call, call.rendered(rng)
    for number, country in enumerate(countries()):
        if (number % 2 == 0) == (half == "tuning") or country == "ES":
            rng = np.random.default_rng([100 + number, half == "test", take])
            cast = Cast(half, rng, take)
            call = Call(f"signals-{country}", country, cast.language)
            signals(call, cast)
            yield call, call.rendered(rng)
