"""The ways on that a menu prompt offers, read from its words: "para facturación, pulse uno"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metrics.misheard import sound
from metrics.words import KEY_WORDS, Token, tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PRESS = {
    "es": _set("pulse pulsa pulsar marque marca marcar oprima presione presiona teclee digite aprete"),
    "en": _set("press dial push hit"),
}
_SAY = {"es": _set("diga digame di decir"), "en": _set("say")}
_LEAD = {
    "es": _set(
        "para si por en o y de el la los las un una caso desea quiere bien su llama es consulta "
        "sobre trata se"
    ),
    "en": _set("for to if or and the you a an want would like are"),
}
_FILLER = {"es": _set("el la tecla numero digito opcion boton"), "en": _set("the key number button")}
_HEADS = {"es": _set("para si"), "en": _set("for to if")}
_NONE = _set("")


@dataclass(frozen=True, slots=True)
class Option:
    """One way on: the key, or what to say, and what it leads to in the prompt's own words."""

    key: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """ "pulse uno" or "diga facturación": tokens [first, last], and the key it names."""

    first: int
    last: int
    key: str


def options(text: str, language: str) -> tuple[Option, ...]:
    """The options of a prompt, in order. Digits that a prompt asks to enter as data are no options.

    "…" in the text stands for words that were not understood; no description reaches across it.
    """
    words = tokens(text)
    cues = _cues(words, language)
    if not cues:
        return ()
    prompt = _Prompt(text, words, cues, language)
    spans = [prompt.before(i) if prompt.leads() else prompt.after(i) for i in range(len(cues))]
    return tuple(prompt.option(cue, span) for cue, span in zip(cues, spans, strict=True))


def _cues(words: tuple[Token, ...], language: str) -> list[_Cue]:
    press = _sounds(_PRESS.get(language, _NONE), language)
    say = _SAY.get(language, _NONE)
    filler = _FILLER.get(language, _NONE)
    cues: list[_Cue] = []
    for i, word in enumerate(words):
        pressed = len(word.norm) >= 4 and sound(word.norm, language) in press
        if not (pressed or word.norm in say):
            continue
        j = i + 1
        while j < len(words) and words[j].norm in filler:
            j += 1
        if j >= len(words):
            continue
        if pressed:
            key = _key(words[j].norm, language)
            if key is not None:
                cues.append(_Cue(i, j, key))
        elif words[j].norm not in {"su", "me", "nos", "your"}:
            cues.append(_Cue(i, j, words[j].text))
    return cues


def _sounds(words: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(sound(word, language) for word in words)


def _key(word: str, language: str) -> str | None:
    return KEY_WORDS.get(language, {}).get(word) or (word if re.fullmatch(r"[0-9]", word) else None)


class _Prompt:
    """A prompt with its cues: which words describe which key."""

    def __init__(self, text: str, words: tuple[Token, ...], cues: list[_Cue], language: str) -> None:
        self._text = text
        self._words = words
        self._cues = cues
        self._heads = _HEADS.get(language, _NONE)
        self._lead = _LEAD.get(language, _NONE)
        self._english = language == "en"

    def leads(self) -> bool:
        """Whether descriptions lead ("para X, pulse 1") or trail ("pulse 1 para X"), by majority.

        A tie goes to the way that leaves fewer keys without a description.
        """
        n = range(len(self._cues))
        lead = sum(self._has_head(*self.before(i)) for i in n)
        trail = sum(self._head_follows(i) for i in n)
        if lead != trail:
            return lead > trail
        return sum(a < b for a, b in map(self.before, n)) >= sum(a < b for a, b in map(self.after, n))

    def before(self, i: int) -> tuple[int, int]:
        """The last sentence with words in it between the cue before and this one, from its head on."""
        first = self._cues[i - 1].last + 1 if i else 0
        last = self._cues[i].first
        start = last
        while start > first and (start == last or not self._breaks(start - 1)):
            start -= 1
        heads = [j for j in range(start, last) if self._is_head(start, j)]
        return (heads[0] if heads else start), last

    def after(self, i: int) -> tuple[int, int]:
        """The words from this cue to the next, or to the end of their sentence."""
        first = self._cues[i].last + 1
        last = self._cues[i + 1].first if i + 1 < len(self._cues) else len(self._words)
        for j in range(first, last):
            if self._breaks(j):
                return first, j + 1
        return first, last

    def _is_head(self, start: int, j: int) -> bool:
        if self._words[j].norm not in self._heads:
            return False
        gap = self._text[self._words[j - 1].end : self._words[j].start] if j > start else ","
        return not self._english or "," in gap

    def _breaks(self, j: int) -> bool:
        """Whether a sentence ends after word j."""
        if j + 1 >= len(self._words):
            return True
        between = self._text[self._words[j].end : self._words[j + 1].start]
        return any(mark in between for mark in ".!?…")

    def _has_head(self, first: int, last: int) -> bool:
        """In English a head opens its clause; "thank you for calling" has none."""
        if self._english:
            return first < last and self._words[first].norm in self._heads
        return any(word.norm in self._heads for word in self._words[first:last])

    def _head_follows(self, i: int) -> bool:
        j = self._cues[i].last + 1
        return j < len(self._words) and self._words[j].norm in self._heads and not self._breaks(j - 1)

    def option(self, cue: _Cue, span: tuple[int, int]) -> Option:
        """The option of a cue, its description without the words that only lead in."""
        first, last = span
        start = self._words[min(first, cue.first)].start if first < last else self._words[cue.first].start
        while first < last and self._words[first].norm in self._lead:
            first += 1
        while last > first and self._words[last - 1].norm in self._lead:
            last -= 1
        end = self._words[max(last - 1, cue.last)].end
        described = self._text[self._words[first].start : self._words[last - 1].end] if first < last else ""
        return Option(cue.key, described, start, end)
