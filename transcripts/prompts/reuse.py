"""What of a call's speech is known already: its words come from the book, the rest is left to be heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transcripts.acoustic import Acoustics, Stretch, Turn
from transcripts.heard import Repeat
from transcripts.prompts.values import Line, Prompt, Version, version_id
from transcripts.redaction.values import MARKS
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Side
from transcripts.transcript import EngineInfo, Reuse, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.prompts.lookup import Match

FRAMES_PER_S = 100
_NEW_S = 0.25
"""Sound of less than this beside known words is a breath or the edge of a voice activity."""
_EDGE_S = 0.12
_AROUND_S = 0.15
MOST_TRIES = 3
"""Unsure words are asked for again in the next calls, this often."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the book knows of a call.

    `sentences` are copies, with the index of their turn as `key`. `left` has, for each turn that is known in
    part or whole, the stretches whose words are not known. `whole` names the version that a turn is. `engine`
    made most of the words. `places` is where prompts sound, also those whose words are asked for again.
    """

    sentences: tuple[Sentence, ...] = ()
    left: dict[int, tuple[Stretch, ...]] = field(default_factory=dict)
    whole: dict[int, str] = field(default_factory=dict)
    engine: EngineInfo | None = None
    places: tuple[Stretch, ...] = ()


def known_in(
    acoustics: Acoustics, turns: Sequence[Turn], prompts: Sequence[Prompt], *, model: str, language: str
) -> Known:
    """What these prompts know of the company's turns. Raises `PromptBookError`.

    Words are only taken over where the same model would be asked in the same language.
    """
    from transcripts.prompts.lookup import WORDS, matches_in, shelf_of
    from transcripts.prompts.sounding import sounding

    theirs = acoustics.theirs
    prompts = [_usable(prompt, model, language) for prompt in prompts]
    prompts = [prompt for prompt in prompts if prompt.versions]
    if theirs.prints is None or theirs.frame_dbfs is None or not prompts:
        return Known()
    own = [(turn.start_s, turn.end_s) for turn in turns if turn.side is Side.THEIRS]
    loud = sounding(theirs.frame_dbfs, own)
    matches = matches_in(shelf_of(prompts), theirs.prints, loud, fine=WORDS)
    sentences: list[Sentence] = []
    left: dict[int, tuple[Stretch, ...]] = {}
    whole: dict[int, str] = {}
    for index, turn in enumerate(turns):
        inside = [m for m in matches if m.start < turn.end_s * 100 and m.end > turn.start_s * 100]
        if turn.side is Side.THEIRS and inside:
            taken, rest = _of_turn(index, turn, inside, loud)
            if taken or not rest:
                sentences += taken
                left[index] = rest
            if not rest and len({id(m.version) for m in inside}) == 1:
                whole[index] = version_id(inside[0].prompt.id, inside[0].version.number)
    engine = matches[0].version.engine if sentences else None
    places = tuple(Stretch(m.start / FRAMES_PER_S, m.end / FRAMES_PER_S) for m in matches)
    return Known(tuple(sentences), left, whole, engine, places)


def named(
    turns: Sequence[Turn], repeats: Sequence[Repeat], known: Known
) -> tuple[list[Turn], tuple[Repeat, ...]]:
    """Turns and repeats with the catalogue's names, where all hearings of a message are one known version."""
    names: dict[str | None, set[str | None]] = {}
    for index, turn in enumerate(turns):
        names.setdefault(turn.repeat, set()).add(known.whole.get(index))
    sure = {repeat: next(iter(found)) for repeat, found in names.items() if repeat and len(found) == 1}
    renamed = [
        replace(turn, repeat=known.whole.get(index) if turn.repeat is None else sure.get(turn.repeat))
        if turn.repeat is None or sure.get(turn.repeat)
        else turn
        for index, turn in enumerate(turns)
    ]
    return renamed, tuple(replace(repeat, id=sure.get(repeat.id) or repeat.id) for repeat in repeats)


def _usable(prompt: Prompt, model: str, language: str) -> Prompt:
    versions = tuple(v for v in prompt.versions if v.model == model and v.language == language)
    return replace(prompt, versions=versions)


def _of_turn(
    index: int, turn: Turn, matches: Sequence[Match], loud: NDArray[np.bool_]
) -> tuple[list[Sentence], tuple[Stretch, ...]]:
    """The sentences of a turn that are known, and the stretches of it that are not."""
    import numpy as np

    first, last = round(turn.start_s * FRAMES_PER_S), min(round(turn.end_s * FRAMES_PER_S), len(loud))
    explained = ~loud[first:last]
    taken: list[Sentence] = []
    for match in matches:
        same = np.zeros(last - first, np.bool_)
        low, high = max(match.start, first), min(match.end, last)
        same[low - first : high - first] = match.same[low - match.start : high - match.start]
        for line, usable in _lines(match, first, last, same):
            start = max(0, round(line.start_s * FRAMES_PER_S) + match.lag - first)
            end = max(0, round(line.end_s * FRAMES_PER_S) + match.lag - first)
            if not usable:
                same[start:end] = False
            elif not _said_already(taken, line, match.lag):
                taken.append(_sentence(index, line, match))
        explained |= same
    return sorted(taken, key=lambda s: s.start_s), tuple(_unexplained(explained, first))


def _lines(match: Match, first: int, last: int, same: NDArray[np.bool_]) -> Iterator[tuple[Line, bool]]:
    """The version's lines that this turn holds, cut where the turn is; whether their words may be taken."""
    for line in match.version.lines:
        start, end = (round(at_s * FRAMES_PER_S) + match.lag for at_s in (line.start_s, line.end_s))
        if end <= first or start >= last:
            continue
        cut = _cut(line, first - match.lag, last - match.lag)
        if cut is None:
            continue
        edge = round(_EDGE_S * FRAMES_PER_S)
        low, high = max(0, start - first), min(last, end) - first
        inner = same[min(low + edge, high) : max(high - edge, low)]
        retry = (line.low_confidence and match.version.tries < MOST_TRIES) or _personal(line)
        broken = match.version.cut and line is match.version.lines[-1] and not match.whole
        yield cut, bool(len(inner) and inner.all()) and not retry and not broken


def _personal(line: Line) -> bool:
    """Whether something was taken out of its words: that is heard anew, to be found and muted again."""
    return any(mark in line.text for marks in MARKS.values() for mark in marks.values())


def _cut(line: Line, first: int, last: int) -> Line | None:
    """The words of a line within frames [first, last) of its version; all of it where it is whole."""
    start_s, end_s = first / FRAMES_PER_S, last / FRAMES_PER_S
    if line.start_s >= start_s - _AROUND_S and line.end_s <= end_s + _AROUND_S:
        return line
    words = tuple(w for w in line.words if _inside(w, start_s, end_s))
    if not words:
        return None
    text = " ".join(word.text.strip() for word in words)
    return replace(line, start_s=words[0].start_s, end_s=words[-1].end_s, text=text, words=words)


def _inside(word: Word, start_s: float, end_s: float) -> bool:
    """An engine stretches a word over the pause before it: its start says little, its end much."""
    return (word.start_s + word.end_s) / 2 >= start_s - _AROUND_S and word.end_s <= end_s + _AROUND_S


def _said_already(taken: Sequence[Sentence], line: Line, lag: int) -> bool:
    start_s, end_s = line.start_s + lag / FRAMES_PER_S, line.end_s + lag / FRAMES_PER_S
    return any(min(s.end_s, end_s) - max(s.start_s, start_s) > 0.3 * (end_s - start_s) for s in taken)


def _sentence(index: int, line: Line, match: Match) -> Sentence:
    shift_s = match.lag / FRAMES_PER_S
    return Sentence(
        key=index,
        start_s=round(line.start_s + shift_s, 3),
        end_s=round(line.end_s + shift_s, 3),
        text=line.text,
        confidence=line.confidence,
        words=tuple(
            Word(w.text, round(w.start_s + shift_s, 3), round(w.end_s + shift_s, 3), w.probability)
            for w in line.words
        ),
        same_as=version_id(match.prompt.id, match.version.number),
        reuse=_provenance(match.prompt, match.version),
    )


def _provenance(prompt: Prompt, version: Version) -> Reuse:
    made = version.engine
    engine = f"{made.name} {made.version} {made.model}" if made else ""
    return Reuse(version_id(prompt.id, version.number), version.source.contact, engine)


def _unexplained(explained: NDArray[np.bool_], first: int) -> Iterator[Stretch]:
    """What sounds between the known words, from sound to sound; pauses of half a second part two of them."""
    import numpy as np

    new = np.flatnonzero(~explained)
    if len(new) == 0:
        return
    breaks = np.flatnonzero(np.diff(new) > FRAMES_PER_S // 2)
    for part in np.split(new, breaks + 1):
        if len(part) >= _NEW_S * FRAMES_PER_S:
            yield Stretch((first + int(part[0])) / FRAMES_PER_S, (first + int(part[-1]) + 1) / FRAMES_PER_S)
