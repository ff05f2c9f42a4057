"""Whatever stands in a file: a scenario, or faults with their lines. Nothing else comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scenarios import tree
from scenarios.errors import ScenarioFaults, ScenariosError
from scenarios.reading import read_scenario, read_scenario_text
from scenarios.scenario import Purpose, Scenario
from scenarios.tree import has_control
from scenarios.vocabulary import CHANNELS, PERSONA_FIELDS, PERSONA_LOCALES, SEGMENTS
from scenarios.writing import scenario_text
from tests.scenarios.files import GOOD

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
_WORDS = "{ } [ ] : &a *a !! !a%1B ' | > # % é 𝄞 id null ~ .nan 1e999 0x1f <<:"
_MARKS = ["- ", "\t", "\n", "  ", "---\n", '"\\x1b"', "\ufeff", "\x00", "\x1b", "\x85", "\ud800", "9" * 30]
PIECES = st.sampled_from([*_WORDS.split(), '"', *_MARKS])


def reads(text: str) -> Scenario | None:
    """The scenario, `None` when the text has faults; anything but those two fails the test."""
    try:
        return read_scenario_text(text, "f.yaml")
    except ScenarioFaults as error:
        check_faults(error, lines=sum(text.count(end) for end in "\n\r\x85\u2028\u2029") + 2)
        return None


def check_faults(error: ScenarioFaults, lines: int) -> None:
    """Each fault has a line of the file and a text that can be shown."""
    assert error.faults
    assert all(1 <= fault.line <= lines and str(fault) for fault in error.faults)
    assert not has_control(str(error))


@pytest.fixture(params=LOADERS, ids=["python", "libyaml"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Both parsers: libyaml's is not on every machine."""
    monkeypatch.setattr(tree, "_Loader", request.param)
    return request.param


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
@example('"\\UFFFFFFFF"')
@example('a: "\\ud800"')
@example("? [a]\n: b")
@example("a: " + "[" * 100_000)
@example("- " * 50_000)
def test_any_text_parsed_by_the_default_parser(text: str) -> None:
    reads(text)


@pytest.mark.parametrize(
    "text", ['"\\UFFFFFFFF"', 'a: "\\ud800"', "a: " + "{" * 5000, "a:\t1", "a: b: c", "\x07", "*a"]
)
def test_both_parsers_end_in_faults(loader: Any, text: str) -> None:
    assert reads(text) is None


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The good file with a few pieces cut out, put in or doubled."""
    text = GOOD
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(PIECES | st.just(text[start:end] * 2) | st.just("")) + text[end:]
    return text


@settings(max_examples=150, deadline=None)
@given(spoilt())
def test_a_spoilt_file(text: str) -> None:
    reads(text)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | PIECES.filter(str.isprintable),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_wrong_values_in_known_places(data: st.DataObject) -> None:
    plain = yaml.safe_load(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = plain
        key = data.draw(st.sampled_from(sorted(plain)))
        while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
        place[key] = data.draw(VALUES)
    reads(yaml.safe_dump(plain, allow_unicode=True))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path: Path = tmp_path_factory.mktemp("f") / "f.yaml"
    path.write_bytes(data)
    with pytest.raises(ScenariosError):
        read_scenario(path)


CHARACTERS = st.characters(exclude_categories=["C", "Z"], exclude_characters="{}")
WORDS = st.text(CHARACTERS, min_size=1, max_size=12)
SOME = st.lists(WORDS, min_size=1, max_size=3)
SECONDS = st.floats(0.01, 60)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,5})?", fullmatch=True)


def group(needed: dict[str, Any], **optional: Any) -> Any:
    """A mapping with these keys, some of them only sometimes."""
    return st.fixed_dictionaries(needed, optional=optional)


STEPS = st.one_of(
    group({"wait_for": group({"timeout_s": SECONDS, "text": SOME}, speech_end_s=SECONDS)}),
    group({"press": st.text("0123456789*#ABCD", min_size=1, max_size=5)}),
    group({"say": WORDS}),
    group({"say": group({"text": WORDS, "recording": WORDS})}),
    group({"hold": group({"timeout_s": SECONDS})}),
    group({"listen": group({"s": st.just(0.5), "max_s": st.floats(0.5, 99)})}),
)
LOCALES = st.sampled_from(PERSONA_LOCALES)
FIXED = st.dictionaries(st.sampled_from(["account_number", "city"]), WORDS, min_size=1)
CHECKS = group({"id": IDS, "ask": WORDS}, critical=st.booleans(), weight=st.integers(0, 9))
COMPLAINT = group(
    {"topic": WORDS, "importance": st.integers(1, 5)}, customer_segment=st.sampled_from(SEGMENTS)
)
GOOD_FILES = group(
    {
        "id": IDS,
        "version": st.integers(1, 99),
        "language": st.sampled_from(["es", "en", "no", "ca"]),
        "title": WORDS,
        "channels": st.lists(st.sampled_from(CHANNELS), min_size=1, unique=True),
        "purpose": st.sampled_from([each.value for each in Purpose]),
        "complaint": COMPLAINT,
        "steps": st.lists(STEPS, min_size=1, max_size=5),
    },
    briefing=WORDS,
    persona=group({"locale": LOCALES, "fields": st.just([PERSONA_FIELDS[0]])}, fixed=FIXED),
    limits=st.just({"max_wait_s": 30, "max_call_s": 90.5}),
    route=group({}, expected=SOME, max_menus=st.integers(0, 9)),
    checks=st.lists(CHECKS, unique_by=lambda check: check["id"]),
    follow_up=st.lists(group({"after": st.just("P2D"), "scenario": IDS})),
)


@settings(max_examples=100, deadline=None)
@given(GOOD_FILES)
def test_a_scenario_is_the_same_after_it_was_written_and_read(plain: dict[str, Any]) -> None:
    scenario = read_scenario_text(yaml.safe_dump(plain, allow_unicode=True), "f.yaml")
    assert read_scenario_text(scenario_text(scenario), "g.yaml") == scenario
