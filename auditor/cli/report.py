"""`auditor report`: the managers' summary of a period."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.i18n import LANGUAGES, N_, _

FORMATS = ("html", "pdf", "xlsx", "md", "json")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("report", help=_("The managers' summary: one period against the one before."))
@click.option("--from", "start", type=DAY, help=_("First day (default: the last full month)."))
@click.option("--to", "end", type=DAY, help=_("Last day, included."))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help=_("Format (default: the file's ending).")
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("The file to write."))
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the report."))
@click.option(
    "--window",
    type=click.IntRange(1, 365),
    default=30,
    show_default=True,
    help=_("Days without a repeat contact that count as resolved."),
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    start: datetime | None,
    end: datetime | None,
    *,
    format_: str | None,
    output: Path | None,
    lang: str | None,
    window: int,
    as_json: bool,
) -> None:
    """Writes the file, or the summary's JSON to stdout."""
    from auditor.core.reporting import summary, write
    from auditor.reports.jsonform import as_data

    app = app_of(ctx)
    chosen = _format(format_, output, as_json)
    made = summary(app, start and start.date(), end and end.date(), window_days=window)
    if output is None and chosen != "json":
        output = Path(f"auditor-{made.period.start}-{made.period.end}.{chosen}")
    if output is not None:
        write(app, made, chosen, output, lang=lang)
        narrate(_("Written: {path}").format(path=output))
    if as_json or output is None:
        print_json(as_data(made))


def _format(format: str | None, output: Path | None, as_json: bool) -> str:
    if format:
        return format
    if output is None:
        return "json" if as_json else "html"
    ending = output.suffix.lstrip(".").lower()
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if ending in FORMATS:
        return ending
    from auditor.errors import CommandError

    raise CommandError(
        N_("“{path}” does not tell a format by its ending; give --format, one of {known}."),
        path=output,
        known=", ".join(FORMATS),
    )
