#!/usr/bin/env python3
"""For people with only Python 3.11 and a network: `python3 dev.py demo`, `python3 dev.py test`.

Uses the standard library only, until the virtual environment that it makes in `.venv` exists.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# A CPU build: openai-whisper alone would pull gigabytes of CUDA libraries.
TORCH = "torch==2.13.0"
# Sounds, a PBX's ingredients and viewers that only tests use; none is part of the project.
APT = (
    "chromium",
    "fonts-dejavu-core",
    "poppler-utils",
    "asterisk-core-sounds-es",
    "asterisk-core-sounds-es-wav",
    "asterisk-core-sounds-en-wav",
    "asterisk-moh-opsound-wav",
    "debootstrap",
)


def say(text: str) -> None:
    """Narration goes to stderr: stdout is for data."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, **options: object) -> int:
    """Runs a command in the project's folder and returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=HERE, check=False, **options).returncode  # type: ignore[call-overload, no-any-return]


def must(*command: str | Path) -> None:
    """Runs a command; a failure ends this program with its exit code."""
    code = run(*command)
    if code:
        say(f"dev.py: this failed with {code}: {' '.join(map(str, command))}")
        sys.exit(code)


def stamp_of(extras: str) -> str:
    """Changes when what has to be installed changes."""
    parts = [extras, sys.version, (HERE / "pyproject.toml").read_text("utf-8")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def install(extras: str = "") -> None:
    """Makes `.venv` and installs the project into it, unless that was done already."""
    stamp = VENV / f".installed-{extras or 'base'}"
    if stamp.exists() and PYTHON.exists() and stamp.read_text() == stamp_of(extras):
        return
    if not PYTHON.exists():
        say("Making a virtual environment in .venv …")
        venv.create(VENV, with_pip=True)
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-q")
    if "whisper" in extras:
        say("Installing a CPU build of PyTorch (only openai-whisper needs it) …")
        must(*pip, TORCH)
    say("Installing Auditor and what it needs; the first time this takes a minute or two …")
    must(*pip, "-e", f".[{extras}]" if extras else ".")
    stamp.write_text(stamp_of(extras))


def compile_catalogues() -> None:
    """Compiles the message catalogues that changed since they were last compiled."""
    stale = any(
        not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
        for po in (HERE / "auditor" / "locale").rglob("*.po")
    )
    if stale:
        run(PYTHON, "-m", "tests.catalogues", "--quiet")


def install_system_packages() -> None:
    """Fetches the sounds and tools that tests use, where apt and root are there; says so where not."""
    if shutil.which("dpkg-query") is None:
        say("Not a Debian system: tests that need Debian's sound packages or Asterisk are skipped.")
        return
    missing = [
        name
        for name in APT
        if run("dpkg-query", "-W", name, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ]
    if not missing:
        return
    if os.geteuid() != 0:
        say(f"Not root: for the whole suite first run: sudo apt-get install {' '.join(missing)}")
        return
    say(f"Installing for the tests: {' '.join(missing)}")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, stdout=subprocess.DEVNULL)


def demo(rest: list[str]) -> int:
    """`auditor demo`, installed first if need be."""
    install()
    compile_catalogues()
    return run(PYTHON, "-m", "auditor", "demo", *rest)


def test(rest: list[str]) -> int:
    """Every test, with coverage; arguments go to pytest."""
    install_system_packages()
    install("test,voice,whisper")
    compile_catalogues()
    code = run(PYTHON, "-m", "tests.weights")
    if code:
        return code
    return run(PYTHON, "-m", "pytest", *(rest or ["--cov", "--cov-report=term:skip-covered"]))


def fuzz(rest: list[str]) -> int:
    """The tests that draw their examples, with new ones each time; what fails is kept in `.hypothesis`."""
    install("test,voice,whisper")
    compile_catalogues()
    return run(PYTHON, "-m", "pytest", "-m", "hypothesis", "--hypothesis-profile=explore", *rest)


def check(_rest: list[str]) -> int:
    """Style, strict types and the import contract."""
    install("test,voice,whisper")
    commands = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    )
    return max(run(PYTHON, *command) for command in commands)


def i18n(_rest: list[str]) -> int:
    """Compiles the message catalogues and names what is not translated yet."""
    if not PYTHON.exists():
        install("test,voice,whisper")
    return run(PYTHON, "-m", "tests.catalogues")


COMMANDS = {"demo": demo, "test": test, "fuzz": fuzz, "check": check, "i18n": i18n}


def main() -> int:
    """Parses the command; everything after it is handed on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    known, rest = parser.parse_known_args()
    try:
        return COMMANDS[known.command](rest)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        sys.exit("Auditor needs Python 3.11 or newer.")
    sys.exit(main())
