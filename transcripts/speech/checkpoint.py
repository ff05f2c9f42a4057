"""The same weights for the other engine: a CTranslate2 Whisper folder as an openai-whisper checkpoint."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.errors import EngineMissing, ModelMissing
from transcripts.speech.ctranslate2_file import read_variables

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]
    Arrays = dict[str, Array]


def to_openai_checkpoint(ct2_dir: Path, target: Path) -> Path:
    """Writes `target` (dims and model_state_dict, float16 as the source holds it) from the folder's weights.

    CTranslate2 fuses the projections of an attention (query, key, value in a self-attention; key and value
    in a cross-attention) and gives the key a zero bias that Whisper does not have: undone here. Raises
    `ModelMissing` when the folder is not a Whisper model, `EngineMissing` without torch.
    """
    try:
        import torch
    except ImportError as error:
        raise EngineMissing("openai-whisper needs torch, which is not installed") from error
    variables = read_variables(ct2_dir / "model.bin")
    try:
        state = {name: torch.from_numpy(array.copy()) for name, array in state_arrays(variables)}
        checkpoint: dict[str, object] = {"dims": dimensions(variables), "model_state_dict": state}
    except KeyError as error:
        raise ModelMissing("{path} is not a Whisper model: no {what}", path=ct2_dir, what=error) from error
    if heads := _alignment_heads(ct2_dir):
        checkpoint["alignment_heads"] = heads
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as out:
            torch.save(checkpoint, out)
        return Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def dimensions(variables: Arrays) -> dict[str, int]:
    """Whisper's `ModelDimensions`, read from the shapes."""
    audio_ctx, audio_state = variables["encoder/position_encodings/encodings"].shape
    text_ctx, text_state = variables["decoder/position_encodings/encodings"].shape
    return {
        "n_mels": variables["encoder/conv1/weight"].shape[1],
        "n_vocab": variables["decoder/embeddings/weight"].shape[0],
        "n_audio_ctx": audio_ctx,
        "n_audio_state": audio_state,
        "n_audio_head": int(variables["encoder/num_heads"]),
        "n_audio_layer": _layers(variables, "encoder"),
        "n_text_ctx": text_ctx,
        "n_text_state": text_state,
        "n_text_head": int(variables["decoder/num_heads"]),
        "n_text_layer": _layers(variables, "decoder"),
    }


def state_arrays(variables: Arrays) -> Iterator[tuple[str, Array]]:
    """(name, array) of every parameter of an openai-whisper model (245 for base)."""
    yield "encoder.positional_embedding", variables["encoder/position_encodings/encodings"]
    yield "decoder.positional_embedding", variables["decoder/position_encodings/encodings"]
    yield "decoder.token_embedding.weight", variables["decoder/embeddings/weight"]
    for conv in ("conv1", "conv2"):
        yield from _pair(variables, f"encoder/{conv}", f"encoder.{conv}")
    yield from _norm(variables, "encoder/layer_norm", "encoder.ln_post")
    yield from _norm(variables, "decoder/layer_norm", "decoder.ln")
    for side in ("encoder", "decoder"):
        for layer in range(_layers(variables, side)):
            yield from _block(variables, f"{side}/layer_{layer}", f"{side}.blocks.{layer}", side == "decoder")


def _block(variables: Arrays, source: str, name: str, cross: bool) -> Iterator[tuple[str, Array]]:
    yield from _norm(variables, f"{source}/self_attention/layer_norm", f"{name}.attn_ln")
    yield from _fused(variables, f"{source}/self_attention/linear_0", f"{name}.attn", "query key value")
    yield from _pair(variables, f"{source}/self_attention/linear_1", f"{name}.attn.out")
    if cross:
        yield from _norm(variables, f"{source}/attention/layer_norm", f"{name}.cross_attn_ln")
        yield from _fused(variables, f"{source}/attention/linear_0", f"{name}.cross_attn", "query")
        yield from _fused(variables, f"{source}/attention/linear_1", f"{name}.cross_attn", "key value")
        yield from _pair(variables, f"{source}/attention/linear_2", f"{name}.cross_attn.out")
    yield from _norm(variables, f"{source}/ffn/layer_norm", f"{name}.mlp_ln")
    yield from _pair(variables, f"{source}/ffn/linear_0", f"{name}.mlp.0")
    yield from _pair(variables, f"{source}/ffn/linear_1", f"{name}.mlp.2")


def _fused(variables: Arrays, source: str, name: str, parts: str) -> Iterator[tuple[str, Array]]:
    """Splits one stored projection into its equal parts; a key has no bias in Whisper."""
    names = parts.split()
    weight, bias = variables[f"{source}/weight"], variables[f"{source}/bias"]
    rows = weight.shape[0] // len(names)
    for index, part in enumerate(names):
        yield f"{name}.{part}.weight", weight[index * rows : (index + 1) * rows]
        if part != "key":
            yield f"{name}.{part}.bias", bias[index * rows : (index + 1) * rows]


def _pair(variables: Arrays, source: str, name: str) -> Iterator[tuple[str, Array]]:
    yield f"{name}.weight", variables[f"{source}/weight"]
    yield f"{name}.bias", variables[f"{source}/bias"]


def _norm(variables: Arrays, source: str, name: str) -> Iterator[tuple[str, Array]]:
    yield f"{name}.weight", variables[f"{source}/gamma"]
    yield f"{name}.bias", variables[f"{source}/beta"]


def _layers(variables: Arrays, side: str) -> int:
    return len(
        {
            name.split("/")[1]
            for name in variables
            if name.startswith(f"{side}/layer_") and name.count("/") > 2
        }
    )


def _alignment_heads(ct2_dir: Path) -> list[list[int]] | None:
    """(layer, head) pairs that follow the words in time, from the model's own config; for word times."""
    try:
        config = json.loads((ct2_dir / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    heads = config.get("alignment_heads") if isinstance(config, dict) else None
    return heads if isinstance(heads, list) else None
