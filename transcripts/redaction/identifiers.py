"""Identity numbers, accounts, cards and telephones among the runs of numbers of a text."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcripts.redaction.checks import identity_letter, is_card, is_iban
from transcripts.redaction.numbers import Item, runs_of
from transcripts.redaction.tokens import Token, tokens_of
from transcripts.redaction.values import Personal, PersonalSpan

_BACK = 9
_LONGEST = 40
"""No identifier has more numbers: without a bound, a cell of 20,000 figures takes minutes."""
# A recogniser mishears abbreviations: "DNA", "Dnl" for "DNI", "Iván" for "IBAN".
_CUES = {
    Personal.IDENTITY: re.compile(
        r"\b(dn\w|d n i|vn[il]|de ene i|nie|nif|n i e|documento|identidad|identity|passport|pasaporte)\b"
    ),
    Personal.IBAN: re.compile(
        r"\b(h?i[bv]an|cuenta bancaria|(numero|n) de cuenta|cuenta|bank account|domicili\w+)\b"
    ),
    Personal.CARD: re.compile(r"\b(tarjeta|card|visa|mastercard|cvv|cvc)\b"),
    Personal.PHONE: re.compile(
        r"\b(telefono|movil|celular|fijo|whatsapp|llam\w+ al|contact\w*|phone|mobile|cell|call (me|him))\b"
    ),
}
_CASE = re.compile(
    r"\b(incidencia|expediente|reclamacion|referencia|pedido|localizador|caso|clave|ticket|averia|contrato|factura|"
    r"poliza|cliente|registro|seguimiento|reference|case|order|claim|complaint|contract|invoice|customer)\b"
)
_AMOUNT = frozenset(
    "€ $ £ % euros euro centimos pesos dolares dollars pounds libras soles kilovatios vatios kwh puntos "
    "minutos segundos kilometros unidades percent".split()
)
_LETTER_NAMES = {
    "a": "A", "be": "B", "ce": "C", "de": "D", "e": "E", "efe": "F", "ge": "G", "hache": "H", "jota": "J",
    "ka": "K", "ele": "L", "eme": "M", "ene": "N", "pe": "P", "cu": "Q", "erre": "R", "ese": "S", "te": "T",
    "uve": "V", "ve": "V", "equis": "X", "griega": "Y", "zeta": "Z", "ceta": "Z",
}  # fmt: skip
_HEARD_FIGURES = (5, 10)
_SECURITY_CODE = re.compile(r"\b(cvv|cvc|codigo de seguridad|security code)\b")
_COMPANY_LINE = re.compile(r"(34)?(80|90)[0-2]\d{6}")
"""Free and shared-cost lines are a company's, not a person's."""


def identifiers(text: str, tokens: Sequence[Token], language: str, country: str) -> Iterator[PersonalSpan]:
    """Every identifier of the text: known by its check digit, else by its form and its cue."""
    for run in runs_of(tokens, language):
        yield from _in_run(text, tokens, run, country)


def begun(text: str, language: str, least: int) -> Iterator[PersonalSpan]:
    """Runs of at least so many figures after a cue and no nearer word for a case: the rest may follow."""
    tokens = tokens_of(text)
    for run in runs_of(tokens, language):
        start, end = run[0].first, run[-1].last
        before = " ".join(token.plain for token in tokens[max(0, start - _BACK) : start])
        at, kind = max((_last(cue, before), kind) for kind, cue in _CUES.items())
        after = tokens[end + 1].plain if end + 1 < len(tokens) else ""
        figures = sum(len(item.digits) for item in run)
        if at > _last(_CASE, before) and figures >= least and after not in _AMOUNT:
            yield PersonalSpan(tokens[start].start, tokens[end].end, kind)


def _in_run(text: str, tokens: Sequence[Token], run: list[Item], country: str) -> Iterator[PersonalSpan]:
    """The longest identifier that begins earliest, then on behind it."""
    first = 0
    while first < len(run):
        furthest = min(len(run), first + _LONGEST) - 1
        for last in range(furthest, first - 1, -1):
            found = _kind(text, tokens, run[first : last + 1], country)
            if found:
                kind, start, end = found
                if last == furthest < len(run) - 1:  # too much rather than too little
                    last, end = len(run) - 1, run[-1].last  # noqa: PLW2901
                yield PersonalSpan(tokens[start].start, tokens[end].end, kind)
                first = last
                break
        first += 1


def _kind(
    text: str, tokens: Sequence[Token], items: list[Item], country: str
) -> tuple[Personal, int, int] | None:
    """What these numbers are together, and the tokens that they and their letters fill."""
    digits = "".join(item.digits for item in items)
    start, end = items[0].first, items[-1].last
    before = " ".join(token.plain for token in tokens[max(0, start - _BACK) : start])
    account = _account(tokens, digits, start, before)
    if account is not None:
        return Personal.IBAN, account, end
    if is_card(digits) or (len(digits) >= 12 and _CUES[Personal.CARD].search(before)):
        return Personal.CARD, start, end
    if 3 <= len(digits) <= 4 and _SECURITY_CODE.search(before):
        return Personal.CARD, start, end
    if identity := _identity(tokens, digits, start, end, before):
        return identity
    return (
        (Personal.PHONE, *_with_plus(tokens, start, end))
        if _is_phone(tokens, digits, (start, end), before, country)
        else None
    )


def _account(tokens: Sequence[Token], digits: str, start: int, before: str) -> int | None:
    """The first token of a bank account, or `None`."""
    if len(digits) < 16:
        return None
    letters, first = _letters_before(tokens, start)
    if letters and is_iban(letters + digits):
        return first
    if is_iban("ES" + digits):
        return first if letters else start
    cued = len(digits) >= 18 and bool(_CUES[Personal.IBAN].search(before))
    return (first if letters else start) if cued else None


def _letters_before(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """Two country letters right before: "ES", "E S", "e ese"."""
    previous = tokens[max(0, start - 2) : start]
    if previous and len(previous[-1].text) == 2 and previous[-1].text.isupper():
        return previous[-1].text, start - 1
    names = [_letter(token) for token in previous]
    if len(names) == 2 and all(names):
        return "".join(name for name in names if name), start - 2
    return "", start


def _letter(token: Token) -> str | None:
    if len(token.plain) == 1 and token.is_word:
        return token.plain.upper()
    return _LETTER_NAMES.get(token.plain)


def _identity(
    tokens: Sequence[Token], digits: str, start: int, end: int, before: str
) -> tuple[Personal, int, int] | None:
    """A DNI or NIE by its letter; with the cue also without one, or with one that was misheard."""
    nearer = max(_last(_CASE, before), _last(_CUES[Personal.PHONE], before))
    cued = _last(_CUES[Personal.IDENTITY], before) > nearer
    letter, last = _letter_after(tokens, end)
    if len(digits) == 8:
        checked = letter == identity_letter(digits)
        if checked or cued:
            return Personal.IDENTITY, start, last if letter and (checked or cued) else end
    if len(digits) == 7 and start:
        prefix = _letter(tokens[start - 1])
        if prefix in ("X", "Y", "Z") and (cued or letter == identity_letter(prefix + digits)):
            first = start - 2 if tokens[start - 1].plain == "griega" and start > 1 else start - 1
            return Personal.IDENTITY, first, last if letter else end
    # With the cue, or "letra" after them, also where a recogniser lost or doubled figures.
    lettered = letter is not None and "letra" in [token.plain for token in tokens[end + 1 : last]]
    if (cued or lettered) and _HEARD_FIGURES[0] <= len(digits) <= _HEARD_FIGURES[1]:
        return Personal.IDENTITY, start, last if letter else end
    return None


def _letter_after(tokens: Sequence[Token], end: int) -> tuple[str | None, int]:
    """The letter right after the digits ("-Z", ", letra zeta", "i griega"), and its last token."""
    at = end + 1
    while at < len(tokens) and tokens[at].plain in (",", "-", ".", "letra", "la", "con"):
        at += 1
    if at + 1 < len(tokens) and tokens[at].plain == "i" and tokens[at + 1].plain == "griega":
        return "Y", at + 1
    if at < len(tokens) and at - end <= 4:
        return _letter(tokens[at]), at
    return None, end


def _with_plus(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start and tokens[start - 1].plain in ("+", "mas", "(", "plus"):
        start -= 1
    return start, end


def _is_phone(
    tokens: Sequence[Token], digits: str, place: tuple[int, int], before: str, country: str
) -> bool:
    start, end = place
    if not 7 <= len(digits) <= 13 or _COMPANY_LINE.fullmatch(digits):
        return False
    after = tokens[end + 1].plain if end + 1 < len(tokens) else ""
    if after in _AMOUNT or any(token.plain in ("€", "$", "£") for token in tokens[max(0, start - 1) : start]):
        return False
    if tokens[start].text.isdecimal() and "/" in [token.plain for token in tokens[start:end]]:
        return False  # a date
    cue = _last(_CUES[Personal.PHONE], before)
    case = _last(_CASE, before)
    if case > cue:
        return False
    return cue >= 0 or _is_number_of(digits, country)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _is_number_of(digits: str, country: str) -> bool:
    """Whether the digits are a number of the country's plan."""
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(digits, country)))
    except phonenumbers.NumberParseException:
        return False
