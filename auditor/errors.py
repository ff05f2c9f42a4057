"""The errors of the application, and what exit code each means.

AuditorError            1  the work failed
├── CommandError        2  the command was wrong (an unknown id, an option that makes no sense)
├── SettingsError       2  the settings file has a fault
├── MissingError        3  something needed is missing (a model, a library, a program)
├── RefusedError        4  a guardrail said no; `rule` and `lift` say which and how to lift it
└── StoreError          1  the data folder cannot be read or written
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit says."""

    DONE = 0
    FAILED = 1
    WRONG = 2
    MISSING = 3
    REFUSED = 4


class AuditorError(Exception):
    """An error whose English text is a template: `auditor.i18n.explain` translates it, then fills it in."""

    exit_code = ExitCode.FAILED

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class CommandError(AuditorError):
    """The command cannot be carried out as it was given."""

    exit_code = ExitCode.WRONG


class SettingsError(AuditorError):
    """The settings file or an environment variable has a fault; the text names the file and the key."""

    exit_code = ExitCode.WRONG


class MissingError(AuditorError):
    """Something needed is not there; the text says how to get it."""

    exit_code = ExitCode.MISSING


class StoreError(AuditorError):
    """The data folder cannot be read or written."""


class RefusedError(AuditorError):
    """A guardrail refuses. `rule` is its stable id ("own-channel"), `lift` says how it is lifted."""

    exit_code = ExitCode.REFUSED

    def __init__(self, template: str, *, rule: str, lift: str, **params: object) -> None:
        super().__init__(template, rule=rule, lift=lift, **params)
        self.rule = rule
        self.lift = lift
