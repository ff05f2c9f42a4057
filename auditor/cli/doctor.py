"""`auditor doctor`: what is installed, what is missing and how to get it."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import shell_hint
from auditor.errors import ExitCode
from auditor.i18n import _


@click.command(
    "doctor", help=_("What is installed, what is missing and how to get it; whether own lines answer.")
)
@click.option(
    "--reach/--no-reach", default=True, help=_("Ask each own SIP line for a sign of life (no call).")
)
@click.option("--fetch", is_flag=True, help=_("Download the base speech model if it is missing."))
@json_option
@click.pass_context
def command(ctx: click.Context, reach: bool, fetch: bool, as_json: bool) -> int:
    """Exit code 3 when something needed is missing."""
    from auditor.codec import dump
    from auditor.core.doctor import examine

    app = app_of(ctx)
    if fetch:
        from auditor.cli.weights import fetch_with_bar

        fetch_with_bar(app)
    findings = []
    for finding in examine(app, reach=reach):
        findings.append(finding)
        if not as_json:
            mark = "✓" if finding.ok else "✗" if finding.needed else "–"
            remedy = f"\n    → {finding.remedy}" if finding.remedy else ""
            click.echo(f"{mark} {finding.id}: {finding.found}{remedy}")
    if as_json:
        print_json([dump(finding) for finding in findings])
    else:
        narrate(_("Tab completion: {line}").format(line=shell_hint()))
    missing = any(finding.needed and not finding.ok for finding in findings)
    return ExitCode.MISSING if missing else ExitCode.DONE
