"""Line files: the shipped ones are sound, faulty ones tell all that is wrong, and nothing breaks the reader."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.i18n import explain, use_language
from auditor.practice import script
from auditor.practice.errors import LineFaults
from auditor.practice.reading import LINES, load_line, read_line, shipped_lines

SIX_FAULTS = """\
id: mala
title:
begin: nada
ring_s: pronto
prompts:
  a: {voice: robot, text: Hola}
blocks:
  b:
    - play: c
    - hold: {s: 5, music: reguetón, messages: [{play: a}]}
    - menu: {prompt: a, options: {"E": b}, otherwise: b}
    - cantar: a
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "linea.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_shipped_line_reads() -> None:
    assert set(shipped_lines()) >= {"modelo", "laberinto", "sin-salida", "rapido", "mudo", "fax"}
    for name in shipped_lines():
        assert load_line(name).id == name


def test_a_line_is_read_whole() -> None:
    line = load_line("modelo")
    assert line.begin == "bienvenida"
    menu = line.blocks["menu"][0]
    assert isinstance(menu, script.Menu)
    assert menu.options == (("1", "facturas"), ("2", "cola"), ("3", "cola"), ("0", "cola"))
    hold = line.blocks["cola"][0]
    assert isinstance(hold, script.Hold)
    assert (hold.s, hold.music, hold.duck_db) == (42, "paseo", 18)
    assert [message.at_s for message in hold.messages] == [3, 16, 31]


def test_every_fault_is_told_at_once_with_line_and_path(tmp_path: Path) -> None:
    with pytest.raises(LineFaults) as caught:
        read_line(write(tmp_path, SIX_FAULTS))
    found = {(fault.line, fault.path) for fault in caught.value.faults}
    assert found == {
        (2, "title"),
        (3, "begin"),
        (4, "ring_s"),
        (6, "prompts.a.voice"),
        (9, "blocks.b[0].play"),
        (10, "blocks.b[1].hold.music"),
        (10, "blocks.b[1].hold.messages[0]"),
        (11, "blocks.b[2].menu.options.E"),
        (12, "blocks.b[3].cantar"),
        (12, "blocks.b[3]"),
    }
    assert str(caught.value).count("\n") == 9


def test_faults_are_told_in_spanish(tmp_path: Path) -> None:
    use_language("es")
    with pytest.raises(LineFaults) as caught:
        read_line(write(tmp_path, "title: x\n"))
    assert "linea.yaml" in explain(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("- a\n- b\n", "mapping"),
        ("id: [", "cannot be read"),
        ("id: x\nid: y\ntitle: t\nrefuse: 486\n", "twice"),
        ("id: x\ntitle: t\nrefuse: 603\n", "404, 486"),
        ("id: x\ntitle: t\nbegin: a\nblocks: {a: [play]}\n", "mapping"),
        ("id: x\ntitle: t\nbegin: a\nblocks: {a: [{hold: {s: -1}}]}\n", "0.1 to 3600"),
        ("id: x\ntitle: t\nanswers: quizás\n", "true or false"),
    ],
)
def test_each_kind_of_fault(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LineFaults, match=said):
        read_line(write(tmp_path, text))


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "linea.yaml"
    path.write_bytes(b"\xff\xfe\x00id")
    for file in (path, tmp_path / "nada.yaml"):
        with pytest.raises(LineFaults, match="cannot be read"):
            read_line(file)


def outcome(text: str) -> script.Line | LineFaults:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return read_line(write(Path(folder), text))
        except LineFaults as found:
            faults = found
    assert faults.faults
    assert all(fault.line >= 1 and str(fault) for fault in faults.faults)
    return faults


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_line_or_has_faults(text: str) -> None:
    outcome(text.replace("\r", "").encode("utf-8", "replace").decode())


_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-5, 4000), st.floats(), st.text(max_size=8))
_KEYS = st.sampled_from(
    ["id", "s", "music", "prompt", "options", "play", "menu", "hold", "otherwise", "text"]
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(sorted(LINES.glob("*.yaml"))), st.data())
@settings(max_examples=60, deadline=None)
def test_a_sound_file_with_a_part_replaced_is_a_line_or_has_faults(path: Path, data: st.DataObject) -> None:
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    at = tree
    while True:
        key = data.draw(st.sampled_from(sorted(at, key=str) if isinstance(at, dict) else range(len(at))))
        deeper = at[key]
        if not isinstance(deeper, dict | list) or not deeper or data.draw(st.booleans()):
            at[key] = data.draw(_TREES)
            break
        at = deeper
    outcome(yaml.safe_dump(tree, allow_unicode=True))


def test_the_example_of_the_documentation_is_a_line(tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "docs" / "practice-line.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
    assert set(read_line(write(tmp_path, example)).blocks) == {"entrada", "cola"}
