"""Facts in an answer that can be held against another answer: amounts, durations, shares, dates, yes or no.

Numbers without a unit are left alone: a case key differs from call to call and contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from metrics.complaints.numerals import NUMBER, parse, spelled_out
from metrics.complaints.relative import days_ahead, days_told
from metrics.words import normal


class FactKind(StrEnum):
    """What a fact is of; only facts of one kind and unit are compared."""

    AMOUNT = "amount"
    DURATION = "duration"
    SHARE = "share"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, as a range (`low` equals `high` for a plain value).

    Units: a currency ("EUR"), "days" (24 hours are one, a month is 28–31), "working_days", "%", "day"
    (month · 100 + day; `year` where it was said, `ahead` how many days after the call it lies, where that is
    known), "answer" (1 yes, 0 no). `words` is how it was said, without accents.
    """

    kind: FactKind
    unit: str
    low: float
    high: float
    words: str
    year: int | None = None
    ahead: int | None = None

    def agrees(self, other: Fact) -> bool:
        """Whether both can be true: the ranges touch, and no two different years were said.

        Two dates that lie as many days after their own calls say the same of two matters.
        """
        if (self.kind, self.unit) != (other.kind, other.unit):
            return True
        if self.ahead is not None and self.ahead == other.ahead:
            return True
        if None not in (self.year, other.year) and self.year != other.year:
            return False
        return self.low <= other.high and other.low <= self.high


_CURRENCIES = {
    "EUR": "€|euros?|eur", "GBP": "£|libras?|pounds?", "USD": r"\$|usd|dolares|dolar|dollars?",
    "BRL": "reales|brl", "PEN": "soles", "pesos": "pesos?",
}  # fmt: skip
_UNITS = {
    "working_days": "dias? (?:habil(?:es)?|laborables?)|(?:working|business) days?",
    "seconds": "segundos?|seconds?", "minutes": "minutos?|minutes?", "hours": "horas?|hours?",
    "days": "dias?(?: naturales)?|(?:calendar )?days?", "weeks": "semanas?|weeks?",
    "months": "mes(?:es)?|months?", "years": "anos?|years?",
}  # fmt: skip
_IN_DAYS: dict[str, tuple[float, float]] = {
    "seconds": (1 / 86400, 1 / 86400), "minutes": (1 / 1440, 1 / 1440), "hours": (1 / 24, 1 / 24),
    "days": (1, 1), "weeks": (7, 7), "months": (28, 31), "years": (365, 366),
}  # fmt: skip
_MONTHS = {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
} | {"setiembre": 9}

_MONTH = "|".join(_MONTHS)

_RANGE = rf"(?P<low>{NUMBER})(?:\s*(?:a|o|y|u|-|–|to|or|and)\s*(?P<high>{NUMBER}))?"
_CENTS = r"(?:\s*con\s*(?P<con>\d\d)(?=\s*centimos|\s*[.,;:]|\s*$)|\s*y\s*(?P<y>\d\d)(?=\s*centimos))?"
_SPLIT_CENTS = re.compile(r"(\d+) con (\d\d)(?= ?(?:€|euros?))")
_AMOUNT = {unit: re.compile(rf"{_RANGE}\s*(?:{words})(?!\w){_CENTS}") for unit, words in _CURRENCIES.items()}
_SIGN_FIRST = {
    unit: re.compile(rf"{sign}\s*{_RANGE}") for unit, sign in (("EUR", "€"), ("GBP", "£"), ("USD", r"\$"))
}
_DURATION = {unit: re.compile(rf"{_RANGE}\s*(?:{words})(?!\w)") for unit, words in _UNITS.items()}
_PER_CENT = re.compile(r"\s*(?:por ciento|percent|per cent)(?!\w)")
_SHARE = re.compile(rf"{_RANGE}\s*%")
_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?(?![\d/])")
_FULL = re.compile(r"(?<![\d.-])(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?!\d)")
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? (?:de |of )?({_MONTH})(?!\w)(?:,? (?:de |del )?(\d{{4}}))?"
)
_MONTH_FIRST = re.compile(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|\d)(?:,? (\d{{4}}))?")
_ANSWER = re.compile(r"[\s¡¿]*(?:(sí|yes|claro que sí|por supuesto|correcto|of course)|(no))\s*(?:[,.;:!]|$)")


def facts(text: str, language: str = "es", said_on: date | None = None) -> tuple[Fact, ...]:
    """The facts of an answer, in order of kind. In English a date in digits counts only with one reading.

    With the day on which it was said, "mañana", "en dos días" and "el lunes" are dates too.
    """
    plain = spelled_out(_PER_CENT.sub(" %", normal(text)))
    plain = _SPLIT_CENTS.sub(r"\1.\2", plain)
    found = list(_answer(text))
    dates, plain = _dates(plain, day_first=language != "en")
    found += [replace(fact, ahead=_ahead(fact, said_on)) for fact in dates] if said_on else dates
    if said_on is not None:
        found += [_day(day, ahead, words) for day, ahead, words in days_told(plain, said_on, language)]
    for kind, patterns in (
        (FactKind.DURATION, _DURATION),
        (FactKind.AMOUNT, _AMOUNT),
        (FactKind.AMOUNT, _SIGN_FIRST),
    ):
        for unit, pattern in patterns.items():
            made, plain = _taken(plain, pattern, kind, unit)
            found += made
    found += _taken(plain, _SHARE, FactKind.SHARE, "%")[0]
    return tuple(dict.fromkeys(found))


def _day(day: date, ahead: int, words: str) -> Fact:
    value = float(day.month * 100 + day.day)
    return Fact(FactKind.DATE, "day", value, value, words, day.year, ahead)


def _ahead(fact: Fact, said_on: date) -> int | None:
    return days_ahead(int(fact.low) // 100, int(fact.low) % 100, fact.year, said_on)


def _answer(text: str) -> Iterator[Fact]:
    """Only a "yes" or "no" that stands alone at the beginning: "no se preocupe" answers nothing."""
    match = _ANSWER.match(text.lower())
    if match:
        value = 1.0 if match.group(1) else 0.0
        yield Fact(FactKind.YES_NO, "answer", value, value, (match.group(1) or match.group(2)).strip())


def _taken(plain: str, pattern: re.Pattern[str], kind: FactKind, unit: str) -> tuple[list[Fact], str]:
    """The facts that a pattern finds, and the text without them, so that none is found twice."""
    made: list[Fact] = []
    for match in pattern.finditer(plain):
        low, high = parse(match["low"]), parse(match["high"] or match["low"])
        cents = match.groupdict().get("con") or match.groupdict().get("y")
        if cents and match["high"] is None and low == int(low):
            low = high = low + int(cents) / 100
        made.append(_fact(kind, unit, low, high, match.group().strip()))
    return made, pattern.sub(" ; ", plain)


def _fact(kind: FactKind, unit: str, low: float, high: float, words: str) -> Fact:
    low, high = min(low, high), max(low, high)
    if kind is FactKind.DURATION and unit in _IN_DAYS:
        shortest, longest = _IN_DAYS[unit]
        return Fact(kind, "days", low * shortest, high * longest, words)
    return Fact(kind, unit, low, high, words)


def _dates(plain: str, *, day_first: bool) -> tuple[list[Fact], str]:
    found: list[Fact] = []
    for pattern in (_NAMED, _MONTH_FIRST, _FULL, _SLASHES):
        rest: list[str] = []
        at = 0
        for match in pattern.finditer(plain):
            fact = _date(match, pattern, day_first)
            if fact:
                found.append(fact)
                rest.append(plain[at : match.start()])
                at = match.end()
        plain = " ; ".join([*rest, plain[at:]])
    return found, plain


def _date(match: re.Match[str], pattern: re.Pattern[str], day_first: bool) -> Fact | None:
    one, two, year_text = match.groups()
    if pattern is _MONTH_FIRST:
        one, two = two, one
    month = _MONTHS.get(two) or int(two)
    day = int(one)
    if two not in _MONTHS and not day_first:
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    year = None if year_text is None else int(year_text) + (2000 if len(year_text) == 2 else 0)
    if match.group() == "24/7":
        return None
    try:
        date(year or 2024, month, day)  # a leap year: 29 February is a day
    except ValueError:
        return None
    value = float(month * 100 + day)
    return Fact(FactKind.DATE, "day", value, value, match.group().strip(), year)
