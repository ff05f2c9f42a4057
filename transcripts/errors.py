"""The errors of this room.

TranscriptsError
├── AudioError          a recording cannot be read (empty, truncated, not audio…)
├── ModelMissing        no weights for the speech engine were found
├── EngineMissing       the speech engine's library is not installed
├── PromptBookError     a channel's catalogue of prompts is damaged
└── ListenCancelled     the caller asked for the work to stop
"""

from __future__ import annotations


class TranscriptsError(Exception):
    """An error whose English text is a template: front ends translate the template, then fill it in.

    `template` uses `str.format` fields, `params` holds their values.
    """

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class AudioError(TranscriptsError):
    """A recording cannot be read; `params["path"]` names it."""


class ModelMissing(TranscriptsError):
    """No weights were found; the text says where they were looked for and how to get them."""


class EngineMissing(TranscriptsError):
    """The library of the chosen speech engine is not installed."""


class PromptBookError(TranscriptsError):
    """A stored catalogue of prompts cannot be what we wrote."""


class ListenCancelled(TranscriptsError):
    """The work was stopped on request; nothing was written."""
