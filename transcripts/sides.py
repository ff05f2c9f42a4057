"""Which of two channels is ours, where nobody said: by what sounds on them."""

from __future__ import annotations

from transcripts.acoustic import ChannelSound

_MUSIC_S = 3.0
_SAME_SHARE = 0.9


def guess_ours(first: ChannelSound, second: ChannelSound) -> int | None:
    """0 or 1, or `None` where the channels carry the same sound or nothing tells them apart.

    Music, ringing and busy tones come from the company. Without any, whoever answers speaks first.
    """
    if _same(first, second):
        return None
    theirs = [_company_s(sound) for sound in (first, second)]
    if max(theirs) >= _MUSIC_S and min(theirs) < _MUSIC_S:
        return 1 if theirs[0] > theirs[1] else 0
    if first.speech and second.speech:
        return 1 if first.speech[0].start_s < second.speech[0].start_s else 0
    return 1 if first.speech else 0 if second.speech else None


def _company_s(sound: ChannelSound) -> float:
    music_s = sum(stretch.length_s for stretch in sound.music)
    return music_s + sum(tone.end_s - tone.start_s for tone in sound.tones)


def _same(first: ChannelSound, second: ChannelSound) -> bool:
    """Whether nearly all speech sounds on both at once: one conversation copied to two channels."""
    if not first.speech or not second.speech:
        return False
    shared_s = sum(a.overlap_s(b.start_s, b.end_s) for a in first.speech for b in second.speech)
    longest_s = max(sum(s.length_s for s in sound.speech) for sound in (first, second))
    return shared_s >= _SAME_SHARE * longest_s
