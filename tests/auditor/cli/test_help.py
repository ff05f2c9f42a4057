"""The commands as a user first meets them: help in two languages, tidy refusals, nothing heavy loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli.app import COMMANDS
from tests.auditor.cli.run import auditor

ROOT = Path(__file__).resolve().parents[3]


def test_help_in_spanish() -> None:
    done = auditor("--help", env={"AUDITOR_LANG": "es"})
    assert done.returncode == 0
    assert "Uso:" in done.stdout
    assert "Muestra esta ayuda y termina." in done.stdout
    assert "Audita grabaciones que ya existen." in done.stdout


def test_lang_wins_over_the_environment() -> None:
    done = auditor("--lang", "en", "--help", env={"AUDITOR_LANG": "es"})
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_is_documented(name: str) -> None:
    done = auditor(name, "--help", env={"AUDITOR_LANG": "es"})
    assert done.returncode == 0, done.stderr
    assert "Uso:" in done.stdout
    for page in ("docs/commands.md", "docs/commands.es.md"):
        assert f"`auditor {name}" in (ROOT / page).read_text("utf-8"), page


def test_unknown_command_names_the_near_one_and_exits_2() -> None:
    done = auditor("shosp")
    assert done.returncode == 2
    assert "shops" in done.stderr
    assert done.stdout == ""


def test_no_terminal_is_said() -> None:
    done = auditor()
    assert done.returncode == 2
    assert "--help" in done.stderr


def test_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from auditor.cli.app import run\n"
        "sys.argv = ['auditor', '--help']\n"
        "run()\n"
        "print('LOADED', *sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    loaded = set(done.stderr.split("LOADED")[1].split())
    heavy = {
        "textual",
        "numpy",
        "spacy",
        "torch",
        "faster_whisper",
        "whisper",
        "faker",
        "tinydb",
        "yaml",
        "cattrs",
    }
    assert not loaded & heavy
    assert not any(name.startswith("auditor.core") for name in loaded)
