"""Packets to samples on the file's own clock: lost time is filled, damage is noted, nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from transcripts.audio.container import av_errors, reason_of
from transcripts.audio.faults import DecodeFault, FaultName

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

GAP_S = 0.015
"""Less between a frame's time and the end of the one before is rounding (one packet is 20 ms)."""
GAP_LIMIT_S = 600.0
"""A longer jump is taken for a broken clock, not for lost sound: we would write silence without end."""
_MOST_FAULTS = 200
_COMFORT_NOISE = {"amrnb": "libopencore_amrnb", "amrwb": "libopencore_amrwb"}
"""ffmpeg's own AMR decoders refuse comfort-noise frames and lose their time; these decode them."""


class FrameReader:
    """Iterates over decoded frames, gaps included, and keeps the faults that it met."""

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        self._container, self._stream = container, stream
        self._context: Any = stream.codec_context
        better = _COMFORT_NOISE.get(stream.codec_context.name)
        if better:
            self._context = _other_decoder(better, stream) or self._context
        self.faults: list[DecodeFault] = []
        self.last_error = ""
        self.heard_s = 0.0
        self._next_s: float | None = None  # when the next frame is due, by the file's clock
        self._damaged = False

    def __iter__(self) -> Iterator[AudioFrame]:
        packets = self._packets()
        for packet in packets:
            try:
                frames = self._context.decode(packet)
            except av_errors() as error:
                self._note_damage(error)
                continue
            for frame in frames:
                yield from self._placed(frame)

    def _packets(self) -> Iterator[Any]:
        demuxer = self._container.demux(self._stream)
        while True:
            try:
                packet = next(demuxer)
            except StopIteration:
                return
            except av_errors() as error:
                self.last_error = reason_of(error)
                self.add(FaultName.TRUNCATED, self.heard_s, None)
                yield None  # what the decoder still holds
                return
            yield None if packet.size == 0 and packet.dts is None else packet

    def _placed(self, frame: AudioFrame) -> Iterator[AudioFrame]:
        rate_hz = frame.sample_rate or 1
        at_s = frame.time
        if at_s is not None and self._next_s is not None and at_s - self._next_s > GAP_S:
            yield from self._filler(frame, at_s - self._next_s)
        length_s = frame.samples / rate_hz
        self._next_s = (at_s if at_s is not None else self._next_s or 0.0) + length_s
        self.heard_s += length_s
        self._damaged = False
        yield frame

    def _filler(self, like: AudioFrame, gap_s: float) -> Iterator[AudioFrame]:
        """Silence for a gap, in pieces of at most a second."""
        if gap_s > GAP_LIMIT_S:
            self.add(FaultName.LATE, self.heard_s, gap_s)
            return
        self.add(FaultName.DAMAGED if self._damaged else FaultName.GAP, self.heard_s, gap_s)
        left = round(gap_s * like.sample_rate)
        self.heard_s += left / like.sample_rate
        while left > 0:
            piece = min(left, like.sample_rate)
            yield _silence(like, piece)
            left -= piece

    def _note_damage(self, error: BaseException) -> None:
        self.last_error = reason_of(error)
        if not self._damaged:
            self._damaged = True
            self.add(FaultName.DAMAGED, self.heard_s, None)

    def end_in_damage(self) -> None:
        """Call at the end of the file: a last packet that did not decode was cut, not damaged."""
        if self._damaged and self.faults and self.faults[-1].name is FaultName.DAMAGED:
            self.faults[-1] = DecodeFault(FaultName.TRUNCATED, self.faults[-1].at_s)

    def add(self, name: FaultName, at_s: float, length_s: float | None) -> None:
        """Notes a fault; one that continues the fault before it is joined to it."""
        if self.faults and self.faults[-1].name is name and at_s - self.faults[-1].at_s < 1.0:
            before = self.faults.pop()
            known = [s for s in (before.length_s, length_s) if s is not None]
            at_s, length_s = before.at_s, sum(known) if known else None
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(DecodeFault(name, at_s, length_s))


def _other_decoder(name: str, stream: AudioStream) -> Any | None:
    from av.codec import CodecContext

    try:
        context: Any = CodecContext.create(name, "r")
        context.sample_rate = stream.codec_context.sample_rate
        context.layout = stream.codec_context.layout
        context.open()
    except av_errors():
        return None
    return context


def _silence(like: AudioFrame, samples: int) -> AudioFrame:
    import av

    frame: AudioFrame = av.AudioFrame(format=like.format.name, layout=like.layout.name, samples=samples)
    quiet = 0x80 if like.format.name.startswith("u8") else 0
    for plane in frame.planes:
        plane.update(bytes([quiet]) * plane.buffer_size)
    frame.sample_rate = like.sample_rate
    frame.pts = None
    return frame
