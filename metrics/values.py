"""The values that scoring returns: figures with their evidence, answers, the scorecard."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure can be heard: seconds in the contact's recording, and the words if there are any."""

    start_s: float
    end_s: float
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `value` is `None` when it was not measured, and `why` then says why not.

    `id` is dotted and stable ("hold.longest_silence_s"), `unit` one of "s", "1/min", "ratio", "count",
    "score", "ms", "text". `n` is how many observations it rests on, `counts` what they were, `interval` a
    95 % interval for a rate. `why` is a key, not prose ("no agent answered" → "no_agent").
    """

    id: str
    value: float | None
    unit: str
    n: int | None = None
    counts: dict[str, float] = field(default_factory=dict)
    interval: tuple[float, float] | None = None
    evidence: tuple[Evidence, ...] = ()
    why: str | None = None


class Answer(StrEnum):
    """The answer to a check. `NOT_HEARD` is not "no": it says only that nothing was heard of it."""

    YES = "yes"
    NO = "no"
    NOT_HEARD = "not_heard"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The machine's answer to one check of the scenario's questionnaire.

    `good` is the answer that is as it should be: `NO` for questions after a fault ("was there advertising?").
    """

    id: str
    ask: str
    answer: Answer
    weight: float = 1.0
    critical: bool = False
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    why: str | None = None
    good: Answer = Answer.YES

    @property
    def decided(self) -> bool:
        """Whether the answer is yes or no, so that it counts in the score."""
        return self.answer in (Answer.YES, Answer.NO)


@dataclass(frozen=True, slots=True)
class HoldMessage:
    """One message heard on hold: each distinct message once, with every time it was played.

    `purposes` are keys ("position_or_wait", "advertising", "apology"…), `wpm` words per minute.
    `loudness_jump_lu` is the message minus the music beside it.
    """

    id: str
    text: str
    times: tuple[tuple[float, float], ...]
    length_s: float
    purposes: tuple[str, ...]
    wpm: float | None = None
    mean_gap_s: float | None = None
    low_confidence: bool = False
    readability_huerta: float | None = None
    readability_inflesz: float | None = None
    loudness_jump_lu: float | None = None


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step of the circuit that the caller walked.

    `kind` is "prompt", "menu", "hold", "agent", "transfer" or "end"; `options` are the ways on that the
    prompt offered as (key, words). `useless` is a key that says why the step serves nobody, or `None`.
    """

    index: int
    kind: str
    start_s: float
    end_s: float
    prompt: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    key: str | None = None
    matches: str | None = None
    useless: str | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that was scored on one contact, with the versions that made it.

    `score` is the weighted share of checks with the good answer among those answered yes or no (0–1), `None`
    when none was; a critical check answered otherwise makes `critical_failed` true. `detected` has the answer
    of every detector, asked for by the scenario or not (its id is the detector's name).
    """

    figures: tuple[Figure, ...]
    checks: tuple[CheckResult, ...] = ()
    messages: tuple[HoldMessage, ...] = ()
    route: tuple[RouteStep, ...] = ()
    score: Figure | None = None
    critical_failed: bool = False
    versions: dict[str, str] = field(default_factory=dict)
    detected: tuple[CheckResult, ...] = ()

    def figure(self, id: str) -> Figure | None:
        """The figure of that id, or `None` when the scorecard has none."""
        return next((figure for figure in self.figures if figure.id == id), None)
