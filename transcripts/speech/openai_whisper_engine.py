"""openai-whisper (torch, float32). Nothing else imports that library or torch's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import whisper
from whisper.timing import find_alignment
from whisper.tokenizer import get_tokenizer

from transcripts.heard import ListenOptions
from transcripts.speech.engine import SAMPLE_RATE_HZ, Passage, confidence_of
from transcripts.speech.fallback import Attempt, decode, most_tokens
from transcripts.speech.loaded import Loaded, heard_at_once
from transcripts.speech.punctuation import merged
from transcripts.speech.weights import find_checkpoint
from transcripts.transcript import EngineInfo, Word

if TYPE_CHECKING:
    from pathlib import Path

    from transcripts.speech.engine import Samples

_OPTIONS = {
    "compute_type": "float32",
    "beam_size": "1",
    "condition_on_previous_text": "false",
    "without_timestamps": "true",
}
_FRAMES_PER_S = 100


class OpenaiWhisperEngine(Loaded):
    """OpenAI's own code: the reference that the default engine is compared with."""

    @classmethod
    def load(cls, options: ListenOptions) -> OpenaiWhisperEngine:
        """Loads the weights; raises `ModelMissing`. Sets the number of torch's threads for the process."""
        path = find_checkpoint(options.model, options.model_folders, allow_download=options.allow_download)
        torch.set_num_threads(options.threads)
        model = whisper.load_model(str(path), device="cpu")
        _set_alignment_heads(model, path)
        version = f"{whisper.__version__} (torch {torch.__version__})"
        return cls(model, EngineInfo("openai-whisper", version, path.stem, dict(_OPTIONS)))

    @property
    def best_window_s(self) -> float:
        """As long as it goes: every window is padded to 30 s."""
        return 29.0

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = True, fallback: bool = True
    ) -> Passage:
        """See `Engine.transcribe`."""
        samples = heard_at_once(samples)
        if not len(samples):
            return Passage("", 0.0)
        length_s = len(samples) / SAMPLE_RATE_HZ
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples), self._model.dims.n_mels)
        with torch.no_grad():
            encoded = self._model.encoder(mel.unsqueeze(0))[0]
        most = most_tokens(length_s)
        tokenizer = get_tokenizer(multilingual=True, language=language, task="transcribe")
        found = decode(lambda t: self._attempt(encoded, tokenizer, t, most), fallback=fallback)
        if found is None:
            return Passage("", 0.0)
        timed: tuple[Word, ...] = ()
        if words:
            frames = int(length_s * _FRAMES_PER_S)
            aligned = find_alignment(self._model, tokenizer, list(found.tokens), mel, frames)
            timed = merged(
                Word(word.word, float(word.start), float(word.end), float(word.probability))
                for word in aligned
                if word.word and word.tokens != [tokenizer.eot]
            )
        return Passage(found.text.strip(), confidence_of(found.mean_log_probability), timed)

    def _attempt(self, encoded: Any, tokenizer: Any, temperature: float, most: int) -> Attempt:
        torch.manual_seed(0)  # sampling: the same sound must give the same text
        options = whisper.DecodingOptions(
            language=tokenizer.language,
            temperature=temperature,
            sample_len=most,
            without_timestamps=True,
            fp16=False,
        )
        result = whisper.decode(self._model, encoded, options)
        tokens = tuple(token for token in result.tokens if token < tokenizer.eot)
        return Attempt(tokens, result.text, result.avg_logprob, result.no_speech_prob)


def _set_alignment_heads(model: Any, path: Path) -> None:
    """Word times need to know which heads to follow; `load_model` knows that for official names only."""
    heads = torch.load(path, weights_only=True, map_location="cpu", mmap=True).get("alignment_heads")
    if not heads:
        return
    mask = torch.zeros(model.dims.n_text_layer, model.dims.n_text_head, dtype=torch.bool)
    for layer, head in heads:
        mask[layer, head] = True
    model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
