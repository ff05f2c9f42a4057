"""What the commands share: opening the core, JSON on stdout, narration and progress on stderr."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """The `--json` that every command has."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print data as JSON on stdout."))(function)


def settings_of(ctx: click.Context) -> Settings:
    """The settings that command line, environment and file give; the language is switched too."""
    from auditor.settings import load_settings

    root = ctx.find_root()
    flags = {key: root.obj[key] for key in ("home", "language") if root.obj.get(key) is not None}
    settings = load_settings(flags, os.environ)
    if settings.language and root.obj.get("language") is None and "AUDITOR_LANG" not in os.environ:
        from auditor.cli.app import choose_language

        choose_language(settings.language)
    return settings


def app_of(ctx: click.Context) -> App:
    """The core, opened once on the data folder of the settings."""
    root = ctx.find_root()
    if "app" not in root.obj:
        from auditor.core.app import open_app

        app = open_app(settings_of(ctx))
        if app.invented:
            narrate(_("Invented data: a sample, of no real company."))
        root.obj["app"] = app
        root.call_on_close(app.close)
    opened: App = root.obj["app"]
    return opened


def print_json(data: object) -> None:
    """One JSON document on stdout; times and figures keep their full precision."""
    click.echo(
        json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2 if sys.stdout.isatty() else None)
    )


def narrate(text: str) -> None:
    """Words for the person who waits: on stderr, so that stdout stays data."""
    click.echo(text, err=True)


@contextmanager
def stop_on_ctrl_c() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets, so that work ends cleanly; a second one interrupts at once."""
    stop = threading.Event()

    def ask(_signal: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        narrate(_("Stopping … (Ctrl-C again to break off at once)"))

    kept = signal.getsignal(signal.SIGINT)
    kept_term = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, kept)
        signal.signal(signal.SIGTERM, kept_term)
