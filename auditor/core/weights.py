"""The first download of the speech model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.core.app import App


def fetch_if_missing(app: App, progress: Callable[[int, int], None]) -> Path:
    """Where the model of the settings is; the base model is fetched into the data folder when none is there.

    `progress` gets the bytes done and the bytes to do. Raises `ModelMissing` when it can be neither found
    nor fetched.
    """
    from transcripts.errors import ModelMissing
    from transcripts.speech.weights import fetch_base, find_model

    try:
        return find_model(app.settings.model, app.model_folders())
    except ModelMissing:
        if app.settings.model != "base":
            raise
        return fetch_base(app.model_folders()[-1], progress)
