"""`auditor figures`: the indicators by view and group, and with `--cases` the ids behind one of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, print_json
from auditor.errors import CommandError
from auditor.i18n import N_, _

if TYPE_CHECKING:
    from auditor.core.figures.values import Sheet

VIEWS = ("resolution", "time", "weeks", "causes", "operators", "owners", "said", "contradictions")
BYS = ("segment", "topic", "channel", "operator", "owner")
FILTERS = {
    "topic": N_("Only this topic; an empty one is what is not recorded."),
    "channel": N_("Only this channel."),
    "operator": N_("Only this operator: in_house or a contractor's name."),
    "segment": N_("Only this segment: most_valuable, A, B or C."),
    "owner": N_("Only this owner; an empty one is nobody."),
}


def _filters(command: Any) -> Any:
    for name, text in reversed(FILTERS.items()):
        command = click.option(f"--{name}", help=_(text))(command)
    return command


@click.command("figures", help=_("Every indicator by view and group, and the cases behind each figure."))
@click.argument("view", type=click.Choice(VIEWS), default="resolution")
@click.option("--window", "window_days", type=click.IntRange(1, 365), default=7, show_default=True,
              help=_("Days without a repeat contact."))  # fmt: skip
@click.option("--by", type=click.Choice(BYS), help=_("The groups (default: segment; of causes: topic)."))
@click.option("--measure", type=click.Choice(["no_repeat", "claimed", "confirmed"]), default="no_repeat",
              show_default=True, help=_("What weeks and operators are held against."))  # fmt: skip
@_filters
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help=_("Opened on this day or later."))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help=_("Opened on this day or earlier."))
@click.option("--as-of", help=_("As things stood at this moment (default: now)."))
@click.option("--pack", help=_("The rule pack of the deadlines (default: the country's and the sector's)."))
@click.option("--region", help=_("The region whose holidays count too, such as MD."))
@click.option("--cases", "key", help=_("Print the ids behind the figure of this key (its name in --json)."))
@click.option("--part", type=click.Choice(["against", "left_out"]),
              help=_("Of those ids: only those against the figure, or those it leaves out."))  # fmt: skip
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    view: Any,
    first: datetime | None,
    last: datetime | None,
    as_of: str | None,
    key: str | None,
    part: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Asks the core and prints."""
    from auditor.cli.moments import as_of as moment_asked
    from auditor.core.figures.sheets import Figures
    from auditor.core.figures.values import Wanted

    app = app_of(ctx)
    figures = Figures(app)
    ledger = figures.read(moment_asked(app, as_of))
    wanted = Wanted(first=first and first.date(), last=last and last.date(), **given)
    sheet = figures.sheet(view, figures.select(ledger, wanted))
    if key is not None:
        _print_cases(sheet, key, part, as_json)
    elif as_json:
        from auditor.core.figures.contract import sheet_json

        print_json(sheet_json(sheet, ledger))
    else:
        from auditor.cli.show_figures import show_sheet

        show_sheet(sheet, ledger)


def _print_cases(sheet: Sheet, key: str, part: str | None, as_json: bool) -> None:
    entry = sheet.entry(key)
    if entry is None:
        near = ", ".join(each.key for each in sheet.entries[:6]) or "–"
        raise CommandError(N_("There is no figure “{key}” in this view; it has {near} …"), key=key, near=near)
    ids = entry.counted() if part is None else entry.part(part)
    if ids is None:
        raise CommandError(N_("The figure “{key}” has no part “{part}”."), key=key, part=part)
    if as_json:
        from auditor.core.figures.contract import cases_json

        print_json(cases_json(entry, part, ids))
    else:
        for id in ids:
            click.echo(id)
