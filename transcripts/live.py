"""`LiveEar`: hears the line while a call is on, well enough to steer by; the recording is judged again.

Runs beside the telephone: about 4 % of one core. Nothing is loaded before the first ear is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.values import Tone

SILENT_DBFS = -55.0
_SPEECH_ON_S, _SPEECH_OFF_S = 0.16, 0.35
_VOICE_ON, _VOICE_OFF = 0.5, 0.3
_SURELY_VOICE = 0.8
_MUSIC_ON, _MUSIC_OFF = 0.40, 0.20
_MUSIC_ON_S, _MUSIC_OFF_S = 0.9, 0.9
_TALK_OVER_MUSIC = 0.5
_MUSIC_LAG_S = 0.5  # the detector judges its last half second: music's end shows that much later


class LiveName(StrEnum):
    """What a `LiveEvent` tells."""

    SPEECH_START = "speech_start"
    SPEECH_END = "speech_end"  # length_s: how long they spoke
    MUSIC_START = "music_start"
    MUSIC_END = "music_end"  # length_s: how long it played
    TONE = "tone"  # detail: "busy", "ringback", "congestion", "sit", "fax"
    TONE_END = "tone_end"  # detail as above; length_s
    DTMF = "dtmf"  # detail: the digit; length_s
    SILENCE = "silence"  # at every whole second of unbroken silence; length_s: so far


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """Something that began or ended. `at_s` is when it did, in seconds of the stream fed so far.

    An event is told a little after its `at_s`: speech 0.2–0.5 s, its end 0.4 s, music 1–1.5 s, a busy tone
    after three bursts, keys 0.1 s. `plan` names the tone plan, "plan unknown" where there is none.
    """

    name: LiveName
    at_s: float
    detail: str | None = None
    length_s: float | None = None
    plan: str | None = None


class LiveEar:
    """Feed it one channel as it arrives; it returns what began and ended.

    `rate_hz` is 8000 or 16000. `country` picks the tone plan. Not for use from two threads at once.
    """

    def __init__(self, rate_hz: int = 8000, country: str | None = "ES") -> None:
        from transcripts.acoustic.rolling import RollingFrames

        if rate_hz not in (8000, 16000):
            raise ValueError(f"rate_hz must be 8000 or 16000, not {rate_hz}")
        self._every = rate_hz // 8000
        self._country = country
        self._frames = RollingFrames()
        self._speech = _Switch(_SPEECH_ON_S, _SPEECH_OFF_S)
        self._music = _Switch(_MUSIC_ON_S, _MUSIC_OFF_S)
        self._sound = _Switch(0.05, 0.2)
        self._told_silence = 0
        self._tone: Tone | None = None
        self._keys_until_s = 0.0
        self._quiet_since_s = 0.0

    @property
    def now_s(self) -> float:
        """Seconds fed so far."""
        return self._frames.now_s

    @property
    def level_dbfs(self) -> float:
        """Their level over the last 0.3 s."""
        return self._frames.level_dbfs

    @property
    def speaking(self) -> bool:
        """Whether someone speaks now."""
        return self._speech.on

    @property
    def music(self) -> bool:
        """Whether music plays now, speech over it or not."""
        return self._music.on

    @property
    def tone(self) -> str | None:
        """The tone that sounds now, pauses of its cadence included."""
        return _name(self._tone) if self._tone else None

    @property
    def quiet_s(self) -> float:
        """Seconds since speech last ended (from the start when there was none); 0 while someone speaks."""
        return 0.0 if self._speech.on else self.now_s - self._quiet_since_s

    @property
    def silence_s(self) -> float:
        """Seconds since anything at all sounded."""
        return 0.0 if self._sound.on else self.now_s - self._sound.changed_s

    def feed(self, block: NDArray[np.int16]) -> list[LiveEvent]:
        """The next samples, int16, shape (n,), any length. Returns what they reveal, in order of `at_s`."""
        import numpy as np

        samples = np.asarray(block, np.float32) / 32768.0
        if self._every == 2:
            samples = self._frames.halved(samples)
        events: list[LiveEvent] = []
        for step in self._frames.push(samples):
            events += self._on_voice(step.at_s, step.voice, step.level_dbfs, step.tonal)
            if step.heard_events:
                events += self._on_music(step.at_s, step.music)
                events += self._on_tones()
        return sorted(events, key=lambda event: event.at_s)

    def _on_voice(self, at_s: float, voice: float, level_dbfs: float, tonal: bool) -> list[LiveEvent]:
        loud = level_dbfs > SILENT_DBFS
        self._sound.update(loud, at_s)
        wanted = _VOICE_OFF if self._speech.on else _VOICE_ON
        # A held vowel of a smooth voice looks like a tone; silero gives no tone more than 0.1.
        talks = loud and voice >= wanted and not (tonal and voice < _SURELY_VOICE) and self._is_talk()
        events: list[LiveEvent] = []
        if self._speech.update(talks, at_s):
            if self._speech.on:
                events.append(LiveEvent(LiveName.SPEECH_START, self._speech.changed_s))
            else:
                self._quiet_since_s = self._speech.changed_s
                events.append(
                    LiveEvent(LiveName.SPEECH_END, self._speech.changed_s, length_s=self._speech.lasted_s)
                )
        return events + self._on_silence(at_s)

    def _is_talk(self) -> bool:
        """silero takes some music for voices: while music sounds, the event detector must agree."""
        mix = self._frames.mix
        if mix is None:
            return True
        return mix.speech >= _TALK_OVER_MUSIC or max(mix.music, mix.singing) < _MUSIC_OFF

    def _on_silence(self, at_s: float) -> list[LiveEvent]:
        if self._sound.on:
            self._told_silence = 0
            return []
        whole = int(at_s - self._sound.changed_s)
        if whole <= self._told_silence:
            return []
        self._told_silence = whole
        return [LiveEvent(LiveName.SILENCE, at_s, length_s=at_s - self._sound.changed_s)]

    def _on_music(self, at_s: float, music: float) -> list[LiveEvent]:
        threshold = _MUSIC_OFF if self._music.on else _MUSIC_ON
        if not self._music.update(music >= threshold and self._tone is None, at_s):
            return []
        if self._music.on:
            return [LiveEvent(LiveName.MUSIC_START, self._music.changed_s)]
        ended_s = self._music.changed_s - _MUSIC_LAG_S
        return [LiveEvent(LiveName.MUSIC_END, ended_s, length_s=self._music.lasted_s - _MUSIC_LAG_S)]

    def _on_tones(self) -> list[LiveEvent]:
        tones, keys = self._frames.tones(self._country)
        events: list[LiveEvent] = []
        for key in keys:
            if key.start_s >= self._keys_until_s:
                self._keys_until_s = key.end_s + 0.02
                events.append(
                    LiveEvent(LiveName.DTMF, key.start_s, key.digit, length_s=key.end_s - key.start_s)
                )
        latest = tones[-1] if tones else None
        before = self._tone
        if before and (latest is None or latest.start_s > before.end_s or _name(latest) != _name(before)):
            length_s = before.end_s - before.start_s
            events.append(LiveEvent(LiveName.TONE_END, before.end_s, _name(before), length_s, before.plan))
            before = None
        if latest and before is None:
            events.append(LiveEvent(LiveName.TONE, latest.start_s, _name(latest), plan=latest.plan))
        if latest and before and latest.start_s > before.start_s:
            latest = replace(latest, start_s=before.start_s)  # its beginning is no longer remembered
        self._tone = latest
        return events


def _name(tone: Tone) -> str:
    return tone.kind.value if tone.kind else "fax"


class _Switch:
    """Off or on; turns only after the new state has lasted for a while, and then knows when it began."""

    def __init__(self, on_after_s: float, off_after_s: float) -> None:
        self._after_s = {True: on_after_s, False: off_after_s}
        self.on = False
        self.changed_s = 0.0
        self.lasted_s = 0.0
        self._differs_since_s: float | None = None
        self._last_s = 0.0

    def update(self, state: bool, at_s: float) -> bool:
        """`at_s` is the end of the step that was in this state. Whether it turned."""
        began_s, self._last_s = self._last_s, at_s
        if state == self.on:
            self._differs_since_s = None
            return False
        if self._differs_since_s is None:
            self._differs_since_s = began_s
        if at_s - self._differs_since_s < self._after_s[state]:
            return False
        self.lasted_s = self._differs_since_s - self.changed_s
        self.on, self.changed_s, self._differs_since_s = state, self._differs_since_s, None
        return True
