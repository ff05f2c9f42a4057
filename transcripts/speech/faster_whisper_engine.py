"""faster-whisper (CTranslate2, int8 on the processor). Nothing else imports that library's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ctranslate2
import faster_whisper
import numpy as np
from faster_whisper.tokenizer import Tokenizer

from transcripts.heard import ListenOptions
from transcripts.speech.engine import (
    COMPRESSION_RATIO_MAX,
    SAMPLE_RATE_HZ,
    TEMPERATURES,
    EngineSegment,
    Phrase,
    confidence_of,
    kept,
    phrase_of,
)
from transcripts.speech.weights import find_model
from transcripts.transcript import EngineInfo, Word

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

_COMPUTE = "int8"
_WINDOW_FRAMES = 3000
_WINDOW_SAMPLES = 30 * SAMPLE_RATE_HZ
_MOST_TOKENS = 224


_MARGIN_FRAMES = 100
_TOKENS_A_SECOND = 12
"""More than anyone speaks (fast Spanish makes about 8 tokens a second): a loop ends here."""


class _ShortContext(faster_whisper.WhisperModel):  # type: ignore[misc]
    """Encodes a window no longer than its sound and one second more, instead of always 30 s.

    The library pads every window with zeros to 30 s, and the encoder's cost is that of the padding too. Cut
    to the sound, short clips cost a third and read the same (docs/speech.md has the figures).
    """

    def encode(self, features: Any) -> Any:
        sounding = np.flatnonzero(features.any(axis=-2))
        frames = int(sounding[-1]) + 1 + _MARGIN_FRAMES if len(sounding) else _MARGIN_FRAMES
        return super().encode(features[..., : frames + frames % 2])


class FasterWhisperEngine:
    """The default engine: the same OpenAI weights, several times faster and without torch."""

    def __init__(self, model: Any, info: EngineInfo) -> None:
        self._model = model
        self._info = info

    @classmethod
    def load(cls, options: ListenOptions) -> FasterWhisperEngine:
        """Loads the weights; raises `ModelMissing`."""
        folder = find_model(options.model, options.model_folders, allow_download=options.allow_download)
        model = _ShortContext(str(folder), device="cpu", compute_type=_COMPUTE, cpu_threads=options.threads)
        version = f"{faster_whisper.__version__} (ctranslate2 {ctranslate2.__version__})"
        return cls(
            model,
            EngineInfo(
                name="faster-whisper",
                version=version,
                model=folder.name,
                options={"compute_type": _COMPUTE, "beam_size": "1", "condition_on_previous_text": "false"},
            ),
        )

    @property
    def info(self) -> EngineInfo:
        return self._info

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = False, fallback: bool = True
    ) -> list[EngineSegment]:
        if not len(samples):
            return []
        ctranslate2.set_random_seed(0)  # the fallback samples: the same sound must give the same text
        segments, _ = self._model.transcribe(
            samples,
            language=language,
            beam_size=1,
            best_of=1,
            temperature=TEMPERATURES if fallback else 0.0,
            compression_ratio_threshold=COMPRESSION_RATIO_MAX,
            condition_on_previous_text=False,
            word_timestamps=words,
            vad_filter=False,
        )
        return kept([_segment(segment) for segment in segments])

    def phrase(self, samples: Samples, language: str) -> Phrase:
        if not len(samples):
            return Phrase("", 0.0)
        model = self._model
        frames = model.feature_extractor(samples[:_WINDOW_SAMPLES])
        encoded = model.encode(np.pad(frames, ((0, 0), (0, _MARGIN_FRAMES)))[..., :_WINDOW_FRAMES])
        tokenizer = Tokenizer(model.hf_tokenizer, True, task="transcribe", language=language)
        most = min(_MOST_TOKENS, 20 + int(_TOKENS_A_SECOND * len(samples) / SAMPLE_RATE_HZ))
        result = model.model.generate(
            encoded,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps]],
            beam_size=1,
            max_length=most,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = result.sequences_ids[0]
        mean = result.scores[0] * len(tokens) / (len(tokens) + 1)
        return phrase_of(tokenizer.decode(tokens), mean, result.no_speech_prob)


def _segment(segment: Any) -> EngineSegment:
    return EngineSegment(
        start_s=float(segment.start),
        end_s=float(segment.end),
        text=segment.text.strip(),
        confidence=confidence_of(segment.avg_logprob),
        no_speech_probability=float(segment.no_speech_prob),
        compression_ratio=float(segment.compression_ratio),
        words=tuple(
            Word(word.word, float(word.start), float(word.end), float(word.probability))
            for word in segment.words or ()
        ),
    )
