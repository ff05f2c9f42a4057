"""When a person has answered: by what was said, and by a line that waits for us instead of playing music.

A recorded message between stretches of music is not a person. Where neither words nor rhythm tell, nothing is
claimed: a wait too long is better than a person who was none.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.channels.phone.hearing.phrases import same_message, sounds_like_person, sounds_like_recording
from auditor.channels.phone.hearing.values import Now, Words

QUIET_S = 1.8
"""A line that stays silent so long after speech waits for an answer; hold music comes back sooner."""

_NOISY_QUIET_S = 3.0
_LONG_SPEECH_S = 7.0
_LONG_QUIET_S = 6.0
_WORDS_LATE_S = 4.0
_TURN_GAP_S = 1.2
_MUSIC_TAIL_S = 1.5
_GREETED_S = 0.4


@dataclass
class _Stretch:
    start_s: float
    end_s: float | None = None
    text: str | None = None


class HumanWatch:
    """Takes what the ear says from the beginning of a hold; `at_s` is when the person began to speak."""

    def __init__(self, since_s: float, language: str, *, words: bool) -> None:
        self._since_s, self._language, self._words = since_s, language, words
        self._stretches: list[_Stretch] = []
        self._messages: list[str] = []
        self._waited_s: float | None = None
        self._judged: set[float] = set()

    def hear_words(self, words: Words) -> None:
        """Takes what was recognised of a finished stretch."""
        for stretch in self._stretches:
            if words.final and abs(stretch.start_s - words.start_s) < 0.05:
                stretch.text = words.text

    def hear(self, now: Now) -> float | None:
        """Takes the moment; returns when the person began to speak once that is known."""
        for heard_s in (now.music_s, now.tone_s):
            if heard_s is not None and heard_s >= self._since_s and self._waited_s is None:
                self._waited_s = heard_s
        self._follow(now)
        turn = self._turn()
        if not turn or now.speaking or turn[0].start_s in self._judged:
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
        """The last stretches with no more than a breath between them."""
        turn: list[_Stretch] = []
        for stretch in reversed(self._stretches):
            if stretch.end_s is None:
                return []
            if turn and turn[0].start_s - stretch.end_s > _TURN_GAP_S:
                break
            if stretch.start_s in self._judged:
                break
            turn.insert(0, stretch)
        return turn

    def _judge(self, turn: list[_Stretch], now: Now) -> float | None:
        end_s = turn[-1].end_s or turn[-1].start_s
        quiet_s = now.at_s - end_s
        if self._music_goes_on(turn, now):
            self._is_message(turn)
            return None
        if self._words and any(s.text is None for s in turn) and quiet_s < _WORDS_LATE_S:
            return None
        texts = [stretch.text or "" for stretch in turn]
        person = next((i for i, t in enumerate(texts) if sounds_like_person(t, self._language)), None)
        if person is None and sounds_like_person(" ".join(texts), self._language):
            person = len(texts) - 1
        if person is not None and quiet_s >= _GREETED_S and not self._known(" ".join(texts)):
            return self._first_of_person(turn, person)
        if any(sounds_like_recording(text, self._language) for text in texts) or self._known(" ".join(texts)):
            self._is_message(turn)
            return None
        return self._by_rhythm(turn, now, quiet_s)

    def _first_of_person(self, turn: list[_Stretch], index: int) -> float:
        """The start of the person's words: back from the greeting to the last recorded sentence."""
        while index > 0 and not sounds_like_recording(turn[index - 1].text or "", self._language):
            index -= 1
        return turn[index].start_s

    def _by_rhythm(self, turn: list[_Stretch], now: Now, quiet_s: float) -> float | None:
        first = turn[0]
        if self._waited_s is None or self._waited_s > first.start_s + _MUSIC_TAIL_S:
            return None
        end_s = turn[-1].end_s or first.start_s
        silent = now.sounded_s is None or now.sounded_s <= end_s + 0.5
        needed_s = QUIET_S if silent else _NOISY_QUIET_S
        if end_s - first.start_s > _LONG_SPEECH_S:
            needed_s = _LONG_QUIET_S
        return first.start_s if quiet_s >= needed_s else None

    def _music_goes_on(self, turn: list[_Stretch], now: Now) -> bool:
        end_s = turn[-1].end_s or turn[0].start_s
        for heard_s in (now.music_s, now.tone_s):
            if heard_s is None:
                continue
            if heard_s > end_s + 0.3 or (heard_s > turn[0].start_s + _MUSIC_TAIL_S and heard_s > end_s - 1.0):
                return True
        return False

    def _known(self, text: str) -> bool:
        return any(same_message(text, message) for message in self._messages)

    def _is_message(self, turn: list[_Stretch]) -> None:
        if self._words and any(stretch.text is None for stretch in turn):
            return  # its words are still to come: they tell its repeats apart later
        self._messages.append(" ".join(stretch.text or "" for stretch in turn))
        self._judged.update(stretch.start_s for stretch in turn)
