"""`blocks`: a recording as a stream of equal blocks at one rate. Memory does not grow with its length."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.audio import faults
from transcripts.audio.container import av_errors, opened, reason_of
from transcripts.audio.decode import FrameReader
from transcripts.audio.ending import ends_early
from transcripts.audio.faults import DecodeFault, FaultName
from transcripts.audio.joining import joined
from transcripts.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class AudioBlocks:
    """Iterate once over float32 arrays of shape (channels, n), n = `rate_hz` × `seconds` but for the last.

    Samples lie within −1…1. While iterating and afterwards `decoded_s` is the length so far and `faults`
    lists what was wrong: a truncated file is heard up to the break and says so here.
    Raises `AudioError` like `open_audio`, and when nothing decodes or samples are not numbers.
    """

    def __init__(self, path: Path, rate_hz: int, seconds: float) -> None:
        self.path, self.rate_hz = path, rate_hz
        self.channels = 0
        self.decoded_s = 0.0
        self.faults: tuple[DecodeFault, ...] = ()
        self._size = max(1, round(rate_hz * seconds))
        self._blocks = self._run()

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        return self

    def __next__(self) -> NDArray[np.float32]:
        return next(self._blocks)

    def close(self) -> None:
        """Lets go of the file before the end is reached."""
        self._blocks.close()

    def _run(self) -> Generator[NDArray[np.float32], None, None]:
        import numpy as np

        with opened(self.path) as (container, stream):
            self.channels = int(stream.codec_context.channels)
            frames = FrameReader(container, stream)
            waiting: list[NDArray[np.float32]] = []
            held = 0
            for piece in self._resampled(frames):
                waiting.append(piece)
                held += piece.shape[1]
                if held < self._size:
                    continue
                joined = np.concatenate(waiting, axis=1)
                full = held - held % self._size
                for start in range(0, full, self._size):
                    yield self._checked(joined[:, start : start + self._size], frames)
                waiting, held = [joined[:, full:]], held - full
            if held:
                yield self._checked(np.concatenate(waiting, axis=1), frames)
            self._finish(frames, container, stream)

    def _resampled(self, frames: FrameReader) -> Iterator[NDArray[np.float32]]:
        """The frames at our rate; a file that changes its own format on the way gets a new resampler."""
        from av import AudioResampler

        resampler: Any = None
        made_for: tuple[str, str, int] | None = None
        try:
            for frame in joined(frames):
                setup = (frame.format.name, frame.layout.name, frame.sample_rate)
                if setup != made_for:
                    if resampler is not None:
                        yield from self._arrays(resampler.resample(None))
                    resampler = AudioResampler(format="fltp", layout=frame.layout.name, rate=self.rate_hz)
                    made_for = setup
                frame.pts = None
                yield from self._arrays(resampler.resample(frame))
            if resampler is not None:
                yield from self._arrays(resampler.resample(None))
        except av_errors() as error:
            frames.last_error = reason_of(error)
            frames.add(FaultName.TRUNCATED, frames.heard_s, None)

    def _arrays(self, frames: list[Any]) -> Iterator[NDArray[np.float32]]:
        import numpy as np

        for frame in frames:
            array = frame.to_ndarray()
            if array.shape[0] != self.channels:  # the file changed its number of channels on the way
                array = np.repeat(array.mean(axis=0, keepdims=True), self.channels, axis=0)
            yield array.astype(np.float32, copy=False)

    def _checked(self, block: NDArray[np.float32], frames: FrameReader) -> NDArray[np.float32]:
        import numpy as np

        if not np.isfinite(block).all():
            where = int(np.argmin(np.isfinite(block).all(axis=0)))
            raise AudioError(faults.NOT_A_NUMBER, path=self.path, at_s=self.decoded_s + where / self.rate_hz)
        self.decoded_s += block.shape[1] / self.rate_hz
        self.faults = tuple(frames.faults)
        return np.clip(block, -1.0, 1.0)

    def _finish(self, frames: FrameReader, container: Any, stream: Any) -> None:
        if self.decoded_s == 0.0:
            kind, reason = container.format.name.split(",")[0], frames.last_error or "-"
            raise AudioError(faults.NOTHING_DECODED, path=self.path, format=kind, reason=reason)
        frames.end_in_damage()
        missing_s = ends_early(self.path, container, stream, self.decoded_s)
        if missing_s is not None:
            frames.add(FaultName.TRUNCATED, self.decoded_s, missing_s or None)
        self.faults = tuple(frames.faults)


def blocks(path: str | PathLike[str], rate_hz: int = 8_000, seconds: float = 10.0) -> AudioBlocks:
    """Decodes, resamples to `rate_hz` (8000 or 16000), cuts into blocks of `seconds`; see `AudioBlocks`."""
    return AudioBlocks(Path(path), rate_hz, seconds)
