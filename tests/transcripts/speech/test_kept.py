"""The worker's engine is loaded once for the same options, and anew for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcripts.heard import ListenOptions
from transcripts.speech import kept


def test_one_engine_is_kept_and_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[ListenOptions] = []

    def load(options: ListenOptions) -> object:
        loaded.append(options)
        return object()

    monkeypatch.setattr(kept, "load_engine", load)
    engines, base = kept.KeptEngine(), ListenOptions()
    first = engines(base)
    assert engines(replace(base, language="en", country="US")) is first
    assert engines(replace(base, model="small")) is not first
    assert engines(base) is not first
    assert [options.model for options in loaded] == ["base", "small", "base"]


def test_a_model_that_cannot_be_loaded_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    engines, calls = kept.KeptEngine(), 0

    def load(_options: ListenOptions) -> object:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError
        return object()

    monkeypatch.setattr(kept, "load_engine", load)
    with pytest.raises(RuntimeError):
        engines(ListenOptions())
    assert engines(ListenOptions()) is not None
