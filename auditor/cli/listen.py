"""`auditor listen`: recordings that exist already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, narrate, stop_on_ctrl_c
from auditor.cli.completion import channel_ids, scenario_ids
from auditor.errors import AuditorError, ExitCode
from auditor.i18n import _, explain

if TYPE_CHECKING:
    import threading

    from auditor.core.app import App
    from auditor.core.imports import FileAsked


@click.command("listen", help=_("Audit recordings that exist already; with --json one JSON document a file."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--scenario", shell_complete=scenario_ids, help=_("Score against this scenario."))
@click.option("--channel", shell_complete=channel_ids, help=_("The channel that the recordings are of."))
@click.option("--ours", type=click.IntRange(0, 1), help=_("Which of two channels is our own voice (0 or 1)."))
@click.option(
    "--language", help=_("Language spoken (default: the scenario's, the channel's, the settings').")
)
@click.option("--country", help=_("Country of the tone plan (ISO 3166)."))
@click.option("--fresh", is_flag=True, help=_("Take no words from the channel's catalogue of prompts."))
@json_option
@click.pass_context
def command(ctx: click.Context, /, files: tuple[Path, ...], as_json: bool, **asked: Any) -> int:
    """A file that cannot be read, whole or at all, is named; the others are done; the exit code is 1."""
    from auditor.core.imports import FileAsked

    app = app_of(ctx)
    request = FileAsked(**asked)
    worst = ExitCode.DONE
    with stop_on_ctrl_c() as stop:
        for file in files:
            try:
                worst = max(worst, _one(app, file, request, as_json, stop))
            except AuditorError as error:
                narrate(_("Error: {text}").format(text=explain(error)))
                worst = max(worst, error.exit_code)
            if stop.is_set():
                return ExitCode.FAILED
    return worst


def _one(app: App, file: Path, asked: FileAsked, as_json: bool, stop: threading.Event) -> ExitCode:
    from auditor.cli.narration import narrated
    from auditor.cli.show import show_page
    from auditor.core.contract import listen_json
    from auditor.core.flaws import flaws_in_words

    narrate(f"{file}:")
    events = narrated(app.run.listen_file(file, asked, stop=stop))
    page = app.shops.page(events[-1].shop or "")
    if as_json:
        click.echo(json.dumps(listen_json(page), ensure_ascii=False, allow_nan=False))
    else:
        show_page(page)
    flaws = flaws_in_words(page.heard)
    for flaw in flaws:
        narrate(_("Careful: {file}: {flaw}").format(file=file, flaw=flaw))
    return ExitCode.FAILED if flaws else ExitCode.DONE
