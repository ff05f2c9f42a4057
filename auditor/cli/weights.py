"""The first download of the speech model, with a progress bar."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from auditor.cli.common import narrate
from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.core.app import App


def fetch_with_bar(app: App) -> None:
    """Fetches the base weights unless they are there; says what is fetched, from where and how much."""
    from auditor.core.weights import fetch_if_missing

    narrate(_("Looking for the speech model …"))
    shown = 0
    with click.progressbar(range(1000), length=1000, label=_("Speech model"), file=sys.stderr) as bar:

        def show(bytes_done: int, bytes_all: int) -> None:
            nonlocal shown
            step = round(1000 * bytes_done / bytes_all) - shown
            if step > 0:
                bar.update(step)
                shown += step

        path = fetch_if_missing(app, show)
        show(1, 1)
    narrate(_("Speech model: {path}").format(path=path))
