"""What customers wrote, without what tells who they are: numbers and addresses become marks."""

from __future__ import annotations

import re

MARKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b"), "[IBAN]"),
    (re.compile(r"\b(?:\d{8}|[XYZ]\d{7})[ -]?[A-Z]\b", re.IGNORECASE), "[ID]"),
    (re.compile(r"(?<![\w.,])\+?\d(?:[ .()/-]?\d){8,18}(?![\w])"), "[…]"),
)
"""Runs of nine digits and more are telephones, cards, accounts; amounts and dates are shorter."""


_WORTH_LOOKING = re.compile(r"[\d@]")


def redacted(text: str) -> str:
    """The text with each match replaced by its mark."""
    if not _WORTH_LOOKING.search(text):
        return text
    for pattern, mark in MARKS:
        text = pattern.sub(mark, text)
    return text
