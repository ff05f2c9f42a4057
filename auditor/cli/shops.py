"""`auditor shops`: what was done."""

from __future__ import annotations

import click

from auditor.cli import export
from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import shop_ids
from auditor.i18n import _


@click.group("shops", help=_("What was done: list and details."))
def command() -> None:
    """Groups the verbs."""


@command.command("list", help=_("The shops, newest first."))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help=_("How many."))
@click.option("--offset", type=click.IntRange(0), default=0, help=_("How many to pass over first."))
@json_option
@click.pass_context
def list_(ctx: click.Context, limit: int, offset: int, as_json: bool) -> None:
    """One line a shop."""
    from auditor.cli.show import show_rows
    from auditor.core.contract import row_json

    rows = app_of(ctx).shops.list(limit, offset)
    if as_json:
        print_json([row_json(row) for row in rows])
    elif rows:
        show_rows(rows)
    else:
        narrate(
            _("No calls yet. Try `auditor demo`, or register a channel and `auditor call ID --channel ID`.")
        )


@command.command("show", help=_("One shop, whole: what happened, what was heard, what it is worth."))
@click.argument("id", shell_complete=shop_ids)
@json_option
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """The document of the contract, or the same for people."""
    from auditor.cli.show import show_page
    from auditor.core.contract import shop_json

    page = app_of(ctx).shops.page(id)
    if as_json:
        print_json(shop_json(page))
    else:
        show_page(page)


@command.command(
    "findings", help=_("What one shop shows of the rules: kept, broken, or not assessable, and why.")
)
@click.argument("id", shell_complete=shop_ids)
@click.option("--pack", help=_("Only this rule pack (default: all that are for its line)."))
@json_option
@click.pass_context
def findings(ctx: click.Context, id: str, pack: str | None, as_json: bool) -> None:
    """Each rule's verdict with its evidence and source."""
    from auditor.cli.prompts import show_changes
    from auditor.cli.rules import show_findings
    from auditor.core import rules

    app = app_of(ctx)
    page = app.shops.page(id)
    found = rules.findings(app, page, pack)
    if as_json:
        print_json([rules.finding_data(finding) for finding in found])
    elif found:
        show_findings(found)
        if changed := app.prompt_changes(page):
            click.echo("\n" + _("Recorded prompts that changed"))
            show_changes(changed)
    else:
        narrate(_("This shop has no scorecard yet; a line that was busy has nothing to judge."))


@command.command("review", help=_("Put your judgement on a check beside the machine's; both are kept."))
@click.argument("id", shell_complete=shop_ids)
@click.argument("check")
@click.argument("answer", type=click.Choice(["yes", "no", "not_applicable"]))
@click.option("--who", required=True, help=_("Who judges."))
@click.option("--note", default="", help=_("Why."))
@json_option
@click.pass_context
def review(ctx: click.Context, /, id: str, check: str, answer: str, *, as_json: bool, **by: str) -> None:
    """Says how it is taken back."""
    from auditor.codec import dump

    made = app_of(ctx).shops.review(id, check, answer, **by)
    if as_json:
        print_json(dump(made))
    else:
        narrate(_("Kept. To take it back: auditor shops undo-review {id}").format(id=made.id))


@command.command("undo-review", help=_("Take a judgement back; it stays on record as taken back."))
@click.argument("review_id")
@json_option
@click.pass_context
def undo_review(ctx: click.Context, review_id: str, as_json: bool) -> None:
    """Silent about everything else."""
    app_of(ctx).shops.undo_review(review_id)
    if as_json:
        print_json({"undone": review_id})
    else:
        narrate(_("Taken back."))


export.join(command)
