"""What acoustics alone can say: tones, keys, speech, music, silence, repeats. Importing it loads no numpy."""

from transcripts.acoustic.assembly import acoustic_timeline, timeline_of
from transcripts.acoustic.hear import hear_acoustics
from transcripts.acoustic.turns import Turn, hold_stretches, speech_turns
from transcripts.acoustic.values import Acoustics, ChannelSound, Key, Stretch, Tone

__all__ = [
    "Acoustics",
    "ChannelSound",
    "Key",
    "Stretch",
    "Tone",
    "Turn",
    "acoustic_timeline",
    "hear_acoustics",
    "hold_stretches",
    "speech_turns",
    "timeline_of",
]
