"""Days that are told from the day of the call: "mañana", "en dos días", "el lunes", "tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from metrics.complaints.numerals import NUMBER, parse

NEAR_DAYS = 60
"""A date so near is told of the caller's matter; one further off is a rule's own ("31 de diciembre")."""
_WEEKDAYS = {
    name: number
    for names in (
        "lunes martes miercoles jueves viernes sabado domingo",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
_NAMES = "|".join(_WEEKDAYS)
_WORDS = {
    "es": (
        (re.compile(r"pasado manana"), 2),
        (re.compile(r"(?<!la )(?<!esta )manana(?! mismo a)"), 1),
        (re.compile(r"(?<!hasta )(?<!a dia de )(?<!\w)hoy(?! en dia)(?!\w)"), 0),
    ),
    "en": (
        (re.compile(r"(?:the )?day after tomorrow"), 2),
        (re.compile(r"tomorrow"), 1),
        (re.compile(r"(?<!\w)today(?!\w)"), 0),
    ),
}
_IN = re.compile(
    rf"(?:en|dentro de|in|within) ({NUMBER}) (dias?|days?|semanas?|weeks?)"
    r"(?!\w)(?! (?:habil|laborable|a \d|o \d))"
)
_ON = re.compile(rf"(?:el|este|proximo|on|by|this) ({_NAMES})(?! (?:a|to) )")


def days_told(plain: str, said_on: date, language: str) -> Iterator[tuple[date, int, str]]:
    """(day, days from the call, words) of each. Expects lower case without accents, numbers in digits.

    A weekday is the next one after the call.
    """
    for pattern, ahead in _WORDS.get(language, _WORDS["es"]):
        found = list(pattern.finditer(plain))
        plain = pattern.sub(" ; ", plain)
        yield from ((said_on + timedelta(days=ahead), ahead, match.group()) for match in found[:1])
    for match in _IN.finditer(plain):
        number = parse(match[1])
        ahead = int(number) * (7 if match[2].startswith(("s", "w")) else 1)
        if number == int(number) and ahead <= NEAR_DAYS:
            yield said_on + timedelta(days=ahead), ahead, match.group()
    for match in _ON.finditer(plain):
        ahead = (_WEEKDAYS[match[1]] - said_on.weekday() - 1) % 7 + 1
        yield said_on + timedelta(days=ahead), ahead, match.group()


def days_ahead(month: int, day: int, year: int | None, said_on: date) -> int | None:
    """How many days after the call a date lies; `None` where it is far off or past."""
    for guess in (year,) if year is not None else (said_on.year, said_on.year + 1):
        try:
            ahead = (date(guess, month, day) - said_on).days
        except ValueError:
            continue
        if 0 <= ahead <= NEAR_DAYS:
            return ahead
    return None
