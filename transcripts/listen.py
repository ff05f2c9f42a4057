"""`listen`: a recording in, what was heard out. The way of one call through this room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.acoustic import Acoustics, Stretch, Turn, hear_acoustics, speech_turns, timeline_of
from transcripts.contact import Mark
from transcripts.errors import ListenCancelled
from transcripts.heard import Flaw, Heard, ListenOptions, Progress
from transcripts.loudness import Loudness, measure, wanted
from transcripts.prompts.gather import gather
from transcripts.prompts.reuse import Known, known_in, named
from transcripts.prompts.sounds import Memory
from transcripts.prompts.unsure import Earlier, heard_again
from transcripts.prompts.values import CallPrompts, Prompt, Sound
from transcripts.roles import Line, attribute
from transcripts.sides import guess_ours
from transcripts.speakers.hear import voices_at
from transcripts.speech.clips import ALL, Clip
from transcripts.speech.confirmed import Sentence
from transcripts.speech.messages import split_messages
from transcripts.speech.turns import in_order, transcribe_turns
from transcripts.timeline import Side, Timeline
from transcripts.transcript import EngineInfo, Transcript

if TYPE_CHECKING:
    from transcripts.speech.engine import Engine, Load

VERSION = "4"
"""Version of the steps here; it changes whenever the same recording may read differently."""


def listen(
    path: Path,
    options: ListenOptions,
    marks: Sequence[Mark] = (),
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
    *,
    engine: Engine | None = None,
    load: Load | None = None,
    prompts: Sequence[Prompt] = (),
    sounds: Sequence[Sound] = (),
    before: Earlier | None = None,
) -> Heard:
    """Timeline, transcript and repeated messages of a recording of one or two channels.

    Times count from the recording's first sample; `marks` have the same zero. `progress` is called with
    "timeline", "speech", "roles" and the share done. `engine` hands in a loaded one, for many files at
    once; otherwise one is loaded (by `load`) when there is speech whose words are not known from `prompts`.
    Where `sounds` of the same channel play, the voice detectors are not asked again. What sounds the same
    in a call `before` is a recording; the less news a line has, the likelier new words are a person's.
    Raises `AudioError`, `ModelMissing`, `EngineMissing`, and `ListenCancelled` soon after `cancel` says so.
    """
    return hear_call(
        path,
        options,
        marks,
        progress,
        cancel,
        engine=engine,
        load=load,
        prompts=prompts,
        sounds=sounds,
        before=before,
    )[0]


def hear_call(
    path: Path,
    options: ListenOptions,
    marks: Sequence[Mark] = (),
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
    *,
    engine: Engine | None = None,
    load: Load | None = None,
    prompts: Sequence[Prompt] = (),
    sounds: Sequence[Sound] = (),
    before: Earlier | None = None,
) -> tuple[Heard, CallPrompts]:
    """As `listen`, and what the call teaches of its channel's prompts (see `transcripts.prompts.gather`)."""
    report = _stoppable(progress, cancel)
    memory = Memory(sounds)
    acoustics = hear_acoustics(path, options, report, recall=memory if sounds else None)
    acoustics, side_note = _sided(acoustics, options)
    turns = split_messages(speech_turns(acoustics), acoustics.theirs.repeats)
    model = f"{options.engine} {options.model}"
    known = known_in(acoustics, turns, prompts, model=model, language=options.language)
    sentences, info = _speech(
        path, acoustics, turns, options, known, engine=engine, load=load, report=report, cancel=cancel
    )
    turns, repeats = named(turns, acoustics.theirs.repeats, known)
    report("roles", 0.0)
    said = attribute(
        acoustics,
        turns,
        sentences,
        marks=marks,
        language=options.language,
        line=_line(acoustics, turns, known, before),
        hear=lambda stretches: voices_at(path, stretches, _channel(acoustics, Side.THEIRS)),
    )
    timeline = timeline_of(acoustics, said.turns)
    report("roles", 1.0)
    versions = {"listen": VERSION, **({"ours_channel": side_note} if side_note else {})}
    if info:
        versions["speech"] = f"{info.name} {info.version} {info.model}"
    if known.sentences:
        versions["catalogue"] = " ".join(sorted({s.reuse.prompt for s in known.sentences if s.reuse}))
    flaws = tuple(Flaw(fault.name.value, fault.at_s, fault.length_s) for fault in acoustics.faults)
    words = Transcript(said.segments, options.language, info)
    loudness = _loudness(path, acoustics, timeline)
    heard = Heard(timeline, words, repeats, versions, flaws, loudness)
    return heard, gather(
        acoustics,
        said.turns,
        timeline,
        marks,
        language=options.language,
        engine=info,
        model=model,
        recalled=memory.used,
    )


def _line(acoustics: Acoustics, turns: Sequence[Turn], known: Known, before: Earlier | None) -> Line:
    """What the channel's other calls say of this one's speech."""
    if before is None:
        return Line(known.places)
    again = heard_again(acoustics, turns, before.unsure)
    calls = sum(contact not in again.same for contact in before.opened)
    return Line(known.places, again.places, calls, before.surprise)


def _loudness(path: Path, acoustics: Acoustics, timeline: Timeline) -> Loudness | None:
    """A second reading of the file, only where there is music on hold for a message to jump out of."""
    return (
        measure(path, _channel(acoustics, Side.THEIRS) if acoustics.ours else None)
        if wanted(timeline)
        else None
    )


def _speech(
    path: Path,
    acoustics: Acoustics,
    turns: Sequence[Turn],
    options: ListenOptions,
    known: Known,
    *,
    engine: Engine | None,
    load: Load | None,
    report: Progress,
    cancel: Callable[[], bool] | None,
) -> tuple[list[Sentence], EngineInfo | None]:
    """The sentences of the turns: known ones are copied, the rest is transcribed, what repeats once.

    Nothing is loaded where nothing is left to transcribe.
    """
    info = engine.info if engine else known.engine
    clips = _clips(acoustics, turns, known)
    if not clips:
        return list(known.sentences), info if turns else engine.info if engine else None
    report("speech", 0.0)
    if engine is None:
        from transcripts.speech.engine import load_engine

        engine = (load or load_engine)(options)
    sentences = transcribe_turns(
        path,
        turns,
        clips,
        acoustics.theirs.repeats,
        parted=frozenset(known.left),
        engine=engine,
        language=options.language,
        progress=report,
        cancel=cancel,
    )
    return in_order([*known.sentences, *sentences]), engine.info


def _clips(acoustics: Acoustics, turns: Sequence[Turn], known: Known) -> list[Clip]:
    """What is left to transcribe of each turn; a clip's key is the index of its turn."""
    return [
        Clip(part.start_s, part.end_s, _channel(acoustics, turn.side), index)
        for index, turn in enumerate(turns)
        for part in known.left.get(index, (Stretch(turn.start_s, turn.end_s),))
    ]


def _channel(acoustics: Acoustics, side: Side) -> int:
    if len(acoustics.channels) < 2:
        return 0
    if acoustics.ours_channel is None:
        return ALL
    return acoustics.ours_channel if side is Side.OURS else 1 - acoustics.ours_channel


def _sided(acoustics: Acoustics, options: ListenOptions) -> tuple[Acoustics, str | None]:
    """Two channels of unknown sides are told apart by what sounds on them; the note says it was a guess."""
    if options.ours_channel is not None or len(acoustics.channels) != 2:
        return acoustics, None
    ours = guess_ours(acoustics.channels[0], acoustics.channels[1])
    if ours is None:
        return acoustics, "unknown"
    return replace(acoustics, ours_channel=ours), f"{ours} (guessed)"


def _stoppable(progress: Progress | None, cancel: Callable[[], bool] | None) -> Progress:
    def report(stage: str, share: float) -> None:
        if cancel and cancel():
            raise ListenCancelled("Listening was stopped")
        if progress:
            progress(stage, share)

    return report
