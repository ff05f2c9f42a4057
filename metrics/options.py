"""The ways on that a menu prompt offers, read from its words: "para facturación, pulse uno"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metrics.words import KEY_WORDS, Token, tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PRESS = {
    "es": _set("pulse pulsa pulsar marque marca marcar oprima presione presiona teclee digite aprete"),
    "en": _set("press dial push hit"),
}
_SAY = {"es": _set("diga digame di decir"), "en": _set("say")}
_LEAD = {
    "es": _set("para si por en o y de el la los las un una caso desea quiere bien su llama es"),
    "en": _set("for to if or and the you a an want would like are"),
}
_FILLER = {"es": _set("el la tecla numero digito opcion boton"), "en": _set("the key number button")}
_HEADS = {"es": _set("para si en por"), "en": _set("for to if")}
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
    """The options of a prompt, in order. Digits that a prompt asks to enter as data are no options."""
    words = tokens(text)
    cues = _cues(words, language)
    if not cues:
        return ()
    leading = _leads(text, words, cues, language)
    found = []
    for i, cue in enumerate(cues):
        span = _before(words, cues, i) if leading else _after(words, cues, i)
        option = _option(text, words, span, cue, language)
        if option is not None:
            found.append(option)
    return tuple(found)


def _cues(words: tuple[Token, ...], language: str) -> list[_Cue]:
    press, say = _PRESS.get(language, _NONE), _SAY.get(language, _NONE)
    keys, filler = KEY_WORDS.get(language, {}), _FILLER.get(language, _NONE)
    cues: list[_Cue] = []
    for i, word in enumerate(words):
        if not (word.norm in press or word.norm in say):
            continue
        j = i + 1
        while j < len(words) and words[j].norm in filler:
            j += 1
        if j >= len(words):
            continue
        if word.norm in press:
            key = keys.get(words[j].norm) or (
                words[j].norm if re.fullmatch(r"\d|[*#]", words[j].norm) else None
            )
            if key is not None:
                cues.append(_Cue(i, j, key))
        elif words[j].norm not in {"su", "me", "nos", "your"}:
            cues.append(_Cue(i, j, words[j].text))
    return cues


def _leads(text: str, words: tuple[Token, ...], cues: list[_Cue], language: str) -> bool:
    """Whether the description leads ("para X, pulse 1") or trails ("pulse 1 para X")."""
    heads = _HEADS.get(language, _NONE)
    at = cues[0].first - 1
    while at >= 0 and not any(m in text[words[at].end : words[at + 1].start] for m in ".!?"):
        if words[at].norm in heads:
            return True
        at -= 1
    return not any(c.last + 1 < len(words) and words[c.last + 1].norm in heads for c in cues)


def _before(words: tuple[Token, ...], cues: list[_Cue], i: int) -> tuple[int, int]:
    return (cues[i - 1].last + 1 if i else 0), cues[i].first


def _after(words: tuple[Token, ...], cues: list[_Cue], i: int) -> tuple[int, int]:
    return cues[i].last + 1, (cues[i + 1].first if i + 1 < len(cues) else len(words))


def _option(
    text: str, words: tuple[Token, ...], span: tuple[int, int], cue: _Cue, language: str
) -> Option | None:
    first, last = span
    first = _clause(text, words, first, last, language)
    lead = _LEAD.get(language, _NONE)
    while first < last and words[first].norm in lead:
        first += 1
    while last > first and words[last - 1].norm in lead:
        last -= 1
    if first >= last:
        return Option(cue.key, "", words[cue.first].start, words[cue.last].end)
    description = text[words[first].start : words[last - 1].end]
    start = min(words[first].start, words[cue.first].start)
    return Option(cue.key, description, start, max(words[last - 1].end, words[cue.last].end))


def _clause(text: str, words: tuple[Token, ...], first: int, last: int, language: str) -> int:
    """Cuts what stands before the option's own clause ("Bienvenido a Luz. Para facturas …")."""
    heads = _HEADS.get(language, _NONE)
    for i in range(last - 1, first, -1):
        between = text[words[i - 1].end : words[i].start]
        if any(mark in between for mark in ".!?"):
            return i
    starts = [i for i in range(first, last) if words[i].norm in heads]
    return starts[0] if starts and starts[0] > first else first
