"""`auditor work`: the worker."""

from __future__ import annotations

import json

import click

from auditor.cli.common import app_of, json_option, narrate, stop_on_ctrl_c
from auditor.i18n import _


@click.command(
    "work", help=_("Carry out what is due, until Ctrl-C; a call in progress is then hung up and kept.")
)
@click.option("--once", is_flag=True, help=_("End when nothing is due any more."))
@json_option
@click.pass_context
def command(ctx: click.Context, once: bool, as_json: bool) -> None:
    """With --json one line an event on stdout."""
    from auditor.cli.narration import sentence
    from auditor.core.worker import work
    from auditor.events import EventName

    app = app_of(ctx)
    narrate(_("Working on {home}. Ctrl-C ends it.").format(home=app.settings.home))
    quiet = (EventName.LISTENING, EventName.LEVEL, EventName.SOUND)
    with stop_on_ctrl_c() as stop:
        for event in work(app, stop, once=once):
            if as_json and event.name not in quiet:
                data = {
                    "event": event.name.value,
                    "shop": event.shop,
                    "at_s": event.at_s,
                    "detail": event.detail,
                }
                click.echo(json.dumps(data, ensure_ascii=False))
            elif text := sentence(event):
                narrate(f"{event.shop or ''}  {text}")
