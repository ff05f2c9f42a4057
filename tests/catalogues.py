"""The message catalogues: what the code says to users, what is translated, and the compiled files.

`python -m tests.catalogues` compiles every `.po` and prints the messages that have no Spanish yet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "auditor" / "locale"
ROOMS = ("auditor", "scenarios", "transcripts", "metrics")
# Errors carry their English template as first argument, so their classes are keywords of the extraction.
ERRORS = (
    *("AuditorError", "CommandError", "SettingsError", "MissingError", "StoreError", "RefusedError"),
    *(
        "TranscriptsError",
        "AudioError",
        "ModelMissing",
        "EngineMissing",
        "PromptBookError",
        "ListenCancelled",
    ),
    *("MetricsError", "PackError", "DataError", "ScenariosError"),
)
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "Fault": (3,),
    "fault": (2,),
    **dict.fromkeys(ERRORS),
}


def messages_of_code() -> dict[str, str]:
    """Every message that the code marks, with one place where it stands."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for file, line, message, _comments, _context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            for text in message if isinstance(message, tuple) else (message,):
                if text:
                    found.setdefault(text, f"{room}/{file}:{line}")
    return found


def translated(language: str = "es") -> set[str]:
    """The message ids that have words in that language, fuzzy ones left out."""
    done: set[str] = set()
    for po in sorted((LOCALE / language).glob("*.po")):
        with po.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id or message.fuzzy:
                    continue
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                strings = message.string if isinstance(message.string, tuple) else (message.string,)
                if all(strings):
                    done.update(ids)
    return done


def compile_all() -> None:
    """Writes each `.mo` beside its `.po`."""
    for po in sorted(LOCALE.rglob("*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.relative_to(LOCALE).parts[0])
        part = po.with_suffix(f".mo.{os.getpid()}")  # a program that starts meanwhile reads a whole file
        with part.open("wb") as target:
            write_mo(target, catalogue)
        part.replace(po.with_suffix(".mo"))


def main() -> int:
    compile_all()
    if "--quiet" in sys.argv:
        return 0
    done = translated()
    missing = {text: place for text, place in messages_of_code().items() if text not in done}
    for text, place in missing.items():
        print(f"{place}: {text!r}")
    print(f"{len(missing)} messages have no Spanish yet", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
