"""What is known by the words around it: e-mail addresses said aloud, names, postal addresses."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transcripts.redaction.numbers import ENGLISH, SPANISH
from transcripts.redaction.tokens import Token
from transcripts.redaction.values import Personal, PersonalSpan

_AT = frozenset({"@", "arroba"})
_JOINTS = frozenset({"punto", "dot", ".", "guion", "bajo", "baja", "barra", "-", "_", "underscore", "dash"})
_MAIL_STOP = frozenset(
    "es el la mi su correo electronico email mail direccion a al en y e con is my address the at to de que "
    "escriba escribame mandelo envielo mande envie por un una era , : ; ? ! ¿ ¡".split()
)


def emails(text: str, tokens: Sequence[Token]) -> Iterator[PersonalSpan]:
    """ "juan.perez@gmail.com" and "juan punto pérez arroba gmail punto com", in any mixture."""
    for at, token in enumerate(tokens):
        if token.plain not in _AT or at == 0 or at + 1 >= len(tokens):
            continue
        first, last = _local_part(tokens, at), _domain(tokens, at)
        if first < at < last:
            yield PersonalSpan(tokens[first].start, tokens[last].end, Personal.EMAIL)


def _local_part(tokens: Sequence[Token], at: int) -> int:
    first = at
    words = 0
    while first and words < 6:
        token = tokens[first - 1]
        if token.plain in _JOINTS:
            first -= 1
            continue
        if token.plain in _MAIL_STOP or not (token.is_word or token.text.isdecimal()):
            break
        first -= 1
        words += 1
    while first < at and tokens[first].plain in _JOINTS:
        first += 1
    return first


def _domain(tokens: Sequence[Token], at: int) -> int:
    last = at + 1
    if not tokens[last].text[0].isalnum():
        return at
    while last + 2 < len(tokens) and tokens[last + 1].plain in _JOINTS and tokens[last + 2].is_word:
        if tokens[last + 1].plain == "." and tokens[last + 2].start > tokens[last + 1].end:
            break  # a full stop, and the next sentence
        last += 2
    return last


_NAME_CUES = re.compile(
    r"\b(?:me llamo|mi nombre(?: completo)? es|a nombre de|el titular es|la titular es|hablo con|"
    r"habla usted con|se llama|my name is|speaking with|in the name of)\s+",
    re.IGNORECASE,
)
_TITLE_CUES = re.compile(
    r"\b(?:soy|le atiende|le habla|les atiende|le saluda|al habla|señor|señora|señorita|don|doña|sr\.?|"
    r"sra\.?|this is|i am|i'm|mr\.?|mrs\.?|ms\.?|hola,? soy)\s+",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de del la las los y i van von da do dos".split())
_NO_NAME = frozenset(
    "y que pero porque por para con en tengo llamo llamaba quiero queria quisiera necesito vivo mi mis su "
    "el la un una es soy esta estoy usted como donde cuando se le lo me no si desde hace cliente and but "
    "because i my the calling from del departamento servicio compania empresa luz".split()
)


def names(text: str) -> Iterator[PersonalSpan]:
    """Names after words that announce one; after "soy" and titles only with a capital ("soy cliente")."""
    for pattern, capital in ((_NAME_CUES, False), (_TITLE_CUES, True)):
        for cue in pattern.finditer(text):
            end = _name_end(text, cue.end(), capital)
            if end > cue.end():
                yield PersonalSpan(cue.end(), end, Personal.NAME)


_OWN_CUES = re.compile(
    r"\b(?:me llamo|mi nombre(?: completo)? es|soy|(?:le|les|te) (?:atiende|habla|saluda)|al habla|"
    r"my name is|this is|i am|i'm|speaking with|habla usted con)\s+",
    re.IGNORECASE,
)


def introductions(text: str) -> tuple[PersonalSpan, ...]:
    """The names by which the speaker introduces himself: "le atiende Marta", "my name is John"."""
    ends = ((cue.end(), _name_end(text, cue.end(), capital=True)) for cue in _OWN_CUES.finditer(text))
    return tuple(PersonalSpan(start, end, Personal.NAME) for start, end in ends if end > start)


_SHORTEST_NAME = 3


def again(text: str, known: Iterable[str]) -> Iterator[PersonalSpan]:
    """Where a part of a name that was announced elsewhere is said again, with a capital as there."""
    from transcripts.speech.inventions import plain

    parts = {
        word
        for name in known
        for word in _WORD.findall(name)
        if word[0].isupper() and len(word) >= _SHORTEST_NAME and plain(word) not in _NO_NAME | _PARTICLES
    }
    for match in _WORD.finditer(text) if parts else ():
        if match.group() in parts:
            yield PersonalSpan(match.start(), match.end(), Personal.NAME)


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def _name_end(text: str, start: int, capital: bool) -> int:
    """Where a name that begins at `start` ends; `start` when none does."""
    from transcripts.speech.inventions import plain

    end, at, words = start, start, 0
    while words < 4 and (match := _WORD.match(text, at)):
        word = match.group()
        bare = plain(word)
        particle = words > 0 and bare in _PARTICLES
        big = word[0].isupper()
        if not particle:
            if (
                (bare in _NO_NAME and not (big and words))
                or (capital and not big)
                or (not big and words >= 3)
            ):
                break
            if words and not big and text[start].isupper():
                break  # "Me llamo Ana tengo…": the name had capitals, this word has none
            words += 1
            end = match.end()
        gap = re.compile(r"\s+").match(text, match.end())
        if not gap:
            break
        at = gap.end()
    return end


_STREETS = (
    r"calle|avenida|avda\.?|plaza|paseo|camino|carretera|ronda|travesía|travesia|glorieta|urbanización|"
    r"urbanizacion|pasaje|bulevar|callejón|street|avenue|road|lane|square|drive"
)
_NUMBER = "|".join(
    sorted({*SPANISH, *ENGLISH, "veintidós", "veintitrés", "veintiséis", "dieciséis"}, key=len, reverse=True)
)
_FLOOR = (
    r"(?:\s*,?\s*(?:(?:piso|puerta|escalera|portal|bloque|planta|letra|bajo|ático|atico|izquierda|derecha|centro|"
    r"interior|primero|primera|segundo|segunda|tercero|tercera|cuarto|cuarta|quinto|quinta|sexto|séptimo|flat|floor|"
    rf"apartment)\b|\d+\s?[ºª]?|(?:{_NUMBER})\b|\b[A-Z]\b))*"
)
_SPANISH_STREET = re.compile(
    rf"\b(?:{_STREETS})\s+(?:(?:de|del|la|las|los|el)\s+)*"
    rf"(?:[A-ZÁÉÍÓÚÑ][\w'’-]*|san|santa|mayor)(?:\s+(?:(?:de|del|la|las|los|el|y)\s+)*[A-ZÁÉÍÓÚÑ][\w'’-]*)*"
    rf"(?:\s*,?\s*(?:número|numero|n\.?º|nº|el|km)?\s*(?:\d+(?:\s?[A-Z]\b)?|(?:{_NUMBER})\b){_FLOOR})?",
)
_ANY_STREET = re.compile(
    rf"\b(?:{_STREETS})\s+(?:\w+\s+){{1,5}}?,?\s*(?:número|numero|el)?\s*(?:\d+|(?:{_NUMBER})\b){_FLOOR}",
    re.IGNORECASE,
)
_ENGLISH_STREET = re.compile(
    r"\b\d+[A-Z]?\s+(?:[A-Z]\w+\s+){1,3}(?:Street|Avenue|Road|Lane|Square|Drive|Close|Way)\b"
)
_LIVES = re.compile(
    r"\b(?:vivo en|resido en|mi dirección es|mi domicilio es|la dirección es|la dirección del suministro es|"
    r"domicilio en|my address is|i live (?:at|in|on))\s+([^.;?!]{3,90})",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    rf"\b(?:código|codigo) postal(?:\s+es)?(?:\s+el)?\s+"
    rf"((?:\d[\d ]{{3,6}}\d|(?:(?:{_NUMBER}|y)\b[\s,]*){{2,9}}))",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[PersonalSpan]:
    """Streets with a name or a number, what follows "vivo en", and post codes that are called so."""
    for pattern in (_SPANISH_STREET, _ANY_STREET, _ENGLISH_STREET):
        for match in pattern.finditer(text):
            yield PersonalSpan(match.start(), _trimmed(text, match.end()), Personal.ADDRESS)
    for pattern in (_LIVES, _POSTCODE):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            for stop in re.finditer(r",?\s+(?:y|pero|porque|desde|and|but)\s+(?!\d)", text[start:end]):
                end = start + stop.start()
                break
            yield PersonalSpan(start, _trimmed(text, end), Personal.ADDRESS)


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1] in " ,;":
        end -= 1
    return end
