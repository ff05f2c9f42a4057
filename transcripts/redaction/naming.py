"""People's names: known by the words that announce them, by what was asked, or as usual first names."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcripts.redaction.first_names import FIRST_NAMES
from transcripts.redaction.values import Personal, PersonalSpan

_ANNOUNCED = re.compile(
    r"\b(?:me llamo|mi nombre(?: completo)? es|a nombre de|el titular es|la titular es|hablo con|"
    r"habla usted con|se llama|my name is|my name's|speaking with|in the name of)\s+",
    re.IGNORECASE,
)
"""What follows is a name, with a capital or without."""

_TITLED = re.compile(
    r"\b(?:soy|atiende|habla|saluda|al habla|señor|señora|señorita|don|doña|sr\.?|sra\.?|"
    r"this is|i am|i'm|mr\.?|mrs\.?|ms\.?|miss|"
    r"agente|compañer[oa]|asesora?|operadora?|jef[ea]|marido|mujer|espos[oa]|hij[oa]|herman[oa]|padre|madre|"
    r"vecin[oa]|suegr[oa]|husband|wife|colleague|"
    r"de parte de|a la atención de|pregunt\w+ por|habl\w+ con|atendió|atendido|apellidos?(?: es| son)?|"
    r"titular(?: es)?|surname is|last name is|(?:speak|spoke|talking|talked) (?:to|with)|on behalf of)"
    r"(?:,|\s+es|\s+fue)?\s+",
    re.IGNORECASE,
)
"""What follows is a name if it has a capital ("soy cliente")."""

_ASKED = re.compile(
    r"\b(?:(?:su|tu|el|qué|cuál es su) nombre(?: completo)?(?: y (?:sus |los )?apellidos)?(?: del titular)?|"
    r"cómo se llama(?: usted)?|con quién hablo|your (?:full )?name|who am i (?:speaking|talking) (?:to|with))"
    r"(?:,? (?:por favor|si es tan amable|please))?\s*[?.]\s*"
    r"(?:(?:sí|claro|pues|bueno|yes|sure|it's)[,.]?\s+)*",
    re.IGNORECASE,
)
"""What follows the question is the answer to it."""

_OWN = re.compile(
    r"\b(?:me llamo|mi nombre(?: completo)? es|soy|atiende|habla|saluda|al habla|"
    r"my name is|my name's|this is|i am|i'm|speaking with|habla usted con)\s+",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZÁÉÍÓÚÑÜ]"
_BEFORE = re.compile(
    rf"((?:{_CAPITAL}[\w'’-]+\s+(?:(?:de|del|la|los)\s+)*){{1,4}})"
    r"(?:al (?:habla|aparato|teléfono)|speaking)\b"
)
"""The name comes first: "Marta Ruiz al habla"."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")
_PARTICLES = frozenset("de del la las los y i van von da do dos".split())
_NO_NAME = frozenset(
    "y que pero porque por para con en tengo llamo llamaba quiero queria quisiera necesito vivo mi mis su "
    "el la un una es soy esta estoy usted como donde cuando se le lo me no si desde hace cliente and but "
    "because i my the calling from del departamento servicio compania empresa luz "
    "momento vale perdone ya aqui ahora bueno pues gracias espere digame buenos buenas hola eso este todo "
    "muy facturacion atencion averias soporte ventas bajas comercial tecnico supervisor agente operador "
    "persona alguien titular contrato sorry just yes sure ok okay well what why".split()
)
_SHORTEST = 3
_MOST_WORDS = 4


def names(text: str) -> Iterator[PersonalSpan]:
    """Names after words or questions that announce one, before "al habla", and usual first names."""
    for pattern, capital in ((_ANNOUNCED, False), (_TITLED, True), (_ASKED, True)):
        for cue in pattern.finditer(text):
            yield from _name(text, cue.end(), capital)
    for match in _BEFORE.finditer(text):
        yield PersonalSpan(match.start(1), match.start(1) + len(match.group(1).rstrip()), Personal.NAME)
    saint = 0
    for word in _WORD.finditer(text):
        if word.group() in FIRST_NAMES and saint != word.start():
            yield from _name(text, word.start(), capital=True)
        if word.group() in ("San", "Santa", "Santo"):
            saint = word.end() + 1


def introductions(text: str) -> tuple[PersonalSpan, ...]:
    """The names by which the speaker introduces himself: "le atiende Marta", "my name is John"."""
    found = [span for cue in _OWN.finditer(text) for span in _name(text, cue.end(), capital=True)]
    first = [PersonalSpan(m.start(1), m.end(1), Personal.NAME) for m in _BEFORE.finditer(text)]
    return (*found, *first)


def again(text: str, known: Iterable[str]) -> Iterator[PersonalSpan]:
    """Where a part of a name that was announced elsewhere is said again, with a capital as there."""
    from transcripts.speech.inventions import plain

    parts = {
        word
        for name in known
        for word in _WORD.findall(name)
        if word[0].isupper() and len(word) >= _SHORTEST and plain(word) not in _NO_NAME | _PARTICLES
    }
    for match in _WORD.finditer(text) if parts else ():
        if match.group() in parts:
            yield PersonalSpan(match.start(), match.end(), Personal.NAME)


def _name(text: str, start: int, capital: bool) -> Iterator[PersonalSpan]:
    end = _name_end(text, start, capital)
    if end > start:
        yield PersonalSpan(start, end, Personal.NAME)


def _name_end(text: str, start: int, capital: bool) -> int:
    """Where a name that begins at `start` ends; `start` when none does."""
    end, at, words = start, start, 0
    while words < _MOST_WORDS and (match := _WORD.match(text, at)):
        particle = words > 0 and match.group().lower() in _PARTICLES
        if not particle:
            if not _goes_on(match.group(), words, capital=capital, began_big=text[start].isupper()):
                break
            words += 1
            end = match.end()
        gap = _SPACE.match(text, match.end())
        if not gap:
            break
        at = gap.end()
    return end


def _goes_on(word: str, words: int, *, capital: bool, began_big: bool) -> bool:
    """Whether a word is the next of a name of `words` words so far."""
    from transcripts.speech.inventions import plain

    big = word[0].isupper()
    if plain(word) in _NO_NAME and not (big and words):
        return False
    if big:
        return True
    # "Me llamo Ana tengo…": the name had capitals, this word has none
    return not capital and words < 3 and not (words and began_big)
