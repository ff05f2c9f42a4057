"""Debian's Spanish and English prompts with their texts, and the rules that make the texts comparable."""

from __future__ import annotations

import gzip
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from metrics.words import NUMBERS, normal

FOLDER = Path(__file__).parents[1] / "out" / "words"
VOICES = {"es": "es_MX_f_Allison", "en": "en_US_f_Allison"}
PACKAGES = tuple(f"asterisk-core-sounds-{language}{end}" for language in VOICES for end in ("", "-wav"))
LEAST_WORDS = 3
"""Shorter prompts ("uno", "gracias") are single words out of context: another test than a sentence."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One recorded prompt and the words that its text file gives."""

    id: str
    language: str
    path: Path
    words: tuple[str, ...]


def fetch() -> None:
    """Downloads and unpacks the packages with apt; nothing is installed and no root is needed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if (FOLDER / f".{package}").exists():
            continue
        subprocess.run(["apt-get", "download", "-q", package], cwd=FOLDER, check=True, capture_output=True)
        for archive in FOLDER.glob(f"{package}_*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(archive), str(FOLDER)], check=True)
            archive.unlink()
        (FOLDER / f".{package}").touch()


def prompts(language: str) -> tuple[Prompt, ...]:
    """Every prompt with a text of at least `LEAST_WORDS` words and a recording, in order of name."""
    [listing] = (FOLDER / f"usr/share/doc/asterisk-core-sounds-{language}").glob("core-sounds-*.txt*")
    sounds = FOLDER / "usr/share/asterisk/sounds" / VOICES[language]
    found = []
    for line in gzip.decompress(listing.read_bytes()).decode("utf-8", "replace").splitlines():
        name, colon, text = line.partition(":")
        path = sounds / f"{name.strip()}.wav"
        said = spoken(text, language)
        if line.startswith(";") or not colon or said is None or len(said) < LEAST_WORDS or not path.exists():
            continue
        found.append(Prompt(name.strip(), language, path, said))
    return tuple(found)


def spoken(text: str, language: str) -> tuple[str, ...] | None:
    """The words of a text as they are compared; `None` for a description of a sound ("[tono]").

    Lower case, no accents (the Spanish file lacks most of its own), no punctuation, and a number as its
    digits whether it was written so or in words, on both sides.
    """
    if re.search(r"[\[(<]", text):
        return None
    numbers = NUMBERS[language]
    words = (normal(match.group()) for match in _WORD.finditer(text))
    return tuple(str(numbers[word]) if word in numbers else word for word in words)
