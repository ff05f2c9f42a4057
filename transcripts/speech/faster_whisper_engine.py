"""faster-whisper (CTranslate2, int8 on the processor). Nothing else imports that library's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ctranslate2
import faster_whisper
import numpy as np
from faster_whisper.tokenizer import Tokenizer

from transcripts.heard import ListenOptions
from transcripts.speech.engine import SAMPLE_RATE_HZ, Passage, confidence_of
from transcripts.speech.fallback import Attempt, decode, most_tokens
from transcripts.speech.loaded import Loaded, heard_at_once
from transcripts.speech.punctuation import merged
from transcripts.speech.weights import find_model
from transcripts.transcript import EngineInfo, Word

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

_COMPUTE = "int8"
_OPTIONS = {
    "compute_type": _COMPUTE,
    "beam_size": "1",
    "condition_on_previous_text": "false",
    "without_timestamps": "true",
}
_WINDOW_FRAMES = 3000
_LEAST_FRAMES = 500
_MARGIN_FRAMES = 100
"""Windows are encoded to one second after their sound (and at least 5 s), not always to 30 s: the encoder
costs by length, padding included. Short clips cost a third and read the same (figures in docs/speech.md)."""


class FasterWhisperEngine(Loaded):
    """The default engine: the same OpenAI weights, several times faster and without torch."""

    @classmethod
    def load(cls, options: ListenOptions) -> FasterWhisperEngine:
        """Loads the weights; raises `ModelMissing`."""
        folder = find_model(options.model, options.model_folders, allow_download=options.allow_download)
        model = faster_whisper.WhisperModel(
            str(folder), device="cpu", compute_type=_COMPUTE, cpu_threads=options.threads
        )
        version = f"{faster_whisper.__version__} (ctranslate2 {ctranslate2.__version__})"
        return cls(model, EngineInfo("faster-whisper", version, folder.name, dict(_OPTIONS)))

    @property
    def best_window_s(self) -> float:
        """15 s: attention costs by the square of the length, and longer windows read no better."""
        return 15.0

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = True, fallback: bool = True
    ) -> Passage:
        """See `Engine.transcribe`."""
        samples = heard_at_once(samples)
        if not len(samples):
            return Passage("", 0.0)
        features = self._model.feature_extractor(samples)[:, :_WINDOW_FRAMES]
        frames = features.shape[1]
        encoded = self._model.encode(_padded(features))
        tokenizer = Tokenizer(self._model.hf_tokenizer, True, task="transcribe", language=language)
        most = most_tokens(len(samples) / SAMPLE_RATE_HZ)
        found = decode(lambda t: self._attempt(encoded, tokenizer, t, most), fallback=fallback)
        if found is None:
            return Passage("", 0.0)
        timed = self._words(encoded, tokenizer, found.tokens, frames) if words else ()
        return Passage(found.text.strip(), confidence_of(found.mean_log_probability), timed)

    def _attempt(self, encoded: Any, tokenizer: Any, temperature: float, most: int) -> Attempt:
        ctranslate2.set_random_seed(0)  # sampling: the same sound must give the same text
        sampling = {"sampling_topk": 0, "sampling_temperature": temperature} if temperature else {}
        result = self._model.model.generate(
            encoded,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps]],
            beam_size=1,
            max_length=most,
            return_scores=True,
            return_no_speech_prob=True,
            **sampling,
        )[0]
        tokens = tuple(token for token in result.sequences_ids[0] if token < tokenizer.eot)
        count = len(result.sequences_ids[0])
        mean = result.scores[0] * count / (count + 1)  # as Whisper counts: the end counts too
        return Attempt(tokens, tokenizer.decode(list(tokens)), mean, result.no_speech_prob)

    def _words(self, encoded: Any, tokenizer: Any, tokens: tuple[int, ...], frames: int) -> tuple[Word, ...]:
        timed = self._model.find_alignment(tokenizer, [list(tokens)], encoded, frames)
        return merged(
            Word(word["word"], float(word["start"]), float(word["end"]), float(word["probability"]))
            for word in (timed[0] if timed else ())
        )


def _padded(features: Any) -> Any:
    frames = features.shape[1]
    wanted = min(_WINDOW_FRAMES, max(_LEAST_FRAMES, frames + _MARGIN_FRAMES))
    wanted += wanted % 2
    return np.pad(features, ((0, 0), (0, max(0, wanted - frames))))
