"""What is known by the words around it: e-mail addresses, also said aloud, and postal addresses."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcripts.redaction.numbers import ENGLISH, SPANISH
from transcripts.redaction.tokens import Token
from transcripts.redaction.values import Personal, PersonalSpan

_AT = frozenset({"@", "arroba", "arrova", "arova", "aroba", "arroa"})
_JOINTS = frozenset({"punto", "dot", ".", "guion", "bajo", "baja", "barra", "-", "_", "underscore", "dash"})
_MAIL_STOP = frozenset(
    "es el la mi su correo electronico email mail direccion a al en y e con is my address the at to de que "
    "escriba escribame mandelo envielo mande envie por un una era , : ; ? ! ¿ ¡".split()
)


_WRITTEN = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENDINGS = frozenset("com es net org eu info cat gal eus".split())
_MOST_WORDS = 8


def emails(text: str, tokens: Sequence[Token]) -> Iterator[PersonalSpan]:
    """ "juan.perez@gmail.com" and "juan punto pérez arroba gmail punto com", in any mixture."""
    for match in _WRITTEN.finditer(text):
        yield PersonalSpan(match.start(), match.end(), Personal.EMAIL)
    for at, token in enumerate(tokens):
        if token.plain not in _AT or at == 0 or at + 1 >= len(tokens):
            continue
        first, last = _local_part(tokens, at), _domain(tokens, at)
        if first < at < last:
            yield PersonalSpan(tokens[first].start, tokens[last].end, Personal.EMAIL)


def _local_part(tokens: Sequence[Token], at: int) -> int:
    """The first token of what stands before the "at"; letters said one by one are words of one letter."""
    first = at
    words = 0
    while first and words < _MOST_WORDS:
        token = tokens[first - 1]
        if token.plain in _JOINTS:
            first -= 1
            continue
        spelled = len(token.plain) == 1 and token.plain not in ("a", "y", "e", "o")
        if not (token.is_word or token.text.isdecimal()) or (
            token.plain in _MAIL_STOP and not _hangs_on(tokens, first - 1)
        ):
            break
        first -= 1
        words += not (spelled or token.text.isdecimal())
    while first < at and tokens[first].plain in _JOINTS:
        first += 1
    return first


def _hangs_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word belongs to the address: "ana punto de la torre arroba…"."""
    if at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].plain in _JOINTS:
        return True
    while at and tokens[at].plain in _MAIL_STOP:
        at -= 1
    return tokens[at].is_word and tokens[at].plain in _JOINTS


def _domain(tokens: Sequence[Token], at: int) -> int:
    last = at + 1
    if not tokens[last].text[0].isalnum():
        return at
    while last + 2 < len(tokens) and tokens[last + 1].plain in _JOINTS and tokens[last + 2].is_word:
        if tokens[last + 1].plain == "." and tokens[last + 2].start > tokens[last + 1].end:
            break  # a full stop, and the next sentence
        last += 2
    if last == at + 1 and last + 1 < len(tokens) and tokens[last + 1].plain in _ENDINGS:
        last += 1  # "arroba gmail com": the recogniser lost the "punto"
    return last


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
