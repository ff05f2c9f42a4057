"""What the shopper will say, made ready before the call: a step's own recording, or the voice engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.channels.phone.job import CallJob, fill_in, keys_of
from auditor.errors import MissingError
from auditor.i18n import N_

_LINE_RATES = (8000, 16000)


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """`samples` is int16 mono at `rate_hz`; `text` is what they say, the persona's fields filled in."""

    text: str
    samples: Any
    rate_hz: int
    _made: dict[int, bytes] = field(default_factory=dict)

    def at_rate(self, rate_hz: int) -> bytes:
        """The PCM at another rate, little-endian int16; made once."""
        if rate_hz not in self._made:
            self._made[rate_hz] = self._resampled(rate_hz)
        return self._made[rate_hz]

    def _resampled(self, rate_hz: int) -> bytes:
        import numpy as np

        samples = np.asarray(self.samples, dtype=np.int16)
        if rate_hz != self.rate_hz:
            from scipy.signal import resample_poly

            wide = resample_poly(samples.astype(np.float32), rate_hz, self.rate_hz)
            samples = np.clip(np.round(wide), -32768, 32767).astype(np.int16)
        return bytes(samples.astype("<i2"))


@dataclass(frozen=True, slots=True)
class Lines:
    """The shopper's part: keys and sayings by the index of their step."""

    keys: dict[int, str]
    sayings: dict[int, Saying]


def prepare(job: CallJob) -> Lines:
    """Everything that the steps send, ready before anything is dialled.

    Raises `CommandError` for a persona field that is missing, `MissingError` for a recording that is.
    """
    sayings = {index: _one(job, say.text, say.recording) for index, say in job.sayings}
    for saying in sayings.values():
        for rate_hz in _LINE_RATES:  # now, because during the call it would hold up the audio
            saying.at_rate(rate_hz)
    return Lines(keys_of(job), sayings)


def _one(job: CallJob, text: str, recording: str | None) -> Saying:
    text = fill_in(text, job.persona)
    if recording is None:
        from auditor.voice import speech

        rendered = speech(text, job.language, job.voice, cache=job.voice_cache)
        return Saying(text, rendered.samples, rendered.rate_hz)
    path = Path(recording)
    if not path.is_absolute() and job.sounds is not None:
        path = job.sounds / path
    return _from_file(text, path)


def _from_file(text: str, path: Path) -> Saying:
    import soundfile

    try:
        samples, rate_hz = soundfile.read(str(path), dtype="int16", always_2d=True)
    except (OSError, RuntimeError) as error:
        raise MissingError(
            N_("The recording {path} that the scenario plays cannot be read: {why}"),
            path=str(path),
            why=str(error),
        ) from error
    return Saying(text, samples[:, 0], int(rate_hz))
