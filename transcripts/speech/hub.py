"""The normal download of faster-whisper: the Hugging Face hub and its local cache."""

from __future__ import annotations

from pathlib import Path


def from_hub(model: str, *, local: bool) -> Path | None:
    """The folder of a model by name; `local` looks only at what was downloaded before. `None`: not to be had.

    An unknown name, no network and a refused request all read `None`: the caller knows what else to try.
    """
    try:
        from faster_whisper.utils import download_model
    except ImportError:
        return None
    try:
        folder = Path(download_model(model, local_files_only=local))
    except Exception:  # the hub's client raises a dozen unrelated types, all meaning "not to be had"
        return None
    return folder if (folder / "model.bin").is_file() else None
