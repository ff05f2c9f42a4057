"""What the settings, a channel and a scenario say about how to listen, in one value."""

from __future__ import annotations

from pathlib import Path

from auditor.channel import OwnChannel
from auditor.jobs.shop import Shop
from auditor.settings import Settings
from scenarios.scenario import Scenario
from transcripts.heard import ListenOptions


def options_for(
    settings: Settings,
    models: tuple[Path, ...],
    *,
    channel: OwnChannel | None = None,
    scenario: Scenario | None = None,
    shop: Shop | None = None,
    language: str | None = None,
    country: str | None = None,
) -> ListenOptions:
    """The nearest word counts: asked for, then the scenario's, the channel's, the settings'."""
    spoken = language or (scenario.language if scenario else None) or (channel.language if channel else None)
    recording = shop.contact.recording if shop and shop.contact else None
    return ListenOptions(
        language=spoken or settings.language or "es",
        country=country or (channel.country if channel else None) or settings.country,
        engine=settings.engine,
        model=settings.model,
        model_folders=models,
        ours_channel=recording.ours_channel if recording else None,
        allow_download=settings.allow_download,
        threads=settings.threads,
    )
