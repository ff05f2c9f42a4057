"""Runs one stage in this process: `python -m bench.memory.stages NAME FILE` prints its peak and time."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from transcripts.heard import ListenOptions

OPTIONS = ListenOptions(country="ES", ours_channel=1)


def decode(file: Path) -> str:
    """The samples alone, in blocks."""
    from transcripts.audio import blocks

    seconds = sum(block.shape[1] for block in blocks(file, 8_000, 10.0)) / 8_000
    return f"{seconds:.3f}"


def features(file: Path) -> str:
    """What is gathered of both channels at once, before anything is decided."""
    from transcripts.acoustic.frames import Gatherer
    from transcripts.audio import blocks

    gatherers = [Gatherer(), Gatherer()]
    for block in blocks(file, 8_000, 10.0):
        for gatherer, samples in zip(gatherers, block, strict=True):
            gatherer.push(samples)
    return str([len(gatherer.features().level_dbfs) for gatherer in gatherers])


def acoustics(file: Path) -> str:
    """Everything but the words."""
    from transcripts.acoustic import acoustic_timeline, hear_acoustics

    heard = hear_acoustics(file, OPTIONS)
    prints = [sound.prints.tobytes() for sound in heard.channels if sound.prints is not None]
    return repr((acoustic_timeline(heard), heard)) + hashlib.sha256(b"".join(prints)).hexdigest()


def loudness(file: Path) -> str:
    """The second reading, for how loud messages are beside the music."""
    from transcripts.loudness import measure

    return repr(measure(file, 0))


def listen(file: Path) -> str:
    """The whole way, with the speech engine."""
    from transcripts.listen import listen as whole

    return repr(whole(file, OPTIONS))


STAGES: dict[str, Callable[[Path], str]] = {
    "decode": decode,
    "features": features,
    "acoustics": acoustics,
    "loudness": loudness,
    "listen": listen,
}


def peak_mb() -> float:
    """The most memory that this process ever held (`ru_maxrss` would count its parent's too)."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    name, file = sys.argv[1:]
    began = time.monotonic()
    result = STAGES[name](Path(file))
    told = hashlib.sha256(result.encode()).hexdigest()[:12]
    print(json.dumps({"peak_mb": peak_mb(), "wall_s": time.monotonic() - began, "result": told}))


if __name__ == "__main__":
    main()
