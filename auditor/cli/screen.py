"""`auditor` without a command: the terminal."""

from __future__ import annotations

import sys

import click

from auditor.cli.common import app_of
from auditor.errors import CommandError
from auditor.i18n import N_


def open_screen(ctx: click.Context) -> int:
    """Opens the terminal UI; raises `CommandError` where there is no terminal to draw on."""
    if not sys.stdout.isatty():
        raise CommandError(N_("There is no terminal here. See `auditor --help` for the commands."))
    from auditor.tui.app import run_ui

    return run_ui(app_of(ctx))
