"""`auditor complaints`: the ledger, complaint by complaint. Acts and imports are in files beside."""

from __future__ import annotations

from typing import Any

import click

from auditor.cli import complaint_acts, complaint_import
from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.i18n import _

SEGMENTS = ("most_valuable", "A", "B", "C")
STATES = ("open", "near", "late", "resolved", "censored")
SORTS = ("importance", "newest", "oldest")


@click.group("complaints", help=_("The ledger of complaints."))
def command() -> None:
    """Groups the verbs."""


@command.command("add", help=_("Note a complaint by hand."))
@click.option("--topic", required=True, help=_("What it is about."))
@click.option("--customer", help=_("The customer's number; only a keyed hash of it is kept."))
@click.option("--segment", type=click.Choice(SEGMENTS), help=_("How much the customer matters."))
@click.option("--importance", type=click.IntRange(1, 5), help=_("From 1 to 5, the most important."))
@click.option("--channel", help=_("How it came in: phone, email, web …"))
@click.option("--operator", help=_("Who took it: in_house or a contractor's name."))
@click.option("--case-key", help=_("The key that the company gave."))
@click.option("--owner", help=_("Who owns it now."))
@click.option("--opened", help=_("When, as 2026-03-02T10:15 (default: now)."))
@click.option("--text", help=_("In the customer's words; numbers and addresses are blacked out."))
@click.option("--id", default="", help=_("An id of your own (default: one is made)."))
@json_option
@click.pass_context
def add(ctx: click.Context, /, as_json: bool, **asked: Any) -> None:
    """Parses, adds, prints."""
    from auditor.core.complaint_acts import add as noted

    values = {name: "" if value is None else str(value) for name, value in asked.items()}
    made = noted(app_of(ctx), {**values, "at": values.pop("opened")})
    if as_json:
        from auditor.core.ledger_contract import complaint_json

        print_json(complaint_json(made))
    else:
        narrate(_("Noted: {id}. To take it back: auditor complaints undo {id}").format(id=made.id))


@command.command("list", help=_("The complaints, newest first."))
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help=_("How many."))
@click.option("--offset", type=click.IntRange(0), default=0, help=_("How many to pass over first."))
@click.option("--topic", help=_("Only this topic."))
@click.option("--segment", type=click.Choice(SEGMENTS), help=_("Only this segment."))
@click.option("--operator", help=_("Only this operator."))
@click.option("--customer", help=_("Only this customer (number or key)."))
@click.option("--channel", help=_("Only this channel."))
@click.option("--owner", help=_("Only this owner's; - for those that nobody owns."))
@click.option("--text", help=_("Only with these words in id, key, topic or text."))
@click.option("--state", type=click.Choice(STATES), help=_("Only in this state; censored: inside 30 days."))
@click.option("--open", "only_open", is_flag=True, help=_("Only those that are not resolved."))
@click.option(
    "--sort", type=click.Choice(SORTS), default="newest", show_default=True, help=_("What comes first.")
)
@json_option
@click.pass_context
def list_(
    ctx: click.Context, /, limit: int, offset: int, only_open: bool, as_json: bool, **fields: Any
) -> None:
    """One line a complaint."""
    from auditor.cli.show_complaints import show_rows
    from auditor.core.ledger_contract import complaint_json
    from auditor.core.ledger_rows import LedgerPages, RowFilter, Sort

    app = app_of(ctx)
    sort = Sort(fields.pop("sort"))
    wanted = {name: value for name, value in fields.items() if value is not None}
    if "customer" in wanted:
        wanted["customer"] = app.complaints.pseudonyms.of(wanted["customer"])
    if only_open:
        wanted.setdefault("state", "open")
    rows = LedgerPages(app, RowFilter(**wanted), sort).first(offset + limit)[offset:]
    found = [each for row in rows if (each := app.complaints.ledger.find(row.id)) is not None]
    if as_json:
        print_json([complaint_json(each) for each in found])
    elif found:
        show_rows(found)
    else:
        narrate(_("No complaints yet. Add one, import a file, or make a sample: auditor sample"))


@command.command("show", help=_("One complaint, whole, with its history."))
@click.argument("id")
@json_option
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """The complaint, its deadlines and every change of it."""
    from auditor.cli.show_complaints import show_complaint, show_terms
    from auditor.core.case_page import case_page
    from auditor.core.ledger_contract import case_json

    page = case_page(app_of(ctx), id)
    if as_json:
        print_json(case_json(page))
    else:
        show_complaint(page.complaint, page.history)
        show_terms(page)


@command.command("undo", help=_("Take the last change of a complaint back; it stays on record."))
@click.argument("id")
@json_option
@click.pass_context
def undo(ctx: click.Context, id: str, as_json: bool) -> None:
    """Says what was taken back."""
    from auditor.core.ledger_contract import change_json
    from auditor.ledger.values import LABELS

    undone = app_of(ctx).complaints.undo(id)
    if as_json:
        print_json(change_json(undone))
    else:
        narrate(_("Taken back: {what}.").format(what=_(LABELS[undone.what])))


@command.command("export", help=_("Every complaint as JSON Lines on stdout; `import` reads them."))
@click.pass_context
def export(ctx: click.Context) -> None:
    """One line a complaint."""
    import json

    from auditor.core.ledger_contract import complaint_json

    for complaint in app_of(ctx).complaints.ledger.complaints():
        click.echo(json.dumps(complaint_json(complaint), ensure_ascii=False))


complaint_acts.join(command)
complaint_import.join(command)
