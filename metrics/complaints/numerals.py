"""Numbers as people say and write them: "1.234,50", "1,234.50", "quince", "cuarenta y ocho"."""

from __future__ import annotations

import re

NUMBER = r"(?<![\d.,])\d+(?:[.,]\d+)*"
"""A number in digits, with whatever separators."""

_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco "
    "veintiseis veintisiete veintiocho veintinueve"
)
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_ES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_HUNDREDS_ES = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_VALUES: dict[str, int] = (
    {word: n for n, word in enumerate(_ES.split())}
    | {word: n for n, word in enumerate(_EN.split())}
    | {word: n * 10 for n, word in enumerate(_TENS_ES.split(), 3)}
    | {word: n * 10 for n, word in enumerate(_TENS_EN.split(), 2)}
    | {word: n * 100 for n, word in enumerate(_HUNDREDS_ES.split(), 1)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "ciento": 100}
)
_SCALES = {"mil": 1000, "thousand": 1000, "hundred": 100}
_JOIN = {"y", "and"}
_NO_LIMIT = 1_000_000
_WORD = re.compile(r"[^\W\d_]+")


def parse(text: str) -> float:
    """The value of a number in digits. Of one separator, exactly three digits after it make thousands."""
    marks = [c for c in text if c in ".,"]
    if not marks:
        return float(text)
    last = max(text.rfind("."), text.rfind(","))
    grouped = len(text) - last - 1 == 3
    if len(set(marks)) == 1 and (len(marks) > 1 or grouped):
        return float(text.replace(marks[0], ""))
    whole = re.sub(r"[.,]", "", text[:last])
    return float(f"{whole}.{text[last + 1 :]}")


def spelled_out(text: str) -> str:
    """The text with numbers in words put as digits; everything else stays. Expects lower case, no accents."""
    pieces: list[str] = []
    at = 0
    words = list(_WORD.finditer(text))
    i = 0
    while i < len(words):
        length, value = _number_at(text, words, i)
        if length:
            pieces += [text[at : words[i].start()], str(value)]
            at = words[i + length - 1].end()
        i += max(1, length)
    return "".join(pieces) + text[at:]


def _number_at(text: str, words: list[re.Match[str]], first: int) -> tuple[int, int]:
    """How many words from `first` are one number, and its value; 0 words where there is none."""
    total = part = length = 0
    room = _NO_LIMIT  # the next word must be worth less: "cuarenta y ocho" is one number, "cinco diez" two
    for i in range(first, len(words)):
        word = words[i].group()
        if i > first and text[words[i - 1].end() : words[i].start()].strip(" -"):
            break
        if word in _JOIN and length:
            continue
        if word in _SCALES and not (total and word != "hundred"):
            part = (part or 1) * _SCALES[word]
            room = 100
            if word != "hundred":
                total, part, room = part, 0, 1000
        elif word in _VALUES and _VALUES[word] < room:
            part += _VALUES[word]
            room = _room_after(_VALUES[word])
        else:
            break
        length = i - first + 1
    return length, total + part


def _room_after(value: int) -> int:
    """What the word after this one has to be worth less than: 100 after hundreds, 10 after round tens."""
    if value >= 100:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0
