"""The catalogue of a channel's prompts: what is recorded on it, since when, and what became of it.

Importing it loads no numpy: `lookup`, `reuse` and `learn` are imported where they are needed.
"""

from transcripts.prompts.values import (
    CallPrompts,
    HeardPrompt,
    HeardSound,
    Hearing,
    Line,
    Prompt,
    PromptBook,
    Sound,
    Unsure,
    Version,
    Visit,
)

__all__ = [
    "CallPrompts",
    "HeardPrompt",
    "HeardSound",
    "Hearing",
    "Line",
    "Prompt",
    "PromptBook",
    "Sound",
    "Unsure",
    "Version",
    "Visit",
]
