"""What redaction finds. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """Kinds of personal data."""

    IDENTITY = "identity"  # DNI, NIE
    IBAN = "iban"
    CARD = "card"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"
    KEYED = "keyed"  # a number keyed in; it is in no text


MARKS: dict[str, dict[Personal, str]] = {
    "es": {
        Personal.IDENTITY: "[DNI]",
        Personal.IBAN: "[IBAN]",
        Personal.CARD: "[tarjeta]",
        Personal.PHONE: "[teléfono]",
        Personal.EMAIL: "[correo]",
        Personal.ADDRESS: "[dirección]",
        Personal.NAME: "[nombre]",
        Personal.KEYED: "[tecleado]",
    },
    "en": {kind: f"[{'ID' if kind is Personal.IDENTITY else kind.value}]" for kind in Personal},
}
"""What stands in place of the data, by the language of the text."""


def mark_of(kind: Personal, said: str, language: str) -> str:
    """The mark for what was said: "[nombre]"; "[nombre?]" where a name has no capital and may be none."""
    mark = MARKS.get(language, MARKS["es"])[kind]
    return f"{mark[:-1]}?]" if kind is Personal.NAME and said[:1].islower() else mark


@dataclass(frozen=True, slots=True, order=True)
class PersonalSpan:
    """Characters [start, end) of the original text are personal data of this kind."""

    start: int
    end: int
    kind: Personal


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text with marks in place of the data; spans count in the original text, in order, disjoint."""

    text: str
    spans: tuple[PersonalSpan, ...]


@dataclass(frozen=True, slots=True)
class Mute:
    """Seconds [start_s, end_s) of a recording to silence. `ours` tells the side, `None` when not known."""

    start_s: float
    end_s: float
    kind: Personal
    ours: bool | None = None
