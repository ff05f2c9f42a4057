"""`auditor scenarios`: the library."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import scenario_ids
from auditor.errors import ExitCode
from auditor.i18n import _


@click.group("scenarios", help=_("The library of scenarios: shipped ones and your own."))
def command() -> None:
    """Groups the verbs."""


@command.command("list", help=_("Every scenario, shipped and own."))
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """Faulty files are named on stderr; the others are listed all the same."""
    from auditor.cli.faults import tell_faults

    library = app_of(ctx).library()
    rows = [
        {
            "id": s.id,
            "version": s.version,
            "language": s.language,
            "purpose": s.purpose.value,
            "title": s.title,
        }
        for s in sorted(library.scenarios.values(), key=lambda s: s.id)
    ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['id']}\t{row['language']}\t{row['purpose']}\t{row['title']}")
    for faults in library.faults:
        tell_faults(faults)
    return ExitCode.FAILED if library.faults else ExitCode.DONE


@command.command("show", help=_("One scenario's file."))
@click.argument("id", shell_complete=scenario_ids)
@json_option
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """As it is written, or as data."""
    from auditor.codec import dump
    from auditor.core.scenarios import find

    found = find(app_of(ctx).library(), id)
    if as_json:
        print_json(dump(found.scenario))
    else:
        narrate(str(found.path))
        click.echo(found.text)


@command.command("check", help=_("Read scenario files and report every fault at once."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> int:
    """Exit code 1 when any file has a fault."""
    from auditor.cli.faults import tell_checked
    from auditor.core.scenarios import check_files

    return tell_checked(check_files(paths), as_json)
