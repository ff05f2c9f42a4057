"""`auditor channels prompts`: what is recorded on a line, since when, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import channel_ids
from auditor.i18n import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from auditor.core.prompts import PromptPage
    from transcripts.prompts.changes import Change


@click.command("prompts", help=_("What is recorded on a channel: each prompt once, and what became of it."))
@click.argument("id", shell_complete=channel_ids)
@click.option("--changes", "only_changes", is_flag=True, help=_("Only what changed, with old and new words."))
@click.option("--forget", is_flag=True, help=_("Drop the catalogue; the next calls build it anew."))
@json_option
@click.pass_context
def prompts(ctx: click.Context, id: str, only_changes: bool, forget: bool, as_json: bool) -> None:
    """Prints the catalogue, or drops it."""
    from auditor.core.prompts import prompt_changes, prompt_pages, prompts_json

    app = app_of(ctx)
    if forget:
        dropped = app.catalogue.forget(app.channels.show(id).id)
        if as_json:
            print_json({"channel": id, "forgotten": dropped})
        else:
            narrate(_("The catalogue of {id} is empty now.").format(id=id))
    elif as_json:
        print_json(prompts_json(app, id))
    elif only_changes:
        show_changes(prompt_changes(app, id))
    else:
        _show(prompt_pages(app, id))


def _show(pages: Sequence[PromptPage]) -> None:
    from rich.table import Table

    from auditor.cli.show import console
    from auditor.core.labels import kind_label, purpose_label

    if not pages:
        narrate(_("Nothing recorded is known of this channel yet: the first call to it teaches it."))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (
        _("Prompt"),
        _("What"),
        _("Calls"),
        _("Last heard"),
        _("Seconds"),
        _("Purpose"),
        _("Words"),
    ):
        table.add_column(heading, overflow="fold")
    for page in pages:
        table.add_row(
            page.prompt.id,
            kind_label(page.prompt.kind),
            str(page.contacts),
            (page.current.last.at or "")[:10],
            number(page.current.duration_s),
            ", ".join(purpose_label(purpose) for purpose in page.purposes),
            "\n".join((page.current.text or "–", *notes(page))),
        )
    console().print(table)


def notes(page: PromptPage) -> list[str]:
    """What else is to be known of a prompt, a sentence each."""
    found = []
    if page.variable:
        found.append(_("(a part of it differs from call to call)"))
    if page.gone.n:
        found.append(
            _("(not heard in {n} of {of} calls that came to its place)").format(
                n=page.gone.n, of=page.gone.of
            )
        )
    if page.changes:
        found.append(
            ngettext("({n} change: see --changes)", "({n} changes: see --changes)", len(page.changes)).format(
                n=len(page.changes)
            )
        )
    if page.current.low_confidence:
        found.append(_("(some words are not sure)"))
    return found


def show_changes(changes: Sequence[Change]) -> None:
    """Each change with the old and the new words, and where both are heard."""
    from rich.text import Text

    from auditor.cli.show import clock, console
    from auditor.core.prompts import WHAT

    if not changes:
        narrate(_("No prompt of this channel has changed."))
    out = console()
    for change in changes:
        title = f"{change.prompt}  {(change.new_heard.at or '')[:10]}  {_(WHAT[change.what])}"
        out.print(Text(title, "bold"))
        out.print(diff_text(change))
        for word, heard in ((_("before"), change.old_heard), (_("now"), change.new_heard)):
            out.print(Text(f"  {word}: {heard.contact}  {clock(heard.start_s)}–{clock(heard.end_s)}", "dim"))
        heard_in = ngettext("heard in {n} call since", "heard in {n} calls since", change.contacts)
        doubt = "" if change.sure else "; " + _("some words are not sure: listen before you quote them")
        out.print(Text(f"  {heard_in.format(n=change.contacts)}{doubt}\n", "dim"))


def diff_text(change: Change) -> Text:
    """Old to new, readable without colours too: [-out-] {+in+}."""
    from rich.text import Text

    from transcripts.prompts.wording import Op

    words = Text("  ")
    for piece in change.diff:
        if piece.op is Op.SAME:
            words.append(f"{piece.text} ")
        elif piece.op is Op.OUT:
            words.append(f"[-{piece.text}-] ", "red")
        else:
            words.append(f"{{+{piece.text}+}} ", "green")
    return words
