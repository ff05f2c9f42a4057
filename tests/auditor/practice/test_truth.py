"""The truth's file: what is written is read back; what is not ours is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.practice.record import new_record
from auditor.practice.truth import SCHEMA, Truth, read_truth, write_truth
from tests.auditor.practice.test_compare import TRUTH


def test_a_truth_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    write_truth(TRUTH, path)
    assert read_truth(path) == TRUTH
    assert json.loads(path.read_text())["schema"] == SCHEMA
    assert [file.name for file in tmp_path.iterdir()] == ["t.json"]


@given(st.builds(Truth, schema=st.just(SCHEMA)))
def test_any_truth_survives_json(truth: Truth) -> None:
    assert load(Truth, json.loads(json.dumps(dump(truth), allow_nan=True))) == truth or "nan" in repr(truth)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"schema": "other/1"}', json.dumps({"schema": SCHEMA}), "\x00"]
)
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    with pytest.raises(CommandError, match="not the truth of a practice call"):
        read_truth(path)


def test_a_call_that_never_got_anywhere() -> None:
    record = new_record("modelo", "a", 100.0)
    truth = record.truth(100.5, "caller")
    assert (truth.ended_s, truth.answered_s, truth.events, truth.gaps) == (0.5, None, (), 0)
