"""`auditor channels prompts`: the list, the changes with their diff, the contract of `--json`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema

from tests.auditor.cli.run import auditor
from tests.auditor.prompts.taught import teach

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schemas" / "prompts-1.schema.json"


def test_list_changes_contract_and_forgetting() -> None:
    teach(Path(os.environ["AUDITOR_HOME"]))
    shown = auditor("channels", "prompts", "luz")
    assert shown.returncode == 0, shown.stderr
    assert "advertising" in shown.stdout
    assert "(not heard in 2 of 4 calls that came to its place)" in " ".join(shown.stdout.split())
    changed = auditor("channels", "prompts", "luz", "--changes").stdout
    assert "[-averías,-] {+contratar una tarifa nueva,+} pulse dos." in changed
    assert "siete" not in changed  # another number is no change
    document = json.loads(auditor("channels", "prompts", "luz", "--json").stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    (change,) = document["changes"]
    assert (change["prompt"], change["what"], change["new_heard"]["shop"]) == ("p2", "words", "c3")
    assert [prompt["calls"] for prompt in document["prompts"]] == [4, 4, 2, 4]
    assert auditor("channels", "prompts", "luz", "--forget").returncode == 0
    assert json.loads(auditor("channels", "prompts", "luz", "--json").stdout)["prompts"] == []
    assert auditor("channels", "prompts", "nada").returncode == 2
