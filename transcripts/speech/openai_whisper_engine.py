"""openai-whisper (torch, float32). Nothing else imports that library or torch's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import whisper

from transcripts.heard import ListenOptions
from transcripts.speech.engine import (
    COMPRESSION_RATIO_MAX,
    TEMPERATURES,
    EngineSegment,
    Phrase,
    confidence_of,
    kept,
    phrase_of,
)
from transcripts.speech.weights import find_checkpoint
from transcripts.transcript import EngineInfo, Word

if TYPE_CHECKING:
    from pathlib import Path

    from transcripts.speech.engine import Samples


class OpenaiWhisperEngine:
    """OpenAI's own code: the reference that the default engine is compared with."""

    def __init__(self, model: Any, info: EngineInfo) -> None:
        self._model = model
        self._info = info

    @classmethod
    def load(cls, options: ListenOptions) -> OpenaiWhisperEngine:
        """Loads the weights; raises `ModelMissing`. Sets the number of torch's threads for the process."""
        path = find_checkpoint(options.model, options.model_folders, allow_download=options.allow_download)
        torch.set_num_threads(options.threads)
        model = whisper.load_model(str(path), device="cpu")
        _set_alignment_heads(model, path)
        return cls(
            model,
            EngineInfo(
                name="openai-whisper",
                version=f"{whisper.__version__} (torch {torch.__version__})",
                model=path.stem,
                options={"compute_type": "float32", "beam_size": "1", "condition_on_previous_text": "false"},
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
        torch.manual_seed(0)  # the fallback samples: the same sound must give the same text
        result = whisper.transcribe(
            self._model,
            samples,
            language=language,
            temperature=TEMPERATURES if fallback else 0.0,
            compression_ratio_threshold=COMPRESSION_RATIO_MAX,
            condition_on_previous_text=False,
            word_timestamps=words,
            fp16=False,
            verbose=None,
        )
        return kept([_segment(segment) for segment in result["segments"]])

    def phrase(self, samples: Samples, language: str) -> Phrase:
        if not len(samples):
            return Phrase("", 0.0)
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples), self._model.dims.n_mels)
        options = whisper.DecodingOptions(language=language, without_timestamps=True, fp16=False)
        result = whisper.decode(self._model, mel, options)
        return phrase_of(result.text, result.avg_logprob, result.no_speech_prob)


def _segment(segment: dict[str, Any]) -> EngineSegment:
    return EngineSegment(
        start_s=float(segment["start"]),
        end_s=float(segment["end"]),
        text=segment["text"].strip(),
        confidence=confidence_of(segment["avg_logprob"]),
        no_speech_probability=float(segment["no_speech_prob"]),
        compression_ratio=float(segment["compression_ratio"]),
        words=tuple(
            Word(word["word"], float(word["start"]), float(word["end"]), float(word["probability"]))
            for word in segment.get("words", ())
        ),
    )


def _set_alignment_heads(model: Any, path: Path) -> None:
    """Word times need to know which heads to follow; `load_model` knows that for official names only."""
    heads = torch.load(path, weights_only=True, map_location="cpu", mmap=True).get("alignment_heads")
    if not heads:
        return
    mask = torch.zeros(model.dims.n_text_layer, model.dims.n_text_head, dtype=torch.bool)
    for layer, head in heads:
        mask[layer, head] = True
    model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
