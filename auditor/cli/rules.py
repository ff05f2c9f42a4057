"""`auditor rules`: the rule packs, shipped and own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.common import app_of, json_option, print_json
from auditor.errors import ExitCode
from auditor.i18n import _

if TYPE_CHECKING:
    from metrics.packs import Finding

MARKS = {"pass": "✓", "fail": "✗", "not_assessable": "·"}


@click.group("rules", help=_("The rule packs that calls and complaints are held against."))
def command() -> None:
    """Groups the verbs."""


@command.command("list", help=_("Every pack, shipped and own."))
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """One line a pack; own files with faults are told on stderr and are not used."""
    from auditor.cli.faults import tell_faults
    from auditor.core.rule_words import STATUSES, in_words
    from auditor.core.rules import shelf

    known = shelf(app_of(ctx).settings.home)
    own = known.own or {}
    if as_json:
        print_json(
            [
                {
                    "id": pack.id,
                    "version": pack.version,
                    "title": pack.title,
                    "status": pack.status,
                    "country": pack.country,
                    "sector": pack.sector,
                    "rules": len(pack.rules),
                    "file": str(own[pack.id]) if pack.id in own else None,
                }
                for pack in known.packs.values()
            ]
        )
    else:
        for pack in known.packs.values():
            mine = f"\t{own[pack.id]}" if pack.id in own else ""
            status = _(STATUSES[pack.status])
            click.echo(f"{pack.id}\t{len(pack.rules)}\t{status}\t{in_words(pack.title)}{mine}")
    for faults in known.faults:
        tell_faults(faults)
    return ExitCode.FAILED if known.faults else ExitCode.DONE


@command.command("show", help=_("One pack: each rule with its threshold, source and dates."))
@click.argument("id")
@json_option
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """For people, or as data."""
    from auditor.codec import dump
    from auditor.core.rule_words import STATUSES, about, in_words
    from auditor.core.rules import rule_data, shelf

    pack = shelf(app_of(ctx).settings.home).pack(id)
    if as_json:
        rules = [rule_data(rule) for rule in pack.rules]
        print_json({"schema": "auditor/rule-pack/1", **dump(pack), "rules": rules})
        return
    click.echo(f"{in_words(pack.title)} · {_(STATUSES[pack.status])} · v{pack.version}")
    if pack.note:
        click.echo(in_words(pack.note))
    for rule in pack.rules:
        click.echo(f"\n{rule.id}  {in_words(rule.title)}")
        click.echo("  " + " · ".join(about(rule)))
        if rule.note:
            click.echo(f"  {in_words(rule.note)}")


@command.command("check", help=_("Read rule packs of your own and report every fault at once."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> int:
    """Exit code 1 when any file has a fault."""
    from auditor.cli.faults import tell_checked
    from auditor.core.rules import check_files

    return tell_checked(check_files(paths), as_json)


def show_findings(found: tuple[Finding, ...]) -> None:
    """The verdicts of one contact: broken rules first, then kept ones, then what it cannot show, and why."""
    from auditor.cli.show import clock
    from auditor.core.labels import why_label
    from auditor.core.rule_words import about, in_words, measured

    order = ("fail", "pass", "not_assessable")
    for finding in sorted(found, key=lambda f: order.index(f.verdict.value)):
        rule = finding.rule
        click.echo(f"{MARKS[finding.verdict.value]} {rule.id}  {in_words(rule.title)}")
        click.echo("  " + " · ".join([*filter(None, (measured(finding),)), *about(rule)]))
        if finding.why:
            click.echo(f"  {why_label(finding.why)}")
        if finding.in_force is False:
            click.echo("  " + _("not in force on the day of this call"))
        for evidence in finding.evidence[:3]:
            quote = f" «{evidence.quote}»" if evidence.quote else ""
            click.echo(f"  ▸ {clock(evidence.start_s)}{quote}")
