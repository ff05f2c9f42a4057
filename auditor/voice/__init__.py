"""The voice: a text becomes speech, from phrases that are shipped, a user's cache, or an engine.

Knows neither calls nor lines. Importing it loads no audio library.
"""

from auditor.voice.speech import Rendered, phrase_key, speech
from auditor.voice.voices import VOICES, Voice

__all__ = ["VOICES", "Rendered", "Voice", "phrase_key", "speech"]
