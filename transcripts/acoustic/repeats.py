"""One recorded message heard twice: half words vote for the lag, a bit-error rate decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.heard import Repeat

if TYPE_CHECKING:
    from transcripts.acoustic.activity import Activity
    from transcripts.acoustic.frames import Features


def repeats_of(features: Features, active: Activity) -> tuple[Repeat, ...]:
    return ()
