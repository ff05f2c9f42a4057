"""Check digits, each by its published rule."""

from __future__ import annotations

LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def identity_letter(number: str) -> str:
    """The letter of a Spanish DNI (eight digits) or NIE (X, Y or Z and seven digits): remainder modulo 23."""
    return LETTERS[int(number.upper().replace("X", "0").replace("Y", "1").replace("Z", "2")) % 23]


def is_card(digits: str) -> bool:
    """Luhn's sum over 13 to 19 digits (ISO/IEC 7812-1); the same digit all over is none."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """ISO 13616: country, two digits, account; remainder modulo 97 is 1."""
    text = text.upper()
    if not 15 <= len(text) <= 34 or not text[:2].isalpha() or not text[2:4].isdecimal():
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
