"""Whether bytes are text at all, and UTF-16 that says so by no mark; by the beginning of the file."""

from __future__ import annotations

import unicodedata
from collections import Counter

UTF16 = (b"\xff\xfe", b"\xfe\xff")
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a")
"""Ends of lines and pages, and the end of a file as DOS wrote it."""
STRAY = 200
"""Of noise every tenth byte is a control character. Text has one now and then, out of a word processor."""
NOTHING = 20
"""Of noise read as UTF-16 every fifth character is none; of text hardly one, where a symbol font was used."""
STRANGE_SHARE = 0.4
"""Of noise half the bytes are above ASCII; of the languages that old encodings wrote, less than a tenth."""


def is_binary(begin: bytes, encoding: str | None = None, delimiter: str | None = None) -> bool:
    """Whether the beginning of a file is no text: control characters, or bytes that no text has.

    A given encoding is believed, and so is a delimiter that is a control character itself.
    """
    known = encoding or unicode_of(begin)
    text = _decoded(begin, known) if known else None
    if text is None:
        text = begin.decode("latin-1")
        if _strange(begin, encoding):
            return True
    allowed = TEXT_CONTROLS | set(delimiter or "")
    counted = Counter(text)
    controls = sum(n for sign, n in counted.items() if (sign < " " or sign == "\x7f") and sign not in allowed)
    nothing = sum(
        n for sign, n in counted.items() if sign == "\ufffd" or unicodedata.category(sign) in ("Cn", "Co")
    )
    return (
        counted["\0"] > 0 or controls > max(1, len(text) // STRAY) or nothing > max(1, len(text) // NOTHING)
    )


def unicode_of(begin: bytes) -> str | None:
    """UTF-8 or UTF-16, with its mark or without; `None` for what is neither."""
    if begin.startswith(UTF16):
        return "utf-16"
    if _is_utf8(begin):
        return "utf-8" if b"\0" not in begin else utf16_unmarked(begin)
    return utf16_unmarked(begin)


def utf16_unmarked(begin: bytes) -> str | None:
    """UTF-16 without a mark, as some databases export it: every other byte is nearly always 0."""
    half = len(begin) // 2
    even, odd = begin[0::2].count(0), begin[1::2].count(0)
    if half >= 4 and odd > 0.8 * half and even == 0:
        return "utf-16-le"
    if half >= 4 and even > 0.8 * half and odd == 0:
        return "utf-16-be"
    return None


def _is_utf8(begin: bytes) -> bool:
    """The end may be cut inside a character."""
    try:
        begin.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(begin) and "unexpected end" in error.reason
    return True


def _decoded(begin: bytes, encoding: str) -> str | None:
    try:
        text = begin.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text


def _strange(begin: bytes, encoding: str | None) -> bool:
    """Too many bytes above ASCII for the encodings that are guessed."""
    return encoding is None and sum(byte > 0x7F for byte in begin) > STRANGE_SHARE * len(begin)
