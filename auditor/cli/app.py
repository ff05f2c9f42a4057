"""The group of commands: names and one-line helps only, so that `auditor --help` imports no command."""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from auditor.errors import AuditorError, ExitCode, RefusedError
from auditor.i18n import LANGUAGES, N_, _, detect_language, explain, use_language

COMMANDS: dict[str, str] = {
    "demo": N_("Practice line on loopback: three calls over real SIP, heard, scored and shown."),
    "doctor": N_("What is installed, what is missing and how to get it."),
    "channels": N_("The register of own channels."),
    "scenarios": N_("The library of scenarios."),
    "call": N_("Place one mystery call now."),
    "listen": N_("Audit recordings that exist already."),
    "plan": N_("The programme: what is to be done how often."),
    "work": N_("The worker: carries out what is due."),
    "shops": N_("What was done: list and details."),
    "rescore": N_("Score a shop again with today's rules."),
    "replay": N_("Play a recording."),
    "complaints": N_("The ledger of complaints."),
    "fcr": N_("First-call resolution three ways, and time to resolution."),
    "figures": N_("Every indicator by view and group, and the cases behind each figure."),
    "rules": N_("The rule packs that calls and complaints are held against."),
    "report": N_("The managers' summary: one period against the one before."),
    "alerts": N_("What has to be done about complaints: list, take on, escalate, e-mail."),
    "actions": N_("What is done about findings, by whom and when, and what came of it."),
    "sample": N_("A year of an invented company, to look at and to try out."),
    "backup": N_("Save the data folder as one archive."),
    "restore": N_("Bring a backup back."),
    "purge": N_("Remove recordings that are past their retention."),
}


class LazyGroup(click.Group):
    """Imports a command's module only when that command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: Any = importlib.import_module(f"auditor.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a fault of ours, not of the user's
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = _("Did you mean “{near}”?").format(near=near[0]) if near else _("See `auditor --help`.")
            raise click.UsageError(_("There is no command “{name}”.").format(name=name) + " " + hint, ctx)
        return super().resolve_command(ctx, args)


def group() -> click.Group:
    """The `auditor` command; built after the language is known, since helps are words for users."""

    @click.group(cls=LazyGroup, invoke_without_command=True, help=_group_help())
    @click.option("--home", type=click.Path(path_type=Path), help=_("The data folder (or AUDITOR_HOME)."))
    @click.option(
        "--lang", type=click.Choice(LANGUAGES), help=_("Language of what is shown (or AUDITOR_LANG).")
    )
    @click.option("-v", "--verbose", is_flag=True, help=_("Say more while working, and show tracebacks."))
    @click.version_option(package_name="auditor", prog_name="auditor")
    @click.pass_context
    def auditor(ctx: click.Context, home: Path | None, lang: str | None, verbose: bool) -> None:
        ctx.obj = {"home": home, "language": lang, "verbose": verbose}
        if ctx.invoked_subcommand is None:
            from auditor.cli.screen import open_screen

            ctx.exit(open_screen(ctx))

    return auditor


def _group_help() -> str:
    return _(
        "Auditor calls your own contact lines as a customer would, listens, and scores what the caller was "
        "made to wait through. Without a command the terminal opens."
    )


def _language_of(arguments: list[str]) -> str:
    for index, word in enumerate(arguments):
        if word == "--lang" and index + 1 < len(arguments) and arguments[index + 1] in LANGUAGES:
            return arguments[index + 1]
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
    return detect_language()


def choose_language(language: str) -> None:
    """Our words, and click's own (its catalogue is `messages`)."""
    use_language(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(Path(__file__).parents[1] / "locale"))


def run(arguments: list[str] | None = None) -> int:
    """Runs one command line and returns its exit code; see `auditor.errors.ExitCode`."""
    words = sys.argv[1:] if arguments is None else arguments
    choose_language(_language_of(words))
    try:
        result = group().main(args=words, prog_name="auditor", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(_("Stopped."), err=True)
        return ExitCode.FAILED
    except click.ClickException as error:
        error.show()
        return ExitCode.WRONG
    except Exception as error:
        if "-v" in words or "--verbose" in words or not hasattr(error, "template"):
            raise
        return _tell(error)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - the reader of our pipe has gone
        return ExitCode.FAILED
    return result if isinstance(result, int) else ExitCode.DONE


def _tell(error: Exception) -> int:
    """Says what is wrong, in the user's language, and returns the exit code; each room has its own errors."""
    if hasattr(error, "faults") and hasattr(error, "file"):
        from auditor.cli.faults import tell_faults

        tell_faults(error)
        return ExitCode.FAILED
    click.echo(_("Error: {text}").format(text=explain(error)), err=True)
    if isinstance(error, RefusedError):
        rule, lift = error.rule, _(error.lift).format(**error.params)
        click.echo(
            _("Refused by the rule “{rule}”. To lift it: {lift}").format(rule=rule, lift=lift), err=True
        )
    if isinstance(error, AuditorError):
        return error.exit_code
    return ExitCode.MISSING if type(error).__name__ in ("ModelMissing", "EngineMissing") else ExitCode.FAILED
