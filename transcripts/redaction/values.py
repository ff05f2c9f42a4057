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


MARKS: dict[str, dict[Personal, str]] = {
    "es": {
        Personal.IDENTITY: "[DNI]",
        Personal.IBAN: "[IBAN]",
        Personal.CARD: "[tarjeta]",
        Personal.PHONE: "[teléfono]",
        Personal.EMAIL: "[correo]",
        Personal.ADDRESS: "[dirección]",
        Personal.NAME: "[nombre]",
    },
    "en": {kind: f"[{'ID' if kind is Personal.IDENTITY else kind.value}]" for kind in Personal},
}
"""What stands in place of the data, by the language of the text."""


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
