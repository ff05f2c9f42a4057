"""A CTranslate2 file read back, and turned into a checkpoint; foreign bytes are refused."""

from __future__ import annotations

import json
import struct
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.errors import ModelMissing
from transcripts.speech.checkpoint import state_arrays, to_openai_checkpoint
from transcripts.speech.ctranslate2_file import read_variables

STATE = 4


def layer(name: str, rows: int, columns: int = STATE) -> dict[str, np.ndarray]:
    weight = np.arange(rows * columns, dtype="f2").reshape(rows, columns)
    return {f"{name}/weight": weight, f"{name}/bias": np.arange(rows, dtype="f2")}


def norm(name: str) -> dict[str, np.ndarray]:
    return {f"{name}/gamma": np.ones(STATE, "f2"), f"{name}/beta": np.zeros(STATE, "f2")}


def tiny_whisper() -> dict[str, np.ndarray]:
    """One layer a side, four numbers wide."""
    model = {
        "encoder/conv1/weight": np.zeros((STATE, 80, 3), "f2"),
        "encoder/conv1/bias": np.zeros(STATE, "f2"),
        "encoder/conv2/weight": np.zeros((STATE, STATE, 3), "f2"),
        "encoder/conv2/bias": np.zeros(STATE, "f2"),
        "encoder/position_encodings/encodings": np.zeros((6, STATE), "f2"),
        "decoder/position_encodings/encodings": np.zeros((5, STATE), "f2"),
        "decoder/embeddings/weight": np.zeros((7, STATE), "f2"),
        "encoder/num_heads": np.array(2, "i2"),
        "decoder/num_heads": np.array(2, "i2"),
        **norm("encoder/layer_norm"),
        **norm("decoder/layer_norm"),
    }
    for side in ("encoder", "decoder"):
        base = f"{side}/layer_0"
        model |= norm(f"{base}/self_attention/layer_norm") | norm(f"{base}/ffn/layer_norm")
        model |= layer(f"{base}/self_attention/linear_0", 3 * STATE)
        model |= layer(f"{base}/self_attention/linear_1", STATE)
        model |= layer(f"{base}/ffn/linear_0", 4 * STATE) | layer(f"{base}/ffn/linear_1", STATE, 4 * STATE)
    model |= norm("decoder/layer_0/attention/layer_norm")
    model |= layer("decoder/layer_0/attention/linear_0", STATE)
    model |= layer("decoder/layer_0/attention/linear_1", 2 * STATE)
    return model | layer("decoder/layer_0/attention/linear_2", STATE)


def text(value: str) -> bytes:
    data = value.encode() + b"\0"
    return struct.pack("<H", len(data)) + data


def written(variables: dict[str, np.ndarray]) -> bytes:
    """The file format, written from its description and not with our reader's code."""
    codes = {"f4": 0, "i1": 1, "i2": 2, "i4": 3, "f2": 4}
    out = struct.pack("<I", 6) + text("WhisperSpec") + struct.pack("<II", 3, len(variables))
    for name, array in variables.items():
        out += text(name) + struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
        out += struct.pack("<BI", codes[array.dtype.str[1:]], array.nbytes) + array.tobytes()
    return out + struct.pack("<I", 0)


def test_variables_come_back_as_they_were_written(tmp_path: Path) -> None:
    variables = tiny_whisper()
    (tmp_path / "model.bin").write_bytes(written(variables))
    found = read_variables(tmp_path / "model.bin")
    assert found.keys() == variables.keys()
    for name, array in variables.items():
        assert np.array_equal(found[name], array)
        assert found[name].dtype == array.dtype


def test_fused_projections_are_taken_apart() -> None:
    state = dict(state_arrays(tiny_whisper()))
    fused = tiny_whisper()["encoder/layer_0/self_attention/linear_0/weight"]
    assert np.array_equal(state["encoder.blocks.0.attn.query.weight"], fused[:4])
    assert np.array_equal(state["encoder.blocks.0.attn.key.weight"], fused[4:8])
    assert np.array_equal(state["encoder.blocks.0.attn.value.weight"], fused[8:])
    assert "encoder.blocks.0.attn.key.bias" not in state
    cross = tiny_whisper()["decoder/layer_0/attention/linear_1/weight"]
    assert np.array_equal(state["decoder.blocks.0.cross_attn.value.weight"], cross[4:])


def test_the_checkpoint_loads_into_openais_own_model(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    model = pytest.importorskip("whisper.model")
    (tmp_path / "model.bin").write_bytes(written(tiny_whisper()))
    (tmp_path / "config.json").write_text(json.dumps({"alignment_heads": [[0, 1]]}), "utf-8")
    checkpoint = torch.load(to_openai_checkpoint(tmp_path, tmp_path / "tiny.pt"), weights_only=True)
    whisper = model.Whisper(model.ModelDimensions(**checkpoint["dims"]))
    whisper.load_state_dict(checkpoint["model_state_dict"])  # strict: no key missing, none too many
    assert checkpoint["alignment_heads"] == [[0, 1]]


def test_another_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    (tmp_path / "model.bin").write_bytes(written({"encoder/embeddings/weight": np.zeros((2, 2), "f4")}))
    with pytest.raises(ModelMissing, match="not a Whisper model"):
        to_openai_checkpoint(tmp_path, tmp_path / "x.pt")
    assert not (tmp_path / "x.pt").exists()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.integers(0, 4000).map(lambda cut: written(tiny_whisper())[:cut]))
def test_foreign_and_truncated_bytes_are_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.bin"
        path.write_bytes(data)
        with pytest.raises(ModelMissing):
            read_variables(path)
