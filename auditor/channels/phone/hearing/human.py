"""When a person has answered: by what was said, and by a line that waits for us instead of playing music.

A recorded message between stretches of music is not a person. Where neither words nor rhythm tell, nothing is
claimed: a wait too long is better than a person who was none.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.channels.phone.hearing.phrases import same_message, sounds_like_person, sounds_like_recording
from auditor.channels.phone.hearing.values import Now, Words
from auditor.channels.phone.hearing.words import TURN_GAP_S

QUIET_S = 1.8
"""A line that stays silent so long after speech waits for an answer; hold music comes back sooner."""

_NOISY_QUIET_S = 3.0
_LONG_SPEECH_S, _LONG_QUIET_S = 7.0, 6.0
_DEAF_QUIET_S, _DEAF_NOISY_QUIET_S, _DEAF_LONG_QUIET_S = 2.5, 6.0, 8.0
"""The same without words (no speech model, or one that is behind on a busy machine): soft music that sets in
late must not pass for a line that waits."""

_WORDS_LATE_S = 4.0
_MUSIC_TAIL_S = 1.5
_MUSIC_SURE_S = 1.8
_GREETED_S = 1.0


@dataclass
class _Stretch:
    start_s: float
    end_s: float | None = None
    text: str | None = None
    turn: tuple[float, str] | None = None  # where the turn that it ends began, and all its words


class HumanWatch:
    """Takes what the ear says from the beginning of a hold; `hear` tells when the person began to speak."""

    def __init__(self, since_s: float, language: str, *, words: bool) -> None:
        self._since_s, self._language, self._words = since_s, language, words
        self._stretches: list[_Stretch] = []
        self._messages: list[str] = []
        self._waited_s: float | None = None
        self._judged: set[float] = set()

    def hear_words(self, words: Words) -> None:
        """Takes what was recognised of a finished stretch, or of the turn that it ends."""
        for stretch in self._stretches:
            if not words.final or stretch.end_s is None or abs(stretch.end_s - words.end_s) > 0.05:
                continue
            if not words.turn:
                stretch.text = words.text
            elif words.start_s >= self._since_s:
                stretch.turn = (words.start_s, words.text)

    def hear(self, now: Now) -> float | None:
        """Takes the moment; returns when the person began to speak once that is known."""
        for heard_s in (now.music_s, now.tone_s):
            if heard_s is not None and heard_s >= self._since_s and self._waited_s is None:
                self._waited_s = heard_s
        self._follow(now)
        turn = self._turn()
        if not turn or now.speaking:
            return None
        return self._judge(turn, now)

    def _follow(self, now: Now) -> None:
        start_s = now.speech_start_s
        if start_s is None or start_s < self._since_s:
            return
        if not self._stretches or start_s > self._stretches[-1].start_s + 0.01:
            self._stretches.append(_Stretch(start_s))
        if now.speech_end_s is not None and now.speech_end_s > start_s:
            self._stretches[-1].end_s = now.speech_end_s

    def _turn(self) -> list[_Stretch]:
        """The last stretches, not judged yet, with no more than a breath between them."""
        turn: list[_Stretch] = []
        for stretch in reversed(self._stretches):
            if stretch.end_s is None or stretch.start_s in self._judged:
                break
            if turn and turn[0].start_s - stretch.end_s > TURN_GAP_S:
                break
            turn.insert(0, stretch)
        return turn

    def _judge(self, turn: list[_Stretch], now: Now) -> float | None:
        end_s = turn[-1].end_s or turn[-1].start_s
        quiet_s = now.at_s - end_s
        music = self._music_after(turn, now)
        if music:
            self._is_message(turn)
        if music or music is None:
            return None
        if self._words and quiet_s < _WORDS_LATE_S and not _understood(turn):
            return None
        texts = [stretch.text or "" for stretch in turn]
        whole = _whole(turn)
        known = any(same_message(whole, message) for message in self._messages)
        greeting = None if known else self._greeting([*texts, whole])
        if greeting is not None:
            first_s = self._first_of_person(turn, min(greeting, len(turn) - 1))
            return first_s if quiet_s >= _GREETED_S else None
        if known or any(sounds_like_recording(text, self._language) for text in [*texts, whole]):
            self._is_message(turn)
            return None
        return self._by_rhythm(turn, now, quiet_s)

    def _greeting(self, texts: list[str]) -> int | None:
        """The index of the first text with which a person takes a call, and no recording asks to wait."""
        for index, text in enumerate(texts):
            if sounds_like_person(text, self._language) and not sounds_like_recording(text, self._language):
                return index
        return None

    def _first_of_person(self, turn: list[_Stretch], index: int) -> float:
        """The start of the person's words: back from the greeting to the last recorded sentence."""
        while index > 0 and not sounds_like_recording(turn[index - 1].text or "", self._language):
            index -= 1
        return turn[index].start_s

    def _by_rhythm(self, turn: list[_Stretch], now: Now, quiet_s: float) -> float | None:
        """Speech after music or ringing, and then a line that waits."""
        first = turn[0]
        if self._waited_s is None or self._waited_s > first.start_s + _MUSIC_TAIL_S:
            return None
        end_s = turn[-1].end_s or first.start_s
        silent = now.sounded_s is None or now.sounded_s <= end_s + 0.5
        long = end_s - first.start_s > _LONG_SPEECH_S
        if self._words and _understood(turn):
            needed_s = _LONG_QUIET_S if long else QUIET_S if silent else _NOISY_QUIET_S
        else:
            needed_s = _DEAF_LONG_QUIET_S if long else _DEAF_QUIET_S if silent else _DEAF_NOISY_QUIET_S
        return first.start_s if quiet_s >= needed_s else None

    def _music_after(self, turn: list[_Stretch], now: Now) -> bool | None:
        """Whether music or a tone followed the turn, or lay under it; `None`: too early to say."""
        end_s = turn[-1].end_s or turn[0].start_s
        if now.music:
            return True if now.at_s - end_s > _MUSIC_SURE_S else None
        heard = [s for s in (now.music_s, now.tone_s) if s is not None]
        return any(
            s > end_s + 0.3 or (s > turn[0].start_s + _MUSIC_TAIL_S and s > end_s - 1.0) for s in heard
        )

    def _is_message(self, turn: list[_Stretch]) -> None:
        if self._words and not _understood(turn):
            return  # its words are still to come: they tell its repeats apart later
        self._messages.append(_whole(turn))
        self._judged.update(stretch.start_s for stretch in turn)


def _understood(turn: list[_Stretch]) -> bool:
    """Whether all words of a turn have come."""
    if any(stretch.text is None for stretch in turn):
        return False
    return len(turn) == 1 or turn[-1].turn is not None


def _whole(turn: list[_Stretch]) -> str:
    """The words of a turn: understood as one where that was done, else piece by piece."""
    together = turn[-1].turn
    if together is not None and abs(together[0] - turn[0].start_s) < 0.1:
        return together[1]
    return " ".join(stretch.text or "" for stretch in turn)
