"""The page on the file format names every key, word and detector, and its example can be carried out."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from scenarios import scenario as values
from scenarios.plan import Plan
from scenarios.reading import read_scenario_text
from scenarios.scenario import Purpose
from scenarios.vocabulary import CHANNELS, CHECK_KINDS, PERSONA_FIELDS, PERSONA_LOCALES
from tests.scenarios.test_library import DETECTORS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "scenarios.md").read_text("utf-8")
GROUPS = (
    values.Scenario, values.Complaint, values.PersonaSpec, values.Limits, values.RouteSpec, values.Check,
    values.FollowUp, values.WaitFor, values.Hold, values.Listen, values.Say,
)  # fmt: skip


def named(page: str) -> set[str]:
    """The words that stand in code marks, examples left out."""
    page = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    return set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`]+)`", page))))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_every_key_is_documented(group: type) -> None:
    assert {field.name for field in fields(group)} <= named(PAGE)


def test_every_word_is_documented() -> None:
    words = {*CHANNELS, *CHECK_KINDS, *PERSONA_FIELDS, *PERSONA_LOCALES, *(each.value for each in Purpose)}
    assert words | DETECTORS <= named(PAGE)


def test_every_field_of_a_plan_is_documented() -> None:
    page = (DOCS / "programme.md").read_text("utf-8")
    assert {field.name for field in fields(Plan)} <= named(page)


def test_the_example_is_a_scenario() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    scenario = read_scenario_text(example, "docs/scenarios.md")
    assert len(scenario.steps) == 8
