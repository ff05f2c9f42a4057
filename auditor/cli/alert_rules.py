"""`auditor alerts rules`: the watch rules, where they come from, and setting them by command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.core.app import App

STEP = "NAME:DAYS:WHO[:SEGMENTS[:IMPORTANCE]]"


@click.group(
    "rules", invoke_without_command=True, help=_("The watch rules in force, and where they come from.")
)
@json_option
@click.pass_context
def rules(ctx: click.Context, as_json: bool) -> None:
    """Shows them; nothing is applied."""
    if ctx.invoked_subcommand is None:
        _show(app_of(ctx), as_json)


@rules.command("set", help=_("Set watch rules; what is not named stays as it is."))
@click.option("--recovery-days", type=float, help=_("Days to win a valuable customer back."))
@click.option("--recovery-near-days", type=float, help=_("So many days before them it is told."))
@click.option("--silence-days", type=float, help=_("Days without a contact."))
@click.option("--promise-near-days", type=float, help=_("Days before a promised date."))
@click.option("--valuable", help=_("The valuable segments, with commas: most_valuable,A."))
@click.option(
    "--unrecorded-owner/--no-unrecorded-owner",
    default=None,
    help=_("Also tell where nobody recorded whether anybody owns it."),
)
@click.option(
    "--step",
    "steps",
    multiple=True,
    metavar=STEP,
    help=_("An escalation step; it is added, or replaces the one of its name."),
)
@click.option("--drop-step", "dropped", multiple=True, help=_("Takes the step of that name out."))
@click.option("--defaults", is_flag=True, help=_("Begins with the defaults instead of the rules in force."))
@json_option
@click.pass_context
def set_(
    ctx: click.Context, /, steps: tuple[str, ...], dropped: tuple[str, ...], defaults: bool, as_json: bool,
    **given: Any,
) -> None:  # fmt: skip
    """Checks all of it before anything is written."""
    from auditor.ledger.watching import change_rules

    app = app_of(ctx)
    change_rules(
        app.settings.home,
        {name: value for name, value in given.items() if value is not None},
        steps=steps,
        dropped=dropped,
        defaults=defaults,
    )
    _show(app, as_json)


def _show(app: App, as_json: bool) -> None:
    from auditor.core.alert_page import rules_in_force
    from auditor.core.ledger_contract import rules_json
    from auditor.core.watch_words import rule_lines, rule_source

    found = rules_in_force(app)
    if as_json:
        print_json(rules_json(found))
        return
    for line in rule_lines(found):
        click.echo(line)
    narrate(rule_source(found))
