"""`hear_acoustics`: one pass over a recording, then the decisions."""

from __future__ import annotations

from os import PathLike

from transcripts.acoustic.values import Acoustics
from transcripts.heard import ListenOptions, Progress


def hear_acoustics(
    path: str | PathLike[str], options: ListenOptions, progress: Progress | None = None
) -> Acoustics:
    """Tones, keys, speech, music, silence and repeats of each channel of a recording.

    Reads the file once, in blocks. Uses `options.country` and `options.ours_channel` and nothing else.
    `progress` is called with "timeline" and the share done. Raises `AudioError`.
    """
    from transcripts.acoustic.decide import decide
    from transcripts.acoustic.frames import Gatherer
    from transcripts.audio import blocks, open_audio

    promised_s = open_audio(path).duration_s
    stream = blocks(path, 8_000, 10.0)
    gatherers: list[Gatherer] = []
    for block in stream:
        if not gatherers:
            gatherers = [Gatherer() for _ in block]
        for gatherer, samples in zip(gatherers, block, strict=True):
            gatherer.push(samples)
        if progress and promised_s:
            progress("timeline", min(0.95, 0.95 * stream.decoded_s / promised_s))
    ours = options.ours_channel if len(gatherers) == 2 else None
    sounds = tuple(
        decide(gatherer.features(), options.country, ours=index == ours)
        for index, gatherer in enumerate(gatherers)
    )
    if progress:
        progress("timeline", 1.0)
    return Acoustics(sounds, stream.decoded_s, ours, stream.faults)
