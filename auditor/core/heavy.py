"""What runs inside the worker process: the only place of the core that loads speech and language models."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.speech.kept import KeptEngine

if TYPE_CHECKING:
    from metrics.values import Scorecard
    from scenarios.scenario import Scenario
    from transcripts.contact import Contact, Mark
    from transcripts.heard import Heard, ListenOptions
    from transcripts.prompts import CallPrompts, Prompt, PromptBook, Sound
    from transcripts.prompts.unsure import Earlier

PROGRESS_EVERY_S = 0.1
ENGINE = KeptEngine()
"""The speech engine stays in the worker process from one recording to the next."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error on its way to another process: its class's name, its template and the values."""

    name: str
    template: str
    params: dict[str, object]


def _listen(
    tell: Any, path: Path, options: ListenOptions, marks: Sequence[Mark], agents_named: bool = False
) -> Heard:
    """What leaves this process is redacted: nothing else of the application sees the words as spoken."""
    from transcripts.listen import listen
    from transcripts.redaction.hearing import redact_heard

    heard = listen(path, options, marks, progress=tell, load=ENGINE)
    return redact_heard(heard, options.country or "ES", agents_named=agents_named)


def _score(
    tell: Any, contact: Contact, heard: Heard, scenario: Scenario | None, country: str | None
) -> Scorecard:
    from metrics.loudness import levels_of
    from metrics.score import score

    tell("score", 0.0)
    levels = levels_of(heard.loudness.step_s, heard.loudness.lufs) if heard.loudness else ()
    return score(contact, heard.timeline, heard.transcript, scenario, country=country or "ES", levels=levels)


def _hear(  # noqa: PLR0917 - arguments cross the pipe in order
    tell: Any,
    path: Path,
    options: ListenOptions,
    marks: Sequence[Mark],
    agents_named: bool,
    prompts: Sequence[Prompt],
    sounds: Sequence[Sound] = (),
    before: Earlier | None = None,
) -> tuple[Heard, CallPrompts]:
    """As `_listen`, with what is known of the channel; and what the call teaches. Without personal data."""
    from transcripts.listen import hear_call
    from transcripts.prompts.gather import worded
    from transcripts.redaction.hearing import redact_heard

    heard, taught = hear_call(
        path, options, marks, progress=tell, load=ENGINE, prompts=prompts, sounds=sounds, before=before
    )
    heard = redact_heard(heard, options.country or "ES", agents_named=agents_named)
    return heard, worded(taught, heard.transcript)


def _learn(
    _tell: Any, book: PromptBook, taught: CallPrompts, contact: str, at: str | None, country: str | None
) -> tuple[PromptBook, dict[str, tuple[str, ...]]]:
    """The book after the call, and what each prompt's newest words are for."""
    from metrics.lexicon import lexicon
    from metrics.purposes import classify
    from transcripts.prompts.learn import learnt

    after = learnt(book, taught, contact, at)
    words = lexicon(taught.language, country or "ES")
    if words is None:
        return after, {}
    return after, {p.id: tuple(v.purpose for v in classify(p.current.text, words)) for p in after.prompts}


TASKS: dict[str, Callable[..., Any]] = {
    "listen": _listen,
    "hear": _hear,
    "learn": _learn,
    "score": _score,
}


def serve(pipe: Connection[Any, Any]) -> None:
    """Answers requests until the other end closes. A Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[object, ...] = ("done", TASKS[task](_teller(pipe), *arguments))
        except Exception as error:  # every fault must reach the parent
            answer = ("failed", failure_of(error))
        try:
            pipe.send(answer)
        except (BrokenPipeError, OSError):
            return


def _teller(pipe: Connection[Any, Any]) -> Callable[[str, float], None]:
    last: dict[str, float] = {}

    def tell(stage: str, share: float) -> None:
        now = time.monotonic()
        if share in (0.0, 1.0) or now - last.get(stage, 0.0) >= PROGRESS_EVERY_S:
            last[stage] = now
            pipe.send(("progress", stage, share))

    return tell


def failure_of(error: Exception) -> Failure:
    """The error in a form that crosses processes; unforeseen ones keep their class's name in the text."""
    template = getattr(error, "template", None)
    if not isinstance(template, str):
        return Failure(type(error).__name__, "{error}", {"error": f"{type(error).__name__}: {error}"})
    values: dict[str, object] = getattr(error, "params", {})
    plain = {key: v if isinstance(v, int | float | str) else str(v) for key, v in values.items()}
    return Failure(type(error).__name__, template, dict(plain))
