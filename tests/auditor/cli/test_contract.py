"""What `--json` prints is what docs/schemas says, for a real recording."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import soundfile

from tests.auditor.cli.run import auditor

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "schemas"


def valid(document: object, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)


@pytest.mark.weights
def test_listen_goes_on_after_bad_files_and_prints_the_contract(tmp_path: Path, speech_file: Path) -> None:
    text = tmp_path / "texto.wav"
    text.write_text("esto no es audio")
    empty = tmp_path / "vacia.wav"
    empty.touch()
    done = auditor("listen", text, empty, tmp_path / "no-hay.mp3", speech_file, "--json")
    assert done.returncode == 1
    for bad in ("texto.wav", "vacia.wav", "no-hay.mp3"):
        assert bad in done.stderr
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(documents) == 1
    valid(documents[0], "listen")
    words = " ".join(segment["text"] for segment in documents[0]["transcript"]).lower()
    assert "gracias por esperar" in words
    shown = auditor("shops", "show", documents[0]["id"], "--json")
    assert shown.returncode == 0, shown.stderr
    valid(json.loads(shown.stdout), "shop")
    again = auditor("listen", speech_file, "--json")
    assert json.loads(again.stdout)["id"] == documents[0]["id"]
    assert len(json.loads(auditor("shops", "list", "--json").stdout)) == 1


@pytest.mark.weights
def test_a_file_that_is_not_whole_and_one_of_silence_are_told(tmp_path: Path, speech_file: Path) -> None:
    cut, silent = tmp_path / "cortada.wav", tmp_path / "silencio.wav"
    data = speech_file.read_bytes()
    cut.write_bytes(data[: len(data) * 2 // 3])
    soundfile.write(silent, np.zeros(8000 * 30, dtype=np.int16), 8000)
    done = auditor("listen", cut, silent, "--json")
    assert done.returncode == 1
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    for document in documents:
        valid(document, "listen")
    assert [flaw["name"] for flaw in documents[0]["flaws"]] == ["truncated"]
    assert documents[0]["transcript"]
    assert documents[1]["transcript"] == []
    told = [line for line in done.stderr.splitlines() if line.startswith("Careful")]
    assert len(told) == 2
    assert "cortada.wav" in told[0]
    assert "silence" in told[1]


@pytest.mark.weights
def test_a_recording_is_never_altered(speech_file: Path) -> None:
    before = speech_file.read_bytes()
    assert auditor("listen", speech_file, "--json").returncode == 0
    assert speech_file.read_bytes() == before


@pytest.mark.weights
def test_no_model_and_no_way_to_get_one_is_exit_3(speech_file: Path, tmp_path: Path) -> None:
    nowhere = {"AUDITOR_MODEL": str(tmp_path / "nowhere"), "AUDITOR_ALLOW_DOWNLOAD": "false"}
    done = auditor("listen", speech_file, "--json", env=nowhere)
    assert done.returncode == 3, done.stderr
    assert "nowhere" in done.stderr
