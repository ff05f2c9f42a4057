"""Rule packs as values: what a rule measures, its threshold and source, and the finding that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.values import Answer, Evidence
from scenarios.scenario import Purpose


class Shows(StrEnum):
    """What can show a rule kept or broken."""

    CALL = "call"  # one recorded call shows pass or fail
    BREACH = "breach"  # one call can show a breach, never compliance
    SAMPLE = "sample"  # only a sample, or the logs
    DOCUMENTS = "documents"  # only documents or records


class Weight(StrEnum):
    """Whether failing it is a breach of a duty, or only costs points."""

    LAW = "law"
    GOOD_PRACTICE = "good_practice"
    BENCHMARK = "benchmark"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold on a figure. `about` is a target without a tolerance: it is shown and never judged.

    `below` is exclusive, `at_most` and `at_least` are not.
    """

    at_most: float | None = None
    at_least: float | None = None
    below: float | None = None
    about: float | None = None


class DeadlineUnit(StrEnum):
    """How a deadline counts. `DAYS` and `WORKING_DAYS` begin with the day after the opening."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"  # from date to date; a month without that day ends on its last


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a complaint has to be resolved, from its opening. `topics` are word stems of the topics that
    it is for, without accents; empty: all. `not_by` are channels ("phone") whose complaints it leaves out."""

    amount: int
    unit: DeadlineUnit
    topics: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. It measures a figure against `limit`, or a detector against `answer`, or nothing by machine.

    `title` is text by language. `since` and `until` are the dates in force. `purposes` are the scenarios
    that it is for (empty: all). `note` is text by language: an inference, an open question. `deadline` is for
    rules on the time that a complaint may take: `metrics.complaints.deadlines` holds a ledger against it.
    `share` of the calls of a sample have to keep to the limit (`metrics.packs.sampling`); `clocks` are other
    figures on which the same may be measured, where the source leaves open from when to when.
    """

    id: str
    title: dict[str, str]
    shows: Shows
    weight: Weight
    source: str
    figure: str | None = None
    limit: Limit | None = None
    unit: str | None = None
    check: str | None = None
    answer: Answer | None = None
    url: str | None = None
    since: date | None = None
    until: date | None = None
    purposes: tuple[Purpose, ...] = ()
    note: dict[str, str] | None = None
    deadline: Deadline | None = None
    share: float | None = None
    clocks: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it bound on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A set of rules with one origin. `status` is "in_force", "transitional", "repealed" or "practice".

    `sector` ("finance"): it is only for companies that say that they are of it; `None`: for all.
    """

    id: str
    version: int
    title: dict[str, str]
    status: str
    rules: tuple[Rule, ...]
    country: str | None = None
    note: dict[str, str] | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one contact, with its evidence. `why` is a key where it is not assessable.

    `measured` is the figure's value. `in_force` says whether the rule bound on the day of the contact:
    `None` when the day is not known. A finding on a rule not yet in force says what it would be.
    """

    pack: str
    pack_version: int
    rule: Rule
    verdict: Verdict
    measured: float | None = None
    evidence: tuple[Evidence, ...] = ()
    why: str | None = None
    in_force: bool | None = None
