"""Where a speech model lives: found in order of preference, never fetched unless that was allowed.

Folders hold one model each: `base/` (CTranslate2, as faster-whisper reads it) or `base.pt` (openai-whisper).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from transcripts.errors import ModelMissing, TranscriptsError
from transcripts.speech.fetch import fetch_base, join_installed
from transcripts.speech.hub import from_hub

__all__ = ["ENVIRONMENT", "default_folder", "fetch_base", "find_checkpoint", "find_model", "searched"]

ENVIRONMENT = "AUDITOR_MODELS"
"""Environment variable: one more folder to search, before the default one."""


def default_folder() -> Path:
    """`~/.cache/auditor/models`, or under `XDG_CACHE_HOME`."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "auditor" / "models"


def searched(folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders in which a model is looked for by name, in order."""
    named = os.environ.get(ENVIRONMENT)
    return (*folders, *((Path(named),) if named else ()), default_folder())


def find_model(model: str = "base", folders: Sequence[Path] = (), *, allow_download: bool = False) -> Path:
    """The folder of a CTranslate2 model: `model.bin`, `config.json`, `tokenizer.json`, `vocabulary.txt`.

    `model` is a path, or a name that is looked for in `folders`, in `$AUDITOR_MODELS` and the default
    folder, then in an installed weights package ("base" only), then in what faster-whisper has downloaded
    before; only with `allow_download` from the network. Raises `ModelMissing`.
    """
    if _is_path(model):
        return _folder_at(Path(model))
    for folder in searched(folders):
        if (folder / model / "model.bin").is_file():
            return folder / model
    if model == "base" and (joined := join_installed(_writable(folders))):
        return joined
    if cached := from_hub(model, local=True):
        return cached
    if allow_download:
        return _downloaded(model, folders)
    raise missing(model, folders)


def find_checkpoint(
    model: str = "base", folders: Sequence[Path] = (), *, allow_download: bool = False
) -> Path:
    """The `.pt` file of an openai-whisper model, made from the CTranslate2 folder where only that exists.

    Both hold the same OpenAI weights; the conversion needs torch and is kept beside the folder it was made
    from (or in the default folder when that cannot be written). Raises `ModelMissing`.
    """
    if _is_path(model) and Path(model).suffix == ".pt":
        if not Path(model).is_file():
            raise ModelMissing("There is no speech model at {path}", path=model)
        return Path(model)
    if not _is_path(model):
        for candidate in _checkpoints(model, folders):
            if candidate.is_file():
                return candidate
    source = find_model(model, folders, allow_download=allow_download)
    from transcripts.speech.checkpoint import to_openai_checkpoint

    target = _writable((source.parent,)) / f"{source.name}.pt"
    return target if target.is_file() else to_openai_checkpoint(source, target)


def missing(model: str, folders: Sequence[Path] = ()) -> ModelMissing:
    """The error that says where a model was looked for and what to do."""
    return ModelMissing(
        "The speech model {model} was not found in: {folders}. "
        "Run `auditor doctor --fetch` to get it, or name its folder in the settings (`model`).",
        model=model,
        folders=", ".join(str(folder) for folder in searched(folders)),
    )


def _checkpoints(model: str, folders: Sequence[Path]) -> Iterator[Path]:
    yield from (folder / f"{model}.pt" for folder in searched(folders))
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper" / f"{model}.pt"


def _downloaded(model: str, folders: Sequence[Path]) -> Path:
    if found := from_hub(model, local=False):
        return found
    if model == "base":
        return fetch_base(_writable(folders))
    raise missing(model, folders)


def _is_path(model: str) -> bool:
    return os.sep in model or "/" in model or model.endswith(".pt")


def _folder_at(path: Path) -> Path:
    if (path / "model.bin").is_file():
        return path
    raise ModelMissing("There is no speech model at {path}: it holds no model.bin", path=path)


def _writable(folders: Sequence[Path]) -> Path:
    """The first of the folders that can be written to, else the default one."""
    for folder in (*folders, default_folder()):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise TranscriptsError("No folder for speech models can be written to: {path}", path=default_folder())
