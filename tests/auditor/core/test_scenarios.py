"""Checks of scenario files from the front ends' side."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.core.scenarios import check_files, detectors, find, library_of
from scenarios.errors import ScenarioFaults
from tests.scenarios.files import GOOD


def test_a_slip_in_a_detector_s_name_is_told_before_anything_is_called(tmp_path: Path) -> None:
    good, slip = tmp_path / "a.yaml", tmp_path / "b.yaml"
    good.write_text(GOOD, "utf-8")
    slip.write_text(GOOD.replace("case_key_given", "case_key_gven"), "utf-8")
    [(_, nothing), (path, faults)] = check_files([tmp_path])
    assert nothing is None
    assert path == slip
    assert "case_key_given" in str(faults)
    with pytest.raises(ScenarioFaults):
        find(library_of(tmp_path), str(slip))


def test_the_shipped_scenarios_name_known_detectors_only(tmp_path: Path) -> None:
    named = {c.detect for s in library_of(tmp_path).scenarios.values() for c in s.checks if c.detect}
    assert named <= set(detectors())
    assert named
