"""`auditor.toml` read, and the line on which each key stands, which the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from auditor.errors import SettingsError
from auditor.i18n import N_

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def read_toml(file: Path) -> dict[str, Any]:
    """The file's content, {} when there is none. Raises `SettingsError` with the line of a fault."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(
            N_("{file} cannot be read ({why}). Check its permissions."),
            file=file,
            why=error.strerror or error,
        ) from error
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SettingsError(
            N_("{file}:{line}: this is not UTF-8 text. Save the file as UTF-8."), file=file, line=line
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        last = content.count(b"\n") + 1
        raise SettingsError(
            N_("{file}:{line}: this is not TOML ({why})."),
            file=file,
            line=int(found.group(1)) if found else last,
            why=str(error),
        ) from error


def key_lines(file: Path) -> dict[str, int]:
    """ "section.key" → its line, counted from 1; sections themselves too. A hint, never needed to read."""
    try:
        text = file.read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            section = _plain(header.group(1)) + "."
            _note(lines, section[:-1], number)
        elif key := _KEY.match(line):
            _note(lines, section + _plain(key.group(1)), number)
    return lines


def _note(lines: dict[str, int], path: str, number: int) -> None:
    parts = path.split(".")
    for end in range(1, len(parts) + 1):
        lines.setdefault(".".join(parts[:end]), number)


def _plain(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))
