"""Text of a foreign file as it may be shown: without control characters, whatever the file holds.

Every text that a file gives passes here: cells, headers, sheets' names, file names, and what errors quote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

LINE_ENDS = "\n\t"


def printable(text: str, keep: str = "") -> str:
    """The text with a space for each control character, unpaired half or unassigned sign.

    Escape sequences would repaint a terminal, signs of direction would turn round what is read (both are of
    Unicode's category C). Of `keep` nothing is taken.
    """
    if text.isprintable():
        return text
    return "".join(c if c in keep or not _hidden(c) else " " for c in text)


def one_line(text: str) -> str:
    """As `printable`, on one line with single spaces."""
    return " ".join(printable(text).split())


def shown(params: Mapping[str, object]) -> dict[str, object]:
    """The parameters of a message, each as it may be shown; numbers stay numbers."""
    return {
        key: value if isinstance(value, int | float) else printable(str(value))
        for key, value in params.items()
    }


def cleaned(data: Any) -> Any:
    """Plain data out of JSON with every text printable; ends of lines stay, as people write them in texts."""
    match data:
        case str():
            return printable(data, LINE_ENDS)
        case dict():
            return {printable(str(key)): cleaned(value) for key, value in data.items()}
        case list():
            return [cleaned(value) for value in data]
        case _:
            return data


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029"
