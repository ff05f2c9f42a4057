"""The library: what is shipped is sound, a user's folder takes precedence, faults are collected by file."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from scenarios.errors import ScenarioFaults, ScenariosError
from scenarios.library import load_library, shipped_folder
from scenarios.persona import filled, invent
from scenarios.scenario import HangUp, Purpose
from tests.scenarios.files import SMALL

_DETECTORS = """
agent_identifies_self case_key_given recording_announced recording_offered human_option_in_menu wait_told
position_told alternative_channel_offered apology courtesy_greeting courtesy_farewell offers_further_help
promise_given resolution_claimed transfer_announced advertising_on_hold supervisor_offered
survey_before_resolution receipt_offered asks_for_data_again
"""
DETECTORS = frozenset(_DETECTORS.split())


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_is_shipped_has_no_faults_and_covers_every_purpose() -> None:
    library = load_library()
    assert library.faults == ()
    general = [s for id, s in library.scenarios.items() if not id.startswith("practica-")]
    assert {scenario.purpose for scenario in general} == set(Purpose)
    assert sum(scenario.language == "es" for scenario in general) >= 8
    assert sum(scenario.language == "en" for scenario in general) >= 3


@pytest.mark.parametrize("path", sorted(shipped_folder().rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_scenario_can_be_carried_out(path: Path) -> None:
    library = load_library()
    scenario = library.get(path.stem)
    assert library.entry(path.stem).path == path
    assert {check.detect for check in scenario.checks if check.detect} <= DETECTORS
    assert scenario.steps
    assert isinstance(scenario.steps[-1], HangUp)
    persona = invent(scenario.persona, 1) if scenario.persona else {}
    assert "{" not in str(dataclasses.replace(filled(scenario, persona), persona=None).steps)


def test_the_users_folder_takes_precedence(tmp_path: Path) -> None:
    write(tmp_path, "deep/own.yml", SMALL.replace("pequeno", "opening-hours"))
    write(tmp_path, "notes.txt", "not a scenario")
    library = load_library([tmp_path])
    assert library.get("opening-hours").title == "Pequeño"
    assert library.entry("opening-hours").text.startswith("id: opening-hours")
    assert library.faults == ()


def test_faults_are_collected_by_file_and_the_good_files_are_there(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", SMALL)
    write(tmp_path, "b.yaml", SMALL.replace("pequeno", "malo").replace("version: 1", "version: x"))
    write(tmp_path, "c.yaml", "[")
    library = load_library([tmp_path, tmp_path / "none"], shipped=False)
    assert list(library.scenarios) == ["pequeno"]
    said = [str(fault) for fault in library.faults]
    assert [text.split("/")[-1].split(":")[0] for text in said] == ["b.yaml", "c.yaml", "none does not exist"]


def test_a_faulty_own_file_never_lets_the_shipped_one_run_in_its_place(tmp_path: Path) -> None:
    write(tmp_path, "own.yaml", SMALL.replace("pequeno", "opening-hours").replace("version: 1", "version: x"))
    library = load_library([tmp_path])
    with pytest.raises(ScenarioFaults, match="version"):
        library.get("opening-hours")


@pytest.mark.parametrize("third", [True, False])
def test_two_files_with_one_id_are_a_fault_and_neither_is_used(tmp_path: Path, third: bool) -> None:
    write(tmp_path, "a.yaml", SMALL)
    write(tmp_path, "b/b.yaml", SMALL)
    if third:
        write(tmp_path, "c.yaml", SMALL)
    library = load_library([tmp_path], shipped=False)
    assert library.scenarios == {}
    with pytest.raises(ScenarioFaults, match=r"b\.yaml:1: id: .*a\.yaml has the id “pequeno” too"):
        library.get("pequeno")
    assert len(library.faults) == 1


def test_a_follow_up_has_to_exist(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", SMALL + "follow_up: [{after: P1D, scenario: segundo}]\n")
    write(
        tmp_path, "b.yaml", SMALL.replace("pequeno", "segundo") + "follow_up: [{after: P1D, scenario: no}]\n"
    )
    library = load_library([tmp_path], shipped=False)
    assert library.scenarios == {}
    assert sorted(str(fault).split("/")[-1] for fault in library.faults) == [
        "a.yaml:7: follow_up[0].scenario: the follow-up scenario “segundo” is not in the library",
        "b.yaml:7: follow_up[0].scenario: the follow-up scenario “no” is not in the library",
    ]


def test_an_unknown_id_says_what_was_probably_meant() -> None:
    with pytest.raises(ScenariosError, match="did you mean “opening-hours”"):
        load_library().get("openning-hours")
    with pytest.raises(ScenariosError, match="there is no scenario “zzzz” in the library"):
        load_library().get("zzzz")


def test_a_single_file_is_a_library(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", SMALL)
    assert list(load_library([tmp_path / "a.yaml"], shipped=False).scenarios) == ["pequeno"]
